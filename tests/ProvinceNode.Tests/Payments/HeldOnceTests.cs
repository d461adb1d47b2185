using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Who is said to be dead is paid nothing that the building would have held, also when a list holds only what is paid once; a funeral goes to who lives.</summary>
public sealed class HeldOnceTests
{
    [Theory]
    [InlineData(OneOffKind.Treatment, false)]
    [InlineData(OneOffKind.Funeral, true)]
    public async Task Draft_OfWhatIsPaidOnce_IsApprovedAfterAReportOnlyForAFuneral(OneOffKind kind, bool approved)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, draft) = await DraftAsync(run, kind);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await new EventRun(host).ToldAsync(person)).Holds);

        var outcome = await run.ApproveAsync(draft);

        Assert.Equal((approved, !approved), (outcome.Succeeded, outcome.Has(PaymentProblems.Stale)));
    }

    [Theory]
    [InlineData(OneOffKind.Treatment, true)]
    [InlineData(OneOffKind.Funeral, false)]
    public async Task List_OfWhatIsPaidOnce_ShowsWhoWasToldDeadSinceItsApproval(OneOffKind kind, bool shown)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, list) = await DraftAsync(run, kind);
        LevelRun.Must(await run.ApproveAsync(list));
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var events = new EventRun(host);
        var told = (await events.ToldAsync(person, on: new DateOnly(2022, 10, 15))).Event!;
        Assert.Equal(shown ? [person] : [], (await HeldAsync(host, list)).Select(h => h.BeneficiaryId));

        // The decision lifts the hold of its report; the frozen list names the dead all the same.
        await events.DecideAsync(told.Id, PayRun.Somebody(1).Plain, new Measure { Reason = "T1", On = new DateOnly(2022, 10, 15) });

        Assert.Equal(shown ? [HeldSince.Died] : [], (await HeldAsync(host, list)).Select(h => h.Why));
    }

    // Seed 30424 of the payment model: the list would have paid an heir of somebody who lives.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Payment_ForAnHeir_IsSeenOnceTheDeathIsUndone(bool approved)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, events) = (new PayRun(host), new EventRun(host));
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = await run.ListedAsync(202211);
        var told = (await events.ToldAsync(person, on: new DateOnly(2022, 10, 15))).Event!;
        await events.DecideAsync(told.Id, PayRun.Somebody(1).Plain, new Measure { Reason = "T1", On = new DateOnly(2022, 10, 15), Heir = new Receiver("Lê Văn Con", "038080000001", "con") });
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = OneOffKind.Treatment, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Văn Con", ReceiverNumber = "038080000001", ReceiverRelation = "con",
            Amount = new Dong(3_600_000), DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        await run.BuildAsync(period, supplementary: true);
        var draft = Assert.Single(await run.ListsAsync(period), l => l.Status == ListStatus.Draft);
        if (approved)
        {
            LevelRun.Must(await run.ApproveAsync(draft.Id));
        }

        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await events.UndoneAsync(person, (await events.EventAsync(told.Id)).DossierId!.Value);

        if (approved)
        {
            Assert.Equal([HeldSince.OtherReceiver], (await HeldAsync(host, draft.Id)).Select(h => h.Why));
        }
        else
        {
            Assert.True((await run.ApproveAsync(draft.Id)).Has(PaymentProblems.Stale));
        }
    }

    // His month is on the approved list of the month; what came later is on a list of its own.
    private static async Task<(Guid Person, Guid Draft)> DraftAsync(PayRun run, OneOffKind kind)
    {
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = await run.ListedAsync(202211);
        var receiver = kind == OneOffKind.Funeral ? ("Lê Văn Con", "038080000001") : ("Lê Thị Số 001", "038149000001");
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = kind, PersonName = "Lê Thị Số 001", ReceiverName = receiver.Item1, ReceiverNumber = receiver.Item2, Amount = new Dong(3_600_000), DueMonth = 202211,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(run.Host.Clock).UtcNow,
        }));
        await run.BuildAsync(period, supplementary: true);
        var draft = Assert.Single(await run.ListsAsync(period), l => l.Status == ListStatus.Draft);
        Assert.Equal(3_600_000, draft.OneOffDong.Amount);
        return (person, draft.Id);
    }

    private static Task<List<HeldPerson>> HeldAsync(NodeHost host, Guid list) => host.WithDbAsync(db => HeldSince.OfListAsync(db, list, default));
}
