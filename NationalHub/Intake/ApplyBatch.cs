using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
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
}

/// <summary>
/// Applies one batch in one transaction: the latest state by (epoch, version), each version received, the position.
/// What it answers is durable: the commit waits for the disk.
/// </summary>
public sealed class ApplyBatch(IServiceScopeFactory scopes, IBulkWriter bulk, WriterLease lease, SecurityLog log, VietnamTime time) : IDisposable
{
    private readonly SemaphoreSlim _oneWriter = new(1);

    /// <summary>One try more when another writer was first with the same key.</summary>
    internal async Task<(PushResult Result, StreamEnd End)> HandleAsync(NodeCaller caller, string writer, PreparedBatch prepared, CancellationToken cancellation)
    {
        try
        {
            return await ApplyAsync(caller, writer, prepared, cancellation).ConfigureAwait(false);
        }
        catch (System.Data.Common.DbException e) when (e is Microsoft.Data.SqlClient.SqlException { Number: 2601 or 2627 })
        {
            return await ApplyAsync(caller, writer, prepared, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _oneWriter.Dispose();

    private async Task<(PushResult Result, StreamEnd End)> ApplyAsync(NodeCaller caller, string writer, PreparedBatch prepared, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        if (bulk.OneWriter)
        {
            // Waiting here is fair and quiet; waiting in SQLite is polling.
            await _oneWriter.WaitAsync(cancellation).ConfigureAwait(false);
        }

        try
        {
            var answer = await InTransactionAsync(caller, writer, prepared, cancellation).ConfigureAwait(false);
            IntakeMetrics.Count(caller.ProvinceCode, answer.Result, Stopwatch.GetElapsedTime(started));
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

    private async Task<(PushResult Result, StreamEnd End)> InTransactionAsync(NodeCaller caller, string writer, PreparedBatch prepared, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        await db.Database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        if (bulk.DurableCommit.Length > 0)
        {
            await db.Database.ExecuteSqlRawAsync(bulk.DurableCommit, cancellation).ConfigureAwait(false);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        var result = new PushResult { Sequence = prepared.Batch.Sequence };
        if (!await lease.HoldAsync(db, caller.ProvinceCode, writer, cancellation).ConfigureAwait(false))
        {
            return (result, StreamEnd.LeaseLost);
        }

        if (await db.NodeCertificates.AnyAsync(c => c.Thumbprint == caller.Thumbprint && c.RevokedAt != null, cancellation).ConfigureAwait(false))
        {
            return (result, StreamEnd.CertificateRevoked);
        }

        var known = await db.Positions.AsNoTracking().SingleAsync(p => p.ProvinceCode == caller.ProvinceCode, cancellation).ConfigureAwait(false);
        var verdict = EpochRule.Decide(known, prepared.Batch);
        if (!verdict.Fenced)
        {
            await WriteAsync(db, caller.ProvinceCode, prepared, result, cancellation).ConfigureAwait(false);
            await MoveAsync(db, known, prepared.Batch, cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }
        else
        {
            await transaction.RollbackAsync(cancellation).ConfigureAwait(false);
        }

        (result.Fenced, result.Message) = (verdict.Fenced, verdict.Fenced ? verdict.Message : "");
        result.HubEpoch = (ulong)Math.Max(known.Epoch, verdict.Fenced ? 0 : (long)prepared.Batch.Epoch);
        await NoticeAsync(caller, verdict, cancellation).ConfigureAwait(false);
        return (result, StreamEnd.None);
    }

    private async Task WriteAsync(HubDb db, string province, PreparedBatch prepared, PushResult result, CancellationToken cancellation)
    {
        var erased = new List<(int Kind, string Id)>();
        var applied = await WriteKindAsync(db, RecordKind.Beneficiary, prepared.Latest.OfType<Beneficiary>().ToList(), erased, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.Entitlement, prepared.Latest.OfType<Entitlement>().ToList(), erased, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.Decision, prepared.Latest.OfType<Decision>().ToList(), erased, cancellation).ConfigureAwait(false)
            + await WriteKindAsync(db, RecordKind.Dossier, prepared.Latest.OfType<Dossier>().ToList(), erased, cancellation).ConfigureAwait(false);
        await bulk.AppendAsync(db, prepared.History, cancellation).ConfigureAwait(false);
        foreach (var group in erased.GroupBy(e => e.Kind, e => e.Id))
        {
            // Erasure is of every version, also of one that arrives after the tombstone.
            var ids = group.ToList();
            await db.RecordVersions.Where(v => v.ProvinceCode == province && v.Kind == group.Key && ids.Contains(v.Id) && !v.Deleted)
                .ExecuteUpdateAsync(set => set.SetProperty(v => v.Payload, Array.Empty<byte>()), cancellation).ConfigureAwait(false);
        }

        result.Applied = (uint)applied;
        result.Unchanged = (uint)(prepared.History.Count - applied);
        result.Refusals.AddRange(prepared.Refusals);
    }

    private async Task<int> WriteKindAsync<T>(HubDb db, RecordKind kind, List<T> rows, List<(int Kind, string Id)> erased, CancellationToken cancellation)
        where T : Replica
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        var changed = await bulk.UpsertNewerAsync(db, rows, cancellation).ConfigureAwait(false);
        erased.AddRange(rows.Where((r, i) => changed[i] && r.Deleted).Select(r => ((int)kind, r.Id)));
        var late = rows.Where((r, i) => !changed[i] && !r.Deleted).Select(r => r.Id).ToList();
        if (late.Count > 0)
        {
            var province = rows[0].ProvinceCode;
            var gone = await db.Set<T>().IgnoreQueryFilters().Where(r => r.ProvinceCode == province && r.Deleted && late.Contains(r.Id))
                .Select(r => r.Id).ToListAsync(cancellation).ConfigureAwait(false);
            erased.AddRange(gone.Select(id => ((int)kind, id)));
        }

        return changed.Count(c => c);
    }

    /// <summary>A shortened act chain does not replace the longer one that was witnessed: the node is told of it by its position.</summary>
    private async Task MoveAsync(HubDb db, ProvincePosition known, PushBatch batch, CancellationToken cancellation)
    {
        var (province, now, epoch) = (known.ProvinceCode, time.UtcNow, (long)batch.Epoch);
        var grown = batch.ActChainLength >= known.ActChainLength;
        var (head, length) = grown ? (Cut(batch.ActChainHead, 128), batch.ActChainLength) : (known.ActChainHead, known.ActChainLength);
        var version = Cut(batch.NodeVersion, 60);
        await db.Positions.Where(p => p.ProvinceCode == province).ExecuteUpdateAsync(
            set => set.SetProperty(p => p.Epoch, epoch).SetProperty(p => p.LastPushAt, now).SetProperty(p => p.ActChainHead, head)
                .SetProperty(p => p.ActChainLength, length).SetProperty(p => p.NodeVersion, version),
            cancellation).ConfigureAwait(false);
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest];

    private async Task NoticeAsync(NodeCaller caller, EpochVerdict verdict, CancellationToken cancellation)
    {
        if (verdict.Notice is { } kind)
        {
            await log.RecordAsync(
                new SecurityEvent { Kind = kind, ProvinceCode = caller.ProvinceCode, Subject = caller.Thumbprint, RemoteAddress = caller.RemoteAddress, Detail = verdict.Message },
                cancellation).ConfigureAwait(false);
        }
    }
}
