using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>First months by group (policy 3.4) and the words that say so.</summary>
public sealed class StartTests
{
    [Fact]
    public void Start_OfMostGroups_IsTheMonthOfSigning()
    {
        Facts[] people =
        [
            People.Orphan(202210, 60), People.Student(202210, 200), People.WithHiv(202210, 60), People.SingleParent(202210, 60), People.AloneElder(202210, 800),
            People.TakenInElder(202210, 800), People.Infant(202210, 20), People.WithHiv(202210, 400),
        ];

        Assert.All(people, p => Assert.Equal(202210, People.Decide(p, 202210).Main!.StartMonth));
        Assert.Equal(202508, People.Decide(People.Pensioner(202508, 76 * 12), 202508).Main!.StartMonth);
        Assert.Contains("tháng ký quyết định", People.Decide(people[0], 202210).Main!.StartWhy, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_OfCareBesideGroup6_IsItsOwnMonth()
    {
        var answer = People.Decide(People.Disabled(202210, 300, DisabilityDegree.ExtremelySevere) with { Care = [new(CareKind.Family)] }, 202210);

        Assert.Equal([202107, 202210], answer.Awards.Select(a => a.StartMonth));
        Assert.Equal([ReceiverKind.Self, ReceiverKind.Household], answer.Awards.Select(a => a.Receiver));
    }

    [Theory]
    [InlineData(202210, 0, 202210)]
    [InlineData(202210, 3, 202207)]
    [InlineData(202210, 15, 202107)]
    [InlineData(202210, 16, 202107)] // 75 before the decree: the group did not exist
    public void Start_Of5b_IsTheBirthdayMonthSinceTheDecree(int month, int monthsSince, int start)
    {
        var answer = People.Decide(People.ElderInSpecialPlace(month, (75 * 12) + monthsSince), month);

        Assert.Equal(("5.b", start), (answer.Main!.CategoryCode, answer.Main.StartMonth));
    }

    [Fact]
    public void Start_Of5c_NeedsTheOtherConditionsInEachMonth()
    {
        var facts = People.ElderWithoutPension(202305, (80 * 12) + 10) with { Incomes = [new(IncomeKind.SocialInsurance, 700_000, Until: new(2022, 11, 15))] };

        var answer = People.Decide(facts, 202305);

        Assert.Equal(202212, answer.Main!.StartMonth);
        Assert.StartsWith("Đủ 80 tuổi từ tháng 07/2022, đủ các điều kiện khác từ tháng 12/2022", answer.Main.StartWhy, StringComparison.Ordinal);
        Assert.Equal([new ArrearsSpan(202212, 202305, 360_000, 6)], Arrears.Between(facts, new(202212), new(202306), People.Book, "38"));
    }

    // The severe degree was found to be extremely severe: from the month of the new certificate.
    [Fact]
    public void Start_OfAnAdjustment_IsTheMonthOfItsCondition()
    {
        var facts = People.Disabled(202210, 400, DisabilityDegree.ExtremelySevere) with
        {
            CurrentCategory = "6.n.adult", EarlierCertificates = [new(DisabilityDegree.Severe, 1, "1", new(2021, 8, 1))], Disability = new(DisabilityDegree.ExtremelySevere, 1, "2", new(2022, 8, 20)),
        };

        var main = People.Decide(facts, 202210).Main!;

        Assert.Equal(("6.dbn.adult", 202208), (main.CategoryCode, main.StartMonth));
        Assert.Equal([new ArrearsSpan(202208, 202210, 720_000, 3)], Arrears.Between(facts, new(main.StartMonth), new(202211), People.Book, "38"));
    }

    [Fact]
    public void Start_OfAnAdjustmentByAge_IsTheBirthdayMonth() =>
        Assert.Equal(202208, People.Decide(People.Disabled(202210, (60 * 12) + 2, DisabilityDegree.Severe) with { CurrentCategory = "6.n.adult" }, 202210).Main!.StartMonth);

    [Fact]
    public void Answer_WithEveryKindOfFact_SurvivesItsJson()
    {
        var facts = People.SingleParent(202210, 60, 210) with
        {
            Poverty = People.Poor, Hiv = new(new(2022, 1, 3), "12"), Disability = new(DisabilityDegree.ExtremelySevere, 2, "7", new(2022, 2, 1), new(2030, 1, 1), true),
            Residences = People.SpecialPlace, Mother = [new(ParentState.Dead, new(2001, 1, 1))], Pregnancies = [new(new(2022, 9, 1), new(2023, 5, 1))], Care = [new(CareKind.Family)],
            Incomes = [new(IncomeKind.OtherStable, 5)], OtherAllowances = [new(AllowanceKind.Other, "x", 1)], Detentions = [new(DetentionKind.Custody, new(2020, 1, 1), new(2020, 2, 1))],
            Supporters = [new("chồng", true)], Study = [new(FirstDegree: false)], MaritalSince = new(2000, 1, 1), DiedOn = new(2040, 1, 1), Institution = [new(new(2015, 1, 1), new(2016, 1, 1))],
        };
        var stored = ProvinceNode.Dossiers.Appraisal.Of(facts, new(202210), People.Book, "38");

        var read = ProvinceNode.Dossiers.Appraisal.Parse(stored.ToJson());

        Assert.Equal(stored.ToJson(), read.ToJson());
        Assert.Equal(stored.ToJson(), ProvinceNode.Dossiers.Appraisal.Of(read.Facts, new(202210), People.Book, "38").ToJson());
        Assert.Equal(People.Awarded(stored.Answer), People.Awarded(read.Answer));
    }
}
