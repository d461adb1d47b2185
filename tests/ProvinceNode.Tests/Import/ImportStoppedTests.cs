using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
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

    // Care that goes on says nothing of the assistance that was stopped; what begins beside the stopped right is not asked about it.
    [Theory]
    [InlineData("CS.6", true)]
    [InlineData("6.n.adult", false)]
    public async Task Row_OfWhatADecisionStopped_IsAskedThoughSomethingElseRuns(string running, bool asks)
    {
        await using var host = await ImportRun.StartAsync();
        var run = new ImportRun(host);
        var person = await run.RegisteredAsync(ImportRun.Thuy);
        await EndAsync(host, "T2");
        await host.WithDbAsync(async db =>
        {
            db.Beneficiaries.Single().Status = EntitlementStatus.Active;
            db.Entitlements.Add(new Entitlement
            {
                Id = Guid.CreateVersion7(), BeneficiaryId = person, TenantPath = db.Beneficiaries.Single().TenantPath, Kind = running == "CS.6" ? EntitlementKind.Care : EntitlementKind.Assistance, CategoryCode = running,
                CoefficientHundredths = 150, Level = new(540_000), MonthlyAmount = new(810_000), StartMonth = 202610, DecisionId = Guid.NewGuid(), ReceiverName = "Nguyễn Thị Hoa", RecordedAt = host.App.Services.GetRequiredService<VietnamTime>().UtcNow,
            });
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, host.App.Services.GetRequiredService<VietnamTime>().UtcNow), default);
        });

        var id = await run.ReadAsync(ImportRun.Book(ImportRun.Row("Nguyễn Văn Thủy")));

        Assert.Equal(asks, Assert.Single(await run.RowsAsync(id)).FaultsOf().Any(f => f.Code == EntryProblems.Stopped.Code));
    }

    private static Task<int> EndAsync(NodeHost host, string reason) => host.WithDbAsync(async db =>
    {
        await db.Beneficiaries.ExecuteUpdateAsync(s => s.SetProperty(b => b.Status, EntitlementStatus.Ended).SetProperty(b => b.CategoryCode, ""));
        return await db.Entitlements.ExecuteUpdateAsync(s => s.SetProperty(e => e.Status, EntitlementStatus.Ended).SetProperty(e => e.EndMonth, 202609).SetProperty(e => e.EndReason, reason).SetProperty(e => e.EndDecisionId, Guid.NewGuid()));
    });
}
