using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Reporting;

namespace NationalHub.Intake;

/// <summary>
/// Keeps the marks of <see cref="ApartPerson"/> and carries them onto the rows that analysts read. It needs nothing of the node but the assistance itself, so that nodes of any version are covered;
/// records arrive in any order, so a mark may come before its person.
/// </summary>
internal static class ApartPeople
{
    private const int AtOnce = 500;

    /// <summary>So many are asked for by name; for more, all marks of the province are read, which are few.</summary>
    private const int Named = 100;

    /// <summary>After rows of a province were written, in their transaction.</summary>
    public static async Task TakeAsync(HubDb db, string province, IReadOnlyCollection<Replica> rows, DateTime now, CancellationToken cancellation)
    {
        var people = rows.OfType<Beneficiary>().Where(b => !b.Deleted).ToList();
        var told = rows.OfType<Entitlement>().Where(e => e.CategoryCode == RecordRows.NeutralCategory).Select(e => e.BeneficiaryId)
            .Concat(people.Where(b => b.CategoryCode == RecordRows.NeutralCategory).Select(b => b.Id)).ToHashSet(StringComparer.Ordinal);
        var touched = told.Concat(people.Select(b => b.Id)).Concat(people.Select(b => b.MergedIntoId)).Where(i => i.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        var known = await KnownAsync(db, province, touched, cancellation).ConfigureAwait(false);
        // A later version of somebody marked was written whole: as if he were not.
        await HideAsync(db, province, [.. people.Select(b => b.Id).Where(known.Contains)], cancellation).ConfigureAwait(false);
        told.UnionWith(people.Where(b => known.Contains(b.Id)).Select(b => b.MergedIntoId));
        told.UnionWith(people.Where(b => known.Contains(b.MergedIntoId)).Select(b => b.Id));
        await MarkAsync(db, province, told, now, tell: true, cancellation).ConfigureAwait(false);
    }

    /// <summary>Marks those whom the store's own rows tell of.</summary>
    /// <param name="told">Read by <see cref="Told"/>: of a nation that takes minutes, so not while others wait for their turn to write.</param>
    /// <param name="tell">Whether those who follow the set by its changes are to read them anew, and nameless.</param>
    public static async Task MarkAsync(HubDb db, IReadOnlyList<ApartId> told, DateTime now, bool tell, CancellationToken cancellation)
    {
        foreach (var province in told.GroupBy(t => t.ProvinceCode, t => t.Id))
        {
            await MarkAsync(db, province.Key, province.ToList(), now, tell, cancellation).ConfigureAwait(false);
        }
    }

    // Whoever is not marked yet, and with him whoever he was merged with: both records are one person.
    private static async Task MarkAsync(HubDb db, string province, IReadOnlyCollection<string> people, DateTime now, bool tell, CancellationToken cancellation)
    {
        for (var next = people; next.Count > 0;)
        {
            var known = await KnownAsync(db, province, next, cancellation).ConfigureAwait(false);
            var fresh = next.Where(i => i.Length > 0 && !known.Contains(i)).Distinct(StringComparer.Ordinal).ToList();
            db.ApartPeople.AddRange(fresh.Select(i => new ApartPerson { ProvinceCode = province, Id = i, MarkedAt = now }));
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            await HideAsync(db, province, fresh, cancellation).ConfigureAwait(false);
            var merged = new List<string>();
            foreach (var ids in fresh.Chunk(AtOnce))
            {
                if (tell)
                {
                    await Of(db, province, ids).ExecuteUpdateAsync(set => set.SetProperty(b => b.ReceivedAt, now), cancellation).ConfigureAwait(false);
                }

                merged.AddRange(await Merged(db, province, ids).ToListAsync(cancellation).ConfigureAwait(false));
            }

            next = merged;
        }
    }

    /// <summary>Whoever the hub marked since is nameless in the store of an earlier day too: what is known today leads to him there.</summary>
    public static async Task CarryAsync(HubDb hub, HubDb earlier, DateTime since, CancellationToken cancellation)
    {
        var marked = await hub.ApartPeople.AsNoTracking().Where(p => p.MarkedAt >= since).Select(p => new { p.ProvinceCode, p.Id }).ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var province in marked.GroupBy(p => p.ProvinceCode, p => p.Id))
        {
            await HideAsync(earlier, province.Key, province.ToList(), cancellation).ConfigureAwait(false);
        }
    }

    internal static IQueryable<ApartId> Told(HubDb db) =>
        db.Entitlements.Where(e => e.CategoryCode == RecordRows.NeutralCategory && e.BeneficiaryId != "").Select(e => new ApartId { ProvinceCode = e.ProvinceCode, Id = e.BeneficiaryId })
            .Union(db.Beneficiaries.Where(b => b.CategoryCode == RecordRows.NeutralCategory).Select(b => new ApartId { ProvinceCode = b.ProvinceCode, Id = b.Id }));

    internal static IQueryable<string> Merged(HubDb db, string province, IReadOnlyCollection<string> ids) =>
        db.Beneficiaries.Where(b => b.ProvinceCode == province && b.MergedIntoId != "" && ids.Contains(b.Id)).Select(b => b.MergedIntoId)
            .Union(db.Beneficiaries.Where(b => b.ProvinceCode == province && b.MergedIntoId != "" && ids.Contains(b.MergedIntoId)).Select(b => b.Id));

    private static IQueryable<Beneficiary> Of(HubDb db, string province, IReadOnlyCollection<string> ids) => db.Beneficiaries.Where(b => b.ProvinceCode == province && ids.Contains(b.Id));

    private static async Task<HashSet<string>> KnownAsync(HubDb db, string province, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var marks = db.ApartPeople.AsNoTracking().Where(p => p.ProvinceCode == province);
        return (await (ids.Count > Named ? marks : marks.Where(p => ids.Contains(p.Id))).Select(p => p.Id).ToListAsync(cancellation).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task HideAsync(HubDb db, string province, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        foreach (var some in ids.Chunk(AtOnce))
        {
            await Of(db, province, some).ExecuteUpdateAsync(set => set.SetProperty(b => b.Apart, true).SetProperty(b => b.FoldedName, ""), cancellation).ConfigureAwait(false);
        }
    }
}

/// <summary>A person of a province.</summary>
internal sealed class ApartId
{
    public required string ProvinceCode { get; init; }

    public required string Id { get; init; }
}
