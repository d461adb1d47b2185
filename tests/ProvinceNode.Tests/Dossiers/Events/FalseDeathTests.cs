using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>What a false death leaves when it is undone, beside the money: papers that hold or not, health cards, a move on its way, a carer who lives (product, scene D; policy 3.6, 3.7).</summary>
public sealed class FalseDeathTests
{
    private static readonly Receiver Burier = new("Trần Thị Chăm", "038181000777", "con");

    [Fact]
    public async Task Undo_ThatIsRefused_LeavesEveryPaperAsItWas()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run);
        var stop = await DiedAsync(host, run, person, "2025-12-08", new(2025, 12, 2));
        var before = await PapersAsync(host);
        Assert.Equal([("D14", PaperValidity.Superseded), ("D16", PaperValidity.Valid)], before);
        var wrong = await ReportedWrongAsync(run, person, stop);

        await run.DecideAsync(wrong, Person.Disabled.Plain, new Measure(), eligible: false);

        Assert.Equal([.. before, ("D20", PaperValidity.Valid)], await PapersAsync(host));
        Assert.Contains(await ChoicesAsync(host, person), c => c == stop); // it stands, and may be undone yet
    }

    [Fact]
    public async Task Undo_OfADeathThatTwoDossiersTold_TakesBackBothAndWhatTheyEndedHoldsAgain()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run);
        var died = new DateOnly(2025, 12, 2);
        var stop = await DiedAsync(host, run, person, "2025-12-08", died);
        var funeral = await run.Outcomes.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled);
        await run.Outcomes.DecidedAsync(funeral, Person.Disabled.Plain, new Measure { On = died, Receiver = Burier });
        host.Clock.SetDay(new DateOnly(2026, 1, 6));

        var undone = await run.UndoneAsync(person, stop);

        var expected = new[] { ("D14", PaperValidity.Valid), ("D16", PaperValidity.Superseded), ("D16", PaperValidity.Valid), ("D19", PaperValidity.Superseded) };
        Assert.Equal(expected, await PapersAsync(host));
        Assert.All(await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.Paper == "D14").ToListAsync()), p => Assert.Equal((null, null), (p.SupersededBy, p.ValidityChangedBy)));
        Assert.Equal(3, await host.WithDbAsync(db => db.Decisions.CountAsync(d => d.UndoneById == undone.Decision.Id || d.Id == undone.Decision.Id)));
        Assert.Empty(await ChoicesAsync(host, person)); // neither is offered again

        // One day he does die: what the undoing had taken up again ends with it, the first decision too.
        await DiedAsync(host, run, person, "2026-03-09", new(2026, 3, 2));
        Assert.Equal([("D14", PaperValidity.Superseded), ("D16", PaperValidity.Superseded), ("D16", PaperValidity.Superseded), ("D16", PaperValidity.Valid), ("D19", PaperValidity.Superseded)], await PapersAsync(host));
    }

    // Signed, undone, and only then numbered: the paper is issued and does not hold.
    [Fact]
    public async Task Stop_NumberedAfterItWasUndone_ReplacesNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run);
        host.Clock.SetDay(new DateOnly(2025, 12, 8));
        var told = (await run.ToldAsync(person, on: new DateOnly(2025, 12, 2))).Event!;
        var stop = (await run.OpenAsync(told.Id)).Id;
        await run.Outcomes.ToSignatureAsync(stop, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2025, 12, 2) });
        await run.Outcomes.MatchPeopleAsync(stop);
        await run.Outcomes.MustAsync(stop, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(stop, v, o, default));
        await run.UndoneAsync(person, stop);

        await run.Outcomes.MustAsync(stop, ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(stop, v, o, default));

        Assert.Equal([("D14", PaperValidity.Valid), ("D16", PaperValidity.Superseded), ("D16", PaperValidity.Valid)], await PapersAsync(host));
    }

    // The office was told, or may have been: it is told that the card is due from the very month. It was not told: nothing is.
    [Theory]
    [InlineData("waits", false)]
    [InlineData("listed", true)]
    [InlineData("sent", true)]
    public async Task Card_OfSomebodyWhoLives_HasNoGap(string state, bool told)
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run);
        var stop = await DiedAsync(host, run, person, "2025-09-08", new(2025, 9, 2));
        var now = new VietnamTime(host.Clock).UtcNow;
        await run.Outcomes.SaveAsync(db => db.HealthCardNotices.Where(n => n.Event == HealthCardEvent.Stop).ToList().ForEach(n => (n.ListedAt, n.SentAt) = (state == "waits" ? null : now, state == "sent" ? now : null)));
        host.Clock.SetDay(new DateOnly(2025, 12, 9));

        await run.UndoneAsync(person, stop);

        var lines = await host.WithDbAsync(db => db.HealthCardNotices.AsNoTracking().OrderBy(n => n.RecordedAt).ThenBy(n => n.Id).ToListAsync());
        (HealthCardEvent, int)[] gap = [(HealthCardEvent.Stop, 202510), (HealthCardEvent.Grant, 202510)];
        Assert.Equal(told ? gap : [], lines.Skip(1).Select(n => (n.Event, n.FromMonth)));
        Assert.Equal(HealthCardEvent.Grant, lines[0].Event);
    }

    // He never died on the way: the new place pays every month from the one after the old place's last.
    [Theory]
    [InlineData("2026-09-30", true)]
    [InlineData("2026-08-20", false)]
    public async Task FalseDeath_BetweenTwoPlaces_LetsTheMoveGoOn(string died, bool between)
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new EventRun(host);
        var (outcomes, home) = (run.Outcomes, run.Outcomes.Dossiers.Commune);
        var person = await outcomes.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, "38.16078");
        await outcomes.DecidedAsync(await outcomes.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, "38.16078"), Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = TenantPath.Parse(home).UnitCode });
        await CarryAsync(host);
        host.Clock.SetDay(new DateOnly(2026, 10, 5));
        var funeral = await FuneralAsync(outcomes, Person.Disabled, OutcomeTests.Day(died), home);
        await CarryAsync(host);
        host.Clock.SetDay(new DateOnly(2026, 11, 10));

        var undone = await run.UndoneAsync(person, funeral);

        Assert.Contains(PaperContent.Parse(undone.Decision.Content).Paragraphs, p => p.Contains("quyết định chi trả kể từ tháng 09/2026, không bị gián đoạn", StringComparison.Ordinal));
        Assert.All(await outcomes.PaymentsAsync(), p => Assert.Equal(undone.Decision.Id, p.CancelledById));
        Assert.Equal(between, PaperContent.Parse(undone.Decision.Content).Paragraphs.Any(p => p.StartsWith("Không chi trả 810.000 đồng", StringComparison.Ordinal)));
        Assert.Equal((1, 0), (await CarryAsync(host), await CarryAsync(host)));
        Assert.Equal([(TransferSide.In, TransferStatus.Open), (TransferSide.Out, TransferStatus.Sent)], await HalvesAsync(host));
        var again = await host.WithDbAsync(db => db.Dossiers.AsNoTracking().Where(d => d.Kind == RequestKind.MoveIn && d.FinishedAt == null).SingleAsync());
        Assert.Equal((home, DossierStatus.Received, person), (again.TenantPath, again.Status, again.BeneficiaryId));
        Assert.Contains(await host.WithDbAsync(db => OpenTransfer.FindAsync(db, default)), t => t.Half.Side == TransferSide.In && t.DossierId == again.Id);

        await outcomes.DecidedAsync(again.Id, Person.Disabled.With(DisabilityDegree.Severe, new(2025, 12, 1)));

        var open = Assert.Single(await outcomes.RowsAsync(person), r => r.EndMonth == 0);
        Assert.Equal(home, open.TenantPath);
        var rows = (await outcomes.RowsAsync(person)).Where(r => !r.IsVoid).ToList();
        for (var month = new PayMonth(202601); month < new PayMonth(202705); month = month.AddMonths(1))
        {
            Assert.Single(rows, r => r.Covers(month));
        }

        await CarryAsync(host);
        Assert.All(await HalvesAsync(host), h => Assert.Equal(TransferStatus.Taken, h.Status));
    }

    // Signed and not numbered: the record never left, and is sent once it may.
    [Fact]
    public async Task FalseDeath_BeforeTheRecordWasSent_SendsItAfterAll()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new EventRun(host);
        var (outcomes, home) = (run.Outcomes, run.Outcomes.Dossiers.Commune);
        var person = await outcomes.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, home);
        var move = await outcomes.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, home);
        await outcomes.ToSignatureAsync(move, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = "16078" });
        await outcomes.MustAsync(move, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(move, v, o, default));
        host.Clock.SetDay(new DateOnly(2026, 9, 7));
        var funeral = await FuneralAsync(outcomes, Person.Disabled, new(2026, 9, 6), home);
        await outcomes.MustAsync(move, ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(move, v, o, default));
        Assert.Equal(0, await CarryAsync(host));

        await run.UndoneAsync(person, funeral);

        var half = await host.WithDbAsync(db => db.TransferHalves.AsNoTracking().SingleAsync());
        Assert.Equal((TransferStatus.Open, (await outcomes.DecisionsAsync(move))[0].Id, "", (DateTime?)null), (half.Status, half.DecisionId!.Value, half.Reason, half.ClosedAt));
        Assert.Equal(1, await CarryAsync(host));
        Assert.Equal([(TransferSide.In, TransferStatus.Open), (TransferSide.Out, TransferStatus.Sent)], await HalvesAsync(host));
    }

    [Fact]
    public async Task Death_OfACarerOnceTakenForDead_IsProposedWhenHeDoesDie()
    {
        await using var host = await OutcomeTests.StartAsync("2025-12-08");
        var run = new EventRun(host);
        var (outcomes, day) = (run.Outcomes, new DateOnly(2025, 12, 8));
        var cared = await outcomes.ReceivingAsync(Person.Disabled, "6.dbn.adult", 1_000_000, 202508);
        var carer = await outcomes.ReceivingAsync(Person.Old, "6.n.elder", 1_000_000, 202508);
        await outcomes.SaveAsync(db => db.Entitlements.Add(new Entitlement
        {
            Id = Guid.CreateVersion7(), BeneficiaryId = cared, TenantPath = outcomes.Dossiers.Commune, Kind = EntitlementKind.Care, CategoryCode = "CS.6", CoefficientHundredths = 100, Level = new(500_000),
            MonthlyAmount = new(500_000), StartMonth = 202508, DecisionId = Guid.NewGuid(), ReceiverName = Person.Old.Name, ReceiverNumber = Person.Old.Number, ReceiverRelation = "mẹ", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var funeral = await FuneralAsync(outcomes, Person.Old, day, outcomes.Dossiers.Commune);
        Assert.Equal(1, await AfterAsync(host));
        await run.UndoneAsync(carer, funeral);
        var proposed = await host.WithDbAsync(db => db.Dossiers.Where(d => d.BeneficiaryId == cared && d.FinishedAt == null).Select(d => d.Id).SingleAsync());
        await outcomes.DecidedAsync(proposed, Person.Disabled.Plain, new Measure { Reason = "C1", On = day }, eligible: false);
        Assert.Equal(0, await AfterAsync(host)); // he lives
        host.Clock.SetDay(new DateOnly(2026, 3, 9));

        await FuneralAsync(outcomes, Person.Old, new(2026, 3, 2), outcomes.Dossiers.Commune);

        Assert.Equal((1, 0), (await AfterAsync(host), await AfterAsync(host)));
    }

    private static async Task<Guid> GrantedAsync(NodeHost host, EventRun run)
    {
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), Person.Disabled.With(DisabilityDegree.Severe, new(2025, 8, 11)));
        return await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
    }

    // Told on a day by the population database, and stopped by T1.
    private static async Task<Guid> DiedAsync(NodeHost host, EventRun run, Guid person, string day, DateOnly died)
    {
        host.Clock.SetDay(OutcomeTests.Day(day));
        var told = (await run.ToldAsync(person, on: died, reference: $"CSDLQG-{day}")).Event!;
        return (await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = died })).Id;
    }

    private static async Task<Guid> ReportedWrongAsync(EventRun run, Guid person, Guid wrong)
    {
        var told = await run.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = wrong.ToString("D") }, run.Outcomes.Dossiers.Official(Roles.SocialOfficer));
        return told.Value.Event!.Id;
    }

    private static async Task<Guid> FuneralAsync(OutcomeRun run, Person person, DateOnly died, string commune)
    {
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, person, commune);
        await run.DecidedAsync(id, person.Plain, new Measure { On = died, Receiver = Burier, Heir = Burier });
        return id;
    }

    // Decisions only, in the order of their papers and of their days.
    private static Task<List<(string, PaperValidity)>> PapersAsync(NodeHost host) => host.WithDbAsync(async db => (await db.Papers.AsNoTracking()
        .Where(p => p.Paper == "D14" || p.Paper == "D16" || p.Paper == "D19" || p.Paper == "D20").OrderBy(p => p.Paper).ThenBy(p => p.Validity == PaperValidity.Valid).ToListAsync()).ConvertAll(p => (p.Paper, p.Validity)));

    private static Task<List<Guid>> ChoicesAsync(NodeHost host, Guid person) => host.WithDbAsync(async db =>
        (await Undoing.ChoicesAsync(db, await db.Beneficiaries.SingleAsync(b => b.Id == person), default)).Select(c => Guid.Parse(c.Key)).ToList());

    private static Task<List<(TransferSide Side, TransferStatus Status)>> HalvesAsync(NodeHost host) =>
        host.WithDbAsync(async db => (await db.TransferHalves.AsNoTracking().ToListAsync()).OrderBy(h => h.Side == TransferSide.Out).Select(h => (h.Side, h.Status)).ToList());

    private static Task<int> CarryAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default));

    private static Task<int> AfterAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<AfterDeath>().HandleAsync(default));
}
