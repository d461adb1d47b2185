using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>The rule of choice (policy 1.3), its vectors T1–T13 and its words.</summary>
public sealed class ChoiceTests
{
    public static TheoryData<string, int, string> Vectors => new()
    {
        { "T1", 202210, "1.x.u4 900000" }, { "T2", 202210, "1.x.o4 540000" }, { "T3", 202210, "6.n.adult 540000" }, { "T4", 202407, "6.dbn.elder 1250000" },
        { "T5", 202407, "6.dbn.elder 1250000 + CS.6 500000" }, { "T6", 202210, "4 720000 + 6.n.adult 540000" }, { "T7", 202408, "4 500000" },
        { "T8", 202305, "6.n.elder 720000" }, { "T9", 202305, "5.a.80 720000" }, { "T10", 202305, "5.b 360000" }, { "T11", 202508, "HT.1 500000" },
        { "T12", 202508, "6.n.elder 1000000" }, { "T13", 202607, "6.n.adult 810000" },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Vector_OfThePolicy_GivesItsAwards(string vector, int month, string awards) => Assert.Equal(awards, People.Awarded(People.Decide(Vector(vector, month), month)));

    [Fact]
    public void SingleParent_AlsoInGroup8And6_GetsTheHigherOfThemBeside()
    {
        var facts = People.SingleParent(202210, 120) with { Poverty = People.Poor, Hiv = new(), Disability = new(DisabilityDegree.ExtremelySevere, 1, "1", new(2021, 8, 1)) };

        var answer = People.Decide(facts, 202210);

        Assert.Equal("4 360000 + 6.dbn.adult 720000", People.Awarded(answer));
        Assert.Equal(["6.dbn.adult", "8"], answer.Choices.Select(c => c.CategoryCode).Order());
        Assert.Contains("được hưởng cả hai", answer.Choices.Single(c => c.CategoryCode == "6.dbn.adult").Why, StringComparison.Ordinal);
        Assert.Contains("540.000 đồng/tháng, thấp hơn", answer.Choices.Single(c => c.CategoryCode == "8").Why, StringComparison.Ordinal);
    }

    // Group 4 with group 1 to 3 or 7 is never both; the exception names only 5, 6 and 8.
    [Fact]
    public void SingleParent_WithSocialPension_GetsOnlyTheHigher()
    {
        var facts = People.SingleParent(202508, 240) with { Birth = People.Born(202508, 76 * 12), Supporters = [new("con")], PensionRequestedOn = new(2025, 7, 3) };

        var answer = People.Decide(facts, 202508);

        Assert.Equal("4 500000", People.Awarded(answer));
        Assert.Contains("giữ chế độ", Assert.Single(answer.Choices, c => c.CategoryCode == "HT.1").Why, StringComparison.Ordinal);
    }

    // 8 for an adult with a severe disability is a tie at 1,5: the current one stays, else the lower group number.
    [Theory]
    [InlineData("", "6.n.adult")]
    [InlineData("6.n.adult", "6.n.adult")]
    [InlineData("8", "8")]
    public void Tie_BetweenGroups_KeepsTheCurrentElseTheLower(string current, string wins)
    {
        var facts = People.WithHiv(202210, 400) with { Disability = new(DisabilityDegree.Severe, 1, "1", new(2021, 8, 1)), CurrentCategory = current };

        Assert.Equal(wins, People.Decide(facts, 202210).Main!.CategoryCode);
    }

    [Theory]
    [InlineData("", "5.a.60")]
    [InlineData("HT.1", "HT.1")]
    public void Pension_AtTheSameAmount_GivesWayUnlessCurrent(string current, string wins)
    {
        var rules = Law.With(rows => rows with
        {
            Supplements = [new() { ProvinceCode = "38", CategoryPrefix = "HT", AddDong = 250_000, ResolutionNumber = "1", ResolutionOn = new(2025, 7, 1), Legal = "NQ", ValidFrom = new(2025, 7, 1) }],
        });
        var facts = People.AloneElder(202508, 76 * 12) with { PensionRequestedOn = new(2025, 7, 1), CurrentCategory = current };

        Assert.Equal((wins, 750_000), (Law.Decide(facts, 202508, rules).Main!.CategoryCode, Law.Decide(facts, 202508, rules).TotalDong));
    }

    [Theory]
    [InlineData(AllowanceKind.Merit, 539_999, 540_000)]
    [InlineData(AllowanceKind.Merit, 540_000, 0)]
    [InlineData(AllowanceKind.SocialAssistance, 540_000, 0)]
    [InlineData(AllowanceKind.Other, 5_000_000, 540_000)]
    public void OtherAllowance_OfEachKind_ExcludesOnlyWhenHigherAndSocial(AllowanceKind kind, long other, long paid) =>
        Assert.Equal(paid, People.Decide(People.Disabled(202210, 400, DisabilityDegree.Severe) with { OtherAllowances = [new(kind, "trợ cấp", other)] }, 202210).TotalDong);

    [Fact]
    public void OtherAllowance_WithAHouseholdCaring_LeavesTheCare() => Assert.Equal("CS.6 360000", People.Awarded(People.Decide(
        People.Disabled(202210, 400, DisabilityDegree.ExtremelySevere) with { Care = [new(CareKind.Family)], OtherAllowances = [new(AllowanceKind.Merit, "", 9_000_000)] }, 202210)));

    [Fact]
    public void Care_ByFamilyAndTakerIn_ExcludeEachOther()
    {
        var facts = People.Disabled(202210, 100, DisabilityDegree.ExtremelySevere) with { Care = [new(CareKind.Family), new(CareKind.TakenIn)] };

        Assert.Equal("6.dbn.child 900000 + CS.8 900000", People.Awarded(People.Decide(facts, 202210)));
        Assert.Contains(Law.Trial(People.Decide(facts, 202210), "CS.6").Clauses, c => !c.Holds && c.Found.Contains("Người khác", StringComparison.Ordinal));
        Assert.Equal("6.dbn.child 900000", People.Awarded(People.Decide(facts with { Care = [new(CareKind.TakenIn, ConditionsMet: false)] }, 202210)));
    }

    [Theory]
    [InlineData(false, 1, false, "CS.4")]
    [InlineData(true, 0, false, "CS.4")]
    [InlineData(true, 1, false, "CS.5")]
    [InlineData(false, 2, false, "CS.5")]
    [InlineData(true, 2, false, "CS.5")]
    [InlineData(false, 0, false, null)]
    [InlineData(true, 1, true, null)]
    public void PregnancySupport_ByPregnancyAndChildren_IsOneAndTheHigher(bool pregnant, int children, bool spouse, string? code)
    {
        var facts = People.Disabled(202210, 300, DisabilityDegree.Severe) with
        {
            Pregnancies = pregnant ? [new()] : [], Children = [.. Enumerable.Range(0, children).Select(i => new ChildFacts(People.Born(202210, 5 + i)))], SpouseReceivesPregnancySupport = spouse,
        };

        Assert.Equal(code, People.Decide(facts, 202210).Awards.SingleOrDefault(a => a.Kind == AwardKind.Care)?.CategoryCode);
    }

    [Fact]
    public void Institution_Whole_LeavesOnlyItsAllowance()
    {
        var facts = People.Disabled(202210, 400, DisabilityDegree.ExtremelySevere) with { Care = [new(CareKind.Family)], Institution = [new(new DateOnly(2022, 9, 10), new DateOnly(2022, 11, 20))] };

        var answers = new[] { 202209, 202210, 202211, 202212 }.Select(m => People.Decide(facts, m)).ToList();

        Assert.Equal(["6.dbn.adult 720000 + CS.6 360000", "INST.o4 1440000", "6.dbn.adult 720000 + CS.6 360000", "6.dbn.adult 720000 + CS.6 360000"], answers.Select(People.Awarded));
        Assert.False(answers[1].Eligible);
        Assert.Equal(ReceiverKind.Institution, answers[1].Awards[0].Receiver);
    }

    [Theory]
    [InlineData(0, false, 500_000)]
    [InlineData(499_999, false, 500_000)]
    [InlineData(500_000, false, 0)]
    [InlineData(200_000, true, 300_000)]
    [InlineData(499_999, true, 1)]
    public void SocialPension_WithALowerPension_IsFullOrTheDifferenceByParameter(long pension, bool difference, long paid)
    {
        var rules = Law.With(rows => rows with { Parameters = [.. rows.Parameters.Where(p => p.Name != LawParameters.LowPensionDifference), Parameter(LawParameters.LowPensionDifference, difference)] });
        var facts = People.Pensioner(202508, 76 * 12) with { Incomes = pension == 0 ? [] : [new(IncomeKind.Pension, pension)] };

        Assert.Equal(paid, Law.Decide(facts, 202508, rules).TotalDong);
    }

    [Fact]
    public void SocialPension_WithoutRequestOrCitizenship_IsRefusedWithTheClause()
    {
        var facts = People.Pensioner(202508, 76 * 12);

        Assert.Contains("Có văn bản đề nghị hưởng", People.Decide(facts with { PensionRequestedOn = null }, 202508).WhyNot("01-176"), StringComparison.Ordinal);
        Assert.Contains("công dân Việt Nam", People.Decide(facts with { Foreign = true }, 202508).WhyNot("01-176"), StringComparison.Ordinal);
        Assert.Equal(0, People.Decide(facts with { PensionRequestedOn = new(2025, 9, 1) }, 202508).TotalDong);
        Assert.Equal(0, People.Decide(facts with { Birth = People.Born(202508, 72 * 12), Poverty = [] }, 202508).TotalDong);
    }

    [Fact]
    public void Groups5bAnd5c_AfterJune2025_SayWhatTookTheirPlace() => Assert.Contains(
        Law.Trial(People.Decide(People.ElderWithoutPension(202507, 85 * 12), 202507), "5.c").Clauses,
        c => !c.Holds && c.Found == "Hết hiệu lực từ ngày 01/07/2025, thay bằng trợ cấp hưu trí xã hội (Nghị định số 176/2025/NĐ-CP)");

    [Fact]
    public void Supporters_WhoReceiveAssistance_DoNotCountFor5a()
    {
        var facts = People.AloneElder(202210, 65 * 12) with { Supporters = [new("vợ", ReceivesAssistance: true)] };

        Assert.Equal("5.a.60 540000", People.Awarded(People.Decide(facts, 202210)));
        Assert.Equal("", People.Awarded(People.Decide(facts with { Supporters = [.. facts.Supporters, new("con gái")] }, 202210)));
        Assert.Equal("", People.Awarded(People.Decide(facts with { Poverty = People.NearPoor }, 202210)));
    }

    [Theory]
    [InlineData(MaritalState.NeverMarried, 360_000)]
    [InlineData(MaritalState.Widowed, 360_000)]
    [InlineData(MaritalState.SpouseMissing, 360_000)]
    [InlineData(MaritalState.Married, 0)]
    [InlineData(MaritalState.Divorced, 0)]
    [InlineData(MaritalState.Unknown, 0)]
    public void SingleParent_ByMaritalState_IsAsArticle5Names(MaritalState marital, long paid) =>
        Assert.Equal(paid, People.Decide(People.SingleParent(202210, 100) with { Marital = marital }, 202210).TotalDong);

    [Theory]
    [InlineData(191, false, 1)]
    [InlineData(192, false, 0)]
    [InlineData(192, true, 1)]
    [InlineData(264, true, 1)]
    [InlineData(265, true, 0)]
    public void SingleParent_AtEachAgeOfTheChild_CountsIt(int age, bool studying, int count)
    {
        var facts = People.SingleParent(202210) with { Children = [new(People.Born(202210, age), studying ? new() : null)] };

        Assert.Equal(count * 360_000, People.Decide(facts, 202210).TotalDong);
    }

    [Theory]
    [InlineData("wage")]
    [InlineData("allowance")]
    [InlineData("near-poor")]
    public void Group8_WithIncomeOrNotPoor_GetsNothing(string what)
    {
        var facts = People.WithHiv(202210, 400);
        facts = what switch
        {
            "wage" => facts with { Incomes = [new(IncomeKind.Wage, 0)] },
            "allowance" => facts with { OtherAllowances = [new(AllowanceKind.SocialAssistance, "", 1)] },
            _ => facts with { Poverty = People.NearPoor },
        };

        Assert.Equal(0, People.Decide(facts, 202210).TotalDong);
    }

    [Fact]
    public void Group7_InGroup1Or6_IsNotAsked()
    {
        var infant = People.Infant(202210, 20);

        Assert.Equal("7 540000", People.Awarded(People.Decide(infant, 202210)));
        Assert.False(Law.Trial(People.Decide(infant with { Disability = new(DisabilityDegree.Severe, 1, "1", new(2022, 1, 1)) }, 202210), "7").Holds);
        Assert.False(Law.Trial(People.Decide(infant with { Residences = [new("00001")] }, 202210), "7").Holds);
    }

    [Fact]
    public void HivTrials_Always_AreMarkedSensitive() => Assert.All(
        People.Decide(People.WithHiv(202210, 400), 202210).Trials, t => Assert.Equal(t.CategoryCode[0] is '3' or '8', t.Sensitive));

    [Fact]
    public void Death_OrPrison_EndsWithTheNextMonth()
    {
        var facts = People.Disabled(202210, 400, DisabilityDegree.Severe);

        Assert.Equal([540_000, 0], new[] { 202210, 202211 }.Select(m => People.Decide(facts with { DiedOn = new(2022, 10, 1) }, m).TotalDong));
        Assert.Equal([540_000, 0, 0, 540_000], new[] { 202210, 202211, 202303, 202305 }.Select(m =>
            People.Decide(facts with { Detentions = [new(DetentionKind.Prison, new(2022, 10, 9), new(2023, 4, 30))] }, m).TotalDong));
        Assert.Contains("tạm giam", People.Decide(facts with { Detentions = [new(DetentionKind.Custody, new(2022, 9, 9))] }, 202210).Remarks[^1], StringComparison.Ordinal);
    }

    private static ParameterRow Parameter(string name, bool on) => new() { Name = name, Value = on ? 1 : 0, Legal = "Quy ước", ValidFrom = new(2021, 7, 1) };

    private static Facts Vector(string vector, int month) => vector switch
    {
        "T1" => People.Orphan(month, 47),
        "T2" => People.Orphan(month, 48),
        "T3" or "T13" => People.Disabled(month, (vector == "T3" ? 35 : 40) * 12, DisabilityDegree.Severe),
        "T4" => People.Disabled(month, 61 * 12, DisabilityDegree.ExtremelySevere),
        "T5" => People.Disabled(month, 61 * 12, DisabilityDegree.ExtremelySevere) with { Care = [new(CareKind.Family)] },
        "T6" => People.SingleParent(month, 10 * 12, 20 * 12) with { Birth = People.Born(month, 480), Poverty = People.Poor, Disability = new(DisabilityDegree.Severe, 1, "1", new(2022, 1, 1)) },
        "T7" => People.SingleParent(month, 100),
        "T8" => People.ElderWithoutPension(month, 82 * 12) with { Disability = new(DisabilityDegree.Severe, 1, "1", new(2022, 1, 1)) },
        "T9" => People.AloneElder(month, 82 * 12),
        "T10" => People.ElderInSpecialPlace(month, 77 * 12),
        "T11" => People.Pensioner(month, 76 * 12) with { Poverty = [] },
        _ => People.Pensioner(month, 72 * 12) with { Disability = new(DisabilityDegree.Severe, 1, "1", new(2025, 1, 1)) },
    };
}
