using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments.OnPaper;
using ProvinceNode.Tests.Payments.Results;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>One second payment is told once, wherever its person lives now; what was told of it by mistake is taken away again.</summary>
public sealed class TwicePaidAgainTests
{
    [Fact]
    public async Task Correction_ThatWasClosed_ChangesNothingWhenThePayerRepeatsIt()
    {
        await using var run = await SendRun.StartAsync();
        var (list, line) = await WaitingAsync(run);
        LevelRun.Must(await CloseAsync(run, list, Assert.Single(await run.FaultsAsync()).Id));
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);

        // The same bytes, and the same line in another message.
        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);
        var again = await run.TellAsync(list, [ToldFile.Paid(line, 2)], 2);

        Assert.Equal((1, 0), (again.Same, again.Faults));
        Assert.Equal(FaultState.Closed, Assert.Single(await run.FaultsAsync()).State);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        Assert.Single(await MonthsAsync(run));
    }

    // Two messages of other words about the one payment: both must be closed, both truthfully so.
    [Fact]
    public async Task Payment_ToldByTwoCorrections_IsTakenBackOnce()
    {
        await using var run = await SendRun.StartAsync();
        var (list, line) = await WaitingAsync(run);
        await run.TellAsync(list, [ToldFile.Paid(line, 3) with { Evidence = "CT-1-bis" }], 2);
        var faults = await run.FaultsAsync();
        Assert.Equal([FaultState.Waiting, FaultState.Waiting], faults.Select(f => f.State));

        foreach (var fault in faults)
        {
            LevelRun.Must(await CloseAsync(run, list, fault.Id));
        }

        Assert.Equal((540_000L, faults[0].Id), Assert.Single(await MonthsAsync(run)) is var month ? (month.Amount.Amount, month.FaultId!.Value) : default);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
    }

    [Fact]
    public async Task Month_OfWhoMovedToAnotherDistrict_LiesWhereHeLives()
    {
        const string away = "38.393.15754";
        await using var run = await SendRun.StartAsync();
        var (list, _) = await WaitingAsync(run);
        await run.Host.WithDbAsync(db => db.Beneficiaries.ExecuteUpdateAsync(s => s.SetProperty(b => b.TenantPath, away)));

        LevelRun.Must(await CloseAsync(run, list, Assert.Single(await run.FaultsAsync()).Id));

        var month = Assert.Single(await MonthsAsync(run));
        Assert.Equal((away, LifeOfPayments.Here, 540_000L), (month.TenantPath, month.TellerPath, month.Amount.Amount));
    }

    // The file and the line of the payer differ about one payment: the money left once.
    [Fact]
    public async Task Payment_ThatThePayerTellsByTwoWays_IsNotPaidTwice()
    {
        await using var run = await SendRun.StartByFileAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        using (var file = ToldFile.Of(list, [ToldFile.Paid(line, 3)], WireForm.Csv))
        {
            await run.BringAsync(list.Id, ToldFile.Name(list, WireForm.Csv), file);
        }

        await run.TellAsync(list, [ToldFile.Paid(line) with { Evidence = "BN-99" }]);
        var fault = Assert.Single(await run.FaultsAsync());
        Assert.Equal((ResultProblems.Disputed.Code, FaultState.Waiting, LineOutcome.Paid), (fault.Code, fault.State, (await run.LinesAsync(list.Id)).Single().Outcome));

        Assert.True((await CloseAsync(run, list, fault.Id)).Has(ResultProblems.NotTwice));

        Assert.Empty(await MonthsAsync(run));
        LevelRun.Must(await CloseAsync(run, list, fault.Id, FaultClosing.TakenBack));
    }

    [Fact]
    public async Task Closing_OfTheWrongCorrection_IsOpenedAgainAndLeavesNothingToBeTakenBack()
    {
        await using var run = await SendRun.StartAsync();
        var (list, _) = await WaitingAsync(run);
        var fault = Assert.Single(await run.FaultsAsync()).Id;
        Assert.True((await ReopenAsync(run, list, fault, run.Pay.Head)).Has(ResultProblems.NotClosed));
        LevelRun.Must(await CloseAsync(run, list, fault));
        Assert.Single(await MonthsAsync(run));
        Assert.True((await ReopenAsync(run, list, fault, run.Cashier)).Has(CommonProblems.NotAllowed));

        // By the page, which names the line of the list and whose it is.
        var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        var page = await PageReader.OpenAsync(head, $"/chi-tra/danh-sach/{list.Id:D}/ket-qua");
        Assert.Contains("Dòng 1 của danh sách, Lê Thị Số 001", page.Main, StringComparison.Ordinal);
        var done = await page.SubmitAsync(new Dictionary<string, object?> { ["Closed"] = fault.ToString("D"), ["ReopenWhy"] = "Khép nhầm dòng của người khác" }, "form[action*='handler=Reopen']");

        Assert.Empty(done.Problems);
        Assert.Empty(await MonthsAsync(run));
        Assert.Equal((FaultState.Waiting, ListStatus.Sent), (Assert.Single(await run.FaultsAsync()).State, (await run.ListAsync(list.Id)).Status));
        Assert.Contains("Dòng 1 của danh sách, Lê Thị Số 001", done.Main, StringComparison.Ordinal);
        LevelRun.Must(await CloseAsync(run, list, fault, FaultClosing.TakenBack));
        Assert.Empty(await MonthsAsync(run));
    }

    [Fact]
    public async Task Closing_ThatADecisionRestsOn_IsOpenedAgainOnlyWhenItWasUndone()
    {
        await using var run = await SendRun.StartAsync();
        var (list, _) = await WaitingAsync(run);
        var fault = Assert.Single(await run.FaultsAsync()).Id;
        LevelRun.Must(await CloseAsync(run, list, fault));
        var (person, events) = (Assert.Single(await MonthsAsync(run)).BeneficiaryId, new EventRun(run.Host));
        await run.Pay.ListedAsync(202301);
        var wrong = await RecoveryTests.DecidedAsync(run.Pay, person);
        Assert.True((await ReopenAsync(run, list, fault, run.Pay.Head)).Has(ResultProblems.TwiceDecided));

        var told = (await events.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = wrong.Id.ToString("D") }, run.Pay.Flow.Dossiers.Official(Roles.SocialOfficer))).Value.Event!;
        await events.DecideAsync(told.Id, PayRun.Somebody(1).Plain, new Measure());
        Assert.NotNull(Assert.Single(await run.Pay.Flow.PaymentsAsync(), p => p.Kind == OneOffKind.Recovery).CancelledById);

        // The money left twice all the same: the next building tells it anew, once.
        await run.Pay.ToldAsync(ClaimState.Paid);
        await run.Pay.ListedAsync(202302);
        await run.Pay.ListedAsync(202303);
        var anew = Assert.Single(await MonthsAsync(run), m => m.RecoveryId is null);
        Assert.Equal((540_000L, (Guid?)fault, true), (anew.Amount.Amount, anew.FaultId, anew.IsPaid));

        // Unless it never did.
        LevelRun.Must(await ReopenAsync(run, list, fault, run.Pay.Head));
        await run.Pay.ListedAsync(202304);
        Assert.DoesNotContain(await MonthsAsync(run), m => m.RecoveryId is null);
    }

    // The paper names somebody who signed nothing: his payer paid him, once.
    [Fact]
    public async Task Paper_TakenBackAfterItsLineWasToldPaidTwice_LeavesOnePayment()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 20));
        var paper = await SignedPaper.PaidAsync(run, list.Id, "", 540_000);
        await run.TellAsync(list, [ToldFile.Paid(line)]);
        var fault = Assert.Single(await run.FaultsAsync());
        Assert.Equal(ResultProblems.AgainstPaper.Code, fault.Code);
        LevelRun.Must(await CloseAsync(run, list, fault.Id));
        Assert.Contains("theo danh sách giấy và theo đơn vị chi trả", Assert.Single(await MonthsAsync(run)).Lists, StringComparison.Ordinal);

        await SignedPaper.TakenBackAsync(run, list.Id, paper.Id, "");
        await run.TakeAsync();

        Assert.Empty(await MonthsAsync(run));
        Assert.Equal((FaultState.Applied, LineOutcome.Paid, ListStatus.Settled), (Assert.Single(await run.FaultsAsync()).State, (await run.LinesAsync(list.Id)).Single().Outcome, (await run.ListAsync(list.Id)).Status));
        Assert.Equal(DateOnly.FromDateTime(ToldFile.PaidOn(line.Id)), (await run.LinesAsync(list.Id)).Single().PaidOn);
    }

    // Nobody decides here about somebody whom the registry does not know: the leader reads where it is settled.
    [Fact]
    public async Task Funeral_OfSomebodyInNoRegistry_IsSettledOutside()
    {
        await using var run = await SendRun.StartAsync();
        await run.Pay.SaveAsync(db => db.OneOffPayments.Add(new()
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = null, Kind = OneOffKind.Funeral, PersonName = "Trần Văn Mất", ReceiverName = "Trần Văn Con", ReceiverNumber = "038080000001",
            Amount = new Dong(7_200_000), DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new DateTime(2022, 10, 1, 0, 0, 0, DateTimeKind.Utc),
        }));
        var list = await run.SentAsync(202211);
        var line = Assert.Single(await run.LinesAsync(list.Id));
        await run.TellAsync(list, [ToldFile.Not(line)]);
        var later = await run.SentAsync(202212);
        await run.TellAsync(later, (await run.LinesAsync(later.Id)).Select(l => ToldFile.Paid(l)));
        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);

        var closed = await CloseAsync(run, list, Assert.Single(await run.FaultsAsync()).Id);

        Assert.True(closed.Has(ResultProblems.TwiceOutside), string.Join("; ", closed.Problems.Select(p => p.Code)));
    }

    // November told unpaid, paid with December's list, and then told paid too.
    private static async Task<(PaymentList List, PaymentLine Line)> WaitingAsync(SendRun run)
    {
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var line = (await run.LinesAsync(list.Id)).Single();
        await run.TellAsync(list, [ToldFile.Not(line)]);
        var later = await run.SentAsync(202212);
        await run.TellAsync(later, (await run.LinesAsync(later.Id)).Select(l => ToldFile.Paid(l)));
        await run.TellAsync(list, [ToldFile.Paid(line, 2)]);
        return (list, line);
    }

    private static Task<List<OverpaidMonth>> MonthsAsync(SendRun run) => run.Host.WithDbAsync(db => db.OverpaidMonths.AsNoTracking().ToListAsync());

    private static Task<Outcome<ResultFault>> CloseAsync(SendRun run, PaymentList list, Guid fault, FaultClosing how = FaultClosing.PaidTwice) =>
        run.AsAsync(run.Pay.Head, s => s.GetRequiredService<CloseFault>().Handle(list.Id, fault, how, "Bưu điện xác nhận, văn bản số 12", run.Pay.Head, default));

    private static Task<Outcome<ResultFault>> ReopenAsync(SendRun run, PaymentList list, Guid fault, SignedInOfficial by) =>
        run.AsAsync(by, s => s.GetRequiredService<CloseFault>().ReopenAsync(list.Id, fault, "Khép nhầm dòng của người khác", by, default));
}
