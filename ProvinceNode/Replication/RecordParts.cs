using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>
/// A record is sent whole: when a part of it changes, the record is found; when the record changes, its parts are. Each kind is asked for once in a few
/// hundred, so a save of thousands stays linear.
/// </summary>
internal static class RecordParts
{
    // Keys asked for in one query.
    private const int Chunk = 500;

    /// <summary>Brings the records whose parts are changed into the context.</summary>
    public static async Task<HashSet<IReplicated>> OwnersAsync(NodeDb db, CancellationToken cancel)
    {
        var changed = db.ChangeTracker.Entries<IRecordPart>().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(e => (e.Entity.RecordKind, e.Entity.RecordId)).Distinct().ToList();
        if (changed.Count == 0)
        {
            return [];
        }

        var known = db.ChangeTracker.Entries<IReplicated>().ToDictionary(e => (RecordMessages.KindOf(e.Entity), e.Entity.Id), e => e.Entity);
        foreach (var ids in changed.Where(c => !known.ContainsKey(c)).GroupBy(c => c.RecordKind, c => c.RecordId).SelectMany(g => g.Chunk(Chunk).Select(c => (Kind: g.Key, Ids: c))))
        {
            foreach (var record in await FindAsync(db, ids.Kind, ids.Ids, cancel))
            {
                known[(ids.Kind, record.Id)] = record;
            }
        }

        return changed.Select(c => known[c]).ToHashSet();
    }

    /// <summary>Brings all parts of the records into the context and to the records' place. What is taken away goes out of the record.</summary>
    public static async Task LoadAsync(NodeDb db, IReadOnlyList<EntityEntry<IReplicated>> touched, CancellationToken cancel)
    {
        foreach (var kind in touched.Where(e => e.State != EntityState.Added).GroupBy(e => RecordMessages.KindOf(e.Entity), e => e.Entity.Id))
        {
            foreach (var ids in kind.Chunk(Chunk))
            {
                await LoadAsync(db, kind.Key, ids, cancel);
            }
        }

        foreach (var entry in touched)
        {
            switch (entry.Entity)
            {
                case Beneficiary b:
                    Settle(db, b.Links, b.TenantPath, b.SharedPath);
                    Settle(db, b.PovertyYears, b.TenantPath, b.SharedPath);
                    Settle(db, b.Stays, b.TenantPath, b.SharedPath);
                    break;
                case Household h:
                    Settle(db, h.Members, h.TenantPath);
                    break;
                case DisabilityCertificate c:
                    Settle(db, c.History, c.TenantPath);
                    break;
                case LifeEvent happened:
                    Settle(db, happened.Holds, happened.TenantPath);
                    break;
            }
        }
    }

    // A record outside the scope is not found: its parts are not this office's to change.
    private static async Task<IReadOnlyList<IReplicated>> FindAsync(NodeDb db, RecordKind kind, Guid[] ids, CancellationToken cancel) => kind switch
    {
        RecordKind.Beneficiary => await db.Beneficiaries.Where(b => ids.Contains(b.Id)).ToListAsync(cancel),
        RecordKind.Household => await db.Households.Where(h => ids.Contains(h.Id)).ToListAsync(cancel),
        // Of the person in hand: an institution's decision may end what the commune holds.
        RecordKind.LifeEvent => await db.LifeEvents.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(e => ids.Contains(e.Id)).ToListAsync(cancel),
        _ => await db.DisabilityCertificates.Where(c => ids.Contains(c.Id)).ToListAsync(cancel),
    };

    // Parts lie where the record lay when they were written: the record's scope is theirs.
    internal static async Task LoadAsync(NodeDb db, RecordKind kind, Guid[] ids, CancellationToken cancel)
    {
        string[] all = [NodeDb.TenantFilter];
        switch (kind)
        {
            case RecordKind.Beneficiary:
                await db.PersonLinks.IgnoreQueryFilters(all).Where(l => ids.Contains(l.BeneficiaryId)).LoadAsync(cancel);
                await db.PovertyYears.IgnoreQueryFilters(all).Where(y => ids.Contains(y.BeneficiaryId)).LoadAsync(cancel);
                await db.InstitutionStays.IgnoreQueryFilters(all).Where(s => ids.Contains(s.BeneficiaryId)).LoadAsync(cancel);
                break;
            case RecordKind.Household:
                await db.HouseholdMembers.IgnoreQueryFilters(all).Where(m => ids.Contains(m.HouseholdId)).LoadAsync(cancel);
                break;
            case RecordKind.Certificate:
                await db.Set<CertificateChange>().IgnoreQueryFilters(all).Where(c => ids.Contains(c.CertificateId)).LoadAsync(cancel);
                break;
            case RecordKind.LifeEvent:
                await db.PaymentHolds.IgnoreQueryFilters(all).Where(h => ids.Contains(h.EventId)).LoadAsync(cancel);
                break;
            case RecordKind.PaymentLine:
                await db.PaymentLists.IgnoreQueryFilters(all).Where(l => db.PaymentLines.Any(x => ids.Contains(x.Id) && x.ListId == l.Id)).LoadAsync(cancel);
                await db.PaymentClaims.IgnoreQueryFilters(all).Where(c => ids.Contains(c.LineId)).LoadAsync(cancel);
                await db.PaymentResults.IgnoreQueryFilters(all).Where(r => ids.Contains(r.LineId)).LoadAsync(cancel);
                break;
            case RecordKind.Dossier:
                await db.DossierSteps.IgnoreQueryFilters(all).Where(s => ids.Contains(s.DossierId)).LoadAsync(cancel);
                await db.Attachments.IgnoreQueryFilters(all).Where(a => ids.Contains(a.DossierId)).LoadAsync(cancel);
                break;
        }
    }

    private static void Settle<T>(NodeDb db, List<T> parts, string path, string? shared = null)
        where T : class, IRecordPart
    {
        parts.RemoveAll(p => db.Entry(p).State == EntityState.Deleted);
        foreach (var part in parts.Where(p => p.TenantPath != path))
        {
            part.TenantPath = path;
        }

        foreach (var part in parts.OfType<IShared>().Where(p => p.SharedPath != shared))
        {
            part.SharedPath = shared;
        }
    }
}
