using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Recovering;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>
/// A wrong death gave arrears to the heir, the payer told them unpaid, the decision was undone, and then the payer says that the heir got them after all: he owes them, and the owner is paid his.
/// </summary>
public sealed class OpenedAgainTests
{
    private const long Arrears = 720_000;

    [Fact]
    public async Task Arrears_UndoneUnpaidAndToldPaidLater_AreTakenBackOnceByAReceipt()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, undone, line) = await UndoneAsync(run);
        foreach (var told in new[] { LineOutcome.Paid, LineOutcome.Unpaid, LineOutcome.Paid })
        {
            await TellAsync(run, line, told, "38");
        }

        var back = await BackAsync(run, undone);
        Assert.Equal((OneOffKind.Recovery, "Lê Văn Con", "038080000077", "con", Arrears, 202211, LifeOfPayments.Here), (back.Kind, back.ReceiverName, back.ReceiverNumber, back.ReceiverRelation, back.Amount.Amount, back.DueMonth, back.TenantPath));
        await run.ListedAsync(202212);
        Assert.Equal(Arrears, Assert.Single(await run.OmissionsAsync(), o => o.Reason == OmissionReason.RecoveryLeft).Amount.Amount);

        var page = await PageReader.OpenAsync(await host.SignInAsync(ProvinceNode.Organization.Roles.Accountant, run.Holder), $"/doi-tuong/{person}/hoan-tra");
        Assert.NotNull(page.Document.QuerySelector("form[action*=Record]"));
        var receipt = LevelRun.Must(await RecoveryTests.RecordAsync(run, new(back.Id, "PT-15", new DateOnly(2022, 11, 21), Arrears, Repayer.Receiver, "Lê Văn Con")));
        LevelRun.Must(await RecoveryTests.SettleAsync(run, receipt.Id, run.Head));
        await run.ToldAsync(ClaimState.Paid);
        await run.ListedAsync(202301);
        Assert.Single(await run.OmissionsAsync(), o => o.Reason == OmissionReason.RecoveryLeft);
        Assert.DoesNotContain(await run.ClaimsAsync(person), c => c.Kind == ClaimKind.Recovery);
    }

    // Told to the commune that he left, which may write nothing elsewhere; or he leaves later.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Arrears_UndoneAndToldPaidLater_AreOwedWhereThePersonIsPaidNow(bool movedBefore)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, undone, line) = await UndoneAsync(run);
        Task MoveAsync() => run.SaveAsync(db => db.Beneficiaries.Single(b => b.Id == person).TenantPath = LifeOfPayments.There);
        await (movedBefore ? MoveAsync() : Task.CompletedTask);
        await TellAsync(run, line, LineOutcome.Paid, LifeOfPayments.Here);
        await (movedBefore ? Task.CompletedTask : MoveAsync());

        Assert.Equal(LifeOfPayments.There, (await BackAsync(run, undone)).TenantPath);
    }

    private static async Task<(Guid Person, Guid Undone, Guid Line)> UndoneAsync(PayRun run)
    {
        var (person, undone) = (await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000), Guid.NewGuid());
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = undone, TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = OneOffKind.Arrears, PersonName = "Lê Thị Số 001", ReceiverName = "Lê Văn Con", ReceiverNumber = "038080000077", ReceiverRelation = "con",
            Amount = new Dong(Arrears), DueMonth = 202211, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(run.Host.Clock).UtcNow,
        }));
        var lines = await run.LinesAsync(await run.ListedAsync(202211));
        var line = Assert.Single(lines, l => l.ReceiverName == "Lê Văn Con").Id;
        await TellAsync(run, line, LineOutcome.Unpaid, "38");
        await TellAsync(run, Assert.Single(lines, l => l.Id != line).Id, LineOutcome.Paid, "38");
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 5));
        await run.SaveAsync(db =>
        {
            var payment = db.OneOffPayments.Single(p => p.Id == undone);
            (payment.CancelledById, payment.CancelledAt) = (Guid.NewGuid(), new VietnamTime(run.Host.Clock).UtcNow);
        });
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 10));
        return (person, undone, line);
    }

    private static Task<OneOffPayment> BackAsync(PayRun run, Guid undone) => run.Host.WithDbAsync(db => db.OneOffPayments.AsNoTracking().SingleAsync(p => p.ReversesId == undone));

    // As results are stored: they first, then what follows of them.
    private static Task<int> TellAsync(PayRun run, Guid id, LineOutcome told, string office) => run.Host.WithAsync(async s =>
    {
        var (db, now) = (s.GetRequiredService<NodeDb>(), new VietnamTime(run.Host.Clock).UtcNow);
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.WaitForTurnAsync(default);
        var line = await db.PaymentLines.AsNoTracking().SingleAsync(l => l.Id == id);
        var version = await db.PaymentResults.CountAsync(r => r.LineId == id) + 1;
        await BulkInsert.AddAsync(db, [new PaymentResult
        {
            Id = Guid.NewGuid(), ListId = line.ListId, LineId = id, TenantPath = line.TenantPath, Version = version, PayerVersion = version, Outcome = told, Amount = line.Total, PaidOn = null, ReasonCode = "", ReasonText = "",
            CollectedBy = Collector.Unknown, CollectorName = "", CollectorNumber = "", Evidence = "", Channel = ResultChannel.Polling, Source = "trang 1", SourceRow = 1, RecordedAt = now,
        }], default);
        await LineUpdates.SettleAsync(db, [new SettledLine(id, told, null, version)], default);
        Assert.True(await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.PaymentResult, now), default));
        await transaction.CommitAsync();
        return 0;
    }, office);
}
