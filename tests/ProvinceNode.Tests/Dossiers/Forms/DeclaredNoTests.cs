using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers.Forms;

/// <summary>A "no" is an answer: what a declaration asks and does not tell has ended, what it does not ask stays; and what no form asks is assumed of nobody.</summary>
public sealed class DeclaredNoTests
{
    private static readonly DateOnly Filed = new(2022, 12, 20);

    private static readonly Facts Known = new()
    {
        Birth = BirthDate.Of(1980, 5, 1), Poverty = [new(PovertyStatus.Poor, new DateOnly(2021, 1, 1))], Marital = MaritalState.Widowed, MaritalSince = new DateOnly(2019, 3, 1),
        Children = [new ChildFacts(BirthDate.Of(2012, 5, 1)), new ChildFacts(BirthDate.Of(2015, 6, 1))], Incomes = [new(IncomeKind.Pension, 900_000, new DateOnly(2020, 1, 1)), new(IncomeKind.Wage, 100)],
        Supporters = [new("con trai", false, new DateOnly(2020, 1, 1))], Pregnancies = [new(new DateOnly(2022, 8, 1), new DateOnly(2023, 5, 1))], Study = [new()],
    };

    // What held until the day of the change still counts in its month and is lost with the next (Art. 8(1)(đ)).
    [Theory]
    [InlineData("poverty", "Poverty=none")]
    [InlineData("children", "Children.Count=0")]
    [InlineData("pension", "PensionState=no")]
    [InlineData("supporters", "SupporterState=none")]
    [InlineData("family", "Pregnant=no;Marital=widowed")]
    [InlineData("study", "Study=left")]
    [InlineData("category", "")]
    public void Adjustment_SayingNo_EndsThatFactAlone(string reason, string answers)
    {
        var over = FactsOver.Of(Known, Told(reason, answers));
        var (until, month) = (new DateOnly(2022, 12, 9), new DateOnly(2022, 11, 30));
        Assert.Equal(reason == "poverty" ? until : null, Assert.Single(over.Poverty).Until);
        Assert.All(over.Children, c => Assert.Equal(reason == "children" ? until : null, c.DiedOn));
        Assert.Equal((2, reason == "pension" ? month : null), (over.Incomes.Count, over.Incomes.Single(i => i.Kind == IncomeKind.Pension).Until));
        Assert.Equal(reason == "supporters" ? until : null, Assert.Single(over.Supporters).Until);
        Assert.Equal(reason == "family" ? until : new DateOnly(2023, 5, 1), Assert.Single(over.Pregnancies).Until);
        Assert.Equal(reason == "study" ? until : null, Assert.Single(over.Study).Until);
        Assert.Equal((MaritalState.Widowed, new DateOnly(2019, 3, 1)), (over.Marital, over.MaritalSince));
    }

    [Fact]
    public void Adjustment_OfASum_ChangesItWithTheMonth()
    {
        var over = FactsOver.Of(Known, Told("pension", "PensionState=yes;InsuranceAmount=1.100.000"));
        Assert.Equal([(900_000L, (DateOnly?)new DateOnly(2022, 11, 30)), (1_100_000, null)], over.Incomes.Where(i => i.Kind == IncomeKind.Pension).OrderBy(i => i.From).Select(i => (i.MonthlyDong, i.Until)));
    }

    [Fact]
    public void Adjustment_WithoutOneChild_KeepsTheOther()
    {
        var over = FactsOver.Of(Known, Told("children", "Children.Count=1;Children[0].BirthDay=01;Children[0].BirthMonth=06;Children[0].BirthYear=2015;Children[0].Study=studying"));
        Assert.Equal([(2012, (DateOnly?)new DateOnly(2022, 12, 9)), (2015, null)], over.Children.OrderBy(c => c.Birth.Assumed).Select(c => (c.Birth.Assumed.Year, c.DiedOn)));
    }

