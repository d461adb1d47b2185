namespace ProvinceNode.Eligibility;

/// <summary>
/// The rows that an authority could apply when it signed on a day: what has no force yet is left out, and what it will replace stays open until
/// then (policy 0.4, 10.3: lists of August and September 2026 pay 500 000, although Decree 335/2026 counts from July).
/// </summary>
internal static class LawInForce
{
    /// <summary>Days on which something gets force apart from its money, in order.</summary>
    public static DateOnly[] Days(LawRows rows) =>
        [.. rows.Levels.Concat<IDatedLaw>(rows.Categories).Concat(rows.RuleSets).Concat(rows.ExtraGroups).Select(r => r.InForceFrom).OfType<DateOnly>().Distinct().Order()];

    /// <param name="day">Day of the decision.</param>
    public static LawRows On(LawRows rows, DateOnly day) => rows with
    {
        Levels = On(rows.Levels, day, l => (l.Kind, l.ProvinceCode, l.CategoryPrefix), (l, last) => l.Until(last)),
        Categories = On(rows.Categories, day, c => c.Code, (c, last) => c.Until(last)),
        ExtraGroups = On(rows.ExtraGroups, day, e => e.Code, (e, last) => e.Until(last)),
        RuleSets = On(rows.RuleSets, day, _ => "", (r, last) => r.Until(last)),
    };

    private static List<T> On<T, TKey>(IReadOnlyList<T> rows, DateOnly day, Func<T, TKey> series, Func<T, DateOnly?, T> until)
        where T : IDatedLaw
    {
        var hidden = rows.Where(r => r.InForceFrom > day).ToLookup(r => (series(r), (DateOnly?)r.ValidFrom.AddDays(-1)), r => r.ValidTo);
        return [.. rows.Where(r => !(r.InForceFrom > day)).Select(row =>
        {
            var last = row.ValidTo;
            while (last is not null && hidden[(series(row), last)].ToList() is [var next, ..])
            {
                last = next;
            }

            return last == row.ValidTo ? row : until(row, last);
        })];
    }
}
