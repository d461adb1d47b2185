using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments.Files;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Months that were overpaid lie where their people live now: results that an official of the place that paid confirms change his own, and fail on nobody's.</summary>
public sealed class OverpaidElsewhereTests
{
    private const string Elsewhere = "38.380.14758";

    [Fact]
    public async Task Results_AboutSomebodyWhoMovedAway_AreStoredAndLeaveHisMonthToHisPlace()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var (lines, claims) = (await run.LinesAsync(list.Id), await run.ClaimsAsync());
        await run.Pay.SaveAsync(db => db.OverpaidMonths.AddRange(claims.Select((c, i) => new OverpaidMonth
        {
            Id = Guid.NewGuid(), TenantPath = i == 0 ? Elsewhere : LifeOfPayments.Here, TellerPath = LifeOfPayments.Here, BeneficiaryId = c.BeneficiaryId, Strand = c.Strand, Month = c.Month, Amount = new Dong(180_000),
            ReceiverName = "", ReceiverNumber = "", ReceiverRelation = "", Lists = "", ToldAt = new VietnamTime(run.Host.Clock).UtcNow,
        })));
        using var file = ToldFile.Of(list, lines.Select(l => ToldFile.Paid(l)));

        await run.BringAsync(list.Id, ToldFile.Name(list, WireForm.Xlsx), file);

        Assert.Equal(2, (await run.ResultsAsync()).Count);
        Assert.Equal([(Elsewhere, false), (LifeOfPayments.Here, true)], (await run.Host.WithDbAsync(db => db.OverpaidMonths.AsNoTracking().ToListAsync())).OrderBy(m => m.IsPaid).Select(m => (m.TenantPath, m.IsPaid)));
    }
}
