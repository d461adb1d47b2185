using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Citizens;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Units;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Reference;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Import;
using Protos.Reference.Packs;
using TestSupport;

namespace ProvinceNode.Tests.Reference;

/// <summary>A pack of units in force counts wherever the node names, offers or judges a place: declarations, moves, imports; and it still does after a restart.</summary>
[Collection(UnitsAlone.Name)]
public sealed class UnitsInForceTests : IAsyncLifetime
{
    private const string New = "99001";
    private static readonly DateOnly Before = new(2025, 8, 4);
    private static readonly DateOnly From = new(2025, 9, 1);

    // The first two communes of Thanh Hóa: one ends, one gets another name. And one of Hà Nội.
    private static readonly List<string[]> Lines = [.. PackTables.Shipped(PackKind.Units)[PackTables.Units].Split('\n').Where(l => l.StartsWith("commune,", StringComparison.Ordinal)).Select(l => l.Split(','))];
    private static readonly string[] Gone = Lines.First(l => l[4] == "38");
    private static readonly string[] Renamed = Lines.Where(l => l[4] == "38").ElementAt(1);
    private static readonly string[] Elsewhere = Lines.First(l => l[4] == "01");

    private readonly PackPress _press = new();
    private NodeHost _node = null!;
    private TestDossiers _dossiers = null!;

    public async Task InitializeAsync()
    {
        _node = await NodeHost.StartAsync(_press.Settings(Before));
        _dossiers = new TestDossiers(_node);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _press.Dispose();
    }

    [Fact]
    public async Task NewCommune_FromItsDay_IsOfferedAndTakesDossiers()
    {
        Assert.Empty(await FoundAsync("thu nghiem"));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => MoveAsync("Xã Thử Nghiệm"));
        Assert.Contains("NewCommune", refused.Message, StringComparison.Ordinal);
        await ActivateAsync();

