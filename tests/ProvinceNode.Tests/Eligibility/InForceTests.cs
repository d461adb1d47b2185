using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Money that counts from an earlier day than the force of its decree (policy 0.4, 10.3): Decree 335/2026, money from 01/7/2026, in force 05/10/2026.</summary>
public sealed class InForceTests
{
    [Theory]
    [InlineData("2026-08-03", 202608, 750_000, "R3", "Nghị định 76/2024/NĐ-CP")]
    [InlineData("2026-08-21", 202608, 750_000, "R3", "Nghị định 76/2024/NĐ-CP")]
    [InlineData("2026-10-04", 202610, 750_000, "R3", "Nghị định 76/2024/NĐ-CP")]
    [InlineData("2026-10-05", 202610, 810_000, "R4", "Điều 4 Nghị định 335/2026/NĐ-CP")]
    [InlineData("2026-10-05", 202607, 810_000, "R4", "Điều 4 Nghị định 335/2026/NĐ-CP")]
    [InlineData("2026-11-02", 202606, 750_000, "R3", "Nghị định 76/2024/NĐ-CP")]
    [InlineData("2024-06-28", 202406, 540_000, "R1", "Khoản 2 Điều 4 Nghị định 20/2021/NĐ-CP")]
    public void Decision_OfADay_AppliesTheLawInForceThen(string day, int month, long dong, string set, string legal)
    {
        var answer = Law.Decide(People.Disabled(202606, 400, DisabilityDegree.Severe), month, Law.Book.On(Day(day)));

        Assert.Equal((dong, set, legal, (DateOnly?)Day(day)), (answer.TotalDong, answer.RuleSet, answer.Main!.LevelLegal, answer.DecidedOn));
    }

    [Theory]
    [InlineData("2026-09-30", 500_000)]
    [InlineData("2026-10-05", 540_000)]
    public void SocialPension_DecidedOnADay_HasTheLevelInForceThen(string day, long dong) =>
        Assert.Equal(dong, Law.Decide(People.Pensioner(202609, 76 * 12), 202609, Law.Book.On(Day(day))).TotalDong);

    [Theory]
    [InlineData("2026-08-25", 10_000_000)]
    [InlineData("2026-11-02", 10_800_000)]
    public void Funeral_DecidedOnADay_HasTheLevelInForceThen(string day, long dong) => Assert.Equal(
        dong, OneOff.Funeral(new() { DiedOn = new(2026, 8, 20), Birth = BirthDate.Of(1950), CurrentCategory = "6.n.elder" }, Law.Book.On(Day(day)), "38").Dong);

    // 10.3: lists of July to September were paid at 500 000; the decision of October carries the difference.
    [Fact]
    public void Lists_PaidBeforeTheForce_AreCompletedByArrearsAfterIt()
    {
        var (facts, months) = (People.Disabled(202606, 400, DisabilityDegree.Severe), new TimelineMonths(new(202606), new(202609), new(202606)));
        var paid = Timeline.Of(facts, months, Law.Book.On(new(2026, 9, 22)), "38").Select(m => new PaidMonth(m.Month, m.TotalDong)).ToList();

        Assert.All(paid, p => Assert.Equal(750_000, p.Dong));
        Assert.Equal([new ArrearsSpan(202607, 202609, 60_000, 3)], Arrears.Against(Timeline.Of(facts, months, Law.Book.On(new(2026, 10, 5)), "38"), paid));
    }

    [Theory]
    [InlineData("2026-08-03")]
    [InlineData("2026-10-05")]
    public void Appraisal_RecomputedLater_IsWhatItWas(string day)
    {
        var stored = Appraisal.Of(People.Disabled(202606, 400, DisabilityDegree.Severe), new(202608), Law.Book.On(Day(day)), "38");

        var again = Appraisal.Parse(stored.ToJson()).Recomputed(Law.Book.On(new(2029, 1, 1)));

        Assert.Equal(stored.ToJson(), again.ToJson());
    }

    // Two decrees that nobody could apply yet, one after the other: the older level stays until each has force.
    [Fact]
    public void Rows_WithoutForceYet_LeaveTheOlderOpen()
    {
        var rules = Law.With(rows => rows with
        {
            Levels =
            [
                .. rows.Levels.Where(l => l.Kind != LevelKind.Standard || l.Amount < 540_000), rows.Levels.Single(l => l.Kind == LevelKind.Standard && l.Amount == 540_000).Until(new(2026, 12, 31)),
                new() { Amount = 600_000, Legal = "Nghị định mới", ValidFrom = new(2027, 1, 1), InForceFrom = new(2027, 2, 15) },
            ],
        });

        Assert.Equal([500_000, 500_000], Levels(rules.On(new(2026, 9, 1))));
        Assert.Equal([540_000, 540_000], Levels(rules.On(new(2027, 1, 10))));
        Assert.Equal([540_000, 600_000], Levels(rules.On(new(2027, 2, 15))));
        Assert.Equal([540_000, 600_000], Levels(rules.On(new(2026, 9, 1)).On(null)));

        static IEnumerable<long> Levels(RuleBook book) => new[] { 202607, 202703 }.Select(m => book.LevelIn(new(m), "38")!.Amount);
    }

    [Fact]
    public void Tables_Shipped_NameTheForceOfDecree335()
    {
        Assert.All(RuleSeed.Levels().Where(l => l.ValidFrom == new DateOnly(2026, 7, 1)), l => Assert.Equal(new DateOnly(2026, 10, 5), l.InForceFrom));
        Assert.Equal(new DateOnly(2026, 10, 5), RuleSeed.RuleSets().Single(r => r.Code == "R4").InForceFrom);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
