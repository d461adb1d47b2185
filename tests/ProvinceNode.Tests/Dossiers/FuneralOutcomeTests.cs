using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Each ground of funeral support through the real verbs: whose death, the level of which day, and why (policy 2.3, 3.8).</summary>
public sealed class FuneralOutcomeTests
{
    private static readonly Receiver Burier = new("Trần Thị Chăm", "038181000777", "con");

    [Theory]
    [InlineData("2022-11-07", DeceasedCase.Child, "1990-02-10", 7_200_000, "MT.b")]
    [InlineData("2026-11-02", DeceasedCase.Child, "1990-02-10", 10_800_000, "MT.b")]
    [InlineData("2022-11-07", DeceasedCase.Survivor, "1940-02-10", 7_200_000, "MT.c")]
    [InlineData("2026-11-02", DeceasedCase.Institution, "1990-02-10", 27_000_000, "MT.cs")]
    [InlineData("2022-11-07", DeceasedCase.Institution, "1990-02-10", 18_000_000, "MT.cs")]
    public async Task Funeral_OfSomebodyTheRegistryDoesNotPay_IsPaidOnItsGround(string day, DeceasedCase who, string born, long amount, string ground)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var person = Person.Old with { Born = born };
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, person);

        await run.DecidedAsync(id, person.Plain, new Measure { On = OutcomeTests.Day(day).AddDays(-1), Receiver = Burier, Deceased = who });

        Assert.Equal(amount, Assert.Single(await run.PaymentsAsync()).Amount.Amount);
        var decision = Assert.Single(await run.DecisionsAsync(id));
        var once = Appraisal.Parse(decision.Explanation).Once!;
        Assert.Equal((ground, amount), (once.Code, once.Dong));
        Assert.Contains("Điều", Aids.Arithmetic(once), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Funeral_ByAnOrganisation_PaysItAndNamesWhoRepresentsIt()
    {
        await using var host = await OutcomeTests.StartAsync("2022-11-07");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Old, "5.b", 360_000, 202201);
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old);
        var measure = new Measure { On = new(2022, 11, 1), Organization = "Hội Chữ thập đỏ xã Hoa Lộc", Receiver = new Receiver("Lê Văn Hội", "038081000777", "Chủ tịch Hội") };

        await run.DecidedAsync(id, Person.Old.Plain, measure);

        var paid = (await run.PaymentsAsync()).Single(p => p.Kind == OneOffKind.Funeral);
        Assert.Equal(("Hội Chữ thập đỏ xã Hoa Lộc", "", "đại diện: Lê Văn Hội"), (paid.ReceiverName, paid.ReceiverNumber, paid.ReceiverRelation));
        var paper = ProvinceNode.Documents.PaperContent.Parse((await run.DecisionsAsync(id)).Single(d => d.Paper == "D19").Content);
        Assert.Contains("Người nhận hỗ trợ: Hội Chữ thập đỏ xã Hoa Lộc; người đại diện: ông/bà Lê Văn Hội, số định danh cá nhân 038081000777, chức vụ: Chủ tịch Hội.", paper.Paragraphs);
    }

    [Fact]
    public void Measure_DeclaredByAnOrganisation_KeepsItApartFromWhoRepresentsIt()
    {
        var dossier = ShippedFlow.Dossier(new DateOnly(2022, 11, 7));
        dossier.Requests.Clear();
        dossier.Requests.Add(DossierRequest.Of(dossier.Id, dossier.TenantPath, RequestKind.Funeral, "04", new DateOnly(2021, 7, 1),
            """{"BurierKind":"organization","BurierOrganization":"Hội Chữ thập đỏ","BurierPosition":"Chủ tịch Hội","BurierFullName":"Lê Văn Hội","BurierCitizenId":"038081000777"}"""));

        var measure = MeasureFields.Declared(ShippedFlow.On(new DateOnly(2022, 11, 7)), dossier).Read();

        Assert.Equal("Hội Chữ thập đỏ", measure.Organization);
        Assert.Equal(new Receiver("Lê Văn Hội", "038081000777", "Chủ tịch Hội"), measure.Receiver);
    }

    [Fact]
    public async Task Funeral_OfASurvivorUnderEighty_IsRefused()
    {
        await using var host = await OutcomeTests.StartAsync("2022-11-07");
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old); // born 1949
        await OutcomeTests.ToAppraisalAsync(run, id);

        var refused = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(id, v, true, "Mai táng", Person.Old.Plain, new Measure { On = new(2022, 11, 1), Receiver = Burier, Deceased = DeceasedCase.Survivor }), o, default));

        Assert.True(refused.Has(OutcomeProblems.NotForFuneral));
    }

    [Fact]
    public async Task Funeral_LevelOfTheDayOfDeath_NotOfTheDecision()
    {
        await using var host = await OutcomeTests.StartAsync("2024-07-03");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Old, "5.b", 360_000, 202301);
        var id = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old);

        await run.DecidedAsync(id, Person.Old.Plain, new Measure { On = new(2024, 6, 30), Receiver = Burier });

        Assert.Equal(7_200_000, (await run.PaymentsAsync()).Single(p => p.Kind == OneOffKind.Funeral).Amount.Amount); // 20 × 360 000, not × 500 000
    }

    [Theory]
    [InlineData("1949-02-10", false, true)]
    [InlineData("1954-02-10", true, true)]   // 70 to 75, poor household
    [InlineData("1954-02-10", false, false)]
    public async Task Funeral_OfAPensionApplicantWhoDiedUndecided_IsPaidWhenHeWasEligible(string born, bool poor, bool paid)
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var person = Person.Old with { Born = born };
        var asked = await run.FiledAsync(Procedures.SocialPension, RequestKind.SocialPension, person);
        var facts = person.Plain with { Poverty = poor ? [new PovertySpan(PovertyStatus.Poor)] : [], PensionRequestedOn = new(2026, 11, 2), Supporters = [new SupporterFacts("con")] };
        if (poor)
        {
            await OutcomeTests.ToAppraisalAsync(run, asked);
            await run.StepAsync(asked, DossierStatus.UnderAppraisal, facts); // appraised, not signed
        }

        host.Clock.SetDay(new DateOnly(2026, 11, 9));
        var id = await run.FiledAsync(Procedures.SocialPensionFuneral, RequestKind.Funeral, person);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var measure = new Measure { On = new(2026, 11, 5), Receiver = Burier, Deceased = DeceasedCase.Undecided };
        var outcome = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Mai táng", person.Plain, measure), o, default));

        Assert.Equal(paid, outcome.Succeeded);
        if (paid)
        {
            await run.DecidedAsync(id, person.Plain, measure);
            Assert.Equal(10_800_000, Assert.Single(await run.PaymentsAsync()).Amount.Amount);
            Assert.Equal("D19", Assert.Single(await run.DecisionsAsync(id)).Paper);
        }
    }

    [Fact]
    public async Task Funeral_AfterALowerOne_PaysTheDifferenceAndNeverTwice()
    {
        await using var host = await OutcomeTests.StartAsync("2022-11-07");
        var run = new OutcomeRun(host);
        await run.ReceivingAsync(Person.Old, "5.b", 360_000);
        var first = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old);
        var died = new DateOnly(2022, 11, 1);
        await run.DecidedAsync(first, Person.Old.Plain, new Measure { On = died, Receiver = Burier });
        var second = await run.FiledAsync(Procedures.EmergencyFuneral, RequestKind.Emergency, Person.Old);
        await run.DecidedAsync(second, Person.Old.Plain, new Measure { On = died, Receiver = Burier, Aid = AidKind.DisasterFuneral });
        var third = await run.FiledAsync(Procedures.Funeral, RequestKind.Funeral, Person.Old);
        await OutcomeTests.ToAppraisalAsync(run, third);

        var refused = await run.TryAsync(third, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(
            new(third, v, true, "Mai táng", Person.Old.Plain, new Measure { On = died, Receiver = Burier }), o, default));

        Assert.True(refused.Has(OutcomeProblems.NotForFuneral));
        Assert.Equal([7_200_000L, 10_800_000L], (await run.PaymentsAsync()).Where(p => p.Kind == OneOffKind.Funeral).Select(p => p.Amount.Amount).Order());
    }

    [Fact]
    public async Task EmergencyFuneral_OfABeneficiary_EndsTheAssistance()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var person = await run.ReceivingAsync(Person.Disabled, "6.n.adult", 810_000, 202605);
        var id = await run.FiledAsync(Procedures.EmergencyFuneral, RequestKind.Emergency, Person.Disabled);

        await run.DecidedAsync(id, Person.Disabled.Plain, new Measure { On = new(2026, 11, 1), Receiver = Burier, Aid = AidKind.DisasterFuneral });

        Assert.Equal(["D16", "D19"], (await run.DecisionsAsync(id)).Select(d => d.Paper).Order());
        Assert.Equal((EntitlementStatus.Ended, 202611, "T1"), (await run.RowsAsync(person)).Select(r => (r.Status, r.EndMonth, r.EndReason)).Single());
        Assert.Equal(27_000_000, Assert.Single(await run.PaymentsAsync()).Amount.Amount);
    }
}
