using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>What a building told as overpaid stays a matter of closing until a decision takes that back, and not something else.</summary>
public sealed class OverpaidMatterTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Overpaid_WhenADecisionTakesBackOtherMoney_StaysAMatter(bool isTwicePaid, bool isOfCase)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = await run.ListedAsync(202211);
        var building = await host.WithDbAsync(db => db.PaymentRuns.Select(r => r.Id).SingleAsync());
        await run.SaveAsync(db => db.PaymentOmissions.Add(new PaymentOmission
        {
            Id = Guid.NewGuid(), RunId = building, TenantPath = LifeOfPayments.Here, PersonId = person, Strand = EntitlementStrand.Own, Reason = OmissionReason.Overpaid, Why = "Tháng 10/2022", Months = 1, Amount = new Dong(540_000),
        }));
        Assert.Contains(await run.MattersAsync(period), m => m.Kind == MatterKind.Overpaid);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var now = new VietnamTime(host.Clock).UtcNow;
        await run.SaveAsync(db => db.OverpaidMonths.Add(new OverpaidMonth
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, TellerPath = LifeOfPayments.Here, BeneficiaryId = person, Strand = EntitlementStrand.Own, Month = 202211, Amount = new Dong(540_000), ReceiverName = "Lê Thị Số 001", ReceiverNumber = "",
            ReceiverRelation = "", Lists = "", ToldAt = now, IsPaid = true, FaultId = isTwicePaid ? Guid.NewGuid() : null, CaseId = isOfCase ? Guid.NewGuid() : null, RecoveryId = Guid.NewGuid(), DecidedAt = now,
        }));

        Assert.Equal(isTwicePaid || isOfCase, (await run.MattersAsync(period)).Any(m => m.Kind == MatterKind.Overpaid));
    }
}
