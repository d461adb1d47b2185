using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>The law's numbers by date: levels and categories. Pure; made from rows.</summary>
public sealed class RuleBook(IReadOnlyList<LevelRow> levels, IReadOnlyList<CategoryRow> categories)
{
    /// <summary>The level in force: the national floor or, when higher, the province's (Decree 20 Art. 4).</summary>
    /// <returns>Null before the first level.</returns>
    public LevelRow? LevelIn(PayMonth month, string provinceCode)
    {
        LevelRow? best = null;
        foreach (var level in levels)
        {
            if (Holds(level.ValidFrom, level.ValidTo, month)
                && (level.ProvinceCode.Length == 0 || level.ProvinceCode == provinceCode)
                && (best is null || level.Amount > best.Amount))
            {
                best = level;
            }
        }

        return best;
    }

    /// <summary>Categories of a group in force in a month, e.g. prefix <c>6.n.</c>.</summary>
    public IEnumerable<CategoryRow> CategoriesIn(PayMonth month, string codePrefix) =>
        categories.Where(c => c.Code.StartsWith(codePrefix, StringComparison.Ordinal) && Holds(c.ValidFrom, c.ValidTo, month));

    /// <summary>A category by code, whatever its days; null when unknown.</summary>
    public CategoryRow? Category(string code) => categories.FirstOrDefault(c => c.Code == code);

    // Levels and categories change on the first of a month; a month belongs to the row that holds on its first day.
    private static bool Holds(DateOnly from, DateOnly? to, PayMonth month) =>
        from <= month.FirstDay && (to is null || month.FirstDay <= to);
}
