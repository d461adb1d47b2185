using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Receipts of what was paid back: never for money that came back to the payer, by a fresh second factor, for the recovery that was chosen.</summary>
public sealed class RecoveryReceiptTests
{
    // What came back to the payer nobody holds: a counter takes it from nobody, and what it took already goes back.
    [Fact]
    public async Task Receipt_OfAMonthToldUnpaidSince_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, _) = await RecoveryTests.LoweredAsync(run, 180_000);
        await RecoveryTests.DecidedAsync(run, person);
        var recovery = Assert.Single(await run.Flow.PaymentsAsync()).Id;
        var input = new ReceiptInput(recovery, "PT-15", new DateOnly(2022, 11, 21), 180_000, Repayer.Receiver, "Lê Thị Số");
        var waiting = LevelRun.Must(await RecoveryTests.RecordAsync(run, input));
        await run.SaveAsync(db => db.PaymentClaims.Where(c => c.Month == 202211).ToList().ForEach(c => c.State = ClaimState.Returned));

        Assert.True((await RecoveryTests.SettleAsync(run, waiting.Id, run.Head)).Has(ReceiptProblems.CameBack));
        Assert.True((await RecoveryTests.RecordAsync(run, input with { Number = "PT-16", Dong = 1 })).Has(ReceiptProblems.CameBack));
        Assert.Equal(0, Assert.Single(await run.Flow.PaymentsAsync()).MovedDong.Amount);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/doi-tuong/{person}/hoan-tra");
        Assert.Contains("180.000 đồng không phải thu", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action*=Record]"));
    }

    [Fact]
    public async Task Receipt_OfAMonthToldUnpaidLater_IsGivenBackByTheNextList()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, _) = await RecoveryTests.LoweredAsync(run, 180_000);
        await RecoveryTests.DecidedAsync(run, person);
        var recovery = Assert.Single(await run.Flow.PaymentsAsync()).Id;
        LevelRun.Must(await RecoveryTests.SettleAsync(run, LevelRun.Must(await RecoveryTests.RecordAsync(run, new(recovery, "PT-15", new DateOnly(2022, 11, 21), 180_000, Repayer.Receiver, "Lê Thị Số"))).Id, run.Head));
        await run.SaveAsync(db => db.PaymentClaims.Where(c => c.Month == 202211).ToList().ForEach(c => c.State = ClaimState.Returned));
        await run.ToldAsync(ClaimState.Paid);

        // November's 360.000 follow, and the 180.000 of the receipt come back.
        Assert.Equal(360_000 + 360_000 + 180_000, Assert.Single(await run.LinesAsync(await run.ListedAsync(202301))).Total.Amount);
    }

    [Fact]
    public async Task Page_OfReceipts_AsksForTheSecondFactorKeepsTheChosenRecoveryAndIsARecordedReading()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        LevelRun.Must(await run.OpenAsync(202211));
        var (first, second) = (Guid.Parse("01920000-0000-7000-8000-000000000001"), Guid.Parse("01920000-0000-7000-8000-000000000002"));
        await run.SaveAsync(db => db.OneOffPayments.AddRange(new[] { first, second }.Select(id => new OneOffPayment
        {
            Id = id, TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = OneOffKind.Recovery, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Thị Số 001", ReceiverNumber = "038149000001", Amount = new Dong(100_000), DueMonth = 202211,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        })));
        var here = $"/doi-tuong/{person}/hoan-tra";
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), here);

        page = await page.SubmitAsync(new Dictionary<string, object?> { ["Subject"] = second, ["Number"] = "PT-01", ["Dong"] = "40.000" }, "form[action*=Record]");
        Assert.NotNull(page.ProblemAt("PaidOn"));
        Assert.Equal(second.ToString(), page.Document.QuerySelector("select[name=Subject] option[selected]")?.GetAttribute("value"));
        page = await page.SubmitAsync(new Dictionary<string, object?> { ["PaidOn"] = "2022-10-20", ["By"] = "Receiver", ["PaidByName"] = "Lê Thị Số" }, "form[action*=Record]");
        Assert.Equal(second, await host.WithDbAsync(db => db.RecoveryReceipts.Select(r => r.PaymentId).SingleAsync()));

        var head = await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder, confirmed: false), here);
        head = await head.SubmitAsync(button: "Xác nhận phiếu thu");
        Assert.Contains("mã xác thực", head.ProblemAt("Code"), StringComparison.Ordinal);
        Assert.Equal(ReceiptState.Recorded, await host.WithDbAsync(db => db.RecoveryReceipts.Select(r => r.State).SingleAsync()));
        Assert.Equal(2, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.ViewPerson && a.Subject == $"beneficiary/{person:D}")));
    }
}
