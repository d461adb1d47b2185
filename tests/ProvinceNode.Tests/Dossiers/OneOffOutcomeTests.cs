using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>One-off outcomes: funeral support with the end of the assistance, emergency aid (policy 2.3, 2.4, 3.8), in both organisations.</summary>
public sealed class OneOffOutcomeTests
{
    private static readonly Receiver Burier = new("Trần Thị Chăm", "038181000777", "con");

    [Theory]
    [InlineData("2022-11-07", Procedures.Funeral, 7_200_000)]    // T14
    [InlineData("2026-11-02", Procedures.Funeral, 10_800_000)]
    [InlineData("2026-11-02", Procedures.SocialPensionFuneral, 10_800_000)] // T15
    public async Task Funeral_OfABeneficiary_PaysTwentyLevelsAndEndsTheAssistance(string day, string procedure, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var pension = procedure == Procedures.SocialPensionFuneral;
        var person = await run.ReceivingAsync(Person.Old, pension ? "HT.1" : "6.n.elder", 540_000, OutcomeTests.Month(day, -6), kind: pension ? EntitlementKind.SocialPension : EntitlementKind.Assistance);
        var id = await run.FiledAsync(procedure, RequestKind.Funeral, Person.Old);
        var died = OutcomeTests.Day(day).AddDays(-40);

        var done = await run.DecidedAsync(id, Person.Old.Plain, new Measure { On = died, Receiver = Burier });

        Assert.Equal(DossierStatus.Issued, done.Status);
        var decisions = await run.DecisionsAsync(id);
        Assert.Equal(pension ? ["D19", "D26"] : ["D16", "D19"], decisions.Select(d => d.Paper).Order());
        Assert.Equal(2, decisions.Select(d => d.Number).Distinct().Count());
        var row = Assert.Single(await run.RowsAsync(person));
        Assert.Equal((EntitlementStatus.Ended, Protos.Values.PayMonth.Of(died).Number, "T1"), (row.Status, row.EndMonth, row.EndReason));
        var payments = await run.PaymentsAsync();
        var funeral = payments.Single(p => p.Kind == OneOffKind.Funeral);
        Assert.Equal((amount, "Trần Thị Chăm", "con", OutcomeTests.Month(day, 0)), (funeral.Amount.Amount, funeral.ReceiverName, funeral.ReceiverRelation, funeral.DueMonth));
        var overpaid = Protos.Values.PayMonth.Of(OutcomeTests.Day(day)).MonthsSince(Protos.Values.PayMonth.Of(died));
        Assert.Equal(overpaid * 540_000L, payments.Where(p => p.Kind == OneOffKind.Recovery).Sum(p => p.Amount.Amount));
    }

