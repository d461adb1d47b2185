using System.Globalization;
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

    // 75 in May 2022; nobody told since when he lives there, since when he is near-poor.
    [Theory]
    [InlineData("2022-09-01", true, 202209, "cư trú tại đây")]
    [InlineData("2022-09-01", false, 202209, "")]
    [InlineData("2022-05-31", true, 202205, "")]
    [InlineData("2022-06-01", true, 202206, "cư trú tại đây")]
    public void Start_Of5b_IsNotBeforeTheMonthFromWhichTheResidenceIsKnown(string since, bool assumed, int start, string untold)
    {
        var facts = People.ElderInSpecialPlace(202210, (75 * 12) + 5) with { Residences = [People.SpecialPlace[0] with { From = DateOnly.Parse(since, CultureInfo.InvariantCulture), Assumed = assumed }] };

        var main = People.Decide(facts, 202210).Main!;

        Assert.Equal(("5.b", start, untold.Length > 0), (main.CategoryCode, main.StartMonth, main.StartWhy.Contains("Tờ khai không ghi", StringComparison.Ordinal)));
        Assert.Contains(untold.Length > 0 ? $"Tờ khai không ghi {untold} từ tháng nào" : "", main.StartWhy, StringComparison.Ordinal);
    }

    [Fact]
    public void Start_BoundByTwoThingsThatNobodyDated_NamesBoth()
    {
        var facts = People.ElderInSpecialPlace(202301, (75 * 12) + 8) with
        {
            Residences = [People.SpecialPlace[0] with { From = new(2023, 1, 1), Assumed = true }], Poverty = [new(PovertyStatus.NearPoor, new(2023, 1, 1), null, true)],
        };

        var main = People.Decide(facts, 202301).Main!;

        Assert.Equal(202301, main.StartMonth);
        Assert.Contains("Tờ khai không ghi cư trú tại đây, thuộc hộ nghèo, hộ cận nghèo từ tháng nào nên không truy lĩnh trước tháng 01/2023", main.StartWhy, StringComparison.Ordinal);
    }

    // Who is poor and had nobody belonged to 5.a, which begins with the signature; who is not poor never did.
    [Theory]
    [InlineData(true, true, 202304)]
    [InlineData(false, true, 202207)]
    [InlineData(true, false, 202304)]
    public void Start_Of5c_IsNotBeforeTheMonthFromWhichTheSupporterIsKnown(bool poor, bool assumed, int start)
    {
        var facts = People.ElderWithoutPension(202305, (80 * 12) + 10) with { Supporters = [new("con trai", false, new(2023, 4, 1), null, assumed)], Poverty = poor ? People.Poor : [] };

        var main = People.Decide(facts, 202305).Main!;

        Assert.Equal(("5.c", start), (main.CategoryCode, main.StartMonth));
        Assert.Equal(poor && assumed, main.StartWhy.Contains("Tờ khai không ghi có người phụng dưỡng từ tháng nào", StringComparison.Ordinal));
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
