using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Registry;
using TestSupport;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Tests.Import;

/// <summary>A commune's old list does not begin again what a decision ended, nor anything for the dead (Circular 02/2021 Art. 2).</summary>
public sealed class ImportStoppedTests
{
    [Fact]
    public async Task Row_OfWhoIsRecordedDead_IsKeptOut()
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy);
        await EndAsync(host, "T1");
        await host.WithDbAsync(db => db.Beneficiaries.ExecuteUpdateAsync(s => s.SetProperty(b => b.DiedOn, new DateOnly(2026, 9, 4))));

        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")));

        var row = Assert.Single(await run.RowsAsync(id));
        Assert.Equal(RowVerdict.Refused, row.Verdict);
        Assert.Contains(row.FaultsOf(), f => f.Code == EntryProblems.RecordedDead.Code && f.Message.Contains("04/09/2026", StringComparison.Ordinal));
    }

    // The list tells of the old right; only a month after the stop tells of a new one.
    [Theory]
    [InlineData("T2", true)]
    [InlineData("T4", true)]
    [InlineData("Chuyển nơi cư trú", false)]
    public async Task Row_OfWhatADecisionStopped_AsksForTheMonthOfANewDecision(string reason, bool asks)
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        await run.RegisteredAsync(ImportRun.Thuy);
        await EndAsync(host, reason);

        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")));

        Assert.Equal(asks, Assert.Single(await run.RowsAsync(id)).FaultsOf().Any(f => f.Code == EntryProblems.Stopped.Code));
        var mended = await run.MendAsync(id, 2, Field.StartMonth, "10/2026");
        Assert.Equal(RowVerdict.ValidWithWarnings, mended.Verdict);
    }

    private static Task<int> EndAsync(NodeHost host, string reason) => host.WithDbAsync(async db =>
    {
        await db.Beneficiaries.ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, EntitlementStatus.Ended).SetProperty(b => b.CategoryCode, ""));
        return await db.Entitlements.ExecuteUpdateAsync(s => s.SetProperty(e => e.Status, EntitlementStatus.Ended).SetProperty(e => e.EndMonth, 202609).SetProperty(e => e.EndReason, reason).SetProperty(e => e.EndDecisionId, Guid.NewGuid()));
    });
}
