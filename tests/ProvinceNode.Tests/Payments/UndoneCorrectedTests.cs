using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>
/// A decision is undone, what lists moved by it is given back or taken back, and then the payer corrects what he told of those lists. What was refunded although nobody was taken anything is set off by
/// the next list, what was taken after all is given back: each đồng once, where the person is paid now.
/// </summary>
public sealed class UndoneCorrectedTests
{
    // He is due 360.000 a month from November on and was paid 180.000 too much of it, which no decision takes back any more.
    internal const long Due = (6 * 360_000) + 180_000;

    [Fact]
    public async Task Refund_OfAWithholdingToldUnpaidAfterItWasPaid_IsTakenBackOnce()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await UndoneAsync(run, LineOutcome.Paid);
        Assert.Equal((360_000L, 180_000L), Sums(await LineAsync(run, 202302), l => l.Monthly, l => l.Arrears));
        await TellAsync(run, 202302, LineOutcome.Paid);
        await TellAsync(run, 202301, LineOutcome.Unpaid);

        Assert.Equal((360_000L, 180_000L), Sums(await LineAsync(run, 202303), l => l.Carried, l => l.Recovery));
        await TellAsync(run, 202303, LineOutcome.Paid);
        Assert.Equal((360_000L, 0L), Sums(await LineAsync(run, 202304), l => l.Total, l => l.Recovery));
        await TellAsync(run, 202304, LineOutcome.Paid);
        Assert.Equal(Due, await PaidAsync(run, person));
    }

    [Fact]
    public async Task Refund_OfAWithholdingToldUnpaidBeforeItWasListed_IsNotListed()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await UndoneAsync(run, LineOutcome.Paid);
        await TellAsync(run, 202301, LineOutcome.Returned);

        foreach (var (month, carried) in new[] { (202302, 360_000L), (202303, 0L), (202304, 0L) })
        {
            Assert.Equal((360_000 + carried, 0L), Sums(await LineAsync(run, month), l => l.Total, l => l.Arrears));
            await TellAsync(run, month, LineOutcome.Paid);
        }

        Assert.Equal(Due, await PaidAsync(run, person));
    }

    [Fact]
    public async Task Refund_ListedOnADraftWhenThePayerTellsAnew_MakesTheDraftStale()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await UndoneAsync(run, LineOutcome.Paid);
        host.Clock.SetDay(new DateOnly(2023, 1, 21));
        var period = LevelRun.Must(await run.OpenAsync(202302)).Id;
        await run.BuildAsync(period);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await TellAsync(run, 202301, LineOutcome.Unpaid, stored: true);

        Assert.True((await run.ApproveAsync(Assert.Single(await run.ListsAsync(period)).Id)).Has(PaymentProblems.Stale));
    }

    // Nobody took it: the draft is given up, and the next month must not have given it back.
    [Theory]
    [InlineData(0)]
    [InlineData(-1)] // the clock of the machine was set back after the draft was built
    public async Task Withholding_UndoneOnADraftOfTheMonthBefore_IsNotGivenBack(int days)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var (person, _) = await RecoveryTests.LoweredAsync(run, 180_000);
        await RecoveryTests.DecidedAsync(run, person);
        await run.ToldAsync(ClaimState.Paid);
        host.Clock.SetDay(new DateOnly(2022, 12, 21));
        var january = LevelRun.Must(await run.OpenAsync(202301)).Id;
        await run.BuildAsync(january);
        Assert.Equal(180_000, Assert.Single(await run.LinesAsync(january)).Recovery.Amount);
        host.Clock.SetDay(new DateOnly(2022, 12, 21).AddDays(days));
        await WrongAsync(run, person);

        Assert.Equal((360_000L, 0L), Sums(await LineAsync(run, 202302), l => l.Total, l => l.Arrears));
        Assert.True((await run.ApproveAsync(Assert.Single(await run.ListsAsync(january)).Id)).Has(PaymentProblems.Stale));
        LevelRun.Must(await run.DiscardAllAsync(january));
        await run.BuildAsync(january);
        LevelRun.Must(await run.ApproveAllAsync(january));
        Assert.Equal((360_000L, 0L), Sums(Assert.Single(await run.LinesAsync(january)), l => l.Total, l => l.Recovery));
        Assert.Equal((360_000L, 0L), Sums(await LineAsync(run, 202303), l => l.Total, l => l.Arrears));
    }

    // What a list gave back of it carried nothing that the corrected line would hold again.
    [Fact]
    public async Task Withholding_GivenBackByALaterList_IsNoConflictWithItsCorrection()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await TakenAsync(run, LineOutcome.Unpaid);
        var february = await LineAsync(run, 202302);
        Assert.Equal(180_000, february.Recovery.Amount);
        await TellAsync(run, 202302, LineOutcome.Unpaid);
        await WrongAsync(run, person);
        await TellAsync(run, 202301, LineOutcome.Paid);
        var march = await LineAsync(run, 202303);
        Assert.Equal(180_000, march.Arrears.Amount);
        // Of the months each carries the other's: here it is about the withholding alone.
        await host.WithDbAsync(db => db.PaymentClaims.Where(c => c.Kind == ClaimKind.Regular).ExecuteDeleteAsync());

        Assert.Empty(await host.WithDbAsync(db => ClaimConflicts.FindAsync(db, [february.Id], default)));
        Assert.Empty(await host.WithDbAsync(db => ClaimConflicts.RivalsAsync(db, [february.Id, march.Id], default)));
        var january = Assert.Single((await run.ClaimsAsync(person)), c => c is { ListMonth: 202301, Kind: ClaimKind.Recovery }).LineId;
        Assert.Equal([january], (await host.WithDbAsync(db => ClaimConflicts.RivalsAsync(db, [january, february.Id], default))).Select(r => r.Key));
    }

    [Fact]
    public async Task Withholding_UndoneWhileUnpaidAndToldPaidLater_IsGivenBack()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = await UndoneAsync(run, LineOutcome.Unpaid);
        Assert.Equal(1, await host.WithDbAsync(db => db.OneOffPayments.CountAsync())); // nothing was taken, nothing is refunded
        await TellAsync(run, 202301, LineOutcome.Paid);

        Assert.Equal((360_000L, 180_000L), Sums(await LineAsync(run, 202302), l => l.Monthly, l => l.Arrears));
        await TellAsync(run, 202302, LineOutcome.Paid);
        // And not after all.
        await TellAsync(run, 202301, LineOutcome.Unpaid);
        Assert.Equal((360_000L, 180_000L), Sums(await LineAsync(run, 202303), l => l.Carried, l => l.Recovery));
        await TellAsync(run, 202303, LineOutcome.Paid);
        Assert.Equal((360_000L, 0L), Sums(await LineAsync(run, 202304), l => l.Total, l => l.Recovery));
        await TellAsync(run, 202304, LineOutcome.Paid);
        Assert.Equal(Due, await PaidAsync(run, person));
    }

    // Here pays him nothing any more that it could be taken from.
    [Theory]
    [InlineData(true)] // the refund of an undone withholding
    [InlineData(false)] // the withholding itself, which stands
    public async Task Withholding_ToldUnpaidAfterHeMoved_IsSettledWhereHeIsPaidNow(bool undone)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        var person = undone ? await UndoneAsync(run, LineOutcome.Paid) : await TakenAsync(run, LineOutcome.Paid);
        await run.ListedAsync(202302);
        await TellAsync(run, 202302, LineOutcome.Paid);
        await run.SaveAsync(db =>
        {
            var row = db.Entitlements.AsEnumerable().Single(e => e.BeneficiaryId == person && e is { Status: EntitlementStatus.Active, EndMonth: 0 });
            ChangeEntitlement.GoOn(db, row, new PayMonth(202302), EntitlementStatus.Active, new ChangeCause(Guid.NewGuid(), "Chuyển nơi cư trú", new VietnamTime(host.Clock).UtcNow), LifeOfPayments.There);
            db.Beneficiaries.Single(b => b.Id == person).TenantPath = LifeOfPayments.There;
        });
        await TellAsync(run, 202301, LineOutcome.Unpaid);

        var lines = await run.LinesAsync(await run.ListedAsync(202303));
        Assert.Equal([(LifeOfPayments.Here, 360_000L, 0L), (LifeOfPayments.There, 0L, 180_000L)], lines.Select(l => (l.TenantPath, l.Carried.Amount, l.Recovery.Amount)));
    }

    [Theory]
    [InlineData(ClaimState.Paid, 720_000L)]
    [InlineData(ClaimState.Unpaid, 0L)]
    public void Arrears_UndoneAndCorrected_AreTakenBackAsFarAsTheyWerePaid(ClaimState state, long expected)
    {
        var wrong = Once(OneOffKind.Arrears, undone: true);
        var back = Once(OneOffKind.Recovery, reverses: wrong.Id);
        ClaimFact[] claims = [new(EntitlementStrand.Own, 0, ClaimKind.Arrears, wrong.Id, 720_000, state)];

        Assert.Equal(expected, Of(claims, back).Recoveries.Sum(r => r.Left));
        Assert.Equal(720_000, Of([], back).Recoveries.Sum(r => r.Left)); // paid on paper: no list of this system can be corrected
        Assert.Equal(expected, DueRules.StillOwed(Facts(claims, back), Terms)[back.Id]);
        // Told unpaid when it was undone: nothing stands against it.
        Assert.Equal(expected, Of(claims, wrong).Recoveries.Sum(r => r.Left));
        // Taken back before it was told unpaid: it is given again.
        ClaimFact[] taken = [.. claims, new(EntitlementStrand.Own, 202212, ClaimKind.Recovery, back.Id, 720_000, ClaimState.Paid)];
        Assert.Equal(720_000 - expected, Of(taken, back).Claims.Where(c => c.SourceId == back.Id).Sum(c => c.Amount));
    }

    private static MonthTerms Terms { get; } = new(new PayMonth(202301), new PayMonth(202211), new PayMonth(202212), LifeOfPayments.Here);

    private static PersonOfMonth Facts(IReadOnlyList<ClaimFact> claims, OneOffPayment once) => new(once.BeneficiaryId!.Value, [], claims, [once], []);

    private static PersonDue Of(IReadOnlyList<ClaimFact> claims, OneOffPayment once) => DueRules.Of(Facts(claims, once), Terms);

    private static OneOffPayment Once(OneOffKind kind, Guid? reverses = null, bool undone = false) => new()
    {
        Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, BeneficiaryId = Guid.NewGuid(), Kind = kind, PersonName = "A", ReceiverName = "Nguyễn Văn A", ReceiverNumber = "038050000001", Amount = new Dong(720_000), DueMonth = 202212,
        ReversesId = reverses, CancelledById = undone ? Guid.NewGuid() : null, DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new DateTime(2022, 11, 5, 2, 0, 0, DateTimeKind.Utc),
    };

    // November was overpaid by 180.000, January's list takes it, and the payer tells of that list.
    private static async Task<Guid> TakenAsync(PayRun run, LineOutcome told)
    {
        var (person, _) = await RecoveryTests.LoweredAsync(run, 180_000);
        await RecoveryTests.DecidedAsync(run, person);
        await run.ToldAsync(ClaimState.Paid);
        Assert.Equal((180_000L, 180_000L), Sums(await LineAsync(run, 202301), l => l.Recovery, l => l.Total));
        await TellAsync(run, 202301, told);
        return person;
    }

    // The same, and the decision that takes it back is undone.
    internal static async Task<Guid> UndoneAsync(PayRun run, LineOutcome told)
    {
        var person = await TakenAsync(run, told);
        await WrongAsync(run, person);
        return person;
    }

    private static async Task WrongAsync(PayRun run, Guid person)
    {
        var events = new EventRun(run.Host);
        var wrong = await run.Host.WithDbAsync(db => db.Dossiers.Where(d => d.Kind == RequestKind.Recover).Select(d => d.Id).SingleAsync());
        var input = new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = wrong.ToString("D") };
        await events.DecideAsync((await events.TryAsync(input, run.Flow.Dossiers.Official(Roles.SocialOfficer))).Value.Event!.Id, PayRun.Somebody(1).Plain, new Measure());
    }

    internal static async Task<PaymentLine> LineAsync(PayRun run, int month) => Assert.Single(await run.LinesAsync(await run.ListedAsync(month)));

    internal static (long, long) Sums(PaymentLine line, Func<PaymentLine, Dong> one, Func<PaymentLine, Dong> other) => (one(line).Amount, other(line).Amount);

    internal static async Task<long> PaidAsync(PayRun run, Guid person) => (await run.ClaimsAsync(person)).Where(c => c.State == ClaimState.Paid).Sum(c => c.Kind == ClaimKind.Recovery ? -c.Amount.Amount : c.Amount.Amount);

    // What results do to the lines of a month's lists.
    internal static Task<int> TellAsync(PayRun run, int month, LineOutcome told, bool stored = false) => run.Host.WithAsync(async s =>
    {
        var db = s.GetRequiredService<NodeDb>();
        var (lists, now) = (db.PaymentLists.Where(l => l.Month == month).Select(l => l.Id), new VietnamTime(run.Host.Clock).UtcNow);
        var lines = await db.PaymentLines.AsNoTracking().Where(l => lists.Contains(l.ListId)).ToListAsync();
        await LineUpdates.SettleAsync(db, lines.ConvertAll(l => new SettledLine(l.Id, told, told == LineOutcome.Paid ? VietnamTime.Day(now) : null, 1)), default);
        db.PaymentResults.AddRange(lines.Where(_ => stored).Select(l => new PaymentResult
        {
            Id = Guid.NewGuid(), ListId = l.ListId, LineId = l.Id, TenantPath = l.TenantPath, Version = 1, PayerVersion = 1, Outcome = told, Amount = l.Total, PaidOn = null, ReasonCode = "R01", ReasonText = "", CollectedBy = Collector.Unknown,
            CollectorName = "", CollectorNumber = "", Evidence = "", Channel = ResultChannel.Polling, Source = "trang 1", SourceRow = 1, RecordedAt = now,
        }));
        Assert.True(await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.PaymentResult, now), default));
        return 0;
    });
}
