using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Dossiers.Elsewhere;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments;
using Protos.Duplicates;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Elsewhere;

/// <summary>What the hub tells of one person in two provinces holds his payment before the list closes, and ends by the doors that exist.</summary>
public sealed partial class ElsewhereTests
{
    [Fact]
    public async Task Person_AskedAbout_IsLeftOutAndPaidEachHeldMonthOnceWhenWePay()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var person = await ListedAsync(run);
        var told = hub.Asks(person);
        await TakeAsync(host);
        await TakeAsync(host);

        var held = await run.ListedAsync(202212);
        Assert.Empty(await run.LinesAsync(held));
        var omission = Assert.Single(await run.OmissionsAsync());
        Assert.Equal((OmissionReason.Held, 540_000L), (omission.Reason, omission.Amount.Amount));
        Assert.Contains("đang hưởng trợ giúp xã hội ở tỉnh khác", omission.Why, StringComparison.Ordinal);
        var report = await ReportAsync(host, told);
        Assert.Contains(await run.MattersAsync(held), m => m.Kind == MatterKind.Hold && m.SubjectId == report.Id);
        Assert.True((await run.CloseAsync(held)).Has(PaymentProblems.Matters));
        Assert.Equal(1, await host.WithDbAsync(db => db.LifeEvents.CountAsync()));
        Assert.Equal(1, await host.WithDbAsync(db => db.PaymentHolds.CountAsync()));

        host.Clock.SetDay(new DateOnly(2022, 12, 5));
        hub.Tells(told, "Agreed", "38", 202212);
        await TakeAsync(host);
        await TakeAsync(host);

