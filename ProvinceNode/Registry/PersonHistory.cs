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
        var (id, number, old) = (person.Id, person.CitizenId, person.OldIdentityNumber);
        var entitlements = await EntitlementsAsync(db, id, cancel);
        var households = await db.HouseholdMembers.Where(m => m.BeneficiaryId == id || (number != "" && m.Number == number)).Select(m => m.HouseholdId).Distinct().ToListAsync(cancel);
        var certificates = (await CertificateRegister.OfPersonAsync(db, number, old, cancel)).Select(c => c.Id).ToList();
        var events = await db.LifeEvents.Where(e => e.BeneficiaryId == id).Select(e => e.Id).ToListAsync(cancel);
        var versions = new List<Replication.RecordVersion>();
        versions.AddRange(await VersionsAsync(db, RecordKind.Beneficiary, [id], until, cancel));
        versions.AddRange(await VersionsAsync(db, RecordKind.Entitlement, entitlements, until, cancel));
        versions.AddRange(await VersionsAsync(db, RecordKind.Household, households, until, cancel));
        versions.AddRange(await VersionsAsync(db, RecordKind.Certificate, certificates, until, cancel));
        versions.AddRange(await VersionsAsync(db, RecordKind.LifeEvent, events, until, cancel));
        return KnownPerson.Of(id, versions, until);
    }

    // His own of now, and those that a merge brought or its undoing took away: each version tells whose it was then.
    private static async Task<List<Guid>> EntitlementsAsync(NodeDb db, Guid id, CancellationToken cancel)
    {
        var own = await db.Entitlements.Where(e => e.BeneficiaryId == id).Select(e => e.Id).ToListAsync(cancel);
        var merges = await db.Set<MergeRecord>().AsNoTracking().Where(m => m.SurvivorId == id || m.AbsorbedId == id).ToListAsync(cancel);
        var moved = merges.SelectMany(m => m.Content.Moved).Where(r => r.Table == "Entitlements").Select(r => r.Key).Distinct().ToList();
        // Of those only what the scope may read.
        return moved.Count == 0 ? own : [.. own.Union(await db.Entitlements.Where(e => moved.Contains(e.Id)).Select(e => e.Id).ToListAsync(cancel))];
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
