using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;
using TestSupport.UglyFiles;

namespace ProvinceNode.Tests.Import;

/// <summary>The yearly list of poor and near-poor households: matched, checked, entered, followed by the worklist, and undone (issue 4).</summary>
public sealed class PovertyListTests
{
    internal static readonly string[] Heading = ["STT", "Họ và tên chủ hộ", "Ngày sinh", "Số CCCD", "Thôn", "Hộ nghèo", "Hộ cận nghèo"];

    private static readonly byte[] Whole = ImportRun.BookOf(Heading,
        ["1", "Nguyễn Văn Thủy", "15/03/1948", "038048000102", "Thôn 1", "x", ""], ["2", "Trần Văn Bình", "01/04/1950", "", "Thôn 2", "", "x"],
        ["3", "Người Không Có", "01/01/1970", "038070000999", "Thôn 2", "x", ""], ["4", "Nguyễn Văn Thủy", "15/03/1948", "038048000102", "Thôn 1", "", "x"], ["5", "Đỗ Văn Lẫn", "01/01/1971", "038051000104", "Thôn 3", "x", ""]);

    [Fact]
    public async Task List_OfTheYear_IsMatchedAcceptedFollowedAndUndone()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var thuy = await PersonAsync(run, "Nguyễn Văn Thủy", "1948-03-15", "038048000102", "5.a.60", 810_000);
        var binh = await PersonAsync(run, "Trần Văn Bình", "1950-04-01", "", "5.a.60", 810_000);
        var duc = await PersonAsync(run, "Phạm Văn Đức", "1951-05-01", "038051000104", "5.a.60", 810_000);
        var la = await PersonAsync(run, "Lê Văn Lạ", "1990", "038090000105", "6.n.adult", 810_000);
        await WriteAsync(run, db => db.Add(new PovertyYear { Id = Guid.CreateVersion7(), BeneficiaryId = la, TenantPath = ImportRun.Commune, Year = 2026, Status = PovertyStatus.NearPoor, Source = "sổ" }));

        var id = await SendAsync(run, Whole);

        var rows = await run.RowsAsync(id);
        Assert.Equal([(RowState.Read, RegistryMatch.Same, RowVerdict.Valid), (RowState.Read, RegistryMatch.Same, RowVerdict.ValidWithWarnings), (RowState.LeftOut, RegistryMatch.None, RowVerdict.ValidWithWarnings), (RowState.Read, RegistryMatch.Same, RowVerdict.Refused), (RowState.Read, RegistryMatch.Blocked, RowVerdict.Refused)],
            rows.Where(r => r.Sheet == 1).Select(r => (r.State, r.Match, r.Verdict)));
        Assert.Contains("theo họ tên, ngày sinh", rows[1].Faults, StringComparison.Ordinal);
        // Phạm Văn Đức may be row 5; Lê Văn Lạ leaves.
        var leaving = rows.Where(r => r.Sheet > 1).OrderBy(r => r.NameKey, StringComparer.Ordinal).ToList();
        Assert.Equal([(la, RowVerdict.ValidWithWarnings), (duc, RowVerdict.Refused)], leaving.Select(r => (r.BeneficiaryId!.Value, r.Verdict)));
        Assert.Empty(await YearsAsync(run, 2027));

