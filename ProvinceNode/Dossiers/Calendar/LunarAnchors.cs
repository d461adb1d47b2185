using Protos.Reference;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>First day of the lunar year and the tenth day of its third month, as days of ours (policy 5.6; Vietnamese calendar, UTC+7).</summary>
public sealed record LunarAnchor(int Year, DateOnly NewYear, DateOnly HungKings);

/// <summary>The anchors as shipped, 2021 to 2034. Pure.</summary>
public static class LunarAnchors
{
    private static readonly Lazy<IReadOnlyDictionary<int, LunarAnchor>> Shipped = new(() => ReferenceTable.Read("lunar-anchors").Rows
        .Select(r => new LunarAnchor(r.Int("year")!.Value, r.Date("newYear")!.Value, r.Date("hungKings")!.Value)).ToDictionary(a => a.Year));

    public static IReadOnlyCollection<int> Years => [.. Shipped.Value.Keys.Order()];

    /// <summary>Null for a year whose lunar days are not shipped.</summary>
    public static LunarAnchor? Of(int year) => Shipped.Value.GetValueOrDefault(year);
}
