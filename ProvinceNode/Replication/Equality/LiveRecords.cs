using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>A record as its tables have it now, turned into the message that a save would send.</summary>
/// <param name="IsUntold">Results of payment that the hub is told of in a minute: its version is ahead of what was recorded.</param>
public sealed record LiveRecord(Guid Id, long Epoch, long Version, string Path, bool IsUntold, Record Message, byte[] Digest);

/// <summary>Reads records with their parts, whatever the kind, past every filter.</summary>
public sealed class LiveRecords(NodeDb db)
{
    /// <summary>The records of some ids that the hub is to know, each as of the moment that its newest version was recorded. The context is empty afterwards.</summary>
    public async Task<Dictionary<Guid, LiveRecord>> FindAsync(RecordKind kind, IReadOnlyCollection<Guid> ids, IReadOnlyDictionary<Guid, RecordVersion> versions, CancellationToken cancel)
    {
        var found = new Dictionary<Guid, LiveRecord>();
        foreach (var record in await LoadAsync(db, kind, [.. ids], cancel))
        {
            // Lists and lines that the hub was not told of yet are nobody's but the node's.
            if (record is PaymentLine or PaymentList && record.Epoch == 0)
            {
                continue;
            }

            var message = RecordMessages.Of(record, versions.GetValueOrDefault(record.Id)?.RecordedAt ?? DateTime.UnixEpoch);
            var digest = StateDigest.Of((int)kind, record.Id.ToString("D"), record.Epoch, record.Version, record.TenantPath, message.ToByteArray());
            found.Add(record.Id, new(record.Id, record.Epoch, record.Version, record.TenantPath, record is PaymentLine { UntoldVersion: not null }, message, digest));
        }

        db.ChangeTracker.Clear();
        return found;
    }

    /// <summary>
    /// Of some ids the rows of lists and lines that the node has and did not tell the hub of: what it tells of them comes, after a restore perhaps a second time. Of a list that was given up nothing comes any
    /// more, nor of its lines.
    /// </summary>
    /// <returns>And of each whether it waits for the approval of its list.</returns>
    public async Task<Dictionary<Guid, bool>> UntoldAsync(RecordKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancel) => kind switch
    {
        RecordKind.PaymentList => await db.PaymentLists.IgnoreQueryFilters().Where(l => ids.Contains(l.Id) && l.Epoch == 0 && l.Status != ListStatus.Discarded)
            .Select(l => new { l.Id, IsDraft = l.Status == ListStatus.Draft }).ToDictionaryAsync(l => l.Id, l => l.IsDraft, cancel),
        RecordKind.PaymentLine => await db.PaymentLines.IgnoreQueryFilters().Where(l => ids.Contains(l.Id) && l.Epoch == 0 && l.List!.Status != ListStatus.Discarded)
            .Select(l => new { l.Id, IsDraft = l.List!.Status == ListStatus.Draft }).ToDictionaryAsync(l => l.Id, l => l.IsDraft, cancel),
        _ => [],
    };

    /// <summary>Whether a loaded record is one that the hub will never be told of: a list that was given up before it was told, or a line of it. The hub's copy, of before a restore, is nobody's.</summary>
    public static bool IsGivenUp(IReplicated record) => record is PaymentList { Epoch: 0, Status: ListStatus.Discarded } or PaymentLine { Epoch: 0, List.Status: ListStatus.Discarded };

    /// <summary>Ids of records that no version was recorded of as they are.</summary>
    public Task<List<Guid>> WithoutVersionAsync(RecordKind kind, int most, CancellationToken cancel) => kind switch
    {
        RecordKind.Beneficiary => WithoutAsync<Beneficiary>(kind, most, cancel),
        RecordKind.Entitlement => WithoutAsync<Entitlement>(kind, most, cancel),
        RecordKind.Decision => WithoutAsync<Decision>(kind, most, cancel),
        RecordKind.Dossier => WithoutAsync<Dossier>(kind, most, cancel),
        RecordKind.Household => WithoutAsync<Household>(kind, most, cancel),
        RecordKind.Certificate => WithoutAsync<DisabilityCertificate>(kind, most, cancel),
        RecordKind.LifeEvent => WithoutAsync<LifeEvent>(kind, most, cancel),
        RecordKind.PaymentList => WithoutAsync<PaymentList>(kind, most, cancel, told: true),
        RecordKind.PaymentLine => WithoutAsync<PaymentLine>(kind, most, cancel, told: true),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind is not replicated."),
    };

    /// <summary>The records themselves with their parts, tracked.</summary>
    public static async Task<IReadOnlyList<IReplicated>> LoadAsync(NodeDb db, RecordKind kind, Guid[] ids, CancellationToken cancel)
    {
        IReadOnlyList<IReplicated> records = kind switch
        {
            RecordKind.Beneficiary => await OfAsync<Beneficiary>(db, ids, cancel),
            RecordKind.Entitlement => await OfAsync<Entitlement>(db, ids, cancel),
            RecordKind.Decision => await OfAsync<Decision>(db, ids, cancel),
            RecordKind.Dossier => await OfAsync<Dossier>(db, ids, cancel),
            RecordKind.Household => await OfAsync<Household>(db, ids, cancel),
            RecordKind.Certificate => await OfAsync<DisabilityCertificate>(db, ids, cancel),
            RecordKind.LifeEvent => await OfAsync<LifeEvent>(db, ids, cancel),
            RecordKind.PaymentList => await OfAsync<PaymentList>(db, ids, cancel),
            RecordKind.PaymentLine => await OfAsync<PaymentLine>(db, ids, cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind is not replicated."),
        };
        await RecordParts.LoadAsync(db, kind, ids, cancel);
        return records;
    }

    private static async Task<IReadOnlyList<IReplicated>> OfAsync<T>(NodeDb db, Guid[] ids, CancellationToken cancel)
        where T : class, IReplicated => await db.Set<T>().IgnoreQueryFilters().Where(r => ids.Contains(EF.Property<Guid>(r, nameof(IReplicated.Id)))).ToListAsync(cancel);

    private Task<List<Guid>> WithoutAsync<T>(RecordKind kind, int most, CancellationToken cancel, bool told = false)
        where T : class, IReplicated
    {
        var number = (int)kind;
        var rows = db.Set<T>().IgnoreQueryFilters().AsNoTracking().Where(r => !db.RecordVersions.Any(v => v.Kind == number && v.RecordId == EF.Property<Guid>(r, nameof(IReplicated.Id))
            && v.Epoch == EF.Property<long>(r, nameof(IReplicated.Epoch)) && v.Version == EF.Property<long>(r, nameof(IReplicated.Version))));
        return (told ? rows.Where(r => EF.Property<long>(r, nameof(IReplicated.Epoch)) > 0) : rows).Select(r => EF.Property<Guid>(r, nameof(IReplicated.Id))).Take(most).ToListAsync(cancel);
    }
}
