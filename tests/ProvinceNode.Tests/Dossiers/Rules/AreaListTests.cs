using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Citizens;
using Protos.Values;
using TestSupport;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Dossiers.Rules;

/// <summary>Specially difficult places from a sheet: tried with every fault at once, told what is new, changed and ended, proposed as one, approved by another.</summary>
public sealed class AreaListTests : IAsyncLifetime
{
    private const string Head = "Mã xã;Thôn, bản;Từ ngày;Đến ngày;Quyết định\r\n";
    private const string Qd612 = "Quyết định số 612/QĐ-UBDT ngày 16/9/2021";

    private NodeHost _node = null!;

    public async Task InitializeAsync() => _node = await NodeHost.StartAsync();

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    [Fact]
    public async Task Sheet_WithFaults_TellsThemAllAtOnceWithTheirRows()
    {
        var page = await TriedAsync(Head + $"99999;;01/07/2021;;{Qd612}\r\nkhông rõ;Bản A;hôm qua;;\r\n16063;Bản B;01/07/2021;30/06/2021;{Qd612}\r\n16063;Bản C;01/07/2021;;{Qd612}\r\n\r\n;;;;Tổng cộng\r\n");

        Assert.Equal(5, page.Problems.Count);
        Assert.Contains(page.Problems, p => p.StartsWith("Dòng 2: không có xã “99999” trong tỉnh", StringComparison.Ordinal));
        Assert.Equal(3, page.Problems.Count(p => p.StartsWith("Dòng 3:", StringComparison.Ordinal)));
        Assert.Contains(page.Problems, p => p.StartsWith("Dòng 4: Ngày cuối phải sau ngày bắt đầu", StringComparison.Ordinal));
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Proposal_OfASheet_IsApprovedWholeByAnother()
    {
        await SeedAsync(Row("Bản Cũ", new(2025, 7, 1)), Row("Bản Giữ", new(2025, 7, 1)), Row("Bản Hết", new(2025, 7, 1)), Row("Bản Đổi", new(2025, 7, 1)));
        var officer = new Browser(await _node.SignInAsync(Roles.ProvinceOfficer, "38"));
        await officer.GoAsync("/quan-tri/quy-dinh/dia-ban");
        officer.Attach("Sheet", "dia-ban.csv", Bytes(Head + $"16072;Bản Giữ;01/07/2025;;{Qd612}\r\n16072;Bản Hết;01/07/2025;31/12/2027;{Qd612}\r\n16072;;01/01/2028;;QĐ mới\r\n16072;Bản Đổi;01/01/2028;;QĐ mới\r\n"));
        officer.Fill("OthersUntilDay", "31").Fill("OthersUntilMonth", "12").Fill("OthersUntilYear", "2027");
        await officer.PressAsync(name: null);
        Assert.Empty(officer.Problems);
        Assert.Contains("1 nơi mới, 1 nơi thay đổi, 2 nơi kết thúc, 1 nơi không đổi", officer.Text, StringComparison.Ordinal);
        Assert.Contains("không có trong tệp", officer.Text, StringComparison.Ordinal);
        await officer.PressAsync(name: null, handler: "Propose");
        Assert.Contains("Đã ghi đề nghị", officer.Text, StringComparison.Ordinal);
        Assert.All(await RowsAsync(), r => Assert.Null(r.ValidTo));

        var leader = await _node.SignInAsync(Roles.ProvinceLeader, "38");
        var decide = await (await PageReader.OpenAsync(leader, "/quan-tri/quy-dinh")).FollowAsync("Danh sách xã, thôn đặc biệt khó khăn từ tệp (dia-ban.csv): 1 nơi mới, 1 nơi thay đổi, 2 nơi kết thúc");
        Assert.Contains("Bản Cũ", decide.Main, StringComparison.Ordinal);
        await decide.SubmitAsync(new Dictionary<string, object?>(), button: "Duyệt");

        Assert.Equal(
            [(" 01/01/2028-"), ("Bản Cũ 01/07/2025-31/12/2027"), ("Bản Giữ 01/07/2025-"), ("Bản Hết 01/07/2025-31/12/2027"), ("Bản Đổi 01/01/2028-"), ("Bản Đổi 01/07/2025-31/12/2027")],
            (await RowsAsync()).Select(r => $"{r.Village} {VietnameseFormat.Date(r.ValidFrom)}-{(r.ValidTo is { } to ? VietnameseFormat.Date(to) : "")}").Order(StringComparer.Ordinal));
        Assert.True((await _node.WithDbAsync(db => RuleTables.ReadAsync(db, default))).IsSpecialArea("16072", "Bản Bất Kỳ", new(2028, 2, 1)));
    }

    // What reaches the past is read, confirmed and given a reason, as every change.
    [Fact]
    public async Task Sheet_ReachingThePast_IsConfirmedWithAReason()
    {
        var sheet = new GridSheet { Name = "DS" };
        sheet.Add("Danh sách xã, thôn");
        sheet.Add("Xã", "Thôn", "Hiệu lực từ ngày", "Văn bản");
        sheet.Add("Hoa Lộc", "Bản Mới", new DateTime(2021, 7, 1), Qd612);
        var officer = new Browser(await _node.SignInAsync(Roles.ProvinceOfficer, "38"));
        await officer.GoAsync("/quan-tri/quy-dinh/dia-ban");
        officer.Attach("Sheet", "dia-ban.xlsx", XlsxFile.Of([sheet]));
        await officer.PressAsync(name: null);
        Assert.Empty(officer.Problems);
        await officer.PressAsync(name: null, handler: "Propose");
        Assert.Equal(2, officer.Problems.Count);
        await officer.Fill("PastConfirmed", "1").Fill("PastReason", "Nhận quyết định chậm").PressAsync(name: null, handler: "Propose");
        Assert.Empty(officer.Problems);
        Assert.Equal("Nhận quyết định chậm", await _node.WithDbAsync(db => db.Set<RuleChange>().Select(c => c.PastReason).SingleAsync()));
    }

    // A commune's cell is merged over its villages: it is told once.
    [Fact]
    public void Sheet_WithMergedCells_CarriesTheCommuneDown()
    {
        var read = Read(Head + $"16072;Bản A;01/07/2021;;{Qd612}\r\n;Bản B;01/07/2021;;{Qd612}\r\n16063;Bản C;01/07/2021;;{Qd612}\r\n;Bản D;01/07/2021;;{Qd612}\r\n");

        Assert.Equal(["16072 Bản A", "16072 Bản B", "16063 Bản C", "16063 Bản D"], read.Value.Select(l => $"{l.Commune} {l.Village}"));
        Assert.Contains("chưa ghi xã", Assert.Single(Read(Head + $";Bản A;01/07/2021;;{Qd612}\r\n").Problems).Message, StringComparison.Ordinal);
    }

    // Rows are counted, not what is wrong with them; a sheet of the most rows with the longest words still fits its field.
    [Theory]
    [InlineData(AreaSheet.MostRows, false)]
    [InlineData(AreaSheet.MostRows + 1, true)]
    public void Sheet_OfManyRows_IsRefusedByItsRowsAlone(int rows, bool refused)
    {
        var good = Read(Head + string.Concat(Enumerable.Range(0, rows).Select(i => $"Hoa Lộc;{$"Bản {i} ".PadRight(119, 'ế')};01/07/2025;;{Qd612.PadRight(199, 'ộ')}\r\n")));
        var bad = Read(Head + string.Concat(Enumerable.Range(0, rows).Select(i => $"99999;Bản {i};hôm qua;;\r\n")));

        Assert.Equal(refused, good.Has(LawProblems.AreaTooMany));
        Assert.Equal(refused, bad.Has(LawProblems.AreaTooMany));
        Assert.True(refused || AreaPlans.Kept(good.Value).Length <= 4_000_000);
        Assert.Equal(refused ? 1 : rows * 3, bad.Problems.Count);
    }

    // Thousands of places end at once while everybody waits for his turn: they are the rows that the plan was made against, and none is asked for again.
    [Fact]
    public async Task Plan_ThatEndsManyPlaces_AsksForNoneOfThemAgain()
    {
        var stored = Enumerable.Range(1, 100).Select(i => new SpecialAreaRow { Id = 9_000_000 + i, CommuneCode = "16072", Village = $"Bản {i}", Legal = Qd612, ValidFrom = new(2025, 7, 1) }).ToList();
        var plan = new RulePlan("") { Also = [.. stored.Select(row => new RulePlan("") { End = row, LastDay = new(2027, 12, 31) })] };

        var ended = await _node.WithDbAsync(async db =>
        {
            await RuleWriter.ApplyAsync(db, plan, new TestDossiers(_node).Official(Roles.ProvinceLeader, "38"), new VietnamTime(_node.Clock).UtcNow, default);
            return db.ChangeTracker.Entries<SpecialAreaRow>().Where(e => e.State == EntityState.Modified).Select(e => e.Entity.ValidTo).ToList();
        });

        Assert.Equal(Enumerable.Repeat((DateOnly?)new DateOnly(2027, 12, 31), 100), ended);
    }

    // Another text for one year does not end the recognition that goes beyond it; a sheet that takes the place of the list does.
    [Fact]
    public async Task Sheet_WithAShorterLine_LeavesTheLongerRowBeyondIt()
    {
        await SeedAsync(Row("Bản Đổi", new(2025, 7, 1)), Row("Bản Cắt", new(2025, 7, 1), new(2030, 12, 31)));
        var officer = new Browser(await _node.SignInAsync(Roles.ProvinceOfficer, "38"));
        await officer.GoAsync("/quan-tri/quy-dinh/dia-ban");
        await officer.Attach("Sheet", "dia-ban.csv", Bytes(Head + $"16072;Bản Đổi;01/01/2028;31/12/2028;QĐ mới\r\n16072;Bản Cắt;01/07/2025;31/12/2027;{Qd612}\r\n")).PressAsync(name: null);
        Assert.Contains("1 nơi thay đổi, 1 nơi kết thúc", officer.Text, StringComparison.Ordinal);
        Assert.Contains("trong các ngày này thay cho dòng đang có từ 01/07/2025; từ ngày 01/01/2029 dòng đang có lại áp dụng", officer.Text, StringComparison.Ordinal);
        await officer.PressAsync(name: null, handler: "Propose");
        Assert.Contains("Đã ghi đề nghị", officer.Text, StringComparison.Ordinal);

        var decide = await (await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), "/quan-tri/quy-dinh")).FollowAsync("Danh sách xã, thôn đặc biệt khó khăn từ tệp (dia-ban.csv): 0 nơi mới, 1 nơi thay đổi, 1 nơi kết thúc");
        await decide.SubmitAsync(new Dictionary<string, object?>(), button: "Duyệt");

