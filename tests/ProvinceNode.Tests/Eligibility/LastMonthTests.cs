using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Support that ends by age ends with the month after (policy 3.4, 3.6); a smaller one counts from the month itself (1.5).</summary>
public sealed class LastMonthTests
{
    private static readonly CareSpan[] TakenIn = [new(CareKind.TakenIn, true)];

    [Fact]
    public void CareOfAnOrphan_AtSixteen_IsPaidInThatMonth()
    {
        Assert.Equal(["202207-202208 1.x.o4 + CS.2 1080000", "202209-202209 0"], Spans(People.Orphan(202208, 192) with { Care = TakenIn }, 202207, 202209));
        Assert.Equal(
            ["202207-202207 1.x.o4 + CS.2 1080000", "202208-202208 2 + CS.2 1080000", "202209-202209 2 540000"],
            Spans(People.Orphan(202208, 192) with { Care = TakenIn, Study = [new()] }, 202207, 202209));
    }

    [Fact]
    public void SupportOfADisabledMother_AtThirtySixMonthsOfTheOnlyChild_IsPaidInThatMonth() => Assert.Equal(
        ["202207-202208 6.n.adult + CS.4 1080000", "202209-202209 6.n.adult 540000"], Spans(Mother(36), 202207, 202209));

    [Fact]
    public void SupportOfADisabledMother_WhenTwinsReachThirtySixMonths_IsPaidInThatMonth() => Assert.Equal(
        ["202207-202208 6.n.adult + CS.5 1260000", "202209-202209 6.n.adult 540000"], Spans(Mother(36, 36), 202207, 202209));

    // CS.5 to CS.4 is a decrease, from the month itself.
    [Fact]
    public void SupportOfADisabledMother_WhenOneOfTwoGrows_FallsInThatMonth() => Assert.Equal(
        ["202207-202207 6.n.adult + CS.5 1260000", "202208-202209 6.n.adult + CS.4 1080000"], Spans(Mother(36, 10), 202207, 202209));

    [Fact]
    public void CareOfADisabledChild_AtSixteen_FallsInThatMonth() => Assert.Equal(
        ["202207-202207 6.dbn.child + CS.8 1800000", "202208-202208 6.dbn.adult + CS.7 1260000"],
        Spans(People.Disabled(202208, 192, DisabilityDegree.ExtremelySevere) with { Care = TakenIn }, 202207, 202208));

    [Fact]
    public void CareOfAChild_AtFour_FallsInThatMonth() => Assert.Equal(
        ["202207-202207 1.x.u4 + CS.1 1800000", "202208-202208 1.x.o4 + CS.2 1080000"], Spans(People.Orphan(202208, 48) with { Care = TakenIn }, 202207, 202208));

    [Fact]
    public void Month_AskedAlone_KnowsTheCareThatWasPaid()
    {
        var facts = People.Orphan(202208, 192) with { Care = TakenIn, Study = [new()], CurrentCategory = "1.x.o4", CurrentCare = ["CS.2"] };

        var answer = People.Decide(facts, 202208);

        Assert.Equal("2 540000 + CS.2 540000", People.Awarded(answer));
        Assert.Contains(answer.Remarks, r => r.StartsWith("Tháng 08/2022 là tháng cuối được hỗ trợ chăm sóc", StringComparison.Ordinal));
        Assert.Equal("2 540000", People.Awarded(People.Decide(facts with { CurrentCare = [] }, 202208)));
        Assert.Equal("2 540000", People.Awarded(People.Decide(facts with { CurrentCategory = "2" }, 202209)));
        var mother = People.Decide(Mother(36) with { CurrentCategory = "6.n.adult", CurrentCare = ["CS.4"] }, 202208);
        Assert.Contains(mother.Remarks, r => r.Contains("thôi hỗ trợ từ tháng 09/2022", StringComparison.Ordinal));
        Assert.Contains(mother.Trials.Single(t => t.CategoryCode == "CS.4").Clauses, c => c.Found.EndsWith("1 con đủ 36 tháng tuổi trong tháng 08/2022: tháng cuối còn được hỗ trợ", StringComparison.Ordinal));
    }