    // A birth corrected is the same child: in no month, also not in that of the change, are there two.
    [Theory]
    [InlineData("02", "06", "2015", 1)]
    [InlineData("01", "07", "2015", 1)]
    [InlineData("01", "06", "2016", 1)]
    [InlineData("", "", "2015", 1)]
    [InlineData("09", "11", "2018", 2)] // another child: one left on the day, one came
    public void Adjustment_WithABirthCorrected_CountsTheChildOnce(string day, string month, string year, int inTheMonth)
    {
        var known = Known with { Children = [new(BirthDate.Of(2015, 6, 1))] };

        var over = FactsOver.Of(known, Told("children", $"Children.Count=1;Children[0].BirthDay={day};Children[0].BirthMonth={month};Children[0].BirthYear={year};Children[0].Study=studying"));

        Assert.Equal(inTheMonth, over.Children.Count(c => c.DiedOn is not { } left || left >= new DateOnly(2022, 12, 1)));
        Assert.Contains(over.Children, c => c.Birth.Assumed.Year == int.Parse(year, System.Globalization.CultureInfo.InvariantCulture) && c.DiedOn is null);
    }

    [Fact]
    public void NoSupporters_OnForm1d_OverridesThoseOfAnEarlierDecision()
    {
        var (set, values) = EveryFormTests.Example("cao-tuoi", Filed);
        Assert.Equal(new DateOnly(2022, 11, 30), Assert.Single(FactsOver.Of(Known, FormFacts.Of(set.First, values, Filed)).Supporters).Until);
    }

    // Forms 1b, 1c and 1đ are not about maintenance: 5.a is not assumed of whoever is poor and 60, and it is asked.
    [Theory]
    [InlineData("nuoi-con-mot-minh", 62, "", "4")]
    [InlineData("nuoi-con-mot-minh", 62, "none", "4,5.a.60")]
    [InlineData("nuoi-con-mot-minh", 62, "yes", "4")]
    [InlineData("hiv", 60, "", "8")]
    [InlineData("khuyet-tat", 80, "", "6.n.elder")]
    public void PoorElder_OnAFormOfAnotherGroup_IsNotTakenForOneWithoutSupporters(string situation, int age, string state, string categories)
    {
        var (set, values) = EveryFormTests.Example(situation, Filed);
        (values["BirthDay"], values["BirthMonth"], values["BirthYear"], values["Poverty"], values["SupporterState"]) = ("01", "02", $"{2022 - age}", "poor", state);
        (values["Supporters.Count"], values["Supporters[0].Relation"], values["Supporters[0].Assisted"]) = state == "yes" ? ("1", "con trai", "no") : ("", "", "");

        var answer = Law.Decide(FormFacts.Of(set.First, values, Filed) with { Birth = BirthDate.Of(2022 - age, 2, 1) }, 202212);

        Assert.Equal(categories.Split(','), answer.Awards.Select(a => a.CategoryCode).Order(StringComparer.Ordinal));
        Assert.Equal(state.Length == 0, EveryFormTests.Check(set, values, Filed).Any(p => p.Field == "SupporterState"));
        values["Poverty"] = "near";
        Assert.DoesNotContain(EveryFormTests.Check(set, values, Filed), p => p.Field == "SupporterState");
    }

    [Theory]
    [InlineData("2000-12-05", "studying", "university", "", true)] // 22 this month: still paid (policy appendix B)
    [InlineData("2000-11-30", "studying", "university", "", false)]
    [InlineData("2004-03-01", "studying", "second", "", true)]
    [InlineData("2004-03-01", "studying", "", "StudyLevel", true)]
    [InlineData("2004-03-01", "left", "", "", false)]
    public void ChildStudent_OfASingleParent_IsBoundAsTheRulesBindHim(string born, string study, string level, string missing, bool fits)
    {
        var (set, values) = EveryFormTests.Example("nuoi-con-mot-minh", Filed);
        values["BirthYear"] = "1970";
        var parts = born.Split('-');
        (values["Children[0].BirthYear"], values["Children[0].BirthMonth"], values["Children[0].BirthDay"]) = (parts[0], parts[1], parts[2]);
        (values["Children[0].Study"], values["Children[0].StudyLevel"], values["Children[0].StudyUntil"]) = (study, level, "01/2023");

        var problems = EveryFormTests.Check(set, values, Filed).Select(p => p.Field).ToList();
        var child = Assert.Single(FormFacts.Of(set.First, values, Filed).Children);

        Assert.Equal((!fits, missing.Length > 0), (problems.Contains("Children[0].Birth"), problems.Contains("Children[0].StudyLevel")));
        Assert.Equal(study == "studying" ? new StudySpan(null, new DateOnly(2023, 1, 31), level != "second") : null, child.Study);
    }