        Assert.Equal((EventState.Noted, "Hai tỉnh thống nhất: Tỉnh Thanh Hóa tiếp tục chi trả, Thành phố Huế thôi từ tháng 12/2022."), await ReportAsync(host, told) is var e ? (e.State, e.SettledWhy) : default);
        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202301)));
        Assert.Equal((540_000, 540_000, 202212), (line.Monthly.Amount, line.Arrears.Amount, line.ArrearsFrom));
        Assert.Single(await run.Flow.PaymentsAsync());
    }

    [Theory]
    [InlineData("NotSame", EventState.Refuted)]
    [InlineData("Closed", EventState.Noted)]
    public async Task Case_ThatEndsWithoutUs_LiftsTheHold(string state, EventState ended)
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var told = hub.Asks(await ListedAsync(run));
        await TakeAsync(host);
        Assert.Null(Assert.Single(await HoldsAsync(host)).LiftedAt);

        hub.Tells(told, state);
        await TakeAsync(host);

        Assert.NotNull(Assert.Single(await HoldsAsync(host)).LiftedAt);
        Assert.Equal(ended, (await ReportAsync(host, told)).State);
        Assert.Single(await run.LinesAsync(await run.ListedAsync(202212)));

        // It comes back: another report, and held again.
        hub.Tells(told, "Asked");
        told.Round++;
        await TakeAsync(host);
        Assert.Equal(1, (await HoldsAsync(host)).Count(h => h.LiftedAt is null));
        Assert.Equal(2, await host.WithDbAsync(db => db.LifeEvents.CountAsync()));
    }

    // The ministry has both asked anew: no officer stops the payment by the month that was agreed, and the hold stays.
    [Fact]
    public async Task Case_AskedAnewAfterItWasSettled_LosesItsDayAndHoldsOn()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var (run, events) = (new PayRun(host), new EventRun(host));
        var told = hub.Asks(await ListedAsync(run));
        hub.Tells(told, "Agreed", "46", 202211);
        await TakeAsync(host);
        Assert.Equal(new DateOnly(2022, 10, 31), (await ReportAsync(host, told)).HappenedOn);

        hub.Tells(told, "Asked");
        told.Round++;
        await TakeAsync(host);

        var report = await ReportAsync(host, told);
        Assert.Equal((EventState.Reported, null), (report.State, report.HappenedOn));
        Assert.Null(Assert.Single(await HoldsAsync(host)).LiftedAt);
        Assert.True((await events.TryOpenAsync(report.Id, new DateOnly(2022, 10, 31))).Has(OpenFromEvent.TooEarly));

        hub.Tells(told, "NotSame");
        await TakeAsync(host);
        Assert.Equal(EventState.Refuted, (await ReportAsync(host, told)).State);
        Assert.NotNull(Assert.Single(await HoldsAsync(host)).LiftedAt);
    }

    // A node that was restored takes its people back later than it is told of them.
    [Fact]
    public async Task Case_OfWhoIsNotHereYet_ComesAgain()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var person = Sample.Beneficiary(run.Flow.Dossiers.Commune, "Lê Thị Số", "38-000-00000-000009");
        hub.Asks(person.Id);
        await TakeAsync(host);
        await TakeAsync(host);

        await run.Flow.SaveAsync(db => db.Add(person));
        await TakeAsync(host);

        Assert.Equal(person.Id, (await host.WithDbAsync(db => db.Set<ElsewhereCase>().AsNoTracking().SingleAsync())).BeneficiaryId);
    }

    // The hub closes the case of the absorbed record: what it holds lies with the survivor by then, and must not stay.
    [Fact]
    public async Task Person_WhoBecamePartOfAnotherRecord_IsNotHeldForEver()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var told = hub.Asks(await ListedAsync(run));
        await TakeAsync(host);
        // As a merge does: every row that names him names the survivor.
        var survivor = Sample.Beneficiary(run.Flow.Dossiers.Commune, "Lê Thị Số", "38-000-00000-000009");
        await run.Flow.SaveAsync(db =>
        {
            db.Add(survivor);
            db.Beneficiaries.Single(b => b.Id == Guid.Parse(told.BeneficiaryId)).MergedIntoId = survivor.Id;
            object[] rows = [db.Set<ElsewhereCase>().Single(), db.LifeEvents.Single(), db.PaymentHolds.Single()];
            rows.ToList().ForEach(r => db.Entry(r).Property("BeneficiaryId").CurrentValue = survivor.Id);
        });

        hub.Tells(told, "Closed");
        await TakeAsync(host);

        Assert.DoesNotContain(await HoldsAsync(host), h => h.LiftedAt is null);
        Assert.Equal(EventState.Noted, (await ReportAsync(host, told)).State);
    }

    // November was paid here, December is held; this province stops from November: November is taken back, December is not.
    [Fact]
    public async Task Province_ThatStops_DecidesByTheDossierOfTheReport()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var (run, events) = (new PayRun(host), new EventRun(host));
        var person = await ListedAsync(run);
        var told = hub.Asks(person);
        await TakeAsync(host);
        var report = await ReportAsync(host, told);
        Assert.True((await events.RefuteAsync(report.Id)).Has(RefuteEvent.OfTwoProvinces));
        Assert.True((await events.TryOpenAsync(report.Id, new DateOnly(2022, 10, 31))).Has(OpenFromEvent.TooEarly));

        host.Clock.SetDay(new DateOnly(2022, 12, 5));
        hub.Tells(told, "Decided", "46", 202211);
        await TakeAsync(host);
        Assert.Equal(new DateOnly(2022, 10, 31), (await events.EventAsync(report.Id)).HappenedOn);
        var dossier = await events.DecideAsync(report.Id, PayRun.Somebody(1).Plain, new Measure { Reason = MeasureReasons.NotEligible, On = new(2022, 10, 31) });

        Assert.Equal((EventState.Decided, dossier.Id), await events.EventAsync(report.Id) is var e ? (e.State, e.DossierId!.Value) : default);
        Assert.Equal((EntitlementStatus.Ended, 202210), Assert.Single(await run.Flow.RowsAsync(person)) is var row ? (row.Status, row.EndMonth) : default);
        Assert.NotNull(Assert.Single(await HoldsAsync(host)).LiftedAt);
        var recovery = Assert.Single(await run.Flow.PaymentsAsync());
        Assert.Equal((OneOffKind.Recovery, 540_000L, 202211, 202211), (recovery.Kind, recovery.Amount.Amount, recovery.FromMonth, recovery.ToMonth));

        // The hub closes it when the decision has arrived: nothing more happens here.
        hub.Tells(told, "Closed");
        await TakeAsync(host);
        Assert.Equal(EventState.Decided, (await events.EventAsync(report.Id)).State);
    }

    // This province stops from January: December, held until then, is its own and is paid once.
    [Fact]
    public async Task Months_HeldBeforeTheStop_ArePaidByTheDecision()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var (run, events) = (new PayRun(host), new EventRun(host));
        var told = hub.Asks(await ListedAsync(run));
        await TakeAsync(host);
        await run.ListedAsync(202212);
        host.Clock.SetDay(new DateOnly(2022, 12, 5));
        hub.Tells(told, "Agreed", "46", 202301);
        await TakeAsync(host);
        var report = await ReportAsync(host, told);

        await events.DecideAsync(report.Id, PayRun.Somebody(1).Plain, new Measure { Reason = MeasureReasons.NotEligible, On = report.HappenedOn });

        var paid = Assert.Single(await run.Flow.PaymentsAsync());
        Assert.Equal((OneOffKind.Arrears, 540_000L, 202212, 202212), (paid.Kind, paid.Amount.Amount, paid.FromMonth, paid.ToMonth));
    }

    [Fact]
    public async Task Officer_OfTheCommune_AnswersOnThePageAndTheHubHearsItWhenItIsBack()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var commune = run.Flow.Dossiers.Commune;
        var told = hub.Asks(await ListedAsync(run));
        await TakeAsync(host);
        var officer = await host.SignInAsync(Roles.SocialOfficer, commune);
        var page = await (await PageReader.OpenAsync(officer, "/trung-tinh")).FollowAsync(PayRun.Somebody(1).Name);
        Assert.All(new[] { "Thành phố Huế", "Phường Phú Xuân", "720.000", "7/QĐ-UBND", "038•••••0102", "Cùng số định danh cá nhân 12 số.", "Đang tạm giữ từ tháng 12/2022" }, part => Assert.Contains(part, page.Main, StringComparison.Ordinal));
        Assert.DoesNotContain("nhóm khác", page.Main, StringComparison.Ordinal); // a case told by the hub of the version before

        var wrong = await page.SubmitAsync(new Dictionary<string, object?> { ["Word"] = "Stops", ["StopMonth"] = "13/2022", ["Reason"] = "ngắn" }, button: "Trả lời");
        Assert.Equal(2, wrong.Problems.Count);
        hub.IsAway = true;
        var answered = await wrong.SubmitAsync(new Dictionary<string, object?> { ["Word"] = "Stops", ["StopMonth"] = "12/2022", ["Reason"] = "Người này đã về ở hẳn tại Huế từ tháng 9", ["Evidence"] = "BB-15" }, button: "Trả lời");
        Assert.Contains("chờ gửi", answered.Main, StringComparison.Ordinal);
        await TakeAsync(host);
        Assert.Empty(hub.Said);

        hub.IsAway = false;
        await TakeAsync(host);
        await TakeAsync(host);
        var said = Assert.Single(hub.Said);
        Assert.Equal((told.Id, 1, "Stops", 202212, "BB-15"), (said.Id, said.Round, said.Word.Word, said.Word.FromMonth, said.Word.Evidence));
        Assert.Equal(2, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.AnswerElsewhere || a.Kind == ActKinds.SendElsewhere)));

        await SaidAgainAsync(host, hub, told);

        // Another commune finds nothing, the province sees it and does not answer for the commune.
        var neighbour = await host.SignInAsync(Roles.SocialOfficer, "38.380.14761");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await PageReader.OpenAsync(neighbour, $"/trung-tinh/{told.Id}")).Status);
        Assert.Contains("Không có trường hợp nào", (await PageReader.OpenAsync(neighbour, "/trung-tinh")).Main, StringComparison.Ordinal);
        var province = await PageReader.OpenAsync(await host.SignInAsync(Roles.ProvinceOfficer, "38"), $"/trung-tinh/{told.Id}");
        Assert.Empty(province.Document.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task Word_ThatTheHubRefuses_ComesBackWithTheReason()
    {
        var hub = new HubStandIn { Refuses = "Trường hợp này đã kết thúc." };
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var told = hub.Asks(await ListedAsync(run));
        await TakeAsync(host);
        var by = run.Flow.Dossiers.Official(Roles.SocialOfficer);
        var input = new AnswerCaseInput(Guid.Parse(told.Id), 1, ElsewhereWord.Stays, null, "Đã gặp tại nhà, ở đây từ nhỏ", "");
        LevelRun.Must(await host.WithAsync(s => s.GetRequiredService<AnswerCase>().Handle(input, by, default), by.Office.Value));
        Assert.True((await host.WithAsync(s => s.GetRequiredService<AnswerCase>().Handle(input, by, default), by.Office.Value)).Has(CommonProblems.ChangedMeanwhile));

        await TakeAsync(host);

        Assert.Equal(("Trường hợp này đã kết thúc.", true), await host.WithDbAsync(db => db.Set<ElsewhereCase>().AsNoTracking().SingleAsync()) is var of ? (of.WordFault, of.IsSent) : default);
        Assert.True((await host.WithAsync(s => s.GetRequiredService<AnswerCase>().Handle(input, run.Accountant, default))).Has(CommonProblems.NotAllowed));
    }

    // Receives since June; the list of November is paid; it is the 7th of November.
}
