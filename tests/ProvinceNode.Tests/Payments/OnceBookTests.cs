using Microsoft.Extensions.DependencyInjection;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>What results moved of a payment made once is kept with it.</summary>
public sealed class OnceBookTests
{
    [Fact]
    public async Task Recovery_TakenByLists_IsBookedByTheirResults()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = OneOffKind.Recovery, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001", Amount = new Dong(900_000),
            DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202211)));

        Assert.Equal((0, true), await OnceAsync(run));
        Assert.True(await ResultAsync(run, line.Id, LineOutcome.Paid));
        Assert.Equal((540_000, false), await OnceAsync(run));
        var second = Assert.Single(await run.LinesAsync(await run.ListedAsync(202212)));
        Assert.Equal((540_000, true), await OnceAsync(run));
        Assert.True(await ResultAsync(run, second.Id, LineOutcome.Paid));
        Assert.Equal((900_000, false), await OnceAsync(run));

        // The payer corrects himself: it was not paid, so nothing was taken.
        Assert.True(await ResultAsync(run, second.Id, LineOutcome.Unpaid));
        Assert.Equal((540_000, false), await OnceAsync(run));
    }

    private static Task<(long, bool)> OnceAsync(PayRun run) => run.Host.WithDbAsync(async db => await db.OneOffPayments.AsNoTracking().SingleAsync() is var p ? (p.MovedDong.Amount, p.IsOnList) : default);

    private static Task<bool> ResultAsync(PayRun run, Guid line, LineOutcome outcome) => run.Host.WithAsync(async s =>
    {
        var db = s.GetRequiredService<NodeDb>();
        await LineUpdates.SettleAsync(db, [new SettledLine(line, outcome, null, 1)], default);
        return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.PaymentResult, new VietnamTime(run.Host.Clock).UtcNow), default);
    });
}
