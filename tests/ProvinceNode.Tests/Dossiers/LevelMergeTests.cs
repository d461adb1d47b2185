using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>New levels by list when records became one, people live elsewhere by now, or one commune fails.</summary>
public sealed class LevelMergeTests
{
    private const string Day = "2024-07-10";

    [Theory]
    [InlineData("38.400.16063")]
    [InlineData("38.400.16066")] // the record that stays is another commune's
    public async Task SignedList_OfARecordThatBecamePartOfAnother_ReachesThePerson(string home)
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var (run, people) = (new LevelRun(host), new PeopleRun(host, 100));
        var listed = await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        var survivor = await people.AddAsync(LevelRun.Somebody(1).Name, "1949", home, old: "171234567", sex: 1, status: EntitlementStatus.Ended);
        var list = await run.MadeAsync();
        LevelRun.Must(await run.SignAsync(list));
        var merged = await people.MergeAsync(survivor.Id, listed, "38.400");
        Assert.True(merged.Succeeded, string.Join(' ', merged.Problems.Select(p => p.Message)));

        Assert.Equal(new ApplyReport(1, 1, 0), await run.ApplyAsync());

        Assert.Equal("6.n.elder 202206-202406 720000; 6.n.elder 202407-0 1000000", await run.VersionsAsync(survivor.Id));
        Assert.Equal((1_000_000, EntitlementStatus.Active), ((await people.PersonAsync(survivor.Id)).MonthlyAmount.Amount, (await people.PersonAsync(survivor.Id)).Status));
        Assert.Equal(survivor.Id, Assert.Single(await run.Flow.PaymentsAsync()).BeneficiaryId);
    }

    [Fact]
    public async Task Commune_ThatFails_KeepsNoOtherWaiting()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        var other = await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000, commune: LevelRun.Neighbour);
        var list = await run.MadeAsync();
        LevelRun.Must(await run.SignAsync(list));
        // No failure of the database: what it reads cannot be.
        await host.WithDbAsync(db => db.LevelCommunes.Where(c => c.TenantPath == "38.400.16063").ExecuteUpdateAsync(s => s.SetProperty(c => c.DecisionId, (Guid?)null)));

        Assert.Equal(new ApplyReport(1, 1, 1), await run.ApplyAsync());

        Assert.Equal([LevelState.Signed, LevelState.Applied], (await run.CommunesAsync(list)).Select(c => c.State));
        Assert.EndsWith("202407-0 1000000", await run.VersionsAsync(other), StringComparison.Ordinal);
    }

    // What a commune pays may be somebody's who is another's by now: the list and the page of doubts name him still.
    [Fact]
    public async Task List_OfWhomAnotherOfficeHasNow_NamesHim()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 721_000);
        host.Clock.SetDay(new(2024, 7, 10));
        await host.WithDbAsync(db => db.Beneficiaries.ExecuteUpdateAsync(s => s.SetProperty(b => b.TenantPath, "38.384.14845")));

        var list = await run.MadeAsync();

        Assert.Contains(LevelRun.Somebody(1).Name, System.Text.RegularExpressions.Regex.Unescape(Assert.Single(await run.CommunesAsync(list)).Annex), StringComparison.Ordinal);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Appraiser, "38.400"), "/chuyen-muc/ngoai-le?loai=muc-chuan");
        Assert.Contains(LevelRun.Somebody(2).Name, page.Main, StringComparison.Ordinal);
    }
}
