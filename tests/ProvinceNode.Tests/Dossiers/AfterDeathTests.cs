using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>What a death brings elsewhere: requests in other communes, the care that the dead gave, a move on its way (policy 3.6, 3.7).</summary>
public sealed class AfterDeathTests
{
    private const string Other = "38.384.14845";
    private static readonly Receiver Burier = new("Trần Thị Chăm", "038181000777", "con");
    private static readonly Receiver Daughter = new("Nguyễn Thị Út", "", "con gái");

    [Fact]
    public async Task Death_DecidedInOneCommune_EndsWhatWasAskedInAnother()
    {
        await using var host = await OutcomeTests.StartAsync("2022-11-07");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult");
        var open = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, Other);
        await run.StepAsync(open, DossierStatus.AwaitingReception, Person.Disabled.Plain);
        var namesake = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled with { Name = "Lê Văn Khác" }, Other); // a number mistyped
        Assert.Equal(0, await RunAsync(host));
        await DecidedFuneralAsync(run, Person.Disabled, new(2022, 11, 6));
        host.Clock.Advance(TimeSpan.FromHours(1));
        var later = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, Other); // the officer's to judge

        Assert.Equal((1, 0), (await RunAsync(host), await RunAsync(host)));

        var ended = await run.Dossiers.LoadAsync(open);
        Assert.Equal((DossierStatus.Stopped, ActKinds.EndForDeath), (ended.Status, ended.Steps.MaxBy(s => s.Number)!.Verb));
        Assert.Contains("chết ngày 06/11/2022", ended.Steps.MaxBy(s => s.Number)!.Note, StringComparison.Ordinal);
        var notice = await host.WithDbAsync(db => db.Papers.AsNoTracking().SingleAsync(p => p.DossierId == open && p.Paper == "D05"));
        Assert.Equal(Other, notice.TenantPath);
        Assert.Equal([DossierStatus.AwaitingReception, DossierStatus.AwaitingReception], [(await run.Dossiers.LoadAsync(namesake)).Status, (await run.Dossiers.LoadAsync(later)).Status]);
    }

    [Theory]
    [InlineData("2022-11-07", true)]
    [InlineData("2026-11-02", true)]
    [InlineData("2022-11-07", false)]
    public async Task Death_OfWhoCaredForAnother_IsProposedAsAStopThatTheOfficerConfirms(string day, bool confirmed)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var cared = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 720_000, OutcomeTests.Month(day, -5));
        await run.ReceivingAsync(Person.Old, "6.n.elder", 720_000, OutcomeTests.Month(day, -5));
        await CaredByAsync(run, host, cared, Person.Old, OutcomeTests.Month(day, -5));
        Assert.Equal(0, await RunAsync(host));
        var died = OutcomeTests.Day(day).AddDays(-1);
        await DecidedFuneralAsync(run, Person.Old, died);

        Assert.Equal((1, 0), (await RunAsync(host), await RunAsync(host)));

        var stop = await run.Dossiers.LoadAsync(await host.WithDbAsync(db => db.Dossiers.Where(d => d.Kind == RequestKind.Stop).Select(d => d.Id).SingleAsync()));
        Assert.Equal((cared, run.Dossiers.Commune, DossierStatus.Received), (stop.BeneficiaryId, stop.TenantPath, stop.Status));
        Assert.Contains("lý do C1", stop.Steps[^1].Note, StringComparison.Ordinal);
        Assert.DoesNotContain(Person.Old.Number, stop.SubmissionKey, StringComparison.Ordinal);
        Assert.All((await run.RowsAsync(cared)).Where(r => r.Kind == EntitlementKind.Care), r => Assert.Equal(EntitlementStatus.Active, r.Status)); // nothing ends by itself
        var context = await host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(stop.TenantPath), default));
        var typed = MeasureFields.Declared(context, stop).Read();
        Assert.Equal(("C1", died), (typed.Reason, typed.On));

        await run.DecidedAsync(stop.Id, Person.Disabled.Plain, typed, eligible: confirmed);

        var care = (await run.RowsAsync(cared)).Single(r => r.Kind == EntitlementKind.Care);
        Assert.Equal(confirmed ? (EntitlementStatus.Ended, PayMonth.Of(died).Number) : (EntitlementStatus.Active, 0), (care.Status, care.EndMonth));
        Assert.Equal(EntitlementStatus.Active, (await run.RowsAsync(cared)).Single(r => r.Kind == EntitlementKind.Assistance).Status);
        var turn = await TurnAsync(host);
        Assert.Equal((0, turn), (await RunAsync(host), await TurnAsync(host))); // the officer has answered; nobody's turn to save is taken for nothing
        if (!confirmed)
        {
            // Nobody applied: the person is told that nothing changes.
            var decision = Assert.Single(await run.DecisionsAsync(stop.Id));
            var paper = PaperContent.Parse(decision.Content);
            Assert.Equal("D20", decision.Paper);
            Assert.Equal([$"ông/bà {Person.Disabled.Name}"], paper.Addressees);
            Assert.Contains(paper.Paragraphs, p => p.Contains("Chế độ ông/bà đang hưởng được giữ nguyên", StringComparison.Ordinal));
            Assert.DoesNotContain("Hệ thống", decision.Content, StringComparison.Ordinal);
        }
    }

    // Nobody died, and the support to who is not there goes to nobody (C1: "chết hoặc mất tích"): asked in its own words, and told as wrong when he comes back.
    [Fact]
    public async Task Absence_OfWhoCaredForAnother_IsProposedAsAStopInItsOwnWords()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var cared = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 1_080_000, 202607);
        var carer = await run.ReceivingAsync(Person.Old, "6.n.elder", 1_080_000, 202607);
        await CaredByAsync(run, host, cared, Person.Old, 202607);
        var gone = new DateOnly(2026, 10, 20);
        var absent = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Old);
        await run.DecidedAsync(absent, Person.Old.Plain, new Measure { Reason = "T1", Missing = true, On = gone, Heir = Daughter });
        Assert.Equal((cared, Person.Old.Name), Assert.Single(await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default))) is var lost ? (lost.BeneficiaryId, lost.Receiver) : default);

        Assert.Equal((1, 0), (await RunAsync(host), await RunAsync(host)));

        var stop = await run.Dossiers.LoadAsync(await host.WithDbAsync(db => db.Dossiers.Where(d => d.Kind == RequestKind.Stop && d.BeneficiaryId == cared).Select(d => d.Id).SingleAsync()));
        Assert.Contains("mất tích từ ngày 20/10/2026", stop.Steps[^1].Note, StringComparison.Ordinal);
        Assert.DoesNotContain("chết", stop.Steps[^1].Note, StringComparison.Ordinal);
        var context = await host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(stop.TenantPath), default));
        Assert.Equal(("C1", gone), MeasureFields.Declared(context, stop).Read() is var typed ? (typed.Reason, typed.On!.Value) : default);

        // He is back: the decision goes, and with it what told that he is gone.
        var undone = await new Events.EventRun(host).UndoneAsync(carer, absent);
        Assert.Null((await run.Dossiers.LoadAsync(absent)).MissingOn);
        Assert.Empty(await host.WithDbAsync(db => ReceiverLost.AllAsync(db, default)));
        Assert.Contains(PaperContent.Parse(undone.Decision.Content).Paragraphs, p => p.Contains("không mất tích", StringComparison.Ordinal));
        await run.DecidedAsync(stop.Id, Person.Disabled.Plain, new Measure { Reason = "C1", On = gone }, eligible: false);
        Assert.Equal(0, await RunAsync(host));
        Assert.Equal(EntitlementStatus.Active, (await run.RowsAsync(cared)).Single(r => r.Kind == EntitlementKind.Care).Status);

        // One day he does die: that is news.
        host.Clock.SetDay(new DateOnly(2027, 2, 9));
        await DecidedFuneralAsync(run, Person.Old, new(2027, 2, 8));
        Assert.Equal(1, await RunAsync(host));
    }

    // The commune that grants does not see the dossier of the one that found him missing: the province's job ends the absence.
    [Fact]
    public async Task Grant_InAnotherCommune_EndsTheAbsenceThere()
    {
        await using var host = await OutcomeTests.StartAsync("2026-01-06");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", 750_000, 202508);
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);
        await run.DecidedAsync(stop, Person.Disabled.Plain, new Measure { Reason = "T1", Missing = true, On = new(2026, 1, 2), Heir = Daughter });
        host.Clock.SetDay(new DateOnly(2026, 3, 9));
        await run.DecidedAsync(await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, "38.16078"), Person.Disabled.With(DisabilityDegree.Severe, new(2026, 3, 2)));
        Assert.NotNull((await run.Dossiers.LoadAsync(stop)).MissingOn);

        Task<int> Returned() => host.WithAsync(s => s.GetRequiredService<ProvinceNode.Dossiers.Events.ReturnedPeople>().HandleAsync(default));
        Assert.Equal((1, 0), (await Returned(), await Returned()));
        Assert.Null((await run.Dossiers.LoadAsync(stop)).MissingOn);
    }

    // A treatment that was decided, or another's death, is no news of a death: the job leaves everybody's turn to save alone.
    [Fact]
    public async Task Job_WithoutADeath_TakesNoTurn()
    {
        await using var host = await OutcomeTests.StartAsync("2022-11-07");
        var run = new OutcomeRun(host);
        await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, Other);
        await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Old with { Name = "Lê Văn Khác" }, Other);
        await run.DecidedAsync(await run.FiledAsync(Procedures.EmergencyTreatment, RequestKind.Emergency, Person.Disabled), Person.Disabled.Plain, new Measure { On = new(2022, 11, 1), Days = 5, Aid = AidKind.Treatment, Receiver = Burier });
        await run.ReceivingAsync(Person.Old, "6.n.elder", 720_000);
        await DecidedFuneralAsync(run, Person.Old, new(2022, 11, 6));
        var turn = await TurnAsync(host);

        Assert.Equal((0, turn), (await RunAsync(host), await TurnAsync(host)));
    }

    [Theory]
    [InlineData("C1", EntitlementStatus.Active)]
    [InlineData("C2", EntitlementStatus.Ended)]
    public async Task Stop_OfTheCarersSupport_LeavesWhatIsPaidToTheParentHimself(string reason, EntitlementStatus own)
    {
        await using var host = await OutcomeTests.StartAsync("2022-11-07");
        var run = new OutcomeRun(host);
        var cared = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 720_000);
        await run.ReceivingAsync(Person.Disabled, "CS.4", 540_000, kind: EntitlementKind.Care);
        await CaredByAsync(run, host, cared, Person.Old, 202206);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { Reason = reason, On = new(2022, 11, 5) });

        var rows = await run.RowsAsync(cared);
        Assert.Equal((EntitlementStatus.Ended, own), (rows.Single(r => r.CategoryCode == "CS.6").Status, rows.Single(r => r.CategoryCode == "CS.4").Status));
    }

    // The old place pays August; he dies in it, or one and two months later, before the new place decides.
    [Theory]
    [InlineData("2026-08-20", 0)]
    [InlineData("2026-09-01", 1)]
    [InlineData("2026-09-30", 1)]
    [InlineData("2026-10-01", 2)]
    public async Task Death_BetweenTwoPlaces_IsPaidToItsMonthByTheNewOne(string died, int months)
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, "38.16072");
        await run.DecidedAsync(await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, "38.16072"), Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = "16078" });
        await CarryAsync(host);
        host.Clock.SetDay(new DateOnly(2026, 10, 5));

        var funeral = await DecidedFuneralAsync(run, Person.Disabled, OutcomeTests.Day(died), "38.16078");

        var paid = (await run.PaymentsAsync()).Where(p => p.Kind == OneOffKind.Arrears).ToList();
        Assert.Equal(months * 810_000L, paid.Sum(p => p.Amount.Amount));
        Assert.All(paid, p => Assert.Equal((202609, 202608 + months, "38.16078", Daughter.Name, Daughter.Relation), (p.FromMonth, p.ToMonth, p.TenantPath, p.ReceiverName, p.ReceiverRelation)));
        var rows = (await run.RowsAsync(person)).Where(r => r.TenantPath == "38.16078").ToList();
        Assert.Equal(months > 0 ? [(202609, 202608 + months, EntitlementStatus.Ended, "T1")] : [], rows.Select(r => (r.StartMonth, r.EndMonth, r.Status, r.EndReason)));
        Assert.Equal(months > 0, PaperContent.Parse((await run.DecisionsAsync(funeral))[0].Content).Paragraphs.Any(p => p.StartsWith("Chi trả một lần trợ cấp của các tháng chưa có nơi chi trả", StringComparison.Ordinal)));
        Assert.Equal(DossierStatus.Stopped, await host.WithDbAsync(db => db.Dossiers.Where(d => d.Kind == RequestKind.MoveIn).Select(d => d.Status).SingleAsync()));
        await CarryAsync(host);
        Assert.All(await host.WithDbAsync(db => db.TransferHalves.AsNoTracking().ToListAsync()), h => Assert.Equal(TransferStatus.Taken, h.Status));
        Assert.Equal(1 + paid.Count, (await run.PaymentsAsync()).Count);
    }

    // What he took himself nobody can give him any more: who takes it is asked for, and it is not simply who buried him.
    [Theory]
    [InlineData("2026-09-30", true)]
    [InlineData("2026-08-20", false)]
    public async Task Arrears_OfWhoTookHisMoneyHimself_AreNotDecidedWithoutAReceiver(string died, bool asked)
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, "38.16072");
        await run.DecidedAsync(await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, "38.16072"), Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = "16078" });
        await CarryAsync(host);
        host.Clock.SetDay(new DateOnly(2026, 10, 5));
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled, "38.16078");
        await OutcomeTests.ToAppraisalAsync(run, id);

        var answered = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ giấy tờ", Person.Disabled.Plain, new Measure { On = OutcomeTests.Day(died), Receiver = Burier }), o, default));

        Assert.Equal(asked ? [("heir-needed", "HeirName")] : [], answered.Problems.Select(p => (p.Code, p.Field!)));
        if (asked)
        {
            await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { On = OutcomeTests.Day(died), Receiver = Burier, Heir = Daughter });
            Assert.Contains($"cho ông/bà {Daughter.Name} (con gái của người chết)", (await run.DecisionsAsync(id))[0].Content, StringComparison.Ordinal);
        }
    }

    // Signed and not numbered: the record never left the old place.
    [Fact]
    public async Task Death_BeforeTheRecordWasSent_IsPaidToItsMonthByTheOldPlace()
    {
        await using var host = await OutcomeTests.StartAsync("2026-08-03");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202601, "38.16072");
        var move = await run.FiledAsync(Procedures.Move, RequestKind.MoveOut, Person.Disabled, "38.16072");
        await run.ToSignatureAsync(move, Person.Disabled.Plain, new Measure { ToProvince = "38", ToCommune = "16078" });
        await run.MustAsync(move, ActKinds.Sign, (s, v, o) => s.GetRequiredService<Sign>().Handle(move, v, o, default));
        host.Clock.SetDay(new DateOnly(2026, 9, 7));

        await DecidedFuneralAsync(run, Person.Disabled, new(2026, 9, 6), "38.16072");
        await run.MustAsync(move, ActKinds.Number, (s, v, o) => s.GetRequiredService<Number>().Handle(move, v, o, default));
        await CarryAsync(host);

        // 20 times 500.000: Decree 335/2026 has no force before October.
        Assert.Equal([(OneOffKind.Arrears, 810_000L), (OneOffKind.Funeral, 10_000_000L)], (await run.PaymentsAsync()).Select(p => (p.Kind, p.Amount.Amount)).OrderBy(p => p.Item2));
    }

    [Fact]
    public async Task List_WhoseLastMemberLeftByDeath_IsClosed()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new ListRun(host);
        var list = await run.MadeAsync(await run.WaitingAsync(2));
        await DiedInADisasterAsync(run.Flow, ListRun.People[0]);
        Assert.Equal((0, ListState.Proposed), (await RunAsync(host), (await run.LoadAsync(list)).State));

        await DiedInADisasterAsync(run.Flow, ListRun.People[1]);

        Assert.Equal((1, 0, ListState.Withdrawn), (await RunAsync(host), await RunAsync(host), (await run.LoadAsync(list)).State));
    }

    private static async Task DiedInADisasterAsync(OutcomeRun run, Person person)
    {
        var id = await run.FiledAsync(Procedures.EmergencyFuneral, RequestKind.Emergency, person);
        await run.DecidedAsync(id, person.Plain, new Measure { On = run.Dossiers.Today, Receiver = Burier, Aid = AidKind.DisasterFuneral });
    }

    private static async Task<Guid> DecidedFuneralAsync(OutcomeRun run, Person person, DateOnly died, string? commune = null)
    {
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, person, commune);
        await run.DecidedAsync(id, person.Plain, new Measure { On = died, Receiver = Burier, Heir = Daughter });
        return id;
    }

    private static Task CaredByAsync(OutcomeRun run, NodeHost host, Guid cared, Person carer, int start) => run.SaveAsync(db => db.Entitlements.Add(new Entitlement
    {
        Id = Guid.CreateVersion7(), BeneficiaryId = cared, TenantPath = run.Dossiers.Commune, Kind = EntitlementKind.Care, CategoryCode = "CS.6", CoefficientHundredths = 100,
        Level = new(360_000), MonthlyAmount = new(360_000), StartMonth = start, DecisionId = Guid.NewGuid(), ReceiverName = carer.Name, ReceiverNumber = carer.Number,
        ReceiverRelation = "mẹ", RecordedAt = new VietnamTime(host.Clock).UtcNow,
    }));

    private static Task<long> TurnAsync(NodeHost host) => host.WithDbAsync(db => db.States.AsNoTracking().Select(s => (long)s.Turn).SingleAsync());

    private static Task<int> RunAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<AfterDeath>().HandleAsync(default));

    private static Task<int> CarryAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<HandOverTransfers>().HandleAsync(default));
}
