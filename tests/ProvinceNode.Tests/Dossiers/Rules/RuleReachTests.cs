using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Law;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Rules;

/// <summary>A change that reaches the past counts only what its row really touches: its category, its procedure, its place.</summary>
public sealed class RuleReachTests
{
    private const string Day = "2026-08-03";

    [Fact]
    public async Task Past_IsCounted_ByTheCategoryProcedureAndPlaceOfTheRow()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        var granted = await run.FiledAsync(Procedures.MonthlyAssistance, RequestKind.Grant, Person.Disabled);
        await run.DecidedAsync(granted, Person.Disabled.With(DisabilityDegree.Severe, OutcomeTests.Day(Day).AddMonths(-2)), new Measure { On = OutcomeTests.Day(Day) });
        var open = await run.FiledAsync(Procedures.SocialPension, RequestKind.SocialPension, Person.Old);
        await OutcomeTests.ToAppraisalAsync(run, open);
        var since = OutcomeTests.Day("2026-08-01");
        Task<PastEffect?> Of(object row) => host.WithDbAsync(db => PastEffect.OfAsync(db, new RulePlan("") { Add = row, Since = since }, new LawRows(), run.Dossiers.Today.AddDays(1), default));

        foreach (var (row, expected) in new (object, (int, int, int))[]
        {
            (new CategoryRow { Code = "6.n.adult", Legal = "", Label = "", CoefficientHundredths = 200, Form = "1đ", ValidFrom = since }, (1, 1, 0)),
            (new CategoryRow { Code = "4", Legal = "", Label = "", CoefficientHundredths = 200, Form = "1c", ValidFrom = since }, (0, 0, 0)),
            (new LevelRow { Amount = 1, Legal = "", ValidFrom = since }, (1, 1, 0)),
            (new LevelRow { Amount = 1, Legal = "", ProvinceCode = "38", CategoryPrefix = "6", ValidFrom = since }, (1, 1, 0)),
            (new LevelRow { Amount = 1, Legal = "", ProvinceCode = "38", CategoryPrefix = "5", ValidFrom = since }, (0, 0, 0)),
            (new LevelRow { Kind = LevelKind.SocialPension, Amount = 1, Legal = "", ValidFrom = since }, (0, 0, 1)),
            (new SupplementRow { CategoryPrefix = "HT", AddDong = 1, Legal = "", ResolutionNumber = "1", ResolutionOn = since, ProvinceCode = "38", ValidFrom = since }, (0, 0, 1)),
            (new ParameterRow { Name = LawParameters.FuneralTimes, Value = 25, Legal = "", ValidFrom = since }, (0, 0, 0)),
            (new ParameterRow { Name = LawParameters.SupplementRestarts, Value = 1, Legal = "", ValidFrom = since }, (0, 0, 1)), // the promised day of what is open
            (new SpecialAreaRow { CommuneCode = "16072", Legal = "", ValidFrom = since }, (0, 0, 0)),
        })
        {
            var past = await Of(row);
            Assert.Equal(expected, (past!.Decisions, past.Receiving, past.OpenDossiers));
        }
    }

    // Two brackets of one form move in one proposal: what both reach is counted once.
    [Fact]
    public async Task Past_ReachedByTwoRowsOfAProposal_IsCountedOnce()
    {
        await using var host = await OutcomeTests.StartAsync(Day);
        var run = new OutcomeRun(host);
        var refused = await run.Dossiers.SubmittedAsync();
        await run.Dossiers.MatchIdentityAsync(refused);
        await run.DecidedAsync(refused, Person.Disabled.Plain, eligible: false);
        var open = await run.Dossiers.SubmittedAsync();
        await run.Dossiers.MatchIdentityAsync(open);
        await OutcomeTests.ToAppraisalAsync(run, open);
        var since = OutcomeTests.Day("2026-08-01");
        CategoryRow Bracket(string code) => new() { Code = code, Legal = "", Label = "", CoefficientHundredths = 200, Form = "1đ", ValidFrom = since };
        var plan = new RulePlan("") { Add = Bracket("6.n.adult"), Since = since, Also = [new RulePlan("") { Add = Bracket("6.n.elder"), Since = since }] };

        var past = await host.WithDbAsync(db => PastEffect.OfAsync(db, plan, new LawRows(), run.Dossiers.Today.AddDays(1), default));

        Assert.Equal((1, 0, 1), (past!.Decisions, past.Receiving, past.OpenDossiers));
    }

    [Fact]
    public void Place_InTheListOfSpecialOnes_ReachesTheOwnGroupsThatAskForIt()
    {
        var (group, place) = (OwnGroupSample.Row(), new SpecialAreaRow { CommuneCode = "16072", Legal = "", ValidFrom = default });
        group.SpecialArea = true;

        var reach = RuleReach.For(place, new LawRows { ExtraGroups = [group, OwnGroupSample.SensitiveRow()] })!;

        Assert.Contains(ExtraGroupRow.OwnForm, reach.Forms);
        Assert.DoesNotContain(ExtraGroupRow.OwnForm, RuleReach.For(place, new LawRows())!.Forms);
        var paid = reach.Paid!.Compile();
        Assert.Equal([true, true, false], new[] { "7", group.Code, OwnGroupSample.SensitiveRow().Code }.Select(code => paid(Running(code))));
    }

    private static Entitlement Running(string code) => new()
    {
        BeneficiaryId = Guid.NewGuid(), TenantPath = "38.16072", CategoryCode = code, CoefficientHundredths = 150, Level = new Dong(540_000), MonthlyAmount = new Dong(810_000), StartMonth = 202408, DecisionId = Guid.NewGuid(), ReceiverName = "A",
        RecordedAt = DateTime.UnixEpoch,
    };

    // What a number of the law touches is told for every one of them; a new one without it must not pass as something else's.
    [Fact]
    public void Parameters_OfTheLaw_EachHaveTheirReach()
    {
        string Procedure(string name) => RuleReach.For(new ParameterRow { Name = name, Value = 1, Legal = "", ValidFrom = default }, new LawRows()) is { } reach ? string.Join(',', reach.InProcedures) : "";

        Assert.All(LawParameters.Bounds.Keys, name => Procedure(name));
        Assert.Equal("", Procedure(LawParameters.SupplementRestarts));
        Assert.Equal($"{Procedures.EmergencyTreatment},{Procedures.InjuryAtHome}", Procedure(LawParameters.InjuryTimes));
        Assert.Equal($"{Procedures.EmergencyTreatment},{Procedures.InjuryAtHome},{Procedures.EmergencyHousing}", Procedure(LawParameters.AidNearDays));
        Assert.All(new[] { LawParameters.InstitutionUrgentMonths, LawParameters.InstitutionChildYears, LawParameters.InstitutionStudyYears, LawParameters.InstitutionSupportMonths },
            name => Assert.Equal($"{Procedures.Admission},{Procedures.UrgentAdmission}", Procedure(name)));
        Assert.Contains(Procedures.InjuryAtHome, RuleReach.For(new LevelRow { Amount = 1, Legal = "", ValidFrom = default }, new LawRows())!.InProcedures);
        Assert.Throws<InvalidOperationException>(() => Procedure("no.such-number"));
    }

    [Theory]
    [InlineData(RequestKind.Grant, DossierStatus.AwaitingReception, "3T", "COMMUNE_DESK,COMMUNE_OFFICER,COMMUNE_CHAIR,APPRAISER,DIVISION_HEAD,DECIDER,RECORDS_CLERK")]
    [InlineData(RequestKind.Grant, DossierStatus.UnderAppraisal, "3T", "APPRAISER,DIVISION_HEAD,DECIDER,RECORDS_CLERK,COMMUNE_DESK")]
    [InlineData(RequestKind.Grant, DossierStatus.AwaitingHead, "3T", "DIVISION_HEAD,DECIDER,RECORDS_CLERK,COMMUNE_DESK")]
    [InlineData(RequestKind.Grant, DossierStatus.AwaitingSignature, "2T", "DECIDER,RECORDS_CLERK,COMMUNE_DESK")]
    [InlineData(RequestKind.Grant, DossierStatus.Signed, "3T", "RECORDS_CLERK,COMMUNE_DESK")]
    [InlineData(RequestKind.Grant, DossierStatus.Issued, "3T", "COMMUNE_DESK")]
    public void Steps_ToCome_AreThoseOfTheRouteFromTheStatusOn(RequestKind kind, DossierStatus status, string regime, string roles) =>
        Assert.Equal(roles.Split(',').Order(StringComparer.Ordinal), StepsToCome.Of(Procedures.MonthlyAssistance, kind, status, regime, regime == "3T" ? ShippedFlow.Pilot : ShippedFlow.TwoTier).Order(StringComparer.Ordinal));
}
