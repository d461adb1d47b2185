using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>The shipped tables have no hole and no day with two answers.</summary>
public sealed class RuleTablesTests
{
    private static readonly PayMonth[] Months = Enumerable.Range(0, 120).Select(new PayMonth(202107).AddMonths).ToArray();

    /// <summary>Families whose age brackets must join, with the first and (exclusive) last age in months that they serve.</summary>
    public static TheoryData<string, int, int?> Families { get; } = new()
    {
        { "1.x.", 0, 192 }, { "3.", 0, 192 }, { "5.a.", 720, null }, { "6.n.", 0, null }, { "6.dbn.", 0, null }, { "INST.", 0, null },
    };

    // Families by codes of their own: from which month they must join.
    [Theory]
    [InlineData("HT.2", "HT.1", 202507)]
    [InlineData("CS.1", "CS.2", 202107)]
    [InlineData("CS.8", "CS.7", 202107)]
    public void AgeBrackets_OfNeighbouringCodes_Join(string younger, string older, int since) => Assert.All(
        Months.Where(m => m.Number >= since), m => Assert.Equal(Law.Book.CategoriesIn(m, younger).Single().AgeUntilMonths, Law.Book.CategoriesIn(m, older).Single().AgeFromMonths));

    [Fact]
    public void PensionLevels_RuleSetsAndParameters_FollowEachOtherWithoutGapOrOverlap()
    {
        Follow(RuleSeed.Levels().Where(l => l.Kind == LevelKind.SocialPension).Select(l => (l.ValidFrom, l.ValidTo)));
        Follow(RuleSeed.RuleSets().Select(r => (r.ValidFrom, r.ValidTo)));
        Assert.Equal(["R1", "R2", "R3", "R4"], RuleSeed.RuleSets().OrderBy(r => r.ValidFrom).Select(r => r.Code));
        Assert.All(RuleSeed.Parameters().GroupBy(p => p.Name), g => Follow(g.Select(p => (p.ValidFrom, p.ValidTo))));
    }

    private static void Follow(IEnumerable<(DateOnly From, DateOnly? To)> rows)
    {
        var ordered = rows.OrderBy(r => r.From).ToList();
        Assert.NotEmpty(ordered);
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.Equal(pair.First.To?.AddDays(1), pair.Second.From));
        Assert.Null(ordered[^1].To);
        Assert.All(ordered, r => Assert.Equal(1, r.From.Day));
    }

    [Fact]
    public void Levels_FollowEachOther_WithoutGapOrOverlap()
    {
        var levels = RuleSeed.Levels().Where(l => l.Kind == LevelKind.Standard).OrderBy(l => l.ValidFrom).ToList();

        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.Equal(pair.First.ValidTo?.AddDays(1), pair.Second.ValidFrom));
        Assert.Null(levels[^1].ValidTo);
        Assert.All(levels, l => Assert.Equal((1, ""), (l.ValidFrom.Day, l.ProvinceCode)));
    }

    [Fact]
    public void Levels_OverTime_NeverFall() =>
        Assert.All(RuleSeed.Levels().GroupBy(l => l.Kind), g => Assert.Equal(g.OrderBy(l => l.ValidFrom).Select(l => l.Amount), g.Select(l => l.Amount).Order()));

    [Theory]
    [MemberData(nameof(Families))]
    public void AgeBrackets_OfAFamily_JoinInEveryMonth(string prefix, int from, int? until)
    {
        foreach (var month in Months)
        {
            var rows = Law.Book.CategoriesIn(month, prefix).OrderBy(c => c.AgeFromMonths).ToList();

            Assert.Equal((from, until), (rows[0].AgeFromMonths ?? 0, rows[^1].AgeUntilMonths));
            Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First.AgeUntilMonths, pair.Second.AgeFromMonths));
        }
    }

    [Fact]
    public void Categories_OfOneCode_NeverOverlapInDays() => Assert.All(
        RuleSeed.Categories().GroupBy(c => c.Code).Where(g => g.Count() > 1),
        g => Assert.All(g.OrderBy(c => c.ValidFrom).Zip(g.OrderBy(c => c.ValidFrom).Skip(1)), p => Assert.True(p.First.ValidTo < p.Second.ValidFrom, g.Key)));

    [Fact]
    public void Categories_Shipped_AreSane() => Assert.All(RuleSeed.Categories(), c =>
    {
        Assert.True(c.AgeUntilMonths is null || c.AgeFromMonths < c.AgeUntilMonths, c.Code);
        Assert.True(c.ValidTo is null || c.ValidFrom < c.ValidTo, c.Code);
        Assert.True(c.ValidFrom.Day == 1, c.Code);
        Assert.InRange(c.CoefficientHundredths, 100, 500);
        Assert.Matches(@"^(điểm \p{L} )?khoản \d+ Điều \d+ (Nghị định số 20/2021/NĐ-CP|Luật Bảo hiểm xã hội số 41/2024/QH15)$", c.Article);
    });

    // The ages of 5.b and 5.c went over to the social pension on 2025-07-01 (Law on Social Insurance 2024).
    [Theory]
    [InlineData("5.b", 202506, 1)]
    [InlineData("5.b", 202507, 0)]
    [InlineData("5.c", 202506, 1)]
    [InlineData("5.c", 202507, 0)]
    public void Category_ReplacedByTheSocialPension_EndsWithJune2025(string code, int month, int rows) =>
        Assert.Equal(rows, Law.Book.CategoriesIn(new PayMonth(month), code).Count());
}
