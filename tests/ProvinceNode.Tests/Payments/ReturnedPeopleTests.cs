using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Who was said to be gone and is there: what is owed to him he takes himself.</summary>
public sealed class ReturnedPeopleTests
{
    [Fact]
    public async Task Months_OfWhoCameBack_AreHisOwnThoughAnHeirWasNamed()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var somebody = PayRun.Somebody(1);
        var person = await run.Flow.ReceivingAsync(somebody, monthly: 540_000);
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Unpaid);
        host.Clock.SetDay(new DateOnly(2022, 11, 15));
        await run.SaveAsync(db =>
        {
            ChangeEntitlement.EndAll(db.Entitlements.ToList(), new PayMonth(202211), new ChangeCause(Guid.NewGuid(), "T1", new VietnamTime(host.Clock).UtcNow));
            db.PersonLinks.Add(new PersonLink { Id = Guid.NewGuid(), BeneficiaryId = person, TenantPath = LifeOfPayments.Here, Role = LinkRole.Heir, FullName = "Trần Thị Con", Relation = "con", Basis = "H56" });
        });
        host.Clock.SetDay(new DateOnly(2022, 11, 17));
        await run.GrantedAsync(somebody, new(EntitlementKind.Assistance, "6.n.adult", 150, 1, new Dong(360_000), new Dong(540_000), new PayMonth(202212), new Receiver(somebody.Name, somebody.Number, "")));
        host.Clock.SetDay(new DateOnly(2022, 11, 18));
        await run.SaveAsync(db => ChangeEntitlement.EndAll(db.Entitlements.ToList(), new PayMonth(202212), new ChangeCause(Guid.NewGuid(), "T2", new VietnamTime(host.Clock).UtcNow)));

        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202212)));

        Assert.Equal((somebody.Name, "", 540_000), (line.ReceiverName, line.ReceiverRelation, line.Carried.Amount));
    }
}
