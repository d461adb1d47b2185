using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using Protos.Enrolment;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>Counts how much of the province the work covers: offices with the accounts they need, communes with people, lines left out, holidays. Units are named, people are not.</summary>
public sealed class MeasureCoverage(NodeDb db, VietnamTime time)
{
    private const int Named = 5;

    public async Task<CoverageFigures> HandleAsync(CancellationToken cancel)
    {
        var today = time.Today;
        var offices = (await db.Offices.AsNoTracking().ToListAsync(cancel)).FindAll(o => o.HoldsOn(today));
        var figures = new CoverageFigures { ImportLeftOut = await LeftOutAsync(cancel) };
        figures.Offices.Add((await NeedsAsync(offices, today, cancel)).Select(n =>
        {
            var role = new OfficeRole { Role = n.Role, Name = Roles.Names[n.Role], Offices = n.Offices.Count, Lacking = n.Lacking.Count };
            role.LackingNames.Add(n.Lacking.Take(Named).Select(o => o.UnitName));
            return role;
        }));
        await AddCommunesAsync(figures, offices, cancel);
        var days = await db.DaysOff.AsNoTracking().ToListAsync(cancel);
        foreach (var year in new[] { today.Year, today.Year + 1 })
        {
            var told = new CalendarYear { Year = year, Begun = days.Exists(d => d.Date.Year == year && !d.Worked) };
            told.Missing.Add(HolidayCheck.Missing(year, days));
            figures.Years.Add(told);
        }

        return figures;
    }

    /// <summary>Rows of accepted lists of people who receive; who is poor is another matter.</summary>
    internal static IQueryable<ImportRow> RowsOfLists(NodeDb db) =>
        db.ImportRows.Where(r => db.ImportBatches.Any(b => b.Id == r.BatchId && b.State == BatchState.Accepted && b.Kind == ListKind.Receiving));

    private async Task<IReadOnlyList<OfficeNeeds.Need>> NeedsAsync(List<Office> offices, DateOnly today, CancellationToken cancel)
    {
        var accounts = await db.OfficialRoles.Join(db.Users.Where(u => !u.Disabled), r => r.OfficialId, u => u.Id, (r, u) => new { u.OfficePath, r.Role }).Distinct().ToListAsync(cancel);
        return OfficeNeeds.Of(offices, await db.AuthorityRules.AsNoTracking().ToListAsync(cancel), accounts.Select(a => (a.OfficePath, a.Role)).ToHashSet(), today);
    }

    // A row that was left out and came in mended by another list, or whose person came in by a dossier or paper, is lacking nowhere.
    private Task<long> LeftOutAsync(CancellationToken cancel) => RowsOfLists(db)
        .Where(r => r.State == RowState.LeftOut && (r.CitizenId == "" || !db.Beneficiaries.Any(b => b.CitizenId == r.CitizenId))
            && (r.OldNumber == "" || !db.ImportRows.Any(o => o.OldNumber == r.OldNumber && o.State == RowState.Entered))).LongCountAsync(cancel);

    // Whoever receives, by whatever way he came in: the measuring of quality counts them commune by commune.
    private async Task AddCommunesAsync(CoverageFigures figures, List<Office> offices, CancellationToken cancel)
    {
        var measured = await db.Set<CommuneQuality>().AsNoTracking().Select(q => new { q.TenantPath, q.Month, q.People }).ToListAsync(cancel);
        var peopled = measured.GroupBy(q => q.TenantPath, StringComparer.Ordinal).Where(g => g.MaxBy(q => q.Month)!.People > 0).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        var communes = offices.Where(o => o.Level == UnitLevel.Commune).OrderBy(o => o.TenantPath, StringComparer.Ordinal).ToList();
        var empty = communes.FindAll(o => !peopled.Contains(o.TenantPath));
        (figures.Communes, figures.CommunesCovered) = (communes.Count, communes.Count - empty.Count);
        figures.CommunesEmpty.Add(empty.Take(Named).Select(o => o.UnitName));
    }
}
