using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>The law of a run of months in one province: nothing in it changes until the next edition.</summary>
internal sealed class Edition
{
    private Edition(PayMonth first, LawRows rows, string province)
    {
        First = first;
        var levels = rows.Levels.Where(l => Holds(l.ValidFrom, l.ValidTo) && (l.ProvinceCode.Length == 0 || l.ProvinceCode == province)).ToList();
        RuleSet = rows.RuleSets.FirstOrDefault(r => Holds(r.ValidFrom, r.ValidTo));
        Level = Best(levels, LevelKind.Standard, null);
        PensionLevel = Best(levels, LevelKind.SocialPension, null);
        var supplements = rows.Supplements.Where(s => s.ProvinceCode == province && Holds(s.ValidFrom, s.ValidTo)).ToList();
        var categories = rows.Categories.Where(c => Holds(c.ValidFrom, c.ValidTo)).ToList();
        var own = rows.ExtraGroups.Where(e => (e.IsNational || e.ProvinceCode == province) && Holds(e.ValidFrom, e.ValidTo)).ToList();
        Entries = RuleSet is null ? [] :
        [
            .. GroupRules.Own.Select(g => Entry(g, categories, levels, supplements)),
            .. own.Select(e => ExtraGroups.Entry(e, levels, supplements)),
            .. GroupRules.Others.Select(g => Entry(g, categories, levels, supplements)),
        ];
        DecreaseNextMonth = Parameter(rows, LawParameters.DecreaseNextMonth) == 1;
        PensionDifference = Parameter(rows, LawParameters.LowPensionDifference) == 1;
        ArrearsWarnMonths = (int)(Parameter(rows, LawParameters.ArrearsWarnMonths) ?? 12);
    }

    public PayMonth First { get; }

    /// <summary>Null: the law of these months is not in the tables.</summary>
    public RuleSetRow? RuleSet { get; }

    /// <summary>The standard level that holds for every category; null before the first.</summary>
    public LevelRow? Level { get; }

    public LevelRow? PensionLevel { get; }

    /// <summary>Groups in the order of the law: at equal amounts the first wins (policy 1.3).</summary>
    public Entry[] Entries { get; }

    public bool DecreaseNextMonth { get; }

    public bool PensionDifference { get; }

    public int ArrearsWarnMonths { get; }

    /// <summary>One edition for each month in which any row begins or has ended.</summary>
    public static Edition[] Of(LawRows rows, string province)
    {
        IEnumerable<(DateOnly From, DateOnly? To)> days =
        [
            .. rows.Levels.Select(r => (r.ValidFrom, r.ValidTo)), .. rows.Categories.Select(r => (r.ValidFrom, r.ValidTo)),
            .. rows.RuleSets.Select(r => (r.ValidFrom, r.ValidTo)), .. rows.Parameters.Select(r => (r.ValidFrom, r.ValidTo)),
            .. rows.Supplements.Select(r => (r.ValidFrom, r.ValidTo)), .. rows.ExtraGroups.Select(r => (r.ValidFrom, r.ValidTo)),
        ];
        var months = days.SelectMany(d => new[] { FirstMonth(d.From), d.To is { } to ? FirstMonth(to.AddDays(1)) : FirstMonth(d.From) })
            .Append(new PayMonth(190001)).Distinct().Order();
        return [.. months.Select(m => new Edition(m, rows, province))];
    }

    /// <summary>The highest level that serves a category; null: those that serve all.</summary>
    public static LevelRow? Best(IEnumerable<LevelRow> levels, LevelKind kind, string? category) => levels
        .Where(l => l.Kind == kind && (l.CategoryPrefix.Length == 0 || (category is not null && Serves(l.CategoryPrefix, category))))
        .OrderByDescending(l => l.Amount).ThenBy(l => l.ProvinceCode, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Whether a category begins with the codes of a prefix: 6 serves 6.n.adult, but 1 does not serve 10.</summary>
    public static bool Serves(string prefix, string category) =>
        category.StartsWith(prefix, StringComparison.Ordinal) && (category.Length == prefix.Length || category[prefix.Length] == '.');

    /// <summary>A tariff of a row; null without a level.</summary>
    public static Tariff? Tariff(CategoryRow row, LevelKind kind, IReadOnlyList<LevelRow> levels, IReadOnlyList<SupplementRow> supplements)
    {
        var mine = supplements.Where(s => s.CategoryPrefix.Length == 0 || Serves(s.CategoryPrefix, row.Code)).ToList();
        return Best(levels, kind, row.Code) is not { } level ? null : new Tariff
        {
            Row = row, Level = level, Supplements = mine, Add = mine.Sum(s => s.AddDong), AtLeast = mine.Select(s => s.AtLeastDong).DefaultIfEmpty(0).Max(),
            Coefficient = mine.Select(s => s.CoefficientHundredths).Append(row.CoefficientHundredths).Max(),
        };
    }

    private static Entry Entry(GroupRule rule, List<CategoryRow> categories, List<LevelRow> levels, List<SupplementRow> supplements) => new(
        rule,
        [.. rule.Families.Select(f => categories.Where(c => Serves(f, c.Code)).OrderBy(c => c.AgeFromMonths ?? 0)
            .Select(c => Tariff(c, rule.Level, levels, supplements)).OfType<Tariff>().ToArray())]);

    // A row that begins within a month counts from the next first of a month: a month belongs to the row that holds on its first day.
    private static PayMonth FirstMonth(DateOnly day) => day.Day == 1 ? PayMonth.Of(day) : PayMonth.Of(day).AddMonths(1);

    private bool Holds(DateOnly from, DateOnly? to) => from <= First.FirstDay && (to is null || First.FirstDay <= to);

    private long? Parameter(LawRows rows, string name) => rows.Parameters.Where(p => p.Name == name && Holds(p.ValidFrom, p.ValidTo)).MaxBy(p => p.ValidFrom)?.Value;
}
