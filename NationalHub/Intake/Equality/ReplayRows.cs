using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Reporting;
using Protos.Replication;

namespace NationalHub.Intake.Equality;

/// <summary>
/// Makes room for records that a node sends again because the hub's copy was found to differ: takes away the row of the same or a lower version, and of a version that the node
/// never made; the batch then writes them as any other. A row of a newer version than the replay stays: a late replay takes nothing back.
/// </summary>
internal static class ReplayRows
{
    /// <summary>The record as it is stored: the replay is no part of its state.</summary>
    public static Record Plain(Record record)
    {
        if (record.Replay is null)
        {
            return record;
        }

        var plain = record.Clone();
        plain.Replay = null;
        return plain;
    }

    /// <summary>Called inside the transaction of the batch, before its rows are written.</summary>
    public static async Task ClearAsync(HubDb db, string province, PreparedBatch prepared, CancellationToken cancellation)
    {
        if (!prepared.Batch.Records.Any(r => r.Replay is not null))
        {
            return;
        }

        // Refused records are not in the history.
        var taken = prepared.History.ToLookup(v => (v.Kind, v.Id, v.Epoch, v.Version));
        foreach (var record in prepared.Batch.Records.Where(r => r.Replay is not null))
        {
            if (taken[((int)record.Kind, record.Id, (long)record.Epoch, (long)record.Version)].FirstOrDefault() is { } version && await ClearRowAsync(db, province, record, cancellation).ConfigureAwait(false))
            {
                await MendHistoryAsync(db, version, record.Replay, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static Task<bool> ClearRowAsync(HubDb db, string province, Record record, CancellationToken cancellation) => record.Kind switch
    {
        RecordKind.Beneficiary => ClearRowAsync<Beneficiary>(db, province, record, cancellation),
        RecordKind.Entitlement => ClearRowAsync<Entitlement>(db, province, record, cancellation),
        RecordKind.Decision => ClearRowAsync<Decision>(db, province, record, cancellation),
        RecordKind.Dossier => ClearRowAsync<Dossier>(db, province, record, cancellation),
        RecordKind.Household => ClearRowAsync<Household>(db, province, record, cancellation),
        RecordKind.Certificate => ClearRowAsync<DisabilityCertificate>(db, province, record, cancellation),
        RecordKind.LifeEvent => ClearRowAsync<LifeEvent>(db, province, record, cancellation),
        RecordKind.PaymentList => ClearRowAsync<PaymentList>(db, province, record, cancellation),
        _ => ClearRowAsync<PaymentLine>(db, province, record, cancellation),
    };

    private static async Task<bool> ClearRowAsync<T>(HubDb db, string province, Record record, CancellationToken cancellation)
        where T : Replica
    {
        var (id, epoch, version) = (record.Id, (long)record.Epoch, (long)record.Version);
        var (overEpoch, overVersion) = ((long)record.Replay.OverEpoch, (long)record.Replay.OverVersion);
        var stored = db.Set<T>().IgnoreQueryFilters().Where(r => r.ProvinceCode == province && r.Id == id);
        var cleared = await stored.Where(r => r.Epoch < epoch || (r.Epoch == epoch && r.Version <= version) || (r.Epoch == overEpoch && r.Version == overVersion))
            .ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        return cleared > 0 || !await stored.AnyAsync(cancellation).ConfigureAwait(false);
    }

    // When it was received stays: only what was said then is put right.
    private static async Task MendHistoryAsync(HubDb db, RecordVersion version, ReplayState replay, CancellationToken cancellation)
    {
        var (overEpoch, overVersion) = ((long)replay.OverEpoch, (long)replay.OverVersion);
        var versions = db.RecordVersions.Where(v => v.ProvinceCode == version.ProvinceCode && v.Kind == version.Kind && v.Id == version.Id);
        if ((overEpoch, overVersion).CompareTo((version.Epoch, version.Version)) > 0)
        {
            await versions.Where(v => v.Epoch == overEpoch && v.Version == overVersion).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
        }

        await versions.Where(v => v.Epoch == version.Epoch && v.Version == version.Version)
            .ExecuteUpdateAsync(
                set => set.SetProperty(v => v.Payload, version.Payload).SetProperty(v => v.Deleted, version.Deleted).SetProperty(v => v.RecordedAt, version.RecordedAt), cancellation)
            .ConfigureAwait(false);
    }
}
