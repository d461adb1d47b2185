using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Monthly outcomes beside the plain grant: several awards, carers, social pension, institutions; and that every stored decision recomputes.</summary>
public sealed class MonthlyOutcomeTests
{
    private static readonly Receiver Carer = new("Đỗ Thị Oanh", "038172000555", "bà ngoại");

    [Theory]
    [InlineData("2022-10-05", 360_000)]
    [InlineData("2026-11-02", 540_000)]
    public async Task Grant_OfASingleParentWhoIsDisabled_IsTwoEntitlementsOfOneDecision(string day, long level)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);

        await run.DecidedAsync(id, Parent(day));

        var person = await BeneficiaryAsync(host);
        var rows = await run.RowsAsync(person.Id);
        Assert.Equal([("4", level), ("6.n.adult", level * 3 / 2)], rows.Select(r => (r.CategoryCode, r.MonthlyAmount.Amount)).Order());
        Assert.Single(rows.Select(r => r.DecisionId).Distinct());
        Assert.Equal("D14", Assert.Single(await run.DecisionsAsync(id)).Paper);
        Assert.Equal(level * 5 / 2, person.MonthlyAmount.Amount);
    }

    [Theory]
    [InlineData("2022-10-05", 360_000)]
    [InlineData("2026-11-02", 540_000)]
    public async Task Grant_WithCareByTheHousehold_PaysTwoReceivers(string day, long level)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled, null, RequestKind.Care);

        await run.DecidedAsync(id, Extreme(day) with { Care = [new CareSpan(CareKind.Family)] }, new Measure { Receiver = Carer });

        var rows = await run.RowsAsync((await BeneficiaryAsync(host)).Id);
        Assert.Equal([("6.dbn.adult", level * 2, "Nguyễn Văn Thủy"), ("CS.6", level, Carer.Name)], rows.Select(r => (r.CategoryCode, r.MonthlyAmount.Amount, r.ReceiverName)).Order());
    }

    [Theory]
    [InlineData("2022-10-05", CareKind.Family, "1982-03-15", "CS.6")]
    [InlineData("2026-11-02", CareKind.Family, "1982-03-15", "CS.6")]
    [InlineData("2022-10-05", CareKind.TakenIn, "1982-03-15", "CS.7")]
    [InlineData("2026-11-02", CareKind.TakenIn, "1982-03-15", "CS.7")]
    [InlineData("2022-10-05", CareKind.TakenIn, "2015-03-15", "CS.8")]
    [InlineData("2026-11-02", CareKind.TakenIn, "2015-03-15", "CS.8")]
    public async Task Care_GrantedThenStopped_LeavesTheAssistance(string day, CareKind care, string born, string code)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var person = Person.Disabled with { Born = born };
        var known = await run.ReceivingAsync(person, born.StartsWith("2015", StringComparison.Ordinal) ? "6.dbn.child" : "6.dbn.adult", 720_000, OutcomeTests.Month(day, -6));
        var id = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Care, person);
        await run.DecidedAsync(id, Extreme(day) with { Birth = BirthDate.Parse(born), Care = [new CareSpan(care)] }, new Measure { Receiver = Carer });

        var support = Assert.Single(await run.RowsAsync(known), r => r.Kind == EntitlementKind.Care);
        Assert.Equal((code, Carer.Name, EntitlementStatus.Active), (support.CategoryCode, support.ReceiverName, support.Status));
        Assert.Equal("D18", Assert.Single(await run.DecisionsAsync(id)).Paper);

        host.Clock.SetDay(run.Dossiers.Today.AddMonths(3));
        var stop = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Stop, person);
        await run.DecidedAsync(stop, person.Plain, new Measure { Reason = "C3", On = run.Dossiers.Today });

        Assert.Equal([(EntitlementKind.Assistance, EntitlementStatus.Active), (EntitlementKind.Care, EntitlementStatus.Ended)], (await run.RowsAsync(known)).Select(r => (r.Kind, r.Status)).Order());
    }

    [Theory]
    [InlineData("1949-02-10", PovertyStatus.None, "HT.1")]
    [InlineData("1954-02-10", PovertyStatus.NearPoor, "HT.2")]
    public async Task SocialPension_OfWhoIsEntitled_IsGrantedWithItsPaper(string born, PovertyStatus poverty, string code)
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var person = Person.Old with { Born = born };
        var id = await run.FiledAsync(Procedures.SocialPension, RequestKind.SocialPension, person);

        var done = await run.DecidedAsync(id, Pension(person, poverty));

        var row = Assert.Single(await run.RowsAsync((await BeneficiaryAsync(host)).Id));
        Assert.Equal((code, EntitlementKind.SocialPension, 540_000L), (row.CategoryCode, row.Kind, row.MonthlyAmount.Amount));
        Assert.Equal("D26", Assert.Single(await run.DecisionsAsync(id)).Paper);
        Assert.DoesNotContain(done.Steps, s => s.Verb == ActKinds.OpenPosting);
    }

    [Fact]
    public async Task SocialPension_UnderSeventyFiveAndNotPoor_IsRefusedInWriting()
    {
        await using var host = await OutcomeTests.StartAsync("2026-11-02");
        var run = new OutcomeRun(host);
        var person = Person.Old with { Born = "1954-02-10" };
        var id = await run.FiledAsync(Procedures.SocialPension, RequestKind.SocialPension, person);
        await OutcomeTests.ToAppraisalAsync(run, id);
        var against = await run.TryAsync(id, ActKinds.Appraise, (s, v, o) => s.GetRequiredService<Appraise>().Handle(new(id, v, true, "Đủ", Pension(person, PovertyStatus.None)), o, default));
        Assert.True(against.Has(DossierProblems.NotEligible));

        var done = await run.DecidedAsync(id, Pension(person, PovertyStatus.None), eligible: false);

        Assert.Equal((DossierStatus.Rejected, "D20"), (done.Status, Assert.Single(await run.DecisionsAsync(id)).Paper));
    }

    [Theory]
    [InlineData("2022-10-05")]
    [InlineData("2026-08-03")]
    public async Task Institution_AdmittedThenDischarged_PaysOneAllowanceAtATime(string day)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var known = await run.ReceivingAsync(Person.Disabled, "6.dbn.adult", 720_000, OutcomeTests.Month(day, -6));
        var id = await run.FiledAsync(Procedures.Admission, RequestKind.Admit, Person.Disabled);
        var measure = new Measure { On = OutcomeTests.Day(day), Institution = "Trung tâm Bảo trợ xã hội số 1" };

        var done = await run.DecidedAsync(id, Extreme(day), measure);

        Assert.Equal([ActKinds.Propose, ActKinds.AppraiseProvince], done.Steps.Select(s => s.Verb).Where(v => v is ActKinds.Propose or ActKinds.AppraiseProvince).Distinct());
        Assert.Equal(Authorities.InstitutionHead, done.SignedAs);
        var rows = await run.RowsAsync(known);
        Assert.Equal([("6.dbn.adult", EntitlementStatus.Ended), ("INST.o4", EntitlementStatus.Active)], rows.Select(r => (r.CategoryCode, r.Status)));
        Assert.Equal(new PayMonth(rows[0].EndMonth).AddMonths(1).Number, rows[1].StartMonth);
        Assert.Equal(measure.Institution, rows[1].ReceiverName);

        host.Clock.SetDay(run.Dossiers.Today.AddMonths(4));
        var left = run.Dossiers.Today;
        var leave = await run.FiledAsync(Procedures.Discharge, RequestKind.Discharge, Person.Disabled);
        await run.DecidedAsync(leave, Person.Disabled.Plain, measure with { On = left });

        Assert.All(await run.RowsAsync(known), r => Assert.Equal(EntitlementStatus.Ended, r.Status));
        Assert.Equal(PayMonth.Of(left).Number, (await run.RowsAsync(known))[1].EndMonth);
        Assert.Equal("CS2", Assert.Single(await run.DecisionsAsync(leave)).Paper);
    }

    public static TheoryData<string, RequestKind> Monthly() => new()
    {
        { "2022-10-05", RequestKind.Grant }, { "2026-11-02", RequestKind.Grant }, { "2022-10-05", RequestKind.Care }, { "2026-11-02", RequestKind.Care },
        { "2026-11-02", RequestKind.SocialPension }, { "2022-10-05", RequestKind.Adjust }, { "2026-11-02", RequestKind.Adjust },
        { "2022-10-05", RequestKind.Admit }, { "2026-08-03", RequestKind.Admit },
    };

    [Theory]
    [MemberData(nameof(Monthly))]
    public async Task Decision_RecomputedYearsLater_GivesTheSameAmounts(string day, RequestKind kind)
    {
        await using var host = await OutcomeTests.StartAsync(day);
        var run = new OutcomeRun(host);
        var person = kind == RequestKind.SocialPension ? Person.Old : Person.Disabled;
        if (kind == RequestKind.Adjust)
        {
            await run.ReceivingAsync(person, "6.n.adult", 540_000, OutcomeTests.Month(day, -4));
        }

        var procedure = kind switch { RequestKind.SocialPension => Procedures.SocialPension, RequestKind.Admit => Procedures.Admission, _ => Procedures.MonthlyAssistance };
        var facts = kind switch
        {
            RequestKind.Grant => Parent(day), RequestKind.SocialPension => Pension(person, PovertyStatus.None), RequestKind.Care => Extreme(day) with { Care = [new CareSpan(CareKind.Family)] }, _ => Extreme(day),
        };
        var id = await run.FiledAsync(procedure, kind, person);
        await run.DecidedAsync(id, facts, new Measure
        {
            On = kind == RequestKind.Adjust ? facts.Disability!.CertificateOn : OutcomeTests.Day(day), Receiver = Carer, Institution = "Trung tâm Bảo trợ xã hội số 1",
        });
        var decision = Assert.Single(await run.DecisionsAsync(id));
        var granted = (await run.RowsAsync((await BeneficiaryAsync(host)).Id)).Where(r => r.DecisionId == decision.Id).ToList();
        Assert.NotEmpty(granted);

        host.Clock.SetDay(OutcomeTests.Day(day).AddYears(3)); // other levels, perhaps another organisation
        var rules = (await host.WithAsync(s => s.GetRequiredService<FlowRules>().ForAsync(TenantPath.Parse(decision.TenantPath), default))).Rules;
        var stored = Appraisal.Parse(decision.Explanation);
        var again = stored.Recomputed(rules).Answer;

        Assert.Equal(stored.Answer.Awards.Select(a => (a.CategoryCode, a.MonthlyDong, a.Arithmetic)), again.Awards.Select(a => (a.CategoryCode, a.MonthlyDong, a.Arithmetic)));
        Assert.All(granted, r => Assert.Contains(again.Awards, a => a.CategoryCode == r.CategoryCode && a.MonthlyDong == r.MonthlyAmount.Amount));
    }

    private static Facts Parent(string day) => Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(day).AddMonths(-1)) with
    {
        Marital = MaritalState.NeverMarried, Poverty = [new PovertySpan(PovertyStatus.Poor)], Children = [new ChildFacts(BirthDate.Of(OutcomeTests.Day(day).Year - 8))],
    };

    private static Facts Extreme(string day) => Person.Disabled.With(DisabilityDegree.ExtremelySevere, OutcomeTests.Day(day).AddMonths(-1));

    private static Facts Pension(Person person, PovertyStatus poverty) => person.Plain with
    {
        PensionRequestedOn = new(2026, 11, 2), Poverty = poverty == PovertyStatus.None ? [] : [new PovertySpan(poverty)],
    };

    private static Task<Beneficiary> BeneficiaryAsync(NodeHost host) => host.WithDbAsync(db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Beneficiaries));
}
