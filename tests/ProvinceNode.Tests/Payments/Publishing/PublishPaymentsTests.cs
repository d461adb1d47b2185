using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Publishing;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Replication;
using Record = Protos.Replication.Record;

namespace ProvinceNode.Tests.Payments.Publishing;

/// <summary>What the hub is told of payments: lists from their approval, lines from their first result, each again when a correction changes it, and nothing that names anybody.</summary>
public sealed class PublishPaymentsTests
{
    [Fact]
    public async Task Lines_WithTheirResults_AreToldWithTheSumsOfTheirList()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(8);
        var list = await run.SentAsync(202211);
        Assert.Empty(await ToldAsync(run, RecordKind.PaymentLine));
        await run.IssueAsync(unpaidPercent: 40);
        await run.TakeAsync();

        Assert.Equal(8, await PublishAsync(run));

        var (sum, told) = (await run.BalancedAsync(list.Id), Assert.Single(await ToldAsync(run, RecordKind.PaymentList)).PaymentList);
        Assert.Equal(("Settled", 202211, 8 * 540_000L, sum.Paid.Amount, sum.Unpaid.Amount, sum.Lines(LineOutcome.Paid)), (told.Status, told.Month, told.TotalDong, told.PaidDong, told.UnpaidDong, told.PaidLines));
        var lines = await ToldAsync(run, RecordKind.PaymentLine);
        Assert.Equal(8, lines.Count);
        Assert.All(lines, l => Assert.Equal((list.Id.ToString("D"), 540_000L, 1), (l.PaymentLine.ListId, l.PaymentLine.TotalDong, l.PaymentLine.Claims.Count)));
        Assert.All(lines, l => Assert.Equal(l.PaymentLine.Outcome != "Paid", l.PaymentLine.ReasonCode.Length > 0));
        Assert.All(lines, l => Assert.Equal((202211, l.PaymentLine.Outcome, "Regular"), (l.PaymentLine.Claims[0].Month, l.PaymentLine.Claims[0].State, l.PaymentLine.Claims[0].Kind)));
        var name = (await run.LinesAsync(list.Id))[0].PersonName;
        Assert.DoesNotContain(name, string.Concat(lines), StringComparison.Ordinal);

        // Asked again: nothing is left to tell.
        var acts = await run.ActsAsync();
        Assert.Equal(0, await PublishAsync(run));
        Assert.Equal(acts, await run.ActsAsync());
    }

    [Fact]
    public async Task Line_CorrectedAfterItWasTold_IsToldAgainAtALaterVersion()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(8);
        await run.SentAsync(202211);
        await run.IssueAsync(unpaidPercent: 100);
        await run.TakeAsync();
        await PublishAsync(run);
        var before = (await ToldAsync(run, RecordKind.PaymentLine)).ToDictionary(l => l.Id, l => l.Version);

        await run.IssueAsync("corrected");
        await run.TakeAsync();
        Assert.Equal(8, await PublishAsync(run));

        Assert.All(await ToldAsync(run, RecordKind.PaymentLine), l =>
        {
            Assert.Equal("Paid", l.PaymentLine.Outcome);
            Assert.True(l.Version > before[l.Id]);
        });
        var list = Assert.Single(await ToldAsync(run, RecordKind.PaymentList)).PaymentList;
        Assert.Equal((8 * 540_000L, 0L), (list.PaidDong, list.UnpaidDong));
    }

    [Fact]
    public async Task List_StillADraft_IsNotToldUntilItIsApproved()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var period = LevelRun.Must(await run.Pay.OpenAsync(202211)).Id;
        await run.Pay.BuildAsync(period);
        Assert.Empty(await ToldAsync(run, RecordKind.PaymentList));

        LevelRun.Must(await run.Pay.ApproveAllAsync(period));

        Assert.Equal("Approved", Assert.Single(await ToldAsync(run, RecordKind.PaymentList)).PaymentList.Status);
    }

    [Fact]
    public async Task NewEpoch_OfTheNode_TellsListsAndSettledLinesAgain()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        await run.SentAsync(202211);
        await run.IssueAsync("partial");
        await run.TakeAsync();
        await PublishAsync(run);
        var settled = (await ToldAsync(run, RecordKind.PaymentLine)).Count;
        await run.Host.WithDbAsync(db => db.Outbox.ExecuteDeleteAsync());

        var repair = run.Host.App.Services.GetRequiredService<StartNewEpoch>();
        await repair.RaiseAsync(6, default);
        await repair.EnlistAllAsync(default);

        Assert.Equal((settled, 1), ((await ToldAsync(run, RecordKind.PaymentLine)).Count, (await ToldAsync(run, RecordKind.PaymentList)).Count));
        Assert.All(await ToldAsync(run, RecordKind.PaymentLine), l => Assert.Equal((7UL, 1), (l.Epoch, l.PaymentLine.Claims.Count)));
    }

    private static Task<int> PublishAsync(SendRun run) => run.Host.WithAsync(s => s.GetRequiredService<PublishPayments>().HandleAsync(default));

    private static async Task<List<Record>> ToldAsync(SendRun run, RecordKind kind) =>
        [.. (await run.Host.WithDbAsync(db => db.Outbox.AsNoTracking().Where(r => r.Kind == (int)kind).ToListAsync())).Select(r => Record.Parser.ParseFrom(r.Message))];
}
