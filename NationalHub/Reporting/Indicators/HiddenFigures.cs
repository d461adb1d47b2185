namespace NationalHub.Reporting.Indicators;

/// <summary>Which figures of a month must not be told, over all codes together: what one code keeps back another must not tell by subtraction. Pure.</summary>
internal static class HiddenFigures
{
    // Sums of methods of payment that the share without cash tells.
    private const string WithoutCash = "+";
    private const string WithCash = "-";

    /// <param name="month">All rows of one month.</param>
    /// <param name="before">The people of the month before.</param>
    public static HashSet<(string Province, string Code, string Part)> Of(IReadOnlyCollection<Indicator> month, IReadOnlyCollection<Indicator> before)
    {
        var provinces = month.Where(r => r.ProvinceCode != Indicator.Nation).ToLookup(r => r.Code);
        var hidden = new HashSet<(string, string, string)>();
        // Money tells how many people it is for.
        var people = SmallCells.Hidden(Counted(IndicatorCode.People));
        Hide(people, IndicatorCode.People, IndicatorCode.Money);
        // People of a month less those of the month before are those who began less those who ended: one of the two tells the other, and both tell
        // the people of a month from those of the other.
        var either = people.Union(SmallCells.Hidden(before.Where(r => r.Code == IndicatorCode.People && r.ProvinceCode != Indicator.Nation).ToDictionary(r => (r.ProvinceCode, r.Part), r => r.Counted))).ToList();
        Hide(SmallCells.Hidden([Counted(IndicatorCode.Began), Counted(IndicatorCode.Ended)], either), IndicatorCode.Began, IndicatorCode.Ended);
        var listed = SmallCells.Hidden(Behind(IndicatorCode.Listed));
        Hide(listed, IndicatorCode.Listed);
        // What is listed is paid, not paid or open: two of the three, told, tell the third.
        var results = SmallCells.Hidden([ByCash(IndicatorCode.Paid), ByCash(IndicatorCode.NotPaid), ByCash(IndicatorCode.Open)], listed, SumOf);
        Hide(results, IndicatorCode.Paid, IndicatorCode.NotPaid, IndicatorCode.Open);
        // A share tells a part, the whole, and so the rest.
        Hide(results.Where(c => c.Part is WithoutCash or WithCash or "").Select(c => (c.Province, "")).Distinct(), IndicatorCode.Cashless);
        return hidden;

        Dictionary<(string Province, string Part), long> Counted(string code) => provinces[code].ToDictionary(r => (r.ProvinceCode, r.Part), r => r.Counted);
        Dictionary<(string Province, string Part), long> Behind(string code) => provinces[code].ToDictionary(r => (r.ProvinceCode, r.Part), r => r.People);
        Dictionary<(string Province, string Part), long> ByCash(string code) => WithSums(Behind(code));
        void Hide(IEnumerable<(string Province, string Part)> cells, params string[] codes) => hidden.UnionWith(cells.SelectMany(c => codes.Select(code => (c.Province, code, c.Part))));
    }

    private static string? SumOf(string part) => part switch
    {
        "" => null, WithoutCash or WithCash => "", _ => ProvinceFigures.WithoutCash.Contains(part) ? WithoutCash : WithCash,
    };

    // The same people may be paid by two methods in a month.
    private static Dictionary<(string Province, string Part), long> WithSums(Dictionary<(string Province, string Part), long> methods) => methods
        .Concat(methods.Where(m => m.Key.Part.Length > 0).GroupBy(m => (m.Key.Province, SumOf(m.Key.Part)!), m => m.Value).Select(g => KeyValuePair.Create(g.Key, g.Max())))
        .ToDictionary(m => m.Key, m => m.Value);
}
