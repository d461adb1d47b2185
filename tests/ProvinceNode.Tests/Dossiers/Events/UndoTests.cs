using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Events;

/// <summary>A signed decision that rested on a wrong report is undone: nothing is lost, nothing of history changes (product, scene D; policy 3.6).</summary>
public sealed class UndoTests
{
    [Theory]
    [InlineData("2025-08-25", "2025-09-15", 750_000)]
    [InlineData("2022-08-22", "2022-09-15", 540_000)]
    public async Task FalseDeath_FromThePopulationDatabase_IsRestoredTheSameDayWithBackPay(string granted, string reported, long monthly)
    {
        await using var host = await OutcomeTests.StartAsync(granted);
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run, OutcomeTests.Day(granted).AddDays(-14));
        PayMonth Month(int after) => new PayMonth(OutcomeTests.Month(reported, after));
        host.Clock.SetDay(OutcomeTests.Day(reported));

        // Told in September that he died in August; held from October on.
        var told = (await run.ToldAsync(person, on: OutcomeTests.Day(reported).AddDays(-20))).Event!;
        Assert.Equal(Month(1).Number, Assert.Single(await run.HoldsAsync()).FromMonth);
        host.Clock.SetDay(Month(1).FirstDay.AddDays(5));
        await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = told.HappenedOn });
        var ended = Assert.Single(await run.Outcomes.RowsAsync(person));
        Assert.Equal((EntitlementStatus.Ended, Month(-1).Number), (ended.Status, ended.EndMonth));
        var recovery = Assert.Single(await run.Outcomes.PaymentsAsync(), p => p.Kind == OneOffKind.Recovery);
        Assert.Equal((monthly, Month(0).Number, Month(0).Number), (recovery.Amount.Amount, recovery.FromMonth, recovery.ToMonth)); // October was held
        var stopped = await run.Outcomes.DecisionsAsync((await run.EventAsync(told.Id)).DossierId!.Value);

        host.Clock.SetDay(Month(4).FirstDay.AddDays(8));
        var undone = await run.UndoneAsync(person, (await run.EventAsync(told.Id)).DossierId!.Value);

        var rows = await run.Outcomes.RowsAsync(person);
        Assert.Equal([(OutcomeTests.Month(granted, 0), Month(-1).Number, EntitlementStatus.Ended), (Month(0).Number, 0, EntitlementStatus.Active)], rows.Select(r => (r.StartMonth, r.EndMonth, r.Status)));
        Assert.Equal((monthly, ended.Id, "6.n.adult"), (rows[1].MonthlyAmount.Amount, rows[1].PreviousId!.Value, rows[1].CategoryCode));
        Assert.Equal(("T1", ended.EndDecisionId), (rows[0].EndReason, rows[0].EndDecisionId)); // history stays
        for (var month = new PayMonth(rows[0].StartMonth); month < Month(12); month = month.AddMonths(1))
        {
            Assert.Single(rows, r => r.Covers(month));
        }
        // September was paid by its list; October was held, November to January ran without him: four months.
        var payments = await run.Outcomes.PaymentsAsync();
        var arrears = Assert.Single(payments, p => p.Kind == OneOffKind.Arrears && p.CancelledById is null && p.DecisionId == undone.Decision.Id);
        Assert.Equal((4 * monthly, Month(1).Number, Month(4).Number, Month(5).Number), (arrears.Amount.Amount, arrears.FromMonth, arrears.ToMonth, arrears.DueMonth));
        Assert.Equal(undone.Decision.Id, payments.Single(p => p.Id == recovery.Id).CancelledById);
        var known = await run.Outcomes.PersonAsync(person);
        Assert.Equal(((DateOnly?)null, EntitlementStatus.Active, monthly), (known.DiedOn, known.Status, known.MonthlyAmount.Amount));
        Assert.Equal(2, await host.WithDbAsync(async db => (await db.FieldOrigins.AsNoTracking().Where(o => o.BeneficiaryId == person).ToListAsync()).Count(o => o.Places.ContainsKey(nameof(Beneficiary.DiedOn)))));
        Assert.Equal(EventState.Undone, (await run.EventAsync(told.Id)).State);
        await PaperHoldsAsync(host, undone.Decision, stopped[0], monthly);
        await BothDatesShowAsync(host, run, person, Month(2).FirstDay.AddDays(3), monthly);
    }

    // The paper, in the law's words, and the one in whose place it stands.
    private static async Task PaperHoldsAsync(NodeHost host, Decision undone, Decision stopped, long monthly)
    {
        var paper = PaperContent.Parse(undone.Content);
        Assert.Equal("Về việc hủy bỏ quyết định đã ban hành và tiếp tục hưởng trợ cấp xã hội hàng tháng", paper.Summary);
        Assert.Contains(paper.Paragraphs, p => p.StartsWith($"Điều 1. Hủy bỏ Quyết định số {stopped.Number} ngày", StringComparison.Ordinal) && p.Contains("thôi hưởng", StringComparison.Ordinal));
        Assert.Contains(paper.Paragraphs, p => p.Contains($"tổng cộng {new Dong(4 * monthly)}", StringComparison.Ordinal));
        Assert.Contains(paper.Paragraphs, p => p.StartsWith($"Không thực hiện khoản thu hồi {new Dong(monthly)}", StringComparison.Ordinal));
        Assert.Equal([PaperValidity.Superseded, PaperValidity.Valid], await host.WithDbAsync(db => db.Papers.AsNoTracking().Where(p => p.Paper == "D16").OrderBy(p => p.IssuedAt).Select(p => p.Validity).ToListAsync()));
    }

    // As known before and after.
    private static async Task BothDatesShowAsync(NodeHost host, EventRun run, Guid person, DateOnly day, long monthly)
    {
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune);
        Assert.Contains("0 đồng/tháng, không có chế độ nào", (await PageReader.OpenAsync(officer, $"/doi-tuong/{person}?ngay={day:yyyy-MM-dd}&biet={day:yyyy-MM-dd}")).Main, StringComparison.Ordinal);
        var now = (await PageReader.OpenAsync(officer, $"/doi-tuong/{person}?ngay={day:yyyy-MM-dd}")).Main;
        Assert.Contains($"{new Dong(monthly)}/tháng", now, StringComparison.Ordinal);
        Assert.Contains("quyết định theo tin này đã bị hủy bỏ", now, StringComparison.Ordinal);
        Assert.DoesNotContain("Chết ngày", now, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FalseDeath_SeenTheSameDay_LosesNothingAndOwesNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run, new(2025, 8, 11));
        host.Clock.SetDay(new DateOnly(2025, 12, 8));
        var told = (await run.ToldAsync(person, on: new DateOnly(2025, 9, 20))).Event!;
        var stop = await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2025, 9, 20) });

        await run.UndoneAsync(person, stop.Id);

        Assert.Equal(new DateOnly(2025, 12, 8), new VietnamTime(host.Clock).Today);
        Assert.All(await run.Outcomes.PaymentsAsync(), p => Assert.True(p.Kind == OneOffKind.Arrears && p.ToMonth == 202508 || p.CancelledById is not null, $"{p.Kind} {p.Arithmetic}")); // only the grant's own
        Assert.Equal([(202508, 202509), (202510, 0)], (await run.Outcomes.RowsAsync(person)).Select(r => (r.StartMonth, r.EndMonth)));
        Assert.DoesNotContain(await run.HoldsAsync(), h => h.Covers(new PayMonth(202601)));
    }

    [Fact]
    public async Task FalseDeath_WhoseRecoveryWasTakenInPart_GivesThatPartBackAndWaitsForResults()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run, new(2025, 8, 11));
        host.Clock.SetDay(new DateOnly(2025, 12, 8));
        var funeral = await run.Outcomes.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled);
        await run.Outcomes.DecidedAsync(funeral, Person.Disabled.Plain, new Measure { On = new(2025, 10, 20), Receiver = new Receiver("Trần Thị Chăm", "038181000777", "vợ") });
        // A list took a part; the funeral was listed, and came back.
        await run.Outcomes.SaveAsync(db => db.OneOffPayments.ToList().ForEach(p => (p.ListedMonth, p.MovedDong, p.IsOnList) = (202601, p.Kind == OneOffKind.Recovery ? new Protos.Values.Dong(600_000) : default, true)));
        host.Clock.SetDay(new DateOnly(2026, 1, 6));
        var told = LevelRun.Must(await run.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = funeral.ToString("D") }, run.Outcomes.Dossiers.Official(Roles.SocialOfficer))).Event!;
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure()));
        Assert.Contains("undo-on-list", refused.Message, StringComparison.Ordinal);

        await run.Outcomes.SaveAsync(db => db.OneOffPayments.ToList().ForEach(p => p.IsOnList = false));
        var dossier = (await run.EventAsync(told.Id)).DossierId!.Value;
        await run.Outcomes.DecidedAsync(dossier, Person.Disabled.Plain, new Measure());

        var decision = Assert.Single(await run.Outcomes.DecisionsAsync(dossier));
        Assert.Equal([(OneOffKind.Arrears, 600_000L), (OneOffKind.Arrears, 750_000L)], (await run.Outcomes.PaymentsAsync()).Where(p => p.DecisionId == decision.Id).Select(p => (p.Kind, p.Amount.Amount)).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FalseDeath_WithFuneralAndRecovery_GivesBackWhatListsCarried(bool carried)
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run, new(2025, 8, 11));
        host.Clock.SetDay(new DateOnly(2025, 12, 8));
        var died = new DateOnly(2025, 10, 20);
        var funeral = await run.Outcomes.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Disabled);
        await run.Outcomes.DecidedAsync(funeral, Person.Disabled.Plain, new Measure { On = died, Receiver = new Receiver("Trần Thị Chăm", "038181000777", "vợ") });
        Assert.Equal(died, (await run.Outcomes.PersonAsync(person)).DiedOn);
        if (carried)
        {
            await run.Outcomes.SaveAsync(db => db.OneOffPayments.Where(p => p.FromMonth == 0 || p.Kind == OneOffKind.Recovery).ToList().ForEach(p => (p.ListedMonth, p.MovedDong) = (202601, p.Amount)));
        }

        host.Clock.SetDay(new DateOnly(2026, 1, 6));
        var told = await run.UndoneAsync(person, funeral);

        var after = (await run.Outcomes.PaymentsAsync()).Where(p => p.DecisionId == told.Decision.Id).Select(p => (p.Kind, p.Amount.Amount, p.ReceiverName)).Order().ToList();
        var missed = (OneOffKind.Arrears, 750_000L, Person.Disabled.Name); // January; November and December were paid by their lists
        var given = new[] { missed, (OneOffKind.Arrears, 1_500_000L, Person.Disabled.Name), (OneOffKind.Recovery, 10_000_000L, "Trần Thị Chăm") };
        Assert.Equal((carried ? given : [missed]).Order(), after);
        Assert.Null((await run.Outcomes.PersonAsync(person)).DiedOn);
        var paper = PaperContent.Parse(told.Decision.Content);
        Assert.Contains(paper.Paragraphs, p => p.StartsWith(carried ? "Thu hồi 10.000.000 đồng" : "Không chi trả 10.000.000 đồng", StringComparison.Ordinal) && p.Contains("mai táng", StringComparison.Ordinal));

        // He is not taken for dead any more: what he asks for goes on, and one day he is buried with support.
        var later = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        Assert.Equal(0, await host.WithAsync(s => s.GetRequiredService<AfterDeath>().HandleAsync(default)));
        Assert.Equal(DossierStatus.AwaitingReception, (await run.Outcomes.Dossiers.LoadAsync(later)).Status);
    }

    [Fact]
    public async Task FalseDeath_ThatEndedARequest_ListsItForTheOfficer()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run, new(2025, 8, 11));
        var asked = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        var told = (await run.ToldAsync(person, on: new DateOnly(2025, 8, 20))).Event!;
        var stop = await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2025, 8, 20) });
        Assert.Equal(DossierStatus.Stopped, (await run.Outcomes.Dossiers.LoadAsync(asked)).Status);
        var officer = run.Outcomes.Dossiers.Official(Roles.SocialOfficer);

        var wrong = (await run.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = stop.Id.ToString("D") }, officer)).Value.Event!;

        var code = (await run.Outcomes.Dossiers.LoadAsync(asked)).Code;
        Assert.Contains((await run.PreviewAsync(wrong.Id)).Found!.Undone!.Touched, d => d.Code == code);
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, run.Outcomes.Dossiers.Commune), $"/bien-dong/{wrong.Id}");
        Assert.Contains($"{code}: đã dừng vì báo tử nhầm", page.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongSuspension_Undone_PaysItsMonths()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run, new(2025, 8, 11));
        host.Clock.SetDay(new DateOnly(2025, 11, 10));
        var officer = run.Outcomes.Dossiers.Official(Roles.SocialOfficer);
        var told = (await run.TryAsync(new ReportEventInput(person, LifeEventKind.NotCollected, null, EventSource.Post, "BĐ-7"), officer)).Value.Event!;
        var suspend = await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "S1", On = new(2025, 11, 10) });
        Assert.Equal(EntitlementStatus.Suspended, (await run.Outcomes.PersonAsync(person)).Status);
        host.Clock.SetDay(new DateOnly(2026, 2, 10));

        var undone = await run.UndoneAsync(person, suspend.Id);

        var rows = (await run.Outcomes.RowsAsync(person)).Where(r => r.EndMonth == 0 || r.EndMonth >= r.StartMonth).ToList();
        Assert.Equal([(202508, 202511, EntitlementStatus.Ended), (202512, 0, EntitlementStatus.Active)], rows.Select(r => (r.StartMonth, r.EndMonth, r.Status)));
        var arrears = (await run.Outcomes.PaymentsAsync()).Single(p => p.DecisionId == undone.Decision.Id);
        Assert.Equal((OneOffKind.Arrears, 3 * 750_000L, 202512, 202602), (arrears.Kind, arrears.Amount.Amount, arrears.FromMonth, arrears.ToMonth));
    }

    [Fact]
    public async Task WrongAdjustment_Undone_TakesUpTheFactsBeforeIt()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run, new(2025, 8, 11), DisabilityDegree.ExtremelySevere);
        host.Clock.SetDay(new DateOnly(2025, 11, 10));
        var adjust = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        await run.Outcomes.DecidedAsync(adjust, Person.Disabled.With(DisabilityDegree.Severe, new(2025, 10, 6)), new Measure { On = new(2025, 10, 6) });
        var lower = (await run.Outcomes.RowsAsync(person))[^1];
        Assert.Equal((750_000L, 202510), (lower.MonthlyAmount.Amount, lower.StartMonth));
        var signed = PayMonth.Of(new VietnamTime(host.Clock).Today);
        host.Clock.SetDay(signed.AddMonths(2).FirstDay.AddDays(6));

        var undone = await run.UndoneAsync(person, adjust);

        var open = Assert.Single(await run.Outcomes.RowsAsync(person), r => r.EndMonth == 0);
        Assert.Equal(("6.dbn.adult", 1_000_000L, 202510), (open.CategoryCode, open.MonthlyAmount.Amount, open.StartMonth));
        var payments = await run.Outcomes.PaymentsAsync();
        Assert.Equal(undone.Decision.Id, payments.Single(p => p.Kind == OneOffKind.Recovery).CancelledById);
        var back = payments.Single(p => p.DecisionId == undone.Decision.Id);
        Assert.Equal((OneOffKind.Arrears, 2 * 250_000L, signed.AddMonths(1).Number, signed.AddMonths(2).Number), (back.Kind, back.Amount.Amount, back.FromMonth, back.ToMonth));

        // The next adjustment begins with the facts before the wrong one.
        var facts = await host.WithDbAsync(async db => await FactsBefore.FindAsync(db, await db.Beneficiaries.SingleAsync(b => b.Id == person), default));
        Assert.Equal((DisabilityDegree.ExtremelySevere, "6.dbn.adult"), (facts!.Value.Facts.Disability!.Degree, facts.Value.Category));
    }

    [Fact]
    public async Task FalseDeath_OfAPensionerWithCare_IsWordedForEach()
    {
        await using var host = await OutcomeTests.StartAsync("2026-01-05");
        var run = new EventRun(host);
        var person = await run.Outcomes.ReceivingAsync(Person.Old, "HT.1", 500_000, 202510, kind: EntitlementKind.SocialPension);
        await run.Outcomes.ReceivingAsync(Person.Old, "CS.3", 750_000, 202510, kind: EntitlementKind.Care);
        var told = (await run.ToldAsync(person, on: new DateOnly(2026, 1, 2))).Event!;
        var stop = await run.DecideAsync(told.Id, Person.Old.Plain, new Measure { Reason = "T1", On = new(2026, 1, 2) });
        host.Clock.SetDay(new DateOnly(2026, 3, 10));

        var undone = await run.UndoneAsync(person, stop.Id);

        Assert.Equal([(EntitlementKind.SocialPension, 202602), (EntitlementKind.Care, 202602)], (await run.Outcomes.RowsAsync(person)).Where(r => r.EndMonth == 0).OrderBy(r => r.MonthlyAmount.Amount).Select(r => (r.Kind, r.StartMonth)));
        Assert.Equal([1_000_000L, 1_500_000L], (await run.Outcomes.PaymentsAsync()).Where(p => p.DecisionId == undone.Decision.Id).Select(p => p.Amount.Amount).Order());
        var paper = PaperContent.Parse(undone.Decision.Content);
        Assert.Contains("hỗ trợ kinh phí chăm sóc, nuôi dưỡng", paper.Summary, StringComparison.Ordinal);
        Assert.Contains("trợ cấp hưu trí xã hội", paper.Summary, StringComparison.Ordinal);
        Assert.Contains(paper.Bases, b => b.Contains("176/2025/NĐ-CP", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Undoing_BeneathALaterDecisionOrTwice_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2025-08-25");
        var run = new EventRun(host);
        var person = await GrantedAsync(host, run, new(2025, 8, 11));
        host.Clock.SetDay(new DateOnly(2025, 11, 10));
        var adjust = await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Adjust, Person.Disabled);
        await run.Outcomes.DecidedAsync(adjust, Person.Disabled.With(DisabilityDegree.ExtremelySevere, new(2025, 10, 6)), new Measure { On = new(2025, 10, 6) });
        var told = (await run.ToldAsync(person, on: new DateOnly(2025, 11, 8))).Event!;
        var stop = await run.DecideAsync(told.Id, Person.Disabled.Plain, new Measure { Reason = "T1", On = new(2025, 11, 8) });
        var officer = run.Outcomes.Dossiers.Official(Roles.SocialOfficer);

        var beneath = (await run.TryAsync(new ReportEventInput(person, LifeEventKind.ReportWrong, null, EventSource.CommuneOfficer, "") { Value = adjust.ToString("D") }, officer)).Value.Event!;
        Assert.Equal([UndoOutcome.BuiltUpon.Code], (await run.PreviewAsync(beneath.Id)).Faults.Select(f => f.Code));
        await run.RefuteAsync(beneath.Id);

        await run.UndoneAsync(person, stop.Id);
        Assert.DoesNotContain(await host.WithDbAsync(async db => await Undoing.ChoicesAsync(db, await db.Beneficiaries.SingleAsync(b => b.Id == person), default)), c => c.Key == stop.Id.ToString("D"));
    }

    private static async Task<Guid> GrantedAsync(NodeHost host, EventRun run, DateOnly certificate, DisabilityDegree degree = DisabilityDegree.Severe)
    {
        await run.Outcomes.DecidedAsync(await run.Outcomes.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled), Person.Disabled.With(degree, certificate));
        return await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
    }
}
