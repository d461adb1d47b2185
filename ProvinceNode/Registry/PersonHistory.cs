using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Merging;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Reads a person as known at the end of a day. The caller made sure that the person is in the official's scope.</summary>
public static class PersonHistory
{
    // Keys asked for in one query.
    private const int Chunk = 500;

    /// <param name="knownOn">All that was recorded by the end of this Vietnamese day counts.</param>
    /// <returns>Null when nothing was known of him yet.</returns>
    public static async Task<KnownPerson?> AsOfAsync(NodeDb db, Beneficiary person, DateOnly knownOn, CancellationToken cancel)
    {
        var until = VietnamTime.Utc(knownOn.AddDays(1).ToDateTime(TimeOnly.MinValue));
        var id = person.Id;
        var numbers = await NumbersAsync(db, person, until, cancel);
        // What a merge brought or its undoing took away: each version tells whose it was then.
        var moved = (await db.Set<MergeRecord>().AsNoTracking().Where(m => m.SurvivorId == id || m.AbsorbedId == id).ToListAsync(cancel)).SelectMany(m => m.Content.Moved).ToLookup(r => r.Table, r => r.Key);
        var (grants, told, members) = (moved["Entitlements"].ToList(), moved["LifeEvents"].ToList(), moved["HouseholdMembers"].ToList());
        // Of all only what the scope may read.
        var entitlements = await db.Entitlements.Where(e => e.BeneficiaryId == id || grants.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel);
        var households = await db.HouseholdMembers.Where(m => m.BeneficiaryId == id || numbers.Contains(m.Number) || members.Contains(m.Id)).Select(m => m.HouseholdId).Distinct().ToListAsync(cancel);
        var certificates = await db.DisabilityCertificates.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(c => numbers.Contains(c.CitizenId) || numbers.Contains(c.OldIdentityNumber)).Select(c => c.Id).ToListAsync(cancel);
        var events = await db.LifeEvents.Where(e => e.BeneficiaryId == id || told.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel);
        var versions = new List<Replication.RecordVersion>();
        versions.AddRange(await VersionsAsync(db, RecordKind.Beneficiary, [id], until, cancel));
        versions.AddRange(await VersionsAsync(db, RecordKind.Entitlement, entitlements, until, cancel));
        versions.AddRange(await VersionsAsync(db, RecordKind.Household, households, until, cancel));
        versions.AddRange(await VersionsAsync(db, RecordKind.Certificate, certificates, until, cancel));
        versions.AddRange(await VersionsAsync(db, RecordKind.LifeEvent, events, until, cancel));
        return KnownPerson.Of(id, versions, until, numbers.ToHashSet(StringComparer.Ordinal));
    }

    // His own, and those of the records that were part of him at that moment, through as many merges as there were: papers name him by any of them.
    private static async Task<List<string>> NumbersAsync(NodeDb db, Beneficiary person, DateTime until, CancellationToken cancel)
    {
        var (seen, last) = (new HashSet<Guid> { person.Id }, new List<Guid> { person.Id });
        while (last.Count > 0)
        {
            var into = last;
            last = (await db.Set<MergeRecord>().AsNoTracking().Where(m => into.Contains(m.SurvivorId) && m.MergedAt < until && (m.UndoneAt == null || m.UndoneAt >= until)).Select(m => m.AbsorbedId).ToListAsync(cancel))
                .FindAll(seen.Add);
        }

        seen.Remove(person.Id);
        var parts = seen.Count == 0 ? [] : await db.Beneficiaries.IgnoreQueryFilters([Beneficiary.AbsorbedFilter]).AsNoTracking().Where(b => seen.Contains(b.Id)).Select(b => new { b.CitizenId, b.OldIdentityNumber }).ToListAsync(cancel);
        return parts.SelectMany(p => new[] { p.CitizenId, p.OldIdentityNumber }).Append(person.CitizenId).Append(person.OldIdentityNumber).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
    }

    /// <summary>A person as somebody saw him: at one version.</summary>
    public static async Task<(BeneficiaryState State, DateTime RecordedAt)?> AtAsync(NodeDb db, Guid id, long version, CancellationToken cancel)
    {
        const int kind = (int)RecordKind.Beneficiary;
        var row = await db.RecordVersions.AsNoTracking().Where(v => v.Kind == kind && v.RecordId == id && v.Version == version).OrderByDescending(v => v.Epoch).FirstOrDefaultAsync(cancel);
        return row?.Read() is { } record ? (record.Beneficiary, row.RecordedAt) : null;
    }

    private static async Task<List<Replication.RecordVersion>> VersionsAsync(NodeDb db, RecordKind kind, List<Guid> ids, DateTime until, CancellationToken cancel)
    {
        var (number, found) = ((int)kind, new List<Replication.RecordVersion>());
        foreach (var chunk in ids.Chunk(Chunk))
        {
            found.AddRange(await db.RecordVersions.AsNoTracking().Where(v => v.Kind == number && chunk.Contains(v.RecordId) && v.RecordedAt < until).ToListAsync(cancel));
        }

        return found;
    }
}
