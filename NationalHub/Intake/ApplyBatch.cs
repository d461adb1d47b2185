using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Intake.Equality;
using NationalHub.Intake.Refusals;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>Why a stream must end.</summary>
internal enum StreamEnd
{
    /// <summary>The stream goes on.</summary>
    None,
    LeaseLost,
    CertificateRevoked,

    /// <summary>Another copy of the node pushed after this one compared itself.</summary>
    ComparedBefore,
}

/// <summary>
/// Applies the batches of a stream that wait together in one transaction, each whole or not at all: the latest state by
/// (epoch, version), each version received, the position. What it answers is durable: the commit waits for the disk.
/// Ids are random, so each commit rewrites pages all over the indexes; several batches a commit save most of that.
/// </summary>
public sealed class ApplyBatch(IServiceScopeFactory scopes, IBulkWriter bulk, WriterLease lease, SecurityLog log, IOptions<IntakeOptions> options, VietnamTime time) : IDisposable
{
    // A longer list of texts becomes a table of values in SQL Server, whose collation is not the column's.
    private const int IdsAtOnce = 1000;

    private const int Tries = 5;

    private readonly SemaphoreSlim _oneWriter = new(1);

    /// <summary>Tries again when another writer was first with the same key, or was let pass in a deadlock.</summary>
    /// <returns>One result per batch in the same order; none when the stream must end, and then nothing was applied.</returns>
    internal async Task<(IReadOnlyList<PushResult> Results, StreamEnd End)> HandleAsync(
        NodeCaller caller, string writer, IReadOnlyList<PreparedBatch> batches, CancellationToken cancellation)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                return await ApplyAsync(caller, writer, batches, cancellation).ConfigureAwait(false);
            }
            catch (System.Data.Common.DbException e) when (left > 1 && DatabaseRaces.IsLost(e))
            {
                // Rolled back whole.
            }
            catch (DbUpdateException e) when (left > 1 && DatabaseRaces.IsLost(e))
            {
                // The same in the position.
            }
        }
    }

    public void Dispose() => _oneWriter.Dispose();

    private async Task<(IReadOnlyList<PushResult> Results, StreamEnd End)> ApplyAsync(
        NodeCaller caller, string writer, IReadOnlyList<PreparedBatch> batches, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        if (bulk.OneWriter)
        {
            // Waiting here is fair and quiet; waiting in SQLite is polling.
            await _oneWriter.WaitAsync(cancellation).ConfigureAwait(false);
        }

        try
        {
            var answer = await InTransactionAsync(caller, writer, batches, cancellation).ConfigureAwait(false);
            IntakeMetrics.Count(caller.ProvinceCode, answer.Results, Stopwatch.GetElapsedTime(started));
            return answer;
        }
        finally
        {
            if (bulk.OneWriter)
            {
                _oneWriter.Release();
            }
        }
    }

    private async Task<(IReadOnlyList<PushResult> Results, StreamEnd End)> InTransactionAsync(
        NodeCaller caller, string writer, IReadOnlyList<PreparedBatch> batches, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.Database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        if (bulk.ConnectionSettings.Length > 0)
        {
            await db.Database.ExecuteSqlRawAsync(bulk.ConnectionSettings, cancellation).ConfigureAwait(false);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        if (!await lease.HoldAsync(db, caller.ProvinceCode, writer, cancellation).ConfigureAwait(false))
        {
            return ([], StreamEnd.LeaseLost);
        }

        if (await db.NodeCertificates.AnyAsync(c => c.Thumbprint == caller.Thumbprint && c.RevokedAt != null, cancellation).ConfigureAwait(false))
        {
            return ([], StreamEnd.CertificateRevoked);
        }

        var position = await db.Positions.SingleAsync(p => p.ProvinceCode == caller.ProvinceCode, cancellation).ConfigureAwait(false);
        if (!EpochRule.MayBegin(position, batches[0].Batch))
        {
            return ([], StreamEnd.ComparedBefore);
        }

        var receivedAt = await ReceivingMoment.NextAsync(db, time.UtcNow, TimeSpan.FromHours(options.Value.MostClockBackHours), cancellation).ConfigureAwait(false);
        var (results, notices) = (new List<PushResult>(), new List<EpochVerdict>());
        foreach (var prepared in batches)
        {
            prepared.Stamp(receivedAt);
            results.Add(await OneAsync(db, position, prepared, receivedAt, notices, cancellation).ConfigureAwait(false));
        }

        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        await NoticeAsync(caller, notices, cancellation).ConfigureAwait(false);
        return (results, StreamEnd.None);
    }

    private async Task<PushResult> OneAsync(HubDb db, ProvincePosition position, PreparedBatch prepared, DateTime receivedAt, List<EpochVerdict> notices, CancellationToken cancellation)
    {
        var result = new PushResult { Sequence = prepared.Batch.Sequence };
        var verdict = EpochRule.Decide(position, prepared.Batch);
        if (verdict.Notice is not null)
        {
            notices.Add(verdict);
        }

        if (verdict.Fenced)
        {
            (result.Fenced, result.Message) = (true, verdict.Message);
        }
        else
        {
            await WriteAsync(db, position, prepared, receivedAt, result, cancellation).ConfigureAwait(false);
            position.Advance(prepared.Batch, time.UtcNow);
            (position.ReceivedAt, result.Position) = (receivedAt, (ulong)position.Batches);
        }

        (result.HubEpoch, result.EqualityAsked) = ((ulong)position.Epoch, position.EqualityAskedAt is not null);
        return result;
    }

    private async Task WriteAsync(HubDb db, ProvincePosition position, PreparedBatch prepared, DateTime receivedAt, PushResult result, CancellationToken cancellation)
    {
        var province = position.ProvinceCode;
        var erased = new List<(int Kind, string Id)>();
        await ReplayRows.ClearAsync(db, province, prepared, cancellation).ConfigureAwait(false);
        var applied = await WriteRowsAsync(db, prepared.Latest, erased, result, cancellation).ConfigureAwait(false);
        if (prepared.After.Count > 0)
        {
            applied += await WriteRowsAsync(db, prepared.After, erased, result, cancellation).ConfigureAwait(false);
        }

        await ApartPeople.TakeAsync(db, province, prepared.After.Count > 0 ? [.. prepared.Latest, .. prepared.After] : prepared.Latest, receivedAt, cancellation).ConfigureAwait(false);
        await bulk.AppendAsync(db, prepared.History, cancellation).ConfigureAwait(false);
        foreach (var group in erased.GroupBy(e => e.Kind, e => e.Id))
        {
            // Erasure is of every version, also of one that arrives after the tombstone.
            foreach (var ids in group.Chunk(IdsAtOnce))
            {
                await db.RecordVersions.Where(v => v.ProvinceCode == province && v.Kind == group.Key && ids.Contains(v.Id) && !v.Deleted)
                    .ExecuteUpdateAsync(set => set.SetProperty(v => v.Payload, Array.Empty<byte>()), cancellation).ConfigureAwait(false);
            }
        }

        await KeepRefusals.TakeAsync(db, position, prepared, result.Refusals, options.Value.MostRefusedListed, time.UtcNow, cancellation).ConfigureAwait(false);
        result.Applied = (uint)applied;
        result.Unchanged = (uint)(prepared.History.Count - applied - result.Refusals.Count);
        result.Refusals.AddRange(prepared.Refusals);
    }

    private async Task<int> WriteRowsAsync(HubDb db, IReadOnlyList<Replica> rows, List<(int Kind, string Id)> erased, PushResult result, CancellationToken cancellation)
    {
        return await WriteKindAsync(db, RecordKind.Beneficiary, rows.OfType<Beneficiary>().ToList(), erased, result, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.Entitlement, rows.OfType<Entitlement>().ToList(), erased, result, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.Decision, rows.OfType<Decision>().ToList(), erased, result, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.Dossier, rows.OfType<Dossier>().ToList(), erased, result, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.Household, rows.OfType<Household>().ToList(), erased, result, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.Certificate, rows.OfType<DisabilityCertificate>().ToList(), erased, result, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.LifeEvent, rows.OfType<LifeEvent>().ToList(), erased, result, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.PaymentList, rows.OfType<PaymentList>().ToList(), erased, result, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.PaymentLine, rows.OfType<PaymentLine>().ToList(), erased, result, cancellation).ConfigureAwait(false);
    }

    private async Task<int> WriteKindAsync<T>(
        HubDb db, RecordKind kind, List<T> rows, List<(int Kind, string Id)> erased, PushResult result, CancellationToken cancellation)
        where T : Replica
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        var changed = await bulk.UpsertNewerAsync(db, rows, cancellation).ConfigureAwait(false);
        erased.AddRange(rows.Where((r, i) => changed[i] && r.Deleted).Select(r => ((int)kind, r.Id)));
        var late = rows.Where((r, i) => !changed[i] && !r.Deleted).ToDictionary(r => r.Id);
        var province = rows[0].ProvinceCode;
        foreach (var ids in late.Keys.Chunk(IdsAtOnce))
        {
            var gone = await db.Set<T>().IgnoreQueryFilters().AsNoTracking().Where(r => r.ProvinceCode == province && r.Deleted && ids.Contains(r.Id))
                .Select(r => new { r.Id, r.Epoch, r.Version }).ToListAsync(cancellation).ConfigureAwait(false);
            erased.AddRange(gone.Select(g => ((int)kind, g.Id)));
            // What is merely late is settled by the tombstone; a state after it comes of a node that has forgotten the erasure.
            result.Refusals.AddRange(gone.Where(g => (late[g.Id].Epoch, late[g.Id].Version).CompareTo((g.Epoch, g.Version)) > 0).Select(g => RecordCheck.Erased(late[g.Id])));
        }

        return changed.Count(c => c);
    }

    private async Task NoticeAsync(NodeCaller caller, List<EpochVerdict> notices, CancellationToken cancellation)
    {
        foreach (var notice in notices)
        {
            await log.RecordAsync(
                new SecurityEvent { Kind = notice.Notice!.Value, ProvinceCode = caller.ProvinceCode, Subject = caller.Thumbprint, RemoteAddress = caller.RemoteAddress, Detail = notice.Message },
                cancellation).ConfigureAwait(false);
        }
    }
}
