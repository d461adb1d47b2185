using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Dossiers.DataQuality;

/// <summary>A commune with its people, score and faults.</summary>
public sealed record CommuneFigure(string Path, string Name, int People, int? ScoreTenths, IReadOnlyDictionary<string, int> Counts)
{
    public int Faults => Counts.Values.Sum();

    public int Of(QualityAspect aspect) => QualityRules.All.Where(f => f.Aspect == aspect).Sum(f => Counts.GetValueOrDefault(f.Code));
}

/// <summary>An area with its communes, as last measured.</summary>
/// <param name="Communes">Lowest score first; empty for a care institution, whose people lie in their communes.</param>
/// <param name="MeasuredAt">UTC of the oldest figure among them; null when nothing was measured yet.</param>
public sealed record AreaQuality(TenantPath Path, string Name, int People, int? ScoreTenths, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<CommuneFigure> Communes, QualityTrend Trend, DateTime? MeasuredAt)
{
    public int Faults => Counts.Values.Sum();
}

/// <summary>Reads figures of data quality: rows that the measuring keeps, so that the page of a whole province opens at once.</summary>
public sealed class QualityFigures(NodeDb db, VietnamTime time)
{
    /// <param name="area">The official's office or one below it.</param>
    public async Task<AreaQuality> ReadAsync(TenantPath area, SignedInOfficial official, CancellationToken cancel)
    {
        var (from, until, first) = (area.Value, area.SubtreeEnd, PayMonth.Of(time.Today).AddMonths(1 - QualityTrend.Months).Number);
#pragma warning disable CA1309 // Translated to SQL; the column's binary collation makes the comparison ordinal.
        var rows = await db.Set<CommuneQuality>().AsNoTracking().Where(q => string.Compare(q.TenantPath, from) >= 0 && string.Compare(q.TenantPath, until) < 0 && q.Month >= first).ToListAsync(cancel);
#pragma warning restore CA1309
        // On the first of a month the newest figures of a commune are still those of the month before; an old commune that went over to another has none any more.
        var newest = rows.GroupBy(r => r.TenantPath).Select(g => g.MaxBy(r => r.Month)!).Where(r => r.People > 0 && r.Month >= PayMonth.Of(time.Today).AddMonths(-1).Number).ToList();
        var names = await NamesAsync(cancel);
        var communes = newest.Select(r => new CommuneFigure(r.TenantPath, names.GetValueOrDefault(r.TenantPath, r.TenantPath), r.People, r.ScoreTenths, r.Counts))
            .OrderBy(c => c.ScoreTenths).ThenBy(c => c.Path, StringComparer.Ordinal).ToList();
        var counts = communes.SelectMany(c => c.Counts).GroupBy(c => c.Key).ToDictionary(g => g.Key, g => g.Sum(c => c.Value), StringComparer.Ordinal);
        var people = communes.Sum(c => c.People);
        if (official.Level == UnitLevel.Institution)
        {
            (people, counts) = await OfInstitutionAsync(cancel);
        }

        return new(area, names.GetValueOrDefault(area.Value, area.Value), people, QualityRules.ScoreTenths(people, counts), counts, communes, QualityTrend.Of(rows), newest.Count == 0 ? null : newest.Min(r => r.MeasuredAt));
    }

    /// <summary>Offices of the official's area that can be looked at alone.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> OfficesAsync(SignedInOfficial official, CancellationToken cancel)
    {
        var today = time.Today;
        var offices = await db.Offices.AsNoTracking().Where(o => o.Level != UnitLevel.Institution && o.ValidFrom <= today && (o.ValidTo == null || o.ValidTo >= today))
            .OrderBy(o => o.TenantPath).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel);
        return [.. offices.Where(o => official.Office.Covers(o.TenantPath)).DistinctBy(o => o.TenantPath).Select(o => KeyValuePair.Create(o.TenantPath, o.UnitName))];
    }

    // Its people are shared with it: few, so they are counted as they stand.
    private async Task<(int People, Dictionary<string, int> Counts)> OfInstitutionAsync(CancellationToken cancel)
    {
        var counts = await db.Set<PersonFault>().GroupBy(f => f.Code).Select(g => new { g.Key, People = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.People, StringComparer.Ordinal, cancel);
        return (await db.Beneficiaries.CountAsync(b => b.Status != EntitlementStatus.Ended, cancel), counts);
    }

    private async Task<Dictionary<string, string>> NamesAsync(CancellationToken cancel) =>
        (await db.Offices.AsNoTracking().Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel)).GroupBy(o => o.TenantPath).ToDictionary(g => g.Key, g => g.First().UnitName, StringComparer.Ordinal);
}