    // Group 2 asks "đến 22 tuổi": the words are those of the test.
    [Theory]
    [InlineData(263, true)]
    [InlineData(264, true)]
    [InlineData(265, false)]
    public void Words_OfGroup2_AreThoseOfItsTest(int age, bool holds)
    {
        var trial = Law.Trial(People.Decide(People.Student(202208, age), 202208), "2");

        Assert.Equal(("Tuổi từ đủ 16 tuổi đến 22 tuổi", holds), (trial.Clauses[0].Wants, trial.Clauses[0].Holds));
        Assert.Equal("Tuổi dưới 3 tuổi (36 tháng)", Law.Trial(People.Decide(People.Infant(202208, 20), 202208), "7").Clauses[0].Wants);
    }

    [Theory]
    [InlineData("6.n.adult", "Chưa hưởng theo khoản 1", false)]
    [InlineData("1.x.o4", "Đã hưởng", true)]
    [InlineData("2", "Đã hưởng", true)]
    [InlineData("", "Chưa hưởng theo khoản 1", false)]
    public void Words_AboutGroup1_SayWhatTheClauseFound(string current, string found, bool holds)
    {
        var clause = Law.Trial(People.Decide(People.Student(202208, 230) with { ReceivedAsGroup1 = false, CurrentCategory = current }, 202208), "2").Clauses[1];

        Assert.Equal((found, holds), (clause.Found, clause.Holds));
    }

    // 2 October to 15 November is more than a month but fills none (policy 3.6 S3).
    [Theory]
    [InlineData("2022-10-02", "2022-11-15", 202210, false)]
    [InlineData("2022-10-02", "2022-11-15", 202211, true)]
    [InlineData("2022-10-02", "2022-11-01", 202211, true)]
    [InlineData("2022-10-02", "2022-10-31", 202211, false)]
    [InlineData("2022-10-01", "2022-10-31", 202210, true)]
    [InlineData("2022-10-02", "2022-11-15", 202212, false)]
    public void Remark_OfCustody_ComparesDaysWithOneMonth(string from, string until, int month, bool remarked)
    {
        var facts = People.Disabled(202210, 400, DisabilityDegree.Severe) with { Detentions = [new(DetentionKind.Custody, DateOnly.Parse(from, Culture), DateOnly.Parse(until, Culture))] };

        Assert.Equal(remarked, People.Decide(facts, month).Remarks.Any(r => r.Contains("tạm giam", StringComparison.Ordinal)));
    }

    // A certificate of May, asked for in October: the level of July met no condition.
    [Theory]
    [InlineData(202410, 202405)]
    [InlineData(202406, 202405)]
    public void Adjustment_AcrossALevel_CountsFromItsCondition(int month, int start)
    {
        var facts = People.Disabled(202410, 400, DisabilityDegree.ExtremelySevere) with
        {
            CurrentCategory = "6.n.adult", EarlierCertificates = [new(DisabilityDegree.Severe, 1, "1", new(2021, 8, 1))], Disability = new(DisabilityDegree.ExtremelySevere, 1, "2", new(2024, 5, 20)),
        };

        var main = People.Decide(facts, month).Main!;

        Assert.Equal(("6.dbn.adult", start), (main.CategoryCode, main.StartMonth));
        Assert.Equal([new ArrearsSpan(202405, 202406, 720_000, 2), new ArrearsSpan(202407, 202410, 1_000_000, 4)], Arrears.Between(facts, new(202405), new(202411), People.Book, "38"));
        Assert.Equal(202407, People.Decide(facts with { CurrentCategory = "6.dbn.adult" }, 202410).Main!.StartMonth);
    }

    private static IFormatProvider Culture => System.Globalization.CultureInfo.InvariantCulture;

    private static Facts Mother(params int[] ages) => People.Disabled(202208, 300, DisabilityDegree.Severe) with { Children = [.. ages.Select(a => new ChildFacts(People.Born(202208, a)))] };

    private static IEnumerable<string> Spans(Facts facts, int from, int to) => Timeline.Spans(Timeline.Of(facts, new(new(from), new(to), new(from)), People.Book, "38"))
        .Select(s => $"{s.FromMonth}-{s.ToMonth} {(s.Parts.Count == 0 ? "0" : $"{string.Join(" + ", s.Parts.Select(p => p.CategoryCode))} {s.MonthlyDong}")}");
}
