using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What must never happen when everybody's level changes at once: a commune half done, anybody twice, a signature over other figures than were seen.</summary>
public sealed class LevelGuardTests
{
    private const string Day = "2024-07-10";

    [Fact]
    public async Task Apply_StoppedInTheMiddleOfACommune_DoesItWholeTheNextTimeAndNothingTwice()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new LevelRun(host);
        var (here, there) = (await ReceivingAsync(run, 1, 3, run.Flow.Dossiers.Commune), await ReceivingAsync(run, 11, 3, LevelRun.Neighbour));
        var list = await run.MadeAsync();
        LevelRun.Must(await run.SignAsync(list));
        // The disk fills up at the last person of the second commune.
        await ExecuteAsync(host, $"CREATE TRIGGER full BEFORE INSERT ON OneOffPayments WHEN NEW.PersonNumber = '{LevelRun.Somebody(13).Number}' BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        var before = await CountsAsync(host);

        Assert.Equal(new ApplyReport(1, 3, 1), await run.ApplyAsync());

        Assert.Equal([LevelState.Applied, LevelState.Signed], (await run.CommunesAsync(list)).Select(c => c.State));
        Assert.All(await VersionsAsync(run, here), v => Assert.EndsWith("202407-0 1000000", v, StringComparison.Ordinal));
        Assert.All(await VersionsAsync(run, there), v => Assert.EndsWith("202206-0 720000", v, StringComparison.Ordinal));
        Assert.Equal((before.Entitlements + 3, before.Payments + 3), (await CountsAsync(host)) is var half ? (half.Entitlements, half.Payments) : default);

        await ExecuteAsync(host, "DROP TRIGGER full");
        Assert.Equal(new ApplyReport(1, 3, 0), await run.ApplyAsync());
        Assert.Equal(new ApplyReport(0, 0, 0), await run.ApplyAsync());

        Assert.All(await VersionsAsync(run, there), v => Assert.Equal("6.n.elder 202206-202406 720000; 6.n.elder 202407-0 1000000", v));
        Assert.Equal((before.Entitlements + 6, before.Payments + 6), (await CountsAsync(host)) is var all ? (all.Entitlements, all.Payments) : default);
        Assert.Equal(2 * 2, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.LevelApply)));
    }

    [Fact]
    public async Task Apply_WhenAnotherDecisionCameFirst_LeavesThatPersonAndSaysSo()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new LevelRun(host);
        var people = await ReceivingAsync(run, 1, 2, run.Flow.Dossiers.Commune);
        var list = await run.MadeAsync();
        LevelRun.Must(await run.SignAsync(list));
        await run.Flow.SaveAsync(db => db.Entitlements.Single(e => e.BeneficiaryId == people[0]).Status = ProvinceNode.Registry.EntitlementStatus.Suspended);

        Assert.Equal(new ApplyReport(1, 1, 0), await run.ApplyAsync());

        Assert.Equal((LevelState.Applied, 1), Assert.Single(await run.CommunesAsync(list)) is var c ? (c.State, c.Overtaken) : default);
        Assert.Equal("6.n.elder 202206-0 720000", await run.VersionsAsync(people[0]));
    }

    [Fact]
    public async Task Apply_OfACommune_TellsTheHubOfEveryRecord()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new LevelRun(host);
        var people = await ReceivingAsync(run, 1, 1, run.Flow.Dossiers.Commune);
        await run.DoneAsync();

        var rows = await run.Flow.RowsAsync(people[0]);
        var sent = await host.WithDbAsync(db => db.Outbox.Select(o => new { o.RecordId, o.Version }).ToDictionaryAsync(o => o.RecordId, o => o.Version));
        Assert.Equal((2, 1, 2), (sent[rows[0].Id], sent[rows[1].Id], sent[people[0]]));
        Assert.Equal(1, sent[rows[1].DecisionId]);
    }

    [Fact]
    public async Task Apply_AfterTheChangeOfOrganisation_GoesOnAtTheNewCommune()
    {
        await using var host = await OutcomeTests.StartAsync("2025-06-27");
        var run = new LevelRun(host);
        var people = await ReceivingAsync(run, 1, 1, run.Flow.Dossiers.Commune);
        var list = await run.MadeAsync();
        LevelRun.Must(await run.SignAsync(list));
        host.Clock.SetDay(new(2025, 7, 1));
        await host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));

        Assert.Equal(new ApplyReport(1, 1, 0), await run.ApplyAsync());

        var row = (await run.Flow.RowsAsync(people[0]))[^1];
        Assert.Equal(("38.16072", 1_000_000L, 202407), (row.TenantPath, row.MonthlyAmount.Amount, row.StartMonth));
        Assert.Equal("38.16072", await host.WithDbAsync(db => db.Decisions.Where(d => d.Id == row.DecisionId).Select(d => d.TenantPath).SingleAsync()));
    }

    [Fact]
    public async Task Sign_WhenAnAmountChangedSince_AsksForANewList()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new LevelRun(host);
        await ReceivingAsync(run, 1, 1, run.Flow.Dossiers.Commune);
        var list = await run.MadeAsync();
        await ReceivingAsync(run, 2, 1, run.Flow.Dossiers.Commune);

        Assert.True((await run.SignAsync(list)).Has(LevelProblems.Stale));
        Assert.True((await run.MakeAsync()).Has(LevelProblems.OpenList));
        LevelRun.Must(await run.WithdrawAsync(list));
        var again = await run.MadeAsync();
        host.Clock.SetDay(new(2024, 8, 1));
        Assert.True((await run.SignAsync(again)).Has(LevelProblems.OtherMonth)); // its arrears reach to July only
    }

    [Fact]
    public async Task Steps_OfAList_AreEachAnotherPersons()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new LevelRun(host);
        await ReceivingAsync(run, 1, 1, run.Flow.Dossiers.Commune);
        var communeOfficer = run.Flow.Dossiers.Official(Roles.SocialOfficer);
        Assert.True((await run.MakeAsync(by: communeOfficer)).Has(LevelProblems.NotDecider));
        Assert.True((await run.MakeAsync(by: run.Flow.Dossiers.Official(Roles.ProvinceOfficer, "38"))).Has(LevelProblems.NotDecider));
        Assert.True((await run.MakeAsync(by: run.Clerk)).Has(CommonProblems.NotAllowed));
        var list = await run.MadeAsync();

        Assert.True((await run.SignAsync(list, run.Officer)).Has(CommonProblems.NotAllowed));
        Assert.True((await run.SignAsync(list, run.Flow.Dossiers.Official(Roles.Chairman, "38.380"))).Has(CommonProblems.NotFound)); // another district
        Assert.True((await run.SignAsync(list, run.Chairman with { Id = run.Officer.Id })).Has(DossierProblems.FourEyes));
        Assert.True((await run.SignAsync(list, seen: "other")).Has(CommonProblems.ChangedMeanwhile));
        Assert.True((await run.NumberAsync(list)).Has(LevelProblems.WrongState));
        LevelRun.Must(await run.SignAsync(list));
        Assert.Equal(ListState.Signed, LevelRun.Must(await run.SignAsync(list)).State); // pressed twice
        Assert.True((await run.NumberAsync(list, run.Clerk with { Id = run.Chairman.Id })).Has(DossierProblems.FourEyes));
        Assert.True((await run.NumberAsync(list, run.Chairman)).Has(CommonProblems.NotAllowed));
        LevelRun.Must(await run.NumberAsync(list));
        Assert.Equal("01/QĐ-UBND", LevelRun.Must(await run.NumberAsync(list)).Number);
    }

    [Fact]
    public async Task Exception_SettledByAnOfficial_IsOnTheListWithItsChoiceAndAskedOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new LevelRun(host);
        var people = new List<Guid>();
        foreach (var number in Enumerable.Range(1, 3))
        {
            people.Add(await run.Flow.ReceivingAsync(LevelRun.Somebody(number), "6.n.elder", 700_000 + number));
        }

        host.Clock.SetDay(new(2024, 7, 10));
        var rows = (await run.DueAsync()).OrderBy(e => people.IndexOf(e.BeneficiaryId)).Select(e => e.EntitlementId).ToList();
        Assert.True((await run.MakeAsync()).Has(LevelProblems.NothingDue));
        Task<Outcome<int>> Settle(Guid row, LevelChoice choice, string amount = "", string from = "") => run.SettleAsync(
            new() { Change = LevelChange.Level, Chosen = [row], Choice = choice, Amount = amount, From = from, Why = "Quyết định số 12/QĐ-UBND năm 2019" });
        Assert.Equal([LevelProblems.Amount.Code, LevelProblems.From.Code], (await Settle(rows[0], LevelChoice.Enter, "9", "05/2021")).Problems.Select(p => p.Code));
        Assert.True((await run.SettleAsync(new() { Change = LevelChange.Level, Choice = LevelChoice.Keep, Why = "Đã đối chiếu sổ" })).Has(LevelProblems.NoneChosen));

        LevelRun.Must(await Settle(rows[0], LevelChoice.Keep));
        LevelRun.Must(await Settle(rows[1], LevelChoice.Enter, "1.000.000", "07/2024"));
        LevelRun.Must(await run.SettleAsync(new() { Change = LevelChange.Level, AllOf = LevelDoubt.Amount, Choice = LevelChoice.Raise, Why = "Đã đối chiếu sổ chi trả" }));
        await run.DoneAsync();

        Assert.Equal("6.n.elder 202206-0 700001", await run.VersionsAsync(people[0]));
        Assert.Equal("6.n.elder 202206-202406 700002; 6.n.elder 202407-0 1000000", await run.VersionsAsync(people[1]));
        Assert.Equal("6.n.elder 202206-202406 700003; 6.n.elder 202407-0 972226", await run.VersionsAsync(people[2])); // 700.003 × 500 / 360
        Assert.Empty(await run.DueAsync()); // asked once for this level
        Assert.Equal(3, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.LevelSettle)));
    }

    private static async Task<List<Guid>> ReceivingAsync(LevelRun run, int from, int count, string commune)
    {
        var people = new List<Guid>();
        foreach (var number in Enumerable.Range(from, count))
        {
            people.Add(await run.Flow.ReceivingAsync(LevelRun.Somebody(number), "6.n.elder", 720_000, commune: commune));
        }

        return people;
    }

    private static async Task<List<string>> VersionsAsync(LevelRun run, IEnumerable<Guid> people)
    {
        var versions = new List<string>();
        foreach (var person in people)
        {
            versions.Add(await run.VersionsAsync(person));
        }

        return versions;
    }

    private static Task<(int Entitlements, int Payments)> CountsAsync(NodeHost host) =>
        host.WithDbAsync(async db => (await db.Entitlements.CountAsync(), await db.OneOffPayments.CountAsync()));

    internal static async Task ExecuteAsync(NodeHost host, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(host.Folder, "node.db")}");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
