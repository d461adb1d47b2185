using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Reporting.Indicators;

namespace NationalHub.Reporting.Dashboard;

/// <summary>A published figure with its province, month and part.</summary>
/// <param name="Value">Null where fewer than five people must not be told.</param>
public sealed record PublishedFigure(int Month, string Province, string Code, string Part, long? Value, long Whole);

/// <summary>What the dashboard shows of a month: the place's own figures of many months, and every province's of that month.</summary>
public sealed class DashboardFigures
{
    private readonly ILookup<(string Code, string Part), PublishedFigure> _place;
    private readonly Dictionary<(string Province, string Code, string Part), PublishedFigure> _provinces;

    private DashboardFigures(int month, IReadOnlyList<PublishedFigure> place, IReadOnlyList<PublishedFigure> provinces)
    {
        Month = month;
        _place = place.ToLookup(f => (f.Code, f.Part));
        _provinces = provinces.ToDictionary(f => (f.Province, f.Code, f.Part));
    }

    public int Month { get; }

    /// <summary>Figures of the chosen place: the country or a province.</summary>
    public PublishedFigure? Of(string code, string part = "", int? month = null) => _place[(code, part)].FirstOrDefault(f => f.Month == (month ?? Month));

    /// <summary>One part's months, oldest first.</summary>
    public IEnumerable<PublishedFigure> Months(string code, string part = "") => _place[(code, part)].OrderBy(f => f.Month);

    /// <summary>All parts of the month, without the sum.</summary>
    public IEnumerable<PublishedFigure> Parts(string code) => _place.Where(g => g.Key.Code == code && g.Key.Part.Length > 0).SelectMany(g => g).Where(f => f.Month == Month);

    /// <summary>A province's figure of the month.</summary>
    public PublishedFigure? OfProvince(string province, string code, string part = "") => _provinces.GetValueOrDefault((province, code, part));

    /// <summary>Provinces that have a figure in the month.</summary>
    public IEnumerable<string> Provinces(string code, string part = "") => _provinces.Keys.Where(k => k.Code == code && k.Part == part).Select(k => k.Province).Order(StringComparer.Ordinal);

    /// <summary>Months with people in them, latest first.</summary>
    public static async Task<List<int>> KnownMonthsAsync(HubDb db, CancellationToken cancellation) =>
        await KnownMonths(db).ToListAsync(cancellation).ConfigureAwait(false);

    /// <summary>Of any province: before one works for real the country has no figures.</summary>
    internal static IQueryable<int> KnownMonths(HubDb db) =>
        db.Indicators.Where(i => i.Code == IndicatorCode.People && i.Part == "").Select(i => i.Month).Distinct().OrderByDescending(month => month);

    /// <param name="place">A province's code, or <see cref="Indicator.Nation"/>.</param>
    /// <param name="since">First month of the trends, yyyyMM.</param>
    public static async Task<DashboardFigures> ReadAsync(HubDb db, string place, int month, int since, CancellationToken cancellation)
    {
        var own = await db.Indicators.AsNoTracking().Where(i => i.ProvinceCode == place && i.Month >= since && i.Month <= month)
            .Select(i => new PublishedFigure(i.Month, i.ProvinceCode, i.Code, i.Part, i.Value, i.Whole)).ToListAsync(cancellation).ConfigureAwait(false);
        var others = await db.Indicators.AsNoTracking().Where(i => i.Month == month && i.ProvinceCode != Indicator.Nation)
            .Select(i => new PublishedFigure(i.Month, i.ProvinceCode, i.Code, i.Part, i.Value, i.Whole)).ToListAsync(cancellation).ConfigureAwait(false);
        return new(month, own, others);
    }
}
