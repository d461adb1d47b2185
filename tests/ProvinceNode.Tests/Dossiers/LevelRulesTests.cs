using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>How running payments go on at a new level, in bulk and without a host (policy 1.1, 1.4, 3.5; Decree 20 Art. 4; Decree 335/2026).</summary>
public sealed class LevelRulesTests
{
    private static readonly DateOnly LongAgo = new(2021, 7, 1);

    [Theory]
    [InlineData(EntitlementKind.Assistance, "6.n.adult", 202206, 540_000, 1, 202611, "6.n.adult 202407-202606 750000; 6.n.adult 202607-0 810000")]
    [InlineData(EntitlementKind.Assistance, "6.n.adult", 202206, 540_000, 1, 202406, "6.n.adult 202407-0 750000")]
    [InlineData(EntitlementKind.Assistance, "6.n.adult", 202206, 540_000, 1, 202405, "")]
    [InlineData(EntitlementKind.Assistance, "4", 202206, 720_000, 2, 202611, "4 202407-202606 1000000; 4 202607-0 1080000")]
    [InlineData(EntitlementKind.Care, "CS.6", 202206, 360_000, 1, 202411, "CS.6 202407-0 500000")]
    [InlineData(EntitlementKind.SocialPension, "HT.1", 202507, 500_000, 1, 202611, "HT.1 202607-0 540000")]
    [InlineData(EntitlementKind.Assistance, "5.c", 202206, 360_000, 1, 202506, "5.c 202407-0 500000")] // before the change of July 2025
    [InlineData(EntitlementKind.Assistance, "5.c", 202206, 360_000, 1, 202507, "5.c 202407-202506 500000; HT.1 202507-0 500000")]
    [InlineData(EntitlementKind.Assistance, "5.b", 202407, 500_000, 1, 202611, "HT.1 202507-202606 500000; HT.1 202607-0 540000")]
    public void Of_ARunningPayment_IsAVersionForEachLevel(EntitlementKind kind, string category, int start, long monthly, int times, int month, string expected)
    {
        var answer = LevelRules.Of(Row(kind, category, start, monthly, times), Terms(month));
        Assert.Equal(expected, Versions(answer));
        Assert.Equal(LevelDoubt.None, answer.Doubt);
    }