        await WholeAsync(run, id);
        var page = await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}");
        Assert.Contains("Danh sách hộ nghèo, hộ cận nghèo năm 2027", page.Main, StringComparison.Ordinal);
        Assert.Contains("Không còn trong danh sách", page.Main, StringComparison.Ordinal);
        Assert.Empty((await page.SubmitAsync(button: "Duyệt và ghi sổ")).Problems);
        await WorkAsync(run, id);

        Assert.Equal(new[] { (thuy, PovertyStatus.Poor, "215/QĐ-UBND"), (binh, PovertyStatus.NearPoor, "215/QĐ-UBND"), (la, PovertyStatus.None, "215/QĐ-UBND") }.Order(),
            (await YearsAsync(run, 2027)).Select(y => (y.BeneficiaryId, y.Status, y.DecisionNumber)).Order());
        var origin = await host.WithDbAsync(db => db.FieldOrigins.AsNoTracking().OrderByDescending(o => o.At).FirstAsync(o => o.BeneficiaryId == thuy && o.Fields.StartsWith(nameof(Beneficiary.PovertyYears))));
        Assert.Equal("PovertyYears@F2", origin.Fields);
        Assert.Contains("ho ngheo.xlsx", origin.Reference, StringComparison.Ordinal);

        // What follows: who is near-poor only has no right to point a any more; who rests on no poverty is left alone.
        await host.WithAsync(s => s.GetRequiredService<MakeWorklist>().HandleAsync(default));
        var work = await host.WithDbAsync(db => db.Set<WorklistRow>().AsNoTracking().Where(r => r.Kind == WorklistKind.Poverty).ToListAsync());
        var stop = Assert.Single(work);
        Assert.Equal((binh, WorklistStep.Stop, 202701, new DateOnly(2026, 12, 31)), (stop.BeneficiaryId!.Value, stop.Step, stop.EffectMonth, stop.On!.Value));
        await GoesBackAsync(run, id);
    }

    private static async Task GoesBackAsync(ImportRun run, Guid id)
    {
        // The same file again changes nothing; the list goes back whole while nothing was built on it.
        var again = await SubmitAsync(run, Whole);
        Assert.Contains("đã được nhận", Assert.Single(again.Problems), StringComparison.Ordinal);
        run.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        var undo = await (await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}")).SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Nhầm danh sách" }, button: "Hoàn tác");
        Assert.Empty(undo.Problems);
        await WorkAsync(run, id);
        Assert.Empty(await YearsAsync(run, 2027));
        Assert.Equal(BatchState.Undone, (await run.BatchAsync(id)).State);
        await run.Host.WithAsync(s => s.GetRequiredService<MakeWorklist>().HandleAsync(default));
        Assert.Equal(WorklistState.Done, (await run.Host.WithDbAsync(db => db.Set<WorklistRow>().AsNoTracking().SingleAsync(r => r.Kind == WorklistKind.Poverty))).State);
    }

    [Fact]
    public async Task Door_WithoutDecisionOrYear_SaysEverythingAtOnce()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var page = await PageReader.OpenAsync(await new ImportRun(host).OfficerAsync(), "/ho-ngheo/nhap");

        var sent = await page.SubmitAsync(new Dictionary<string, object?> { ["Year"] = "1999" }, button: "Gửi và đối chiếu");

        Assert.Equal(3, sent.Problems.Count);
    }

    [Fact]
    public async Task Household_OfARowThatIsAnswered_IsOnTheListWithIt()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var head = await PersonAsync(run, "Lê Văn Chủ", "1950", "", "6.n.adult", 810_000);
        var wife = await PersonAsync(run, "Trần Thị Vợ", "1952", "", "5.a.60", 810_000);
        await WriteAsync(run, db => db.Add(HomeOf(("Lê Văn Chủ", head), ("Trần Thị Vợ", wife))));
        var id = await SendAsync(run, ImportRun.BookOf(Heading, ["1", "Lê Văn Chủ", "1950", "", "Thôn 1", "x", ""], ["2", "Người Không Có", "01/01/1970", "038070000999", "Thôn 2", "x", ""]));

        // Nobody knows yet who row 2 is: who lives with him does not leave.
        var waiting = (await run.RowsAsync(id)).Single(r => r.Sheet > 1);
        Assert.Equal((wife, RowVerdict.Refused), (waiting.BeneficiaryId!.Value, waiting.Verdict));
        Assert.Contains(PovertyProblems.MayShare.Code, waiting.Faults, StringComparison.Ordinal);

        await ChooseAsync(run, id, head.ToString("D"));
        var shared = (await run.RowsAsync(id)).Single(r => r.Sheet > 1);
        Assert.Equal((wife, RowVerdict.ValidWithWarnings), (shared.BeneficiaryId!.Value, shared.Verdict));
        Assert.Contains(PovertyProblems.SameHousehold.Code, shared.Faults, StringComparison.Ordinal);

        // Taken back: who he is, is asked again.
        await ChooseAsync(run, id, RowChoice.Other);
        var leaving = (await run.RowsAsync(id)).Where(r => r.Sheet > 1).ToList();
        Assert.Equal([(wife, RowVerdict.ValidWithWarnings)], leaving.Select(r => (r.BeneficiaryId!.Value, r.Verdict)));
        Assert.Contains(PovertyProblems.Leaves.Code, leaving[0].Faults, StringComparison.Ordinal);
    }

    // The commune's own sheet: a title, two rows of heading, households with their number and mark merged over their members or told in the head's row alone.
    [Fact]
    public async Task List_ByHouseholds_GivesEachMemberTheMarkOfTheHead()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var thuy = await PersonAsync(run, "Nguyễn Văn Thủy", "1948-03-15", "038048000102", "5.a.60", 810_000);
        var wife = await run.RegisteredAsync(new PersonFacts("Trần Thị Vợ", "1952-02-10", 2, "01", "", "", "16072", "Thôn 1", "", "Matched"));
        // Of another sex than the list says: asked.
        await run.RegisteredAsync(new PersonFacts("Nguyễn Văn Con", "1990-01-01", 2, "01", "", "", "16072", "Thôn 1", "", "Matched"));
        var child = await PersonAsync(run, "Lê Thị Bé", "2015-06-01", "038315000104", "6.n.child", 810_000);
        var sheet = new GridSheet { Name = "Mẫu 7.1" };
        sheet.Add("UBND XÃ HOA LỘC", null, null, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        sheet.Add("BAN CHỈ ĐẠO GIẢM NGHÈO", null, null, "Độc lập - Tự do - Hạnh phúc");
        sheet.Merges.Add(new(sheet.Add("DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2027"), 0, 2, 9));
        sheet.Add("(Kèm theo Quyết định số 215/QĐ-UBND ngày 20/12/2026 công nhận hộ nghèo)");
        sheet.Add("STT", "Mã hộ", "Họ và tên chủ hộ và các thành viên", "Quan hệ với chủ hộ", "Ngày, tháng, năm sinh", null, "Số CCCD/ĐDCN", "Thôn", "Kết quả rà soát", null);
        sheet.Add(null, null, null, null, "Nam", "Nữ", null, null, "Hộ nghèo", "Hộ cận nghèo");
        sheet.Merges.AddRange([new(4, 4, 4, 5), new(4, 8, 4, 9), .. new[] { 0, 1, 2, 3, 6, 7 }.Select(c => new GridMerge(4, c, 5, c))]);
        sheet.Add("1", "HN-01", "Nguyễn Văn Thủy", "Chủ hộ", "15/03/1948", null, "038048000102", "Thôn 1", "x", null);
        sheet.Add(null, null, "Trần Thị Vợ", "Vợ", null, "10/02/1952", null, null, null, null);
        sheet.Add(null, null, "Nguyễn Văn Con", "Con", "01/01/1990", null, null, null, null, null);
        sheet.Merges.AddRange(new[] { 0, 1, 7, 8 }.Select(c => new GridMerge(6, c, 8, c)));
        sheet.Add("2", "HN-02", "Lê Văn Cha", "Chủ hộ", "1985", null, "038085000777", "Thôn 2", null, "x");
        sheet.Add(null, null, "Lê Thị Bé", "Con", null, "01/06/2015", "038315000104", "Thôn 2", null, null);
        sheet.Add(null, null, "Tổng cộng: 02 hộ, 05 nhân khẩu");
        sheet.Add(null, null, "Người lập", null, null, null, "CHỦ TỊCH");

        var id = await SendAsync(run, XlsxFile.Of([sheet]));

        Assert.Equal([(7, "1", RegistryMatch.Same), (8, "1", RegistryMatch.Same), (9, "1", RegistryMatch.LookAlike), (10, "2", RegistryMatch.None), (11, "2", RegistryMatch.Same)],
            (await run.RowsAsync(id)).Select(r => (r.Number, RowValues.Of(r).Text(ProvinceNode.Import.Columns.Field.Poverty), r.Match)));
        await AcceptAsync(run, id);
        Assert.Equal(new[] { (thuy, PovertyStatus.Poor), (wife, PovertyStatus.Poor), (child, PovertyStatus.NearPoor) }.Order(), (await YearsAsync(run, 2027)).Select(y => (y.BeneficiaryId, y.Status)).Order());
    }

    // Who is no longer poor may be near-poor: nobody is written down until the sender says it, for the whole sheet at once.
    [Fact]
    public async Task Sheet_OfHouseholdsThatLeftPoverty_IsAskedOnceForAllItsRows()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var thuy = await PersonAsync(run, "Nguyễn Văn Thủy", "1948-03-15", "038048000102", "5.a.60", 810_000);
        var sheet = new GridSheet { Name = "Hộ thoát nghèo" };
        sheet.Add("STT", "Họ và tên chủ hộ", "Ngày sinh", "Số CCCD", "Thôn");
        sheet.Add("1", "Nguyễn Văn Thủy", "15/03/1948", "038048000102", "Thôn 1");
        var id = await SendAsync(run, XlsxFile.Of([sheet]));
        Assert.Contains(PovertyProblems.StatusLeft.Code, Assert.Single(await run.RowsAsync(id)).Faults, StringComparison.Ordinal);

        var page = await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}");
        Assert.Empty((await page.SubmitAsync(button: "Đều là hộ cận nghèo")).Problems);

        await AcceptAsync(run, id);
        Assert.Equal([(thuy, PovertyStatus.NearPoor)], (await YearsAsync(run, 2027)).Select(y => (y.BeneficiaryId, y.Status)));
        Assert.Contains("theo danh sách hộ nghèo, cận nghèo năm 2027: “ho ngheo.xlsx”", (await PageReader.OpenAsync(await run.OfficerAsync(), $"/doi-tuong/{thuy}")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_InTwoParts_WritesNothingAboutTheOtherPart()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var thuy = await PersonAsync(run, "Nguyễn Văn Thủy", "1948-03-15", "038048000102", "5.a.60", 810_000);
        var duc = await PersonAsync(run, "Phạm Văn Đức", "1951-05-01", "038051000104", "5.a.60", 810_000);
        var la = await PersonAsync(run, "Lê Văn Lạ", "1940-05-01", "038040000105", "5.a.60", 810_000);

        var first = await SendAsync(run, ImportRun.BookOf(Heading, ["1", "Nguyễn Văn Thủy", "15/03/1948", "038048000102", "Thôn 1", "x", ""]));
        var shown = await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{first}");
        Assert.Contains("Danh sách gửi từng phần thì chưa ghi gì", shown.Main, StringComparison.Ordinal);
        Assert.Contains("Sẽ ghi 1 dòng", shown.Main, StringComparison.Ordinal);
        await AcceptAsync(run, first);
        Assert.Equal([thuy], (await YearsAsync(run, 2027)).Select(y => y.BeneficiaryId));

        // The last part: who stands on the first one does not leave, who stands on none does.
        var second = await SendAsync(run, ImportRun.BookOf(Heading, ["1", "Phạm Văn Đức", "01/05/1951", "038051000104", "Thôn 2", "x", ""]), "thon 2.xlsx");
        Assert.Equal([la], (await run.RowsAsync(second)).Where(r => r.Sheet > 1).Select(r => r.BeneficiaryId!.Value));
        await WholeAsync(run, second);
        await AcceptAsync(run, second);
        Assert.Equal(new[] { (thuy, PovertyStatus.Poor), (duc, PovertyStatus.Poor), (la, PovertyStatus.None) }.Order(), (await YearsAsync(run, 2027)).Select(y => (y.BeneficiaryId, y.Status)).Order());
    }

    [Fact]
    public async Task Person_MergedAfterTheList_StopsNeitherAcceptingNorEntering()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new(2027, 1, 5) });
        var run = new ImportRun(host);
        var thuy = await PersonAsync(run, "Nguyễn Văn Thủy", "1948-03-15", "038048000102", "5.a.60", 810_000);
        var duc = await PersonAsync(run, "Phạm Văn Đức", "1951-05-01", "038051000104", "5.a.60", 810_000);
        var la = await PersonAsync(run, "Lê Văn Lạ", "1940-05-01", "038040000105", "5.a.60", 810_000);
        var id = await SendAsync(run, ImportRun.BookOf(Heading, ["1", "Nguyễn Văn Thủy", "15/03/1948", "038048000102", "Thôn 1", "x", ""]));
        await WholeAsync(run, id);

        // Before it is accepted: what leaves is found anew and looked at.
        await MergedAsync(run, duc, thuy);
        var page = await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}");
        Assert.Contains("tìm lại", Assert.Single((await page.SubmitAsync(button: "Duyệt và ghi sổ")).Problems), StringComparison.Ordinal);
        Assert.Equal([la], (await run.RowsAsync(id)).Where(r => r.Sheet > 1).Select(r => r.BeneficiaryId!.Value));
        Assert.Empty((await (await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}")).SubmitAsync(button: "Duyệt và ghi sổ")).Problems);

        // Between accepting and entering: the row stays behind with its reason.
        await MergedAsync(run, la, thuy);
        await WorkAsync(run, id);
        Assert.Equal(BatchState.Accepted, (await run.BatchAsync(id)).State);
        Assert.Equal([thuy], (await YearsAsync(run, 2027)).Select(y => y.BeneficiaryId));
        Assert.Contains(PovertyProblems.Gone.Code, (await run.RowsAsync(id)).Single(r => r.BeneficiaryId == la).Faults, StringComparison.Ordinal);
    }

    private static Household HomeOf(params (string Name, Guid Person)[] members)
    {
        var id = Guid.CreateVersion7();
        return new()
        {
            Id = id, TenantPath = ImportRun.Commune, HeadName = members[0].Name, CommuneCode = "16072",
            Members = [.. members.Select(m => new HouseholdMember { Id = Guid.CreateVersion7(), HouseholdId = id, TenantPath = ImportRun.Commune, FullName = m.Name, BeneficiaryId = m.Person })],
        };
    }

    private static Task<bool> MergedAsync(ImportRun run, Guid absorbed, Guid into) => run.Host.WithDbAsync(async db =>
    {
        (await db.Beneficiaries.SingleAsync(b => b.Id == absorbed)).MergedIntoId = into;
        return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.SetUp, new DateTime(2027, 1, 5, 1, 0, 0, DateTimeKind.Utc)), default);
    });

    // Of the first row, which somebody of the registry is like.
    internal static async Task ChooseAsync(ImportRun run, Guid id, string answer)
    {
        var official = await run.OfficialAsync(ProvinceNode.Organization.Roles.SocialOfficer);
        var chosen = await run.Host.WithAsync(s => s.GetRequiredService<ProvinceNode.Import.Review.ChooseForRow>().Handle(id, 1, 2, new(RowChoice.Person, answer), official, default), ImportRun.Commune);
        Assert.True(chosen.Succeeded);
    }

    private static async Task WholeAsync(ImportRun run, Guid id) =>
        Assert.Empty((await (await PageReader.OpenAsync(await run.OfficerAsync(), $"/nhap-danh-sach/{id}")).SubmitAsync(button: "Danh sách đã đủ")).Problems);

    private static async Task AcceptAsync(ImportRun run, Guid id)
    {
        Assert.Empty((await (await PageReader.OpenAsync(await run.CheckerAsync(), $"/nhap-danh-sach/{id}")).SubmitAsync(button: "Duyệt và ghi sổ")).Problems);
        await WorkAsync(run, id);
        Assert.Equal(BatchState.Accepted, (await run.BatchAsync(id)).State);
    }

    internal static Task<Guid> PersonAsync(ImportRun run, string name, string born, string number, string category, long dong) =>
        run.RegisteredAsync(new PersonFacts(name, born, 1, "01", number, "", "16072", "Thôn 1", "", "Matched"), category, dong);

    private static async Task<PageReader> SubmitAsync(ImportRun run, byte[] content, string name = "ho ngheo.xlsx") => await (await PageReader.OpenAsync(await run.OfficerAsync(), "/ho-ngheo/nhap")).SubmitAsync(
        new Dictionary<string, object?> { ["Year"] = "2027", ["Number"] = "215/QĐ-UBND", ["On"] = "20/12/2026" }, button: "Gửi và đối chiếu", files: [("Files", name, content)]);

    internal static async Task<Guid> SendAsync(ImportRun run, byte[] content, string name = "ho ngheo.xlsx")
    {
        var sent = await SubmitAsync(run, content, name);
        Assert.Empty(sent.Problems);
        var id = Guid.Parse(sent.Address.AbsolutePath.Split('/')[^1]);
        await WorkAsync(run, id);
        return id;
    }

    private static async Task WorkAsync(ImportRun run, Guid id)
    {
        await run.Host.WithAsync(s => s.GetRequiredService<ReadBatch>().HandleAsync(id, default));
        await run.Host.WithAsync(s => s.GetRequiredService<EnterPoverty>().HandleAsync(id, default));
        await run.Host.WithAsync(s => s.GetRequiredService<TakeBackPoverty>().HandleAsync(id, default));
    }

    private static Task<List<PovertyYear>> YearsAsync(ImportRun run, int year) => run.Host.WithDbAsync(db => db.PovertyYears.AsNoTracking().Where(y => y.Year == year).OrderBy(y => y.BeneficiaryId).ToListAsync());

    private static Task<bool> WriteAsync(ImportRun run, Action<NodeDb> change) => run.Host.WithDbAsync(db =>
    {
        change(db);
        return db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), ActKinds.SetUp, new DateTime(2027, 1, 5, 1, 0, 0, DateTimeKind.Utc)), default);
    });
}