        Assert.Equal(New, Assert.Single(await FoundAsync("thu nghiem")).Code);
        Assert.Contains(UnitNames.CommunesOn("38", From), c => c.Key == New);
        await MoveAsync("Xã Thử Nghiệm");
        var here = await _dossiers.LoadAsync(await _dossiers.SubmittedAsync(f => f.CommuneCode = New));
        Assert.Equal(($"38.{New}", New, "Xã Thử Nghiệm"), (here.TenantPath, here.Owner.CommuneCode, here.Owner.CommuneName));
    }

    [Fact]
    public async Task RenamedCommune_InDossiers_HasTheNameOfTheirDay()
    {
        var old = await _dossiers.SubmittedAsync(f => f.CommuneCode = Renamed[1]);
        await ActivateAsync();
        var now = await _dossiers.SubmittedAsync(f => (f.CommuneCode, f.CitizenId, f.FullName) = (Renamed[1], "038085000103", "Lê Văn An"));

        Assert.Equal((Renamed[2], "Phường Mới"), ((await _dossiers.LoadAsync(old)).Owner.CommuneName, (await _dossiers.LoadAsync(now)).Owner.CommuneName));
        Assert.Equal((Renamed[2], "Phường Mới"), (UnitNames.Place("38", Renamed[1], From.AddDays(-1))!.CommuneName, UnitNames.Place("38", Renamed[1], From)!.CommuneName));
        Assert.Equal("Phường Mới", UnitNames.PlaceSince("38", Renamed[1], Before, From)!.CommuneName);
        // Somebody may have come from it under its old name; nobody moves there any more.
        Assert.True(UnitNames.HadCommune("38", Renamed[2], new(2025, 7, 1), From));
        await Assert.ThrowsAsync<InvalidOperationException>(() => MoveAsync(Renamed[2]));
    }

    [Fact]
    public async Task EndedCommune_AfterItsLastDay_IsNotOfferedAndOldPapersNameIt()
    {
        var old = await MoveAsync(Gone[2]);
        await ActivateAsync();

        Assert.DoesNotContain(UnitNames.CommunesOn("38", From), c => c.Key == Gone[1]);
        Assert.Contains(UnitNames.CommunesOn("38", From.AddDays(-1)), c => c.Key == Gone[1]);
        Assert.DoesNotContain(await FoundAsync(Gone[2]), c => c.Code == Gone[1]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => MoveAsync(Gone[2]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _dossiers.SubmittedAsync(f => f.CommuneCode = Gone[1]));
        var page = await PageReader.OpenAsync(await _node.SignInAsync(Roles.Desk, _dossiers.Commune), $"/ho-so/{old}");
        Assert.Contains(Gone[2], page.Main, StringComparison.Ordinal);
        // What was asked for goes on at the commune that took it over, also from the three-tier organisation.
        Assert.Equal(New, UnitNames.PlaceSince("38", Gone[1], Before, From)!.Commune);
        Assert.Equal(New, Succession.MainOf(Gone[1]));
        Assert.Equal(Gone[1], Succession.MainOn(Gone[1], From.AddDays(-1)));
    }

    [Fact]
    public async Task OtherProvinces_RenamedByThePack_AreNamedSoInMovesFromItsDay()
    {
        await ActivateAsync();

        Assert.Equal((Elsewhere[2], "Phường Khác"), (UnitNames.Place("01", Elsewhere[1], From.AddDays(-1))!.CommuneName, UnitNames.Place("01", Elsewhere[1], From)!.CommuneName));
        await MoveAsync("Phường Khác", "01");
    }

    [Fact]
    public async Task Lists_ThatNameUnitsOfThePack_AreRead()
    {
        Assert.NotEqual(New, (await ReadAsync("Xã Thử Nghiệm")).Value);
        await ActivateAsync();

        Assert.Equal((New, New, Renamed[1]), ((await ReadAsync("Xã Thử Nghiệm")).Value, (await ReadAsync(Gone[2])).Value, (await ReadAsync("Phường Mới")).Value));
    }

    [Fact]
    public async Task Restart_OrAnotherProcess_KeepsTheUnitsOfThePack()
    {
        await ActivateAsync();
        UnitCatalogue.Use(UnitCatalogue.Shipped);
        Assert.Null(UnitNames.Place("38", New, From));

        await NodeSetUp.RunAsync(_node.App.Services, CancellationToken.None);
        Assert.Equal("Xã Thử Nghiệm", UnitNames.Place("38", New, From)!.CommuneName);

        // The command line put it in force: the node that runs sees it at its next turn.
        UnitCatalogue.Use(UnitCatalogue.Shipped);
        Assert.Equal(0, await PackPress.TurnAsync(_node));
        Assert.NotNull(UnitNames.Place("38", New, From));
    }

    [Fact]
    public async Task Imports_OfACommuneThatEnded_GoOverToTheOneThatTookItOver()
    {
        var run = new ImportRun(_node);
        var batch = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")), client: await run.OfficerAsync($"38.{Gone[1]}"));
        await _node.WithDbAsync(db => db.Users.Where(u => u.OfficePath == $"38.{Gone[1]}").ExecuteUpdateAsync(u => u.SetProperty(x => x.Disabled, true)));
        await ActivateAsync();

        var moved = await _node.WithAsync(s => s.GetRequiredService<FollowUnits>().HandleAsync(default)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.True(moved > 0);
        Assert.Equal((BatchState.Withdrawn, $"38.{New}"), (await run.BatchAsync(batch)) is var b ? (b.State, b.TenantPath) : default);
        Assert.Equal(0, await _node.WithAsync(s => s.GetRequiredService<FollowUnits>().HandleAsync(default)));
    }

    [Fact]
    public async Task CommuneToEnd_WhereSomebodyReceives_SaysByWhichVerbsHeGoesOver()
    {
        await new OutcomeRun(_node).ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202507, $"38.{Gone[1]}");
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Units, 1, From, Change))).Faults);

        var page = await LeaderAsync(1);

        Assert.Contains($"chuyển cả sổ đối tượng (1 người) một lần sang Xã Thử Nghiệm tại trang Tiếp nhận người của đơn vị chấm dứt (/goi-tham-chieu/tiep-nhan/1/{Gone[1]})", page.Main, StringComparison.Ordinal);
        Assert.Contains("Đơn vị kế tiếp do chính gói này lập: lãnh đạo Sở lập trước đơn vị mới tại trang đó, đơn vị mới nhận người từ ngày 01/09/2025", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#duyet"));
    }

    [Fact]
    public async Task Commune_ThatAWrongPackEnded_IsThereAgainWithTheNext()
    {
        await ActivateAsync();
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Units, 2, From))).Faults);
        await (await LeaderAsync(2)).SubmitAsync(button: "Duyệt");

        var path = $"38.{Gone[1]}";
        Assert.Null(await _node.WithDbAsync(db => db.Offices.Where(o => o.TenantPath == path).Select(o => o.ValidTo).SingleAsync()));
        Assert.Equal(Gone[2], UnitNames.Place("38", Gone[1], From)!.CommuneName);
        Assert.Null(UnitNames.Place("38", New, From));
        var renamed = await _node.WithDbAsync(db => db.Offices.AsNoTracking().SingleAsync(o => o.TenantPath == $"38.{Renamed[1]}"));
        Assert.Equal((Renamed[2], 0), (renamed.UnitName, renamed.Formers.Count));
        Assert.Contains(await FoundAsync(Gone[2]), c => c.Code == Gone[1]);
        Assert.Equal(Gone[1], Succession.MainOf(Gone[1]));
    }

    // Named from November by a pack that was withdrawn, otherwise from October by its correction, and once more.
    [Fact]
    public async Task RenamedCommune_CorrectedFromAnEarlierDay_HasOneNameADayAndTakesTheNext()
    {
        var (october, november, later) = (new DateOnly(2025, 10, 1), new DateOnly(2025, 11, 1), new DateOnly(2025, 11, 10));
        await NameAsync(1, 0, november, "Phường Sai");
        await NameAsync(2, 0, october, "Phường Đúng");
        await NameAsync(3, 2, later, "Phường Sau");

        var first = UnitSeed.OfficialName(Renamed[2]);
        var units = await _node.WithDbAsync(db => db.Units.AsNoTracking().Where(u => u.Level == UnitLevel.Commune && u.Code == Renamed[1] && u.ValidFrom >= UnitSeed.TwoTierFrom).OrderBy(u => u.ValidFrom).ToListAsync());
        Assert.Equal([(first, (DateOnly?)october.AddDays(-1)), ("Phường Đúng", later.AddDays(-1)), ("Phường Sau", null)], units.Select(u => (u.Name, u.ValidTo)));
        var office = await _node.WithDbAsync(db => db.Offices.AsNoTracking().SingleAsync(o => o.TenantPath == $"38.{Renamed[1]}"));
        Assert.Equal("Phường Sau", office.UnitName);
        Assert.Equal([(first, october.AddDays(-1)), ("Phường Đúng", later.AddDays(-1))], office.Formers.Select(f => (f.Name, f.Until)));
    }

    [Fact]
    public async Task CommuneToEnd_WithMoneyThatIsNotThrough_StaysUntilItIs()
    {
        var (period, run, list) = Sample.Payment($"38.{Gone[1]}", "Xã");
        var line = Sample.PaymentLine(list, "Nguyễn Lan");
        var claim = Sample.PaymentClaim(line, Guid.NewGuid());
        claim.State = ClaimState.Unpaid;
        await _node.WithDbAsync(async db =>
        {
            db.AddRange(period, run, list, line, claim);
            return await db.SaveAsync(Act.BySystem(Protos.Values.TenantPath.Parse("38"), "test.change", new DateTime(2025, 8, 4, 2, 0, 0, DateTimeKind.Utc)), CancellationToken.None);
        });
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Units, 1, From, Change))).Faults);

        var page = await LeaderAsync(1);
        Assert.Contains("còn 1 danh sách chi trả chưa quyết toán, 1 kỳ chi trả chưa chốt, 1 khoản chưa chi được chưa chuyển sang danh sách sau", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#duyet"));

        await _node.WithDbAsync(async db => await db.PaymentLists.ExecuteUpdateAsync(l => l.SetProperty(x => x.Status, ListStatus.Settled)) + await db.PaymentPeriods.ExecuteUpdateAsync(p => p.SetProperty(x => x.State, PeriodState.Closed)));
        Assert.Contains("còn 1 khoản chưa chi được", (await LeaderAsync(1)).Main, StringComparison.Ordinal);
        await _node.WithDbAsync(db => db.PaymentClaims.ExecuteUpdateAsync(c => c.SetProperty(x => x.State, ClaimState.Paid)));
        Assert.NotNull((await LeaderAsync(1)).Document.QuerySelector("#duyet"));
    }

    private async Task NameAsync(int number, int previous, DateOnly from, string name)
    {
        // The correction comes when its day is over.
        _node.Clock.SetDay(from < new DateOnly(2025, 11, 1) ? new DateOnly(2025, 11, 5) : from);
        var content = PackPress.Content(PackKind.Units, number, from, t => t[PackTables.Units] = PackPress.Edited(t[PackTables.Units], $",{Renamed[1]},{Renamed[2]},", $",{Renamed[1]},{name},")) with { Previous = previous };
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(content))).Faults.Select(f => f.Words));
        Assert.Contains("đưa vào áp dụng", (await (await LeaderAsync(number)).SubmitAsync(button: "Duyệt")).Main, StringComparison.Ordinal);
    }

    private static void Change(Dictionary<string, string> texts)
    {
        var units = PackPress.Edited(texts[PackTables.Units], string.Join(',', Gone) + "\n", "");
        units = PackPress.Edited(units, $",{Elsewhere[1]},{Elsewhere[2]},", $",{Elsewhere[1]},Phường Khác,");
        texts[PackTables.Units] = PackPress.Edited(units, $",{Renamed[1]},{Renamed[2]},", $",{Renamed[1]},Phường Mới,") + $"commune,{New},Xã Thử Nghiệm,Xã,38\n";
        texts[PackTables.Succession] = $"old_level,old_code,new_commune_code,share\ncommune,{Gone[1]},{New},whole\n";
    }

    private async Task ActivateAsync()
    {
        Assert.Empty((await PackPress.TakeAsync(_node, _press.Press(PackKind.Units, 1, From, Change))).Faults);
        Assert.Empty((await (await LeaderAsync(1)).SubmitAsync(button: "Duyệt")).Problems);
        Assert.Null(UnitNames.Place("38", New, From)); // approved, not in force
        _node.Clock.SetDay(From);
        Assert.Equal(1, await PackPress.TurnAsync(_node));
    }

    private async Task<PageReader> LeaderAsync(int number) => await PageReader.OpenAsync(await _node.SignInAsync(Roles.ProvinceLeader, "38"), $"/goi-tham-chieu/units/{number}");

    private Task<Guid> MoveAsync(string commune, string province = "38") => _dossiers.SubmittedAsync("chuyen-di", v => (v["NewProvince"], v["NewCommune"]) = (province, commune));

    private Task<IReadOnlyList<CommuneChoice>> FoundAsync(string query) => _node.WithAsync(s => s.GetRequiredService<CommuneSearch>().FindAsync(query, CancellationToken.None));

    private Task<ProvinceNode.Import.Values.Reading<string>> ReadAsync(string commune) => _node.WithAsync(s =>
        Task.FromResult(new UnitReader(s.GetRequiredService<UnitBooks>().Of("38"), s.GetRequiredService<Protos.Values.VietnamTime>().Today).Read(new UnitWords("", commune, ""), UnitEra.TwoTier).Code));
}