    [Theory]
    [InlineData(null, true, "measure-day")]
    [InlineData("2022-11-01", false, "receiver-needed")]
    [InlineData("2022-11-01", true, "funeral-not-entitled")]
    public async Task Funeral_WithoutItsGrounds_IsRefusedByName(string? died, bool receiver, string code)
    {
        await using var host = await OutcomeTests.StartAsync("2022-11-07");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(
            id, v, true, "Mai táng", Person.Old.Plain, new Measure { On = died is null ? null : OutcomeTests.Day(died), Receiver = receiver ? Burier : null }), o, default));

        Assert.Contains(code, refused.Problems.Select(p => p.Code));
    }

    [Theory]
    [InlineData("2022-10-05", Procedures.EmergencyTreatment, AidKind.Treatment, 3, 0, 3_600_000)]
    [InlineData("2022-10-05", Procedures.EmergencyFuneral, AidKind.DisasterFuneral, 0, 0, 18_000_000)]
    [InlineData("2022-10-05", Procedures.EmergencyFuneral, AidKind.UnclaimedFuneral, 0, 25_000_000, 25_000_000)]
    [InlineData("2022-10-05", Procedures.EmergencyFuneral, AidKind.UnclaimedFuneral, 0, 1_000_000, 18_000_000)]
    [InlineData("2022-10-05", Procedures.EmergencyHousing, AidKind.HouseLost, 0, 0, 40_000_000)]
    [InlineData("2026-11-02", Procedures.EmergencyHousing, AidKind.HouseDamaged, 0, 0, 20_000_000)]
    [InlineData("2026-11-02", Procedures.EmergencyTreatment, AidKind.Treatment, 5, 0, 5_400_000)]
    [InlineData("2022-10-05", Procedures.EmergencyCare, AidKind.EmergencyCare, 30, 500_000, 2_300_000)]
    [InlineData("2026-11-02", Procedures.EmergencyCare, AidKind.EmergencyCare, 90, 0, 5_400_000)]
    public async Task Emergency_OfAProcedure_PaysOnceByTheRuleOfTheDay(string day, string procedure, AidKind aid, int days, long cost, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(procedure, RequestKind.Emergency, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { On = OutcomeTests.Day(day), Receiver = Burier, Aid = aid, Days = days, CostDong = cost, TreatmentDong = cost, Told = new(UrgentCase.Victim, ""), Hard = true });

        var payment = Assert.Single(await run.PaymentsAsync());
        Assert.Equal((Aids.PaymentOf(aid), amount), (payment.Kind, payment.Amount.Amount));
        Assert.Equal(Aids.PaymentOf(aid) == OneOffKind.Funeral ? "D19" : "KC1", Assert.Single(await run.DecisionsAsync(id)).Paper);
    }

    [Theory]
    [InlineData(Procedures.EmergencyHousing, null, 0, "aid-needed")]
    [InlineData(Procedures.EmergencyHousing, AidKind.Treatment, 0, "aid-needed")]
    [InlineData(Procedures.EmergencyCare, AidKind.EmergencyCare, 0, "aid-not-due")]
    [InlineData(Procedures.EmergencyTreatment, AidKind.Treatment, 2, "aid-not-due")]
    [InlineData(Procedures.EmergencyHousing, AidKind.HouseLost, 0, "aid-not-due")]
    [InlineData(Procedures.EmergencyCare, AidKind.EmergencyCare, 93, "emergency-care-days")]
    public async Task Emergency_AgainstItsRule_IsRefusedByName(string procedure, AidKind? aid, int days, string code)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(procedure, RequestKind.Emergency, Person.Disabled);
        await OutcomeTests.ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Khẩn cấp", Person.Disabled.Plain, new Measure { On = new(2022, 10, 4), Receiver = Burier, Aid = aid, Days = days, Told = new(UrgentCase.Victim, "") }), o, default));

        Assert.Contains(code, refused.Problems.Select(p => p.Code));
    }

    // Art. 13(1): at home by the commune's chairman in two plain days, on the village's list; in extreme urgency without its meeting.
    [Theory]
    [InlineData("2022-10-05", "normal", 3_600_000)]
    [InlineData("2026-11-02", "special", 5_400_000)]
    public async Task Injury_AtHome_IsDecidedByTheCommune(string day, string urgency, long amount)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.Dossiers.SubmittedAsync("bi-thuong-tai-nha", v => v["Urgency"] = urgency);
        await run.Dossiers.MatchIdentityAsync(id);
        var dossier = await run.Dossiers.LoadAsync(id);

        var done = await run.DecidedAsync(id, ProvinceNode.Dossiers.Forms.FormFacts.Of(dossier), new Measure { On = OutcomeTests.Day(day).AddDays(-12), Days = 9, Receiver = new(dossier.Owner.FullName, dossier.Owner.CitizenId, "") });

        Assert.Equal((DossierStatus.Issued, run.Dossiers.Commune), (done.Status, Assert.Single(await run.DecisionsAsync(id)).IssuerPath));
        Assert.Equal((OneOffKind.Treatment, amount), (await run.PaymentsAsync()).Select(p => (p.Kind, p.Amount.Amount)).Single());
    }
}
