using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Closing;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>What lists overpaid is taken back by a decision, once: by later lists, or by receipts that two officials saw.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task Month_OverpaidAndDecided_IsTakenOnceByTheNextListAndIsNoMatterAnyMore()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, period) = await LoweredAsync(run, 180_000);
        var matter = Assert.Single(await run.MattersAsync(period), m => m.Kind == MatterKind.Overpaid);
        var told = Assert.Single(await TellAsync(host));

        Assert.Equal($"/doi-tuong/{person:D}/thu-hoi", matter.Address);
        Assert.Equal((202211, 180_000L, true, "Lê Thị Số 001"), (told.Month, told.Amount.Amount, told.IsPaid, told.ReceiverName));
        Assert.Contains("danh sách thường xuyên tháng 11/2022", told.Lists, StringComparison.Ordinal);

        var dossier = await DecidedAsync(run, person);
        var payment = Assert.Single(await run.Flow.PaymentsAsync());
        Assert.Equal((OneOffKind.Recovery, 180_000L, 202211, 202212), (payment.Kind, payment.Amount.Amount, payment.FromMonth, payment.DueMonth));
        Assert.Equal(payment.Id, Assert.Single(await TellAsync(host)).RecoveryId);
        var paper = (await run.Flow.DecisionsAsync(dossier.Id)).Single();
        Assert.Equal("D16", paper.Paper);
        Assert.Contains("thu hồi trợ cấp xã hội hàng tháng đã chi vượt mức được hưởng", paper.Content, StringComparison.Ordinal);
        Assert.Contains("- Tháng 11/2022: 180.000 đồng, theo danh sách thường xuyên tháng 11/2022", paper.Content, StringComparison.Ordinal);
        Assert.DoesNotContain(await run.MattersAsync(period), m => m.Kind == MatterKind.Overpaid);
        Assert.True((await ProposeAsync(run, person)).Has(RecoverOutcome.NothingOverpaid));

        await run.ToldAsync(ClaimState.Paid);
        var january = await run.ListedAsync(202301);
        var line = Assert.Single(await run.LinesAsync(january));
        Assert.Equal((360_000L, 180_000L, 180_000L), (line.Monthly.Amount, line.Recovery.Amount, line.Total.Amount));
        Assert.DoesNotContain(await run.MattersAsync(january), m => m.Kind == MatterKind.Overpaid);
        await run.ToldAsync(ClaimState.Paid);
        Assert.Equal(360_000, Assert.Single(await run.LinesAsync(await run.ListedAsync(202302))).Total.Amount);
        Assert.Single(await TellAsync(host));
    }

    [Fact]
    public async Task Month_ThatHasNoResultYet_WaitsForIt()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, _) = await LoweredAsync(run, 180_000, told: false);

        Assert.False(Assert.Single(await TellAsync(host)).IsPaid);
        Assert.True((await ProposeAsync(run, person)).Has(RecoverOutcome.AwaitResults));
    }

    [Fact]
    public async Task Month_ToldUnpaidAfterTheDecision_IsNotTakenBack()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, _) = await LoweredAsync(run, 180_000);
        await DecidedAsync(run, person);
        // The payer corrects November: nobody collected it. The 360.000 that are due are carried, nothing is taken.
        await run.SaveAsync(db => db.PaymentClaims.Where(c => c.Month == 202211).ToList().ForEach(c => c.State = ClaimState.Unpaid));
        await run.ToldAsync(ClaimState.Paid);

        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202301)));

        Assert.Equal((360_000, 0), (line.Monthly.Amount, line.Recovery.Amount));
    }

    [Fact]
    public async Task Recovery_UnderACapInForceFromAMonth_TakesThatShareOfIt()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.SaveAsync(db => db.Add(new ParameterRow { Name = LawParameters.RecoveryCapPercent, Value = 25, Legal = "Quyết định của UBND tỉnh", ValidFrom = new DateOnly(2023, 2, 1) }));
        var (person, _) = await LoweredAsync(run, 430_000);
        await DecidedAsync(run, person);
        var taken = new List<long>();
        foreach (var month in new[] { 202301, 202302, 202303 })
        {
            await run.ToldAsync(ClaimState.Paid);
            taken.Add(Assert.Single(await run.LinesAsync(await run.ListedAsync(month))).Recovery.Amount);
        }

        // 110.000 a month are due: January takes all of it, from February on a quarter.
        Assert.Equal([110_000, 27_500, 27_500], taken);
    }

    [Fact]
    public async Task Receipt_OfTheHeirs_IsBookedByTwoAndLessensWhatIsOwed()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Paid);
        host.Clock.SetDay(new DateOnly(2022, 10, 27));
        await DiedAsync(run);
        await run.ListedAsync(202212);
        var dossier = await DecidedAsync(run, person);
        Assert.Contains("trong phạm vi di sản", (await run.Flow.DecisionsAsync(dossier.Id)).Single().Content, StringComparison.Ordinal);
        var recovery = Assert.Single(await run.Flow.PaymentsAsync()).Id;
        var input = new ReceiptInput(recovery, "PT-15", new DateOnly(2022, 11, 21), 300_000, Repayer.Estate, "Lê Văn Con");
        Assert.True((await RecordAsync(run, input with { Dong = 540_001 })).Has(ReceiptProblems.TooMuch));
        var receipt = LevelRun.Must(await RecordAsync(run, input));
        Assert.True((await RecordAsync(run, input)).Has(ReceiptProblems.Twice));
        Assert.True((await RecordAsync(run, input with { Number = "PT-16", Dong = 240_001 })).Has(ReceiptProblems.TooMuch));

        Assert.False((await SettleAsync(run, receipt.Id, run.Accountant)).Succeeded);
        Assert.Equal(0, Assert.Single(await run.Flow.PaymentsAsync()).MovedDong.Amount);
        LevelRun.Must(await SettleAsync(run, receipt.Id, run.Head));
        Assert.True((await SettleAsync(run, receipt.Id, run.Head)).Has(ReceiptProblems.Settled));
        Assert.Equal(300_000, Assert.Single(await run.Flow.PaymentsAsync()).MovedDong.Amount);

        await run.ListedAsync(202301);
        Assert.Equal(240_000, (await run.OmissionsAsync()).Last(o => o.Reason == OmissionReason.RecoveryLeft).Amount.Amount);
        LevelRun.Must(await SettleAsync(run, LevelRun.Must(await RecordAsync(run, input with { Number = "PT-16", Dong = 240_000, PaidOn = new DateOnly(2022, 12, 1) })).Id, run.Head));
        var omissions = (await run.OmissionsAsync()).Count;
        await run.ListedAsync(202302);
        Assert.Equal(omissions, (await run.OmissionsAsync()).Count);
    }

    [Fact]
    public async Task Recovery_Undone_GivesBackWhatWasTakenAndTakesNoMore()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, events) = (new PayRun(host), new EventRun(host));
        var (person, _) = await LoweredAsync(run, 430_000); // 110.000 a month are due
        var wrong = await DecidedAsync(run, person);
        await run.ToldAsync(ClaimState.Paid);
        Assert.Equal(110_000, Assert.Single(await run.LinesAsync(await run.ListedAsync(202301))).Recovery.Amount);
        await run.ToldAsync(ClaimState.Paid);
        var recovery = Assert.Single(await run.Flow.PaymentsAsync()).Id;
        await run.SaveAsync(db => db.OneOffPayments.ToList().ForEach(p => (p.MovedDong, p.IsOnList) = (new Dong(110_000), false)));
        var receipt = LevelRun.Must(await RecordAsync(run, new ReceiptInput(recovery, "PT-15", new DateOnly(2022, 12, 20), 20_000, Repayer.Receiver, "Lê Thị Số 001")));

        var told = (await events.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = wrong.Id.ToString("D") }, run.Flow.Dossiers.Official(Roles.SocialOfficer))).Value.Event!;
        Assert.Equal([UndoOutcome.ReceiptWaits.Code], (await events.PreviewAsync(told.Id)).Faults.Select(f => f.Code));
        LevelRun.Must(await SettleAsync(run, receipt.Id, run.Head));
        var undoing = await events.DecideAsync(told.Id, PayRun.Somebody(1).Plain, new Measure());

        var payments = await run.Flow.PaymentsAsync();
        Assert.NotNull(payments.Single(p => p.Id == recovery).CancelledById);
        Assert.Equal((OneOffKind.Arrears, 130_000L), payments.Where(p => p.Id != recovery).Select(p => (p.Kind, p.Amount.Amount)).Single());
        var paper = (await run.Flow.DecisionsAsync(undoing.Id)).Single();
        Assert.Equal("D16", paper.Paper);
        Assert.Contains("Không thực hiện khoản thu hồi 300.000 đồng", paper.Content, StringComparison.Ordinal);
        Assert.Contains("Hoàn trả 130.000 đồng", paper.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("mai táng", paper.Content, StringComparison.Ordinal);

        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202302)));
        Assert.Equal((110_000L, 130_000L, 0L), (line.Monthly.Amount, line.Arrears.Amount, line.Recovery.Amount));
        // The month is overpaid all the same, and no decision takes it back: it is told anew.
        Assert.Equal(430_000, Assert.Single(await TellAsync(host), m => m.RecoveryId is null).Amount.Amount);
    }

    [Fact]
    public async Task Page_OfRecovery_ShowsTheMonthsAndOpensTheDossier()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, period) = await LoweredAsync(run, 180_000);
        var accountant = await host.SignInAsync(Roles.Accountant, run.Holder);
        var here = $"/doi-tuong/{person}/thu-hoi";
        Assert.Contains(here, (await PageReader.OpenAsync(accountant, $"/chi-tra/{period}/chot")).Document.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Contains("Công chức văn hóa – xã hội của xã lập hồ sơ", (await PageReader.OpenAsync(accountant, here)).Main, StringComparison.Ordinal);

        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Flow.Dossiers.Commune);
        var page = await PageReader.OpenAsync(officer, here);
        Assert.Equal(["11/2022", "180.000"], page.Table()[1].Take(2));
        page = await page.SubmitAsync();
        Assert.StartsWith("/ho-so/", page.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("Danh sách chi trả đã chi vượt 180.000 đồng: tháng 11/2022", page.Main, StringComparison.Ordinal);

        var id = await host.WithDbAsync(db => db.Dossiers.Where(d => d.Kind == RequestKind.Recover).Select(d => d.Id).SingleAsync());
        await run.Flow.DecidedAsync(id, PayRun.Somebody(1).Plain, new Measure());
        page = await PageReader.OpenAsync(officer, here);
        Assert.Contains("thu hồi 180.000 đồng của Lê Thị Số 001", page.Main, StringComparison.Ordinal);
        Assert.Contains("đã chi vượt mức được hưởng, hồ sơ", (await PageReader.OpenAsync(officer, page.Document.QuerySelector("main a[href*='ghi-bien-dong']")!.GetAttribute("href")!)).Main, StringComparison.Ordinal);
        page = await PageReader.OpenAsync(accountant, $"/doi-tuong/{person}/hoan-tra");
        page = await page.SubmitAsync(new Dictionary<string, object?> { ["Number"] = "PT-01", ["PaidOn"] = "2022-11-21", ["Dong"] = "180.000", ["By"] = "Receiver", ["PaidByName"] = "Lê Thị Số" }, "form[action*=Record]");
        Assert.Contains("Chờ người thứ hai xác nhận", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Xác nhận phiếu thu", page.Main, StringComparison.Ordinal);
        var head = await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder), $"/doi-tuong/{person}/hoan-tra");
        Assert.Contains("Danh sách sau chỉ trừ phần còn lại", (await head.SubmitAsync(button: "Xác nhận phiếu thu")).Main, StringComparison.Ordinal);
    }

    // November is paid with 540.000 when a decision of 27/10 lowers it; December's list tells it.
    internal static async Task<(Guid Person, Guid December)> LoweredAsync(PayRun run, long by, bool told = true)
    {
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 10, 27));
        await run.SaveAsync(db =>
        {
            var (row, cause) = (db.Entitlements.Single(e => e.BeneficiaryId == person), new ChangeCause(Guid.NewGuid(), "Điều chỉnh", new VietnamTime(run.Host.Clock).UtcNow));
            ChangeEntitlement.EndAll([row], new PayMonth(202210), cause);
            ChangeEntitlement.BeginAll(db, person, row.TenantPath, [new AwardRow(row.Kind, row.CategoryCode, 100, 1, new Dong(360_000), new Dong(540_000 - by), new PayMonth(202211), row.Receiver)], cause, [row]);
        });
        if (told)
        {
            await run.ToldAsync(ClaimState.Paid);
        }

        return (person, await run.ListedAsync(202212));
    }

    private static async Task DiedAsync(PayRun run)
    {
        var stop = await run.Flow.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, PayRun.Somebody(1));
        await run.Flow.DecidedAsync(stop, PayRun.Somebody(1).Plain, new Measure { Reason = MeasureReasons.Death, On = new DateOnly(2022, 10, 25) });
    }

    private static Task<List<OverpaidMonth>> TellAsync(NodeHost host) => host.WithDbAsync(db => db.OverpaidMonths.AsNoTracking().ToListAsync());

    private static Task<Outcome<Dossier>> ProposeAsync(PayRun run, Guid person)
    {
        var officer = run.Flow.Dossiers.Official(Roles.SocialOfficer);
        return DoAsync(run, officer, s => s.GetRequiredService<ProposeRecovery>().Handle(person, "", officer, default));
    }

    internal static async Task<Dossier> DecidedAsync(PayRun run, Guid person) => await run.Flow.DecidedAsync(LevelRun.Must(await ProposeAsync(run, person)).Id, PayRun.Somebody(1).Plain, new Measure());

    internal static Task<Outcome<RecoveryReceipt>> RecordAsync(PayRun run, ReceiptInput input) => DoAsync(run, run.Accountant, s => s.GetRequiredService<RecordReceipt>().Handle(input, run.Accountant, default));

    internal static Task<Outcome<RecoveryReceipt>> SettleAsync(PayRun run, Guid receipt, SignedInOfficial by) => DoAsync(run, by, s => s.GetRequiredService<SettleReceipt>().Handle(receipt, true, by, default));

    private static Task<T> DoAsync<T>(PayRun run, SignedInOfficial official, Func<IServiceProvider, Task<T>> verb) => run.Host.WithAsync(s =>
    {
        s.GetRequiredService<CurrentOfficial>().Set(official);
        return verb(s);
    }, official.Office.Value);
}