    // No calendar goes on behind 9999: what was typed in haste is told to who typed it, and reads as untold to officials.
    [Theory]
    [InlineData("12/9999", true)]
    [InlineData("12/2201", true)]
    [InlineData("12/2200", false)]
    public void ChildStudent_UntilAYearOutOfReach_IsToldAndReadAsUntold(string until, bool wrong)
    {
        var (set, values) = EveryFormTests.Example("nuoi-con-mot-minh", Filed);
        (values["Children[0].Study"], values["Children[0].StudyLevel"], values["Children[0].StudyUntil"]) = ("studying", "university", until);
        (values["Children[0].BirthYear"], values["Children[0].BirthMonth"], values["Children[0].BirthDay"]) = ("2004", "03", "01");

        Assert.Equal(wrong, EveryFormTests.Check(set, values, Filed).Any(p => p.Field == "Children[0].StudyUntil"));
        Assert.Equal(wrong ? null : new DateOnly(2200, 12, 31), Assert.Single(FormFacts.Of(set.First, values, Filed).Children).Study?.Until);
    }

    // The boxes of a whole day, too.
    [Theory]
    [InlineData("9999", false)]
    [InlineData("2200", true)]
    public void Day_OfAYearOutOfReach_IsNone(string year, bool read) =>
        Assert.Equal(read ? new DateOnly(2200, 12, 31) : null, PersonRules.Day("31", "12", year, DateOnly.MaxValue, "Day", "Ngày", out _));

    // The box of the address holds a house number, too: the list names villages only (Art. 5(5)(b), 5(7)).
    [Theory]
    [InlineData("yes", "Bản Mới", "Thôn Hoa Trung", true, false)]
    [InlineData("yes", "", "Bản Mới, số nhà 3", true, false)]
    [InlineData("yes", "", "Số nhà 3, bản Mới", true, false)]
    [InlineData("yes", "Bản Cũ", "Bản Mới", false, true)]
    [InlineData("no", "", "Bản Mới", true, true)]
    [InlineData("no", "Bản Mới", "Thôn Hoa Trung", false, false)]
    public void Village_OfASpeciallyDifficultCommune_IsFoundByItsName(string area, string chosen, string address, bool counts, bool warned)
    {
        var (set, values) = EveryFormTests.Example("tre-duoi-3-tuoi", Filed);
        (values["SpecialArea"], values["AreaVillage"], values["Village"]) = (area, chosen, address);
        var rules = Law.With(rows => rows with { SpecialAreas = [new SpecialAreaRow { CommuneCode = values["CommuneCode"], Village = "Bản Mới", Legal = "QĐ 612", ValidFrom = new DateOnly(2021, 9, 16) }] });

        var answer = Law.Decide(FormFacts.Of(set.First, values, Filed) with { Mother = [], Father = [] }, 202212, rules);

        Assert.Equal(counts ? ["7"] : [], answer.Awards.Select(a => a.CategoryCode));
        Assert.Equal(warned, SpecialAreaWords.Of(values.On(Filed), rules) is not null);
        Assert.Equal(["Bản Mới"], rules.SpecialVillages(values["CommuneCode"], Filed));
    }

    // What a request to adjust tells of poverty holds from its own day, whatever its reason is: the months before stand as they were decided.
    [Theory]
    [InlineData("poverty", false)]
    [InlineData("category", true)]
    [InlineData("other", true)]
    public void Poverty_OfAnAdjustment_HoldsFromItsDay(string reason, bool assumed)
    {
        var told = Told(reason, "Poverty=poor");

        Assert.Equal([new PovertySpan(PovertyStatus.Poor, new DateOnly(2022, 12, 10), null, assumed)], told.Poverty);
        Assert.DoesNotContain(FactsOver.Of(Known with { Poverty = [] }, told).Poverty, p => p.From is not { } from || from < new DateOnly(2022, 12, 1));
    }

    private static Facts Told(string reason, string answers)
    {
        var (set, values) = EveryFormTests.Example("dieu-chinh", Filed);
        (values["Poverty"], values["Sex"]) = ("", "2");
        foreach (var answer in answers.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split('=')))
        {
            values[answer[0]] = answer[1];
        }

        (values["ChangeReason"], values["EventOnDay"], values["EventOnMonth"], values["EventOnYear"]) = (reason, "10", "12", "2022");
        return FormFacts.Of(set.First, set.Kept(set.First, values, Filed), Filed);
    }
}
