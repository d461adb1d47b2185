using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>What a category pays.</summary>
/// <param name="CoefficientHundredths">0 when the amount is a fixed sum.</param>
public sealed record Rate(long LevelDong, int CoefficientHundredths, long MonthlyDong);

/// <summary>
/// The law's numbers by date: levels, categories, parameters and what provinces add. Pure; made from rows once, then only read. As made it knows
/// every row, also those that got force after the month they pay for; <see cref="On"/> is the law as a decision of a day may apply it.
/// </summary>
public sealed class RuleBook
{
    private readonly LawRows _rows;
    private readonly Edition[] _national;
    private readonly Dictionary<string, Edition[]> _provinces;
    private readonly Dictionary<string, SpecialAreaRow[]> _areas;
    private readonly RuleBook _whole;
    private readonly DateOnly[] _days;
    private readonly RuleBook?[] _before;

    public RuleBook(LawRows rows)
    {
        (_rows, _whole, _days) = (rows, this, LawInForce.Days(rows));
        _before = new RuleBook?[_days.Length];
        _national = Edition.Of(rows, "");
        _provinces = rows.Levels.Select(l => l.ProvinceCode).Concat(rows.Supplements.Select(s => s.ProvinceCode)).Concat(rows.ExtraGroups.Select(e => e.ProvinceCode))
            .Where(p => p.Length > 0).Distinct().ToDictionary(p => p, p => Edition.Of(rows, p), StringComparer.Ordinal);
        _areas = rows.SpecialAreas.GroupBy(a => a.CommuneCode, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    // The law between two days of force is made once; a day only names it.
    private RuleBook(RuleBook law, RuleBook whole, DateOnly day)
    {
        (_rows, _national, _provinces, _areas) = (law._rows, law._national, law._provinces, law._areas);
        (_whole, _days, _before, DecidedOn) = (whole, whole._days, whole._before, day);
    }

    /// <summary>Day of the decision that this law is for; null: every row counts, as when somebody looks back.</summary>
    public DateOnly? DecidedOn { get; }

    /// <summary>The law that a decision signed on a day applies to any month: rows that have force by then (policy 10.3).</summary>
    /// <param name="day">Null: every row.</param>
    public RuleBook On(DateOnly? day)
    {
        if (day is not { } decided)
        {
            return _whole;
        }

        var known = _whole._days.Count(d => d <= decided);
        return new(known == _whole._days.Length ? _whole : _whole._before[known] ??= new(LawInForce.On(_whole._rows, decided)), _whole, decided);
    }

    /// <summary>The level in force: the national floor or, when higher, the province's (Decree 20 Art. 4).</summary>
    /// <returns>Null before the first level.</returns>
    public LevelRow? LevelIn(PayMonth month, string provinceCode, LevelKind kind = LevelKind.Standard) =>
        EditionIn(month, provinceCode) is var edition && kind == LevelKind.Standard ? edition.Level : edition.PensionLevel;

    /// <summary>The set of rules of a month; null: the older law, which is not computed.</summary>
    public RuleSetRow? RuleSetIn(PayMonth month) => EditionIn(month, "").RuleSet;

    /// <summary>Categories of a group in force in a month, e.g. prefix <c>6.n</c>.</summary>
    public IEnumerable<CategoryRow> CategoriesIn(PayMonth month, string codePrefix) =>
        _rows.Categories.Where(c => c.Code.StartsWith(codePrefix, StringComparison.Ordinal) && c.ValidFrom <= month.FirstDay && (c.ValidTo is null || month.FirstDay <= c.ValidTo));

    /// <summary>A category or group by its code, whatever its days: its last row; null when unknown. What papers say of an amount is asked of its month.</summary>
    public CategoryRow? Category(string code) => RowsOf(code).MaxBy(c => c.ValidFrom);

    /// <summary>The row of a category or group by which a month is paid, with the name and article of that month: the one that had begun last, or the first when none had; null when unknown.</summary>
    public CategoryRow? Category(string code, PayMonth month) =>
        RowsOf(code).Where(c => c.ValidFrom <= month.FirstDay).MaxBy(c => c.ValidFrom) ?? RowsOf(code).MinBy(c => c.ValidFrom);

    /// <summary>Codes of the groups whose people are named to nobody, by any of their rows (Decree 20 Art. 8(1)(b)).</summary>
    public IReadOnlyList<string> SensitiveCodes =>
        [.. _rows.Categories.Where(c => c.Sensitive).Select(c => c.Code).Concat(_rows.ExtraGroups.Where(e => e.Sensitive).Select(e => e.Code)).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a code is one of those.</summary>
    public bool IsSensitive(string code) => ApartCodes.Holds(code) || RowsOf(code).Any(c => c.Sensitive);

    /// <summary>Groups that the province or a later decree added and that hold on a day.</summary>
    public IReadOnlyList<ExtraGroupRow> ExtraGroupsOn(DateOnly day, string provinceCode) => [.. _rows.ExtraGroups.Where(e => (e.IsNational || e.ProvinceCode == provinceCode) && e.HoldsOn(day))];

    /// <summary>What a category pays in a month in a province, whoever gets it; null while it is not in force, and where a person's own pension is taken off.</summary>
    /// <param name="times">Children of group 4; else 1.</param>
    public Rate? RateOf(string code, PayMonth month, int times, string provinceCode)
    {
        var edition = EditionIn(month, provinceCode);
        var found = edition.Entries.FirstOrDefault(e => e.Families.Any(f => f.Any(t => t.Row.Code == code)));
        return found is null || (found.Rule.Kind == AwardKind.SocialPension && edition.PensionDifference) ? null
            : found.Families.SelectMany(f => f).First(t => t.Row.Code == code) is var tariff
                ? new Rate(tariff.Level.Amount, tariff.CoefficientTold, tariff.Amount(times, 0)) : null;
    }

    /// <summary>A single number of the law on a day, with its article; null when no row holds.</summary>
    /// <param name="name">One of <see cref="LawParameters"/>.</param>
    public ParameterRow? Parameter(string name, DateOnly day) =>
        _rows.Parameters.Where(p => p.Name == name && p.ValidFrom <= day && (p.ValidTo is null || day <= p.ValidTo)).MaxBy(p => p.ValidFrom);

    /// <summary>Months in which some category was last in force, from one month to before another, the latest first.</summary>
    internal IEnumerable<PayMonth> LastMonthsBetween(PayMonth from, PayMonth until) => _rows.Categories.Where(c => c.ValidTo is not null).Select(c => PayMonth.Of(c.ValidTo!.Value))
        .Where(m => from <= m && m < until).Distinct().OrderDescending();

    /// <summary>Whether a month is the last of a category.</summary>
    internal bool EndsWith(string code, PayMonth month) =>
        _rows.Categories.Any(c => c.Code == code && c.ValidTo is { } to && PayMonth.Of(to) == month) && !_rows.Categories.Any(c => c.Code == code && c.ValidFrom > month.FirstDay);

    internal Edition EditionIn(PayMonth month, string provinceCode)
    {
        var editions = _provinces.Count > 0 && _provinces.TryGetValue(provinceCode, out var own) ? own : _national;
        var i = editions.Length - 1;
        while (i > 0 && editions[i].First > month)
        {
            i--;
        }

        return editions[i];
    }

    /// <summary>Last day of a family of categories before a month, when it has ended; null when it has not begun or still holds.</summary>
    internal DateOnly? Ended(string family, PayMonth month) => _rows.Categories.Where(c => Edition.Serves(family, c.Code)).ToList() is { Count: > 0 } rows
        && rows.All(c => c.ValidTo < month.FirstDay) ? rows.Max(c => c.ValidTo) : null;

    /// <summary>First month of a family of categories; null when there is none.</summary>
    internal PayMonth? Began(string family) =>
        _rows.Categories.Where(c => Edition.Serves(family, c.Code)).Select(c => (PayMonth?)PayMonth.Of(c.ValidFrom)).Min(m => m);

    private IEnumerable<CategoryRow> RowsOf(string code) => _rows.Categories.Where(c => c.Code == code).Concat(ExtraGroups.Categories(_rows, code));

    /// <summary>Villages of a commune that are specially difficult on a day.</summary>
    public IReadOnlyList<string> SpecialVillages(string commune, DateOnly day) => !_areas.TryGetValue(commune, out var rows) ? []
        : VillagesOn(rows, day);

    /// <summary>The same of the rows of one commune.</summary>
    public static IReadOnlyList<string> VillagesOn(IEnumerable<SpecialAreaRow> rows, DateOnly day) =>
        [.. rows.Where(r => r.Village.Length > 0 && r.ValidFrom <= day && (r.ValidTo is null || r.ValidTo >= day)).Select(r => r.Village).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Whether a place is specially difficult on a day.</summary>
    public bool IsSpecialArea(string commune, string village, DateOnly day) => SpecialArea(commune, village, day, day) is not null;

    /// <summary>The row that makes a place specially difficult on any day of a month.</summary>
    internal SpecialAreaRow? SpecialArea(string commune, string village, DateOnly first, DateOnly last)
    {
        if (_areas.TryGetValue(commune, out var rows))
        {
            foreach (var row in rows)
            {
                if (row.ValidFrom <= last && (row.ValidTo is null || row.ValidTo >= first)
                    && (row.Village.Length == 0 || string.Equals(row.Village, village, StringComparison.OrdinalIgnoreCase)
                        || VietnameseText.NameKey(row.Village) == VietnameseText.NameKey(village)))
                {
                    return row;
                }
            }
        }

        return null;
    }
}
