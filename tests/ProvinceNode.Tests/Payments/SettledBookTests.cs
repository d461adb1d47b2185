using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>Months that are settled are read no more, until something of them changes.</summary>
public sealed class SettledBookTests
{
    private static readonly (string, string) NoMonthMore = ("Payments:Building:MonthsRead", "0");

    [Fact]
    public async Task Lists_OfSettledMonths_AreReadNoMore()
    {
        await using var run = await SendRun.StartAsync(NoMonthMore);
        await run.PeopleAsync(2);
        await PaidAsync(run, 202211, 202212, 202301);
        // Whoever looked would find a month that no list holds.
        await run.Host.WithDbAsync(db => db.PaymentClaims.Where(c => c.ListMonth == 202211).ExecuteDeleteAsync());

        var lines = await run.LinesAsync((await run.ClosedAsync(202302)).Id);

        Assert.Equal([540_000, 540_000], lines.Select(l => l.Total.Amount));
        Assert.Equal((202212, 2, 2), await BookAsync(run));
    }

    [Fact]
    public async Task Result_OfASettledMonthCorrected_IsCarried()
    {
        await using var run = await SendRun.StartAsync(NoMonthMore);
        await run.PeopleAsync(2);
        var first = (await PaidAsync(run, 202211, 202212, 202301))[0];
        await run.TellAsync(first, [ToldFile.Not((await run.LinesAsync(first.Id))[0], "R01", version: 2)]);
        await run.TakeAsync();

        var lines = await run.LinesAsync((await run.ClosedAsync(202302)).Id);

        Assert.Equal([(0L, 540_000L), (540_000L, 1_080_000L)], lines.Select(l => (l.Carried.Amount, l.Total.Amount)).Order());
        // What this list holds of November settles it for the next.
        Assert.Equal((202212, 1, 2), await BookAsync(run));
    }

    [Fact]
    public async Task Paper_EnteredLaterForSettledMonths_PaysThem()
    {
        await using var run = await SendRun.StartAsync(NoMonthMore);
        var people = await run.PeopleAsync(2);
        await PaidAsync(run, 202211, 202212, 202301);
        await run.Pay.SaveAsync(db => db.Entitlements.Add(new Entitlement
        {
            Id = Guid.NewGuid(), BeneficiaryId = people[0], TenantPath = run.Pay.Flow.Dossiers.Commune, Kind = EntitlementKind.Care, CategoryCode = "CS.2", CoefficientHundredths = 100, Level = new Dong(360_000), MonthlyAmount = new Dong(360_000),
            StartMonth = 202211, Source = EntitlementSource.DirectEntry, DecisionId = Guid.NewGuid(), ReceiverName = "Lê Văn Con", ReceiverNumber = "038070000007", RecordedAt = new VietnamTime(run.Host.Clock).UtcNow, Version = 1,
        }));

        var lines = await run.LinesAsync((await run.ClosedAsync(202302)).Id);

        Assert.Equal([(0L, 540_000L), (0L, 540_000L), (1_080_000L, 1_440_000L)], lines.Select(l => (l.Arrears.Amount, l.Total.Amount)).Order());
    }

    [Fact]
    public async Task Person_WhomAnotherCommunePaid_IsReadWhole()
    {
        await using var run = await SendRun.StartAsync(NoMonthMore);
        var person = (await run.PeopleAsync(1))[0];
        await PaidAsync(run, 202211);
        await run.Pay.SaveAsync(db =>
        {
            var row = db.Entitlements.Single(e => e.BeneficiaryId == person);
            ChangeEntitlement.GoOn(db, row, new PayMonth(202212), EntitlementStatus.Active, new ChangeCause(Guid.NewGuid(), "Chuyển nơi cư trú", new VietnamTime(run.Host.Clock).UtcNow), LifeOfPayments.There);
            db.Beneficiaries.Single().TenantPath = LifeOfPayments.There;
        });
        await PaidAsync(run, 202212, 202301);

        await run.ClosedAsync(202302);

        Assert.All(await run.Host.WithDbAsync(db => db.Set<SettledBook>().AsNoTracking().Where(b => b.Commune == LifeOfPayments.Here || b.Commune == LifeOfPayments.There).ToListAsync()), b => Assert.Empty(SettledMonths.Unpack(b.People)));
    }

    [Fact]
    public void Marks_PackedAndUnpacked_AreTheSame()
    {
        var people = Enumerable.Range(1, 5).Select(i => (Person: Guid.NewGuid(), Mark: i * -7_777_777_777L)).ToList();

        Assert.Equal(people.OrderBy(p => p.Person), SettledMonths.Unpack(SettledMonths.Pack(people)).Select(p => (p.Key, p.Value)).OrderBy(p => p.Key));
    }

    private static async Task<List<PaymentList>> PaidAsync(SendRun run, params int[] months)
    {
        var lists = new List<PaymentList>();
        foreach (var month in months)
        {
            var list = await run.SentAsync(month);
            await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Paid(l)));
            await run.TakeAsync();
            lists.Add(list);
        }

        return lists;
    }

    // The last settled month of the commune, how many people are, and the version of the row.
    private static async Task<(int, int, long)> BookAsync(SendRun run)
    {
        var book = await run.Host.WithDbAsync(db => db.Set<SettledBook>().AsNoTracking().SingleAsync(b => b.Commune == LifeOfPayments.Here));
        return (book.Until, SettledMonths.Unpack(book.People).Count, book.Version);
    }
}
