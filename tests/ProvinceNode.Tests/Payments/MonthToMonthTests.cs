using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using Protos.Values;

namespace ProvinceNode.Tests.Payments;

/// <summary>What one month leaves for the next: unpaid, missed, held, moved, taken back.</summary>
public sealed class MonthToMonthTests
{
    [Fact]
    public async Task Month_LeftUnpaid_IsCarriedAndCounted()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Unpaid);
        await run.ListedAsync(202212);
        await run.ToldAsync(ClaimState.Unpaid);

        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202301)));

        Assert.Equal((540_000, 1_080_000, 2, 1_620_000), (line.Monthly.Amount, line.Carried.Amount, line.CarriedMonths, line.Total.Amount));
    }

    [Fact]
    public async Task Month_DecidedAfterTheListWasApproved_FollowsAsArrears()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.ListedAsync(202211);
        host.Clock.SetDay(new DateOnly(2022, 10, 27));
        var late = await run.Flow.ReceivingAsync(PayRun.Somebody(2), monthly: 540_000, start: 202210);
        var lines = await run.LinesAsync(await run.ListedAsync(202212));

        // October is of the decision, which settles it by arrears of its own.
        Assert.Equal([(202211, ClaimWhy.Missed), (202212, ClaimWhy.Current)], (await run.ClaimsAsync(late)).Select(c => (c.Month, c.Why)));
        Assert.Equal((540_000, 202211, 202211), lines.Where(l => l.PersonId == late).Select(l => (l.Arrears.Amount, l.ArrearsFrom, l.ArrearsTo)).Single());
    }

    [Fact]
    public async Task Death_Reported_KeepsThePersonOffAndItsRefusalPaysTheHeldMonths()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var events = new EventRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Paid);
        host.Clock.SetDay(new DateOnly(2022, 11, 7));
        var told = (await events.ToldAsync(person)).Event!.Id;
        var held = await run.ListedAsync(202212);

        Assert.Empty(await run.LinesAsync(held));
        Assert.Equal([(OmissionReason.Held, 540_000L)], (await run.OmissionsAsync()).Select(o => (o.Reason, o.Amount.Amount)));
        Assert.Contains(await run.MattersAsync(held), m => m.Kind == MatterKind.Hold && m.SubjectId == told);

        host.Clock.SetDay(new DateOnly(2022, 12, 5));
        LevelRun.Must(await events.RefuteAsync(told));
        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202301)));
        Assert.Equal((540_000, 540_000, 1_080_000, 202212), (line.Monthly.Amount, line.Arrears.Amount, line.Total.Amount, line.ArrearsFrom));
    }

    [Fact]
    public async Task Death_ReportedAfterTheListWasApproved_IsNotPaidTwiceWhenRefuted()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var events = new EventRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        host.Clock.SetDay(new DateOnly(2022, 10, 27));
        var told = (await events.ToldAsync(person)).Event!.Id;
        await run.ToldAsync(ClaimState.Paid);
        host.Clock.SetDay(new DateOnly(2022, 11, 3));
        LevelRun.Must(await events.RefuteAsync(told));

        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202212)));

        // The lifting pays November again, as the registry cannot know the list; the list sets it off.
        Assert.Equal((540_000, 540_000, 540_000, 540_000), (line.Monthly.Amount, line.Arrears.Amount, line.Recovery.Amount, line.Total.Amount));
    }

    [Fact]
    public async Task Move_WithinTheDistrict_HasOnePayerAMonth()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        host.Clock.SetDay(new DateOnly(2022, 11, 10));
        await run.SaveAsync(db =>
        {
            var row = db.Entitlements.Single(e => e.BeneficiaryId == person);
            ChangeEntitlement.GoOn(db, row, new PayMonth(202212), EntitlementStatus.Active, new ChangeCause(Guid.NewGuid(), "Chuyển nơi cư trú", new VietnamTime(host.Clock).UtcNow), LifeOfPayments.There);
            db.Beneficiaries.Single().TenantPath = LifeOfPayments.There;
        });
        await run.ToldAsync(ClaimState.Unpaid);
        var lines = await run.LinesAsync(await run.ListedAsync(202212));

        // What the old commune left unpaid it still owes; the new month is the new one's.
        Assert.Equal([(LifeOfPayments.Here, 540_000L, 0L), (LifeOfPayments.There, 0L, 540_000L)], lines.Select(l => (l.TenantPath, l.Carried.Amount, l.Monthly.Amount)));
    }

    [Fact]
    public async Task Recovery_MoreThanIsDue_TakesTheLineToNothingAndGoesOn()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.SaveAsync(db => db.OneOffPayments.Add(Once(person, OneOffKind.Recovery, 900_000, 202211)));

        var first = Assert.Single(await run.LinesAsync(await run.ListedAsync(202211)));
        await run.ToldAsync(ClaimState.Paid);
        var second = Assert.Single(await run.LinesAsync(await run.ListedAsync(202212)));
        await run.ToldAsync(ClaimState.Paid);
        var third = Assert.Single(await run.LinesAsync(await run.ListedAsync(202301)));

        Assert.Equal([(540_000L, 0L), (360_000L, 180_000L), (0L, 540_000L)], new[] { first, second, third }.Select(l => (l.Recovery.Amount, l.Total.Amount)));
        Assert.Equal(202211, await host.WithDbAsync(db => db.OneOffPayments.Select(p => p.ListedMonth).SingleAsync()));
    }

    [Fact]
    public async Task Funeral_OfSomebodyInNoRegistry_StandsOnAListOfItsOwnOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.SaveAsync(db => db.OneOffPayments.Add(Once(null, OneOffKind.Funeral, 7_200_000, 202211)));
        var period = await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Paid);

        Assert.Equal((ListType.Funeral, 7_200_000L), (await run.ListsAsync(period)).Select(l => (l.Type, l.OneOffDong.Amount)).Single());
        Assert.Empty(await run.LinesAsync(await run.ListedAsync(202212)));
    }

    [Fact]
    public async Task Month_WithSomethingOpen_IsClosedOnlyWithReasons()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        await run.Flow.ReceivingAsync(PayRun.Somebody(2));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        Assert.True((await run.CloseAsync(period)).Has(PaymentProblems.Matters)); // nothing was built
        Assert.True((await run.JustifyAsync(period, MatterKind.NoList)).Has(PaymentProblems.Unjustifiable));
        await new EventRun(host).ToldAsync(person);
        await run.BuildAsync(period);
        Assert.True((await run.JustifyAsync(period, MatterKind.DraftList)).Has(PaymentProblems.Unjustifiable));
        LevelRun.Must(await run.ApproveAllAsync(period));
        Assert.True((await run.CloseAsync(period)).Has(PaymentProblems.Matters));
        Assert.True((await run.JustifyAsync(period, MatterKind.Hold, "ngắn")).Has(PaymentProblems.Reason));
        Assert.Equal(1, LevelRun.Must(await run.JustifyAsync(period, MatterKind.Hold)));
        Assert.True((await run.CloseAsync(period)).Has(PaymentProblems.Matters)); // closing begins on the 20th
        Assert.Equal(1, LevelRun.Must(await run.JustifyAsync(period, MatterKind.TooEarly, "Đơn vị chi trả nghỉ lễ, chốt sớm theo hợp đồng")));

        Assert.Equal(PeriodState.Closed, LevelRun.Must(await run.CloseAsync(period)).State);
        Assert.True((await run.AskAsync(period)).Has(PaymentProblems.Closed));
        Assert.Equal("Đã xác minh trực tiếp tại nhà", await host.WithDbAsync(db => db.PaymentJustifications.Where(j => j.Kind == MatterKind.Hold).Select(j => j.Reason).SingleAsync()));
    }

    [Fact]
    public async Task Supplementary_AfterApproval_HoldsOnlyWhatIsNew()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = await run.ListedAsync(202211);
        var late = await run.Flow.ReceivingAsync(PayRun.Somebody(2), monthly: 540_000);
        await run.BuildAsync(period, supplementary: true);

        var list = (await run.ListsAsync(period)).Single(l => l.Status == ListStatus.Draft);
        Assert.Equal((ListType.Supplementary, 2, 1, 540_000L), (list.Type, list.Sequence, list.Lines, list.TotalDong.Amount));
        Assert.Equal([(202211, ClaimWhy.Current)], (await run.ClaimsAsync(late)).Select(c => (c.Month, c.Why)));
    }

    private static OneOffPayment Once(Guid? person, OneOffKind kind, long dong, int due) => new()
    {
        Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = kind, PersonName = "Lê Thị Số 001", ReceiverName = person is null ? "Lê Văn Con" : "Lê Thị Số 001",
        ReceiverNumber = person is null ? "038070000007" : "038149000001", Amount = new Dong(dong), DueMonth = due, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc),
    };
}