    [Theory]
    [InlineData("2026-10-04", "")] // Decree 335/2026 has no force yet
    [InlineData("2026-10-05", "6.n.adult 202607-0 810000")]
    public void Of_ALevelThatCameLate_BeginsWithItsForce(string day, string expected) =>
        Assert.Equal(expected, Versions(LevelRules.Of(Row(EntitlementKind.Assistance, "6.n.adult", 202604, 750_000), Terms(202610, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)))));

    [Theory]
    [InlineData(true, 202607, 4 * 60_000)] // July to October, though signed in October
    [InlineData(false, 202609, 2 * 60_000)] // came from paper in September: what was paid before is not known
    public void Of_ALevelThatCameLate_OwesTheMonthsBetween(bool decided, int from, long dong)
    {
        var row = Row(EntitlementKind.Assistance, "6.n.adult", 202604, 750_000) with { Decided = decided, RecordedOn = new(2026, 9, 3) };
        var answer = LevelRules.Of(row, Terms(202610, new(2026, 10, 6)));
        var span = Assert.Single(answer.Arrears);
        Assert.Equal((from, 202610, 60_000L, dong), (span.FromMonth, span.ToMonth, span.MonthlyDong, answer.ArrearsDong));
    }

    [Fact]
    public void Of_WhatWasGrantedBeforeALateLevelHadForce_RaisesItFromItsFirstMonth()
    {
        var answer = LevelRules.Of(Row(EntitlementKind.Assistance, "6.n.adult", 202608, 750_000) with { RecordedOn = new(2026, 8, 10) }, Terms(202610, new(2026, 10, 6)));
        Assert.Equal(("6.n.adult 202608-0 810000", 3 * 60_000L), (Versions(answer), answer.ArrearsDong));
    }

    [Fact]
    public void Of_AProvincesOwnLevel_IsItsAmount()
    {
        var terms = new LevelTerms(Law.With("38", 440_000, new(2023, 1, 1)), new PayMonth(202311), "38");
        Assert.Equal("6.n.adult 202301-0 660000", Versions(LevelRules.Of(Row(EntitlementKind.Assistance, "6.n.adult", 202206, 540_000), terms)));
        Assert.Equal(202301, terms.Edition);
    }

    [Fact]
    public void Of_AProvincesLevelThatEnded_BeginsWithTheFirstListAndTakesNothingBack()
    {
        var terms = new LevelTerms(Law.With("38", 440_000, new(2022, 1, 1), new(2023, 6, 30)), new PayMonth(202311), "38");
        var answer = LevelRules.Of(Row(EntitlementKind.Assistance, "6.n.adult", 202206, 660_000), terms);
        Assert.Equal(("6.n.adult 202312-0 540000", 0L), (Versions(answer), answer.ArrearsDong));
    }

    [Theory]
    [InlineData("6.n.adult", 202206, 555_000, LevelDoubt.Amount)]
    [InlineData("6.n.adult", 201503, 540_000, LevelDoubt.Recorded)] // the level of the day of taking over, an older first month
    [InlineData("6.n.adult", 201503, 555_000, LevelDoubt.OldLaw)]
    [InlineData("9.z", 202206, 540_000, LevelDoubt.Ended)]
    public void Of_AnAmountThatTheLawDoesNotExplain_IsDoubtedAndNotGuessed(string category, int start, long monthly, LevelDoubt doubt)
    {
        var answer = LevelRules.Of(Row(EntitlementKind.Assistance, category, start, monthly) with { RecordedOn = new(2022, 10, 5) }, Terms(202407));
        Assert.Equal((doubt, 0), (answer.Doubt, answer.Versions.Count));
    }

    [Fact]
    public void Of_AnAmountThatTheLawDoesNotExplain_StandsWhileNoLevelChangedSinceItWasRecorded() =>
        Assert.False(LevelRules.Of(Row(EntitlementKind.Assistance, "6.n.adult", 202206, 555_000) with { RecordedOn = new(2024, 7, 9) }, Terms(202411)).Due);

    // A change of residence in August took the amount of June over as it was.
    [Theory]
    [InlineData(true, "6.n.adult 202408-0 750000")]
    [InlineData(false, "")]
    public void Of_WhatADecisionTookOverAtAnOlderLevel_IsRaisedFromItsFirstMonth(bool decided, string expected) =>
        Assert.Equal(expected, Versions(LevelRules.Of(Row(EntitlementKind.Assistance, "6.n.adult", 202408, 540_000) with { RecordedOn = new(2024, 7, 9), Decided = decided }, Terms(202411))));

    [Theory]
    [InlineData(LevelChoice.Keep, 0, 0, "", 0)]
    [InlineData(LevelChoice.Raise, 0, 0, "6.n.adult 202407-0 770833", 2 * 215_833)] // 555.000 × 500 / 360
    [InlineData(LevelChoice.Enter, 760_000, 202408, "6.n.adult 202408-0 760000", 205_000)]
    public void Of_ASettledPayment_GoesOnAsTheOfficialSays(LevelChoice choice, long dong, int from, string expected, long arrears)
    {
        var row = Row(EntitlementKind.Assistance, "6.n.adult", 202206, 555_000) with { RecordedOn = new(2022, 10, 5), Choice = choice, ChosenDong = dong, ChosenFrom = from };
        var answer = LevelRules.Of(row, Terms(202408));
        Assert.Equal((expected, arrears), (Versions(answer), answer.ArrearsDong));
    }

    [Theory]
    [InlineData("5.c", "1945-02-10", false, 500_000, LevelDoubt.None, "HT.1")]
    [InlineData("5.b", "1953-02-10", false, 500_000, LevelDoubt.None, "HT.2")] // poor by point b, from 70 on
    [InlineData("5.c", "1953-02-10", false, 500_000, LevelDoubt.Age, "")] // point c tells nothing of poverty
    [InlineData("5.b", "1960", false, 500_000, LevelDoubt.Age, "")]
    [InlineData("5.c", "1945-02-10", true, 500_000, LevelDoubt.Beside, "")]
    [InlineData("5.c", "1945-02-10", false, 650_000, LevelDoubt.Lower, "")]
    public void Of_AnEndedPointOfArticle5_IsTheSocialPensionOrADoubt(string category, string birth, bool beside, long monthly, LevelDoubt doubt, string becomes)
    {
        var row = Row(EntitlementKind.Assistance, category, 202407, monthly) with { Birth = birth, Beside = beside };
        var answer = LevelRules.Of(row, Terms(202507));
        Assert.Equal((doubt, becomes), (answer.Doubt, answer.Versions.Count > 0 ? answer.Versions[^1].CategoryCode : ""));
        Assert.Empty(LevelRules.Choices(doubt));
    }

    // Against a count month by month that knows nothing of versions.
    [Fact]
    public void Of_EveryCategoryAndMonth_OwesExactlyWhatEachMonthWasShort()
    {
        var checkedRows = 0;
        foreach (var day in new DateOnly[] { new(2024, 7, 3), new(2025, 3, 3), new(2026, 8, 3), new(2026, 10, 6) })
        {
            var terms = Terms(PayMonth.Of(day).Number, day);
            foreach (var category in RuleSeedCategories(terms))
            {
                for (var start = new PayMonth(202107); start <= terms.Month; start = start.AddMonths(5))
                {
                    var rate = terms.Rules.RateOf(category.Code, start, 1, "38")!;
                    var answer = LevelRules.Of(Row(KindOf(category.Code), category.Code, start.Number, rate.MonthlyDong), terms);
                    var due = Months(start, terms.Month).Sum(m => terms.Rules.RateOf(category.Code, m, 1, "38")!.MonthlyDong - rate.MonthlyDong);
                    Assert.Equal(due, answer.ArrearsDong);
                    Assert.Equal(terms.Rules.RateOf(category.Code, terms.Until, 1, "38")!.MonthlyDong, answer.Versions.Count > 0 ? answer.Versions[^1].MonthlyDong : rate.MonthlyDong);
                    Assert.All(answer.Versions.Zip(answer.Versions.Skip(1)), p => Assert.Equal(new PayMonth(p.First.To).AddMonths(1).Number, p.Second.From));
                    checkedRows++;
                }
            }
        }

        Assert.True(checkedRows > 1_000, $"{checkedRows}");
    }

    private static IEnumerable<CategoryRow> RuleSeedCategories(LevelTerms terms) =>
        terms.Rules.CategoriesIn(new PayMonth(202107), "").Where(c => c.ValidTo is null && !c.Code.StartsWith("INST", StringComparison.Ordinal));

    private static EntitlementKind KindOf(string code) => code.StartsWith("CS", StringComparison.Ordinal) ? EntitlementKind.Care : EntitlementKind.Assistance;

    private static IEnumerable<PayMonth> Months(PayMonth from, PayMonth to)
    {
        for (var month = from; month <= to; month = month.AddMonths(1))
        {
            yield return month;
        }
    }

    private static LevelTerms Terms(int month, DateOnly? day = null) => new(Law.Book.On(day ?? new PayMonth(month).LastDay), new PayMonth(month), Law.Province);

    private static LevelCase Row(EntitlementKind kind, string category, int start, long monthly, int times = 1) => new(kind, category, times, monthly, start, LongAgo, Decided: true) { Birth = "1940-01-01" };

    private static string Versions(LevelAnswer answer) => string.Join("; ", answer.Versions.Select(v => $"{v.CategoryCode} {v.From}-{v.To} {v.MonthlyDong}"));
}