        Assert.Equal(
            ["Bản Cắt 01/07/2025-31/12/2027", "Bản Đổi 01/01/2028-31/12/2028 QĐ mới", "Bản Đổi 01/01/2029-", "Bản Đổi 01/07/2025-31/12/2027"],
            (await RowsAsync()).Select(r => $"{r.Village} {VietnameseFormat.Date(r.ValidFrom)}-{(r.ValidTo is { } to ? VietnameseFormat.Date(to) : "")}{(r.Legal == Qd612 ? "" : " " + r.Legal)}").Order(StringComparer.Ordinal));
    }

    // The sheet takes the place of the list: after its last day the place is in it no more, and the officer and the approver read it.
    [Fact]
    public async Task Sheet_InPlaceOfTheList_SaysWhichPlacesItShortens()
    {
        await SeedAsync(Row("Bản Đổi", new(2025, 7, 1)));
        var officer = new Browser(await _node.SignInAsync(Roles.ProvinceOfficer, "38"));
        await officer.GoAsync("/quan-tri/quy-dinh/dia-ban");
        officer.Attach("Sheet", "dia-ban.csv", Bytes(Head + "16072;Bản Đổi;01/01/2028;31/12/2028;QĐ mới\r\n"));
        await officer.Fill("OthersUntilDay", "31").Fill("OthersUntilMonth", "12").Fill("OthersUntilYear", "2027").PressAsync(name: null);

        Assert.Contains("dòng đang có từ 01/07/2025 kết thúc ngày 31/12/2027; từ ngày 01/01/2029 nơi này không còn trong danh sách", officer.Text, StringComparison.Ordinal);
        await officer.PressAsync(name: null, handler: "Propose");
        Assert.EndsWith("1 nơi không còn trong danh sách sau ngày cuối ghi trong tệp, dù hiện được công nhận lâu hơn", await _node.WithDbAsync(db => db.Set<RuleChange>().Select(c => c.Words).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xin chào", "Không thấy dòng tiêu đề")]
    [InlineData(Head, "Tệp không có dòng nào")]
    [InlineData("%PDF-1.7", "không phải là bảng tính")]
    public async Task Sheet_ThatIsNone_IsToldWhatToDo(string content, string words) =>
        Assert.Contains(words, Assert.Single((await TriedAsync(content)).Problems), StringComparison.Ordinal);

    [Fact]
    public async Task Sheet_WithOnePlaceTwice_IsRefusedAtTheSecondRow()
    {
        var page = await TriedAsync(Head + $"16063;Bản Mới;01/07/2021;;{Qd612}\r\n16063;bản mới;01/07/2022;;{Qd612}\r\n");

        Assert.Contains(page.Problems, p => p.StartsWith("Dòng 3: cùng xã, thôn và thời gian với dòng 2", StringComparison.Ordinal));
    }

    private static Outcome<IReadOnlyList<AreaLine>> Read(string content)
    {
        AdministrativeUnit Unit(string code, string name) => new() { Code = code, Level = UnitLevel.Commune, Name = name, FoldedName = "", ValidFrom = new(2021, 7, 1) };
        return AreaSheet.Read(new MemoryStream(Bytes(content)), "dia-ban.csv", [Unit("16072", "Xã Hoa Lộc"), Unit("16063", "Xã Đa Lộc")]);
    }

    private async Task<Browser> TriedAsync(string content)
    {
        var officer = new Browser(await _node.SignInAsync(Roles.ProvinceOfficer, "38"));
        await officer.GoAsync("/quan-tri/quy-dinh/dia-ban");
        await officer.Attach("Sheet", "dia-ban.csv", Bytes(content)).PressAsync(name: null);
        return officer;
    }

    private static byte[] Bytes(string text) => [.. text.StartsWith('%') ? Array.Empty<byte>() : Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)];

    private static SpecialAreaRow Row(string village, DateOnly from, DateOnly? to = null) => new() { CommuneCode = "16072", Village = village, Legal = Qd612, ValidFrom = from, ValidTo = to };

    private Task<bool> SeedAsync(params SpecialAreaRow[] rows) => _node.WithDbAsync(async db =>
    {
        db.AddRange(rows.Cast<object>());
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(_node.Clock).UtcNow), CancellationToken.None);
    });

    private Task<List<SpecialAreaRow>> RowsAsync() => _node.WithDbAsync(db => db.Set<SpecialAreaRow>().AsNoTracking().OrderBy(a => a.Id).ToListAsync());
}
