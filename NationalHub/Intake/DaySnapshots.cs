using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;
using NationalHub.Provinces;
using NationalHub.Reporting;
using NationalHub.Reporting.OData;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>
/// What the hub knew at the end of a day, made once of the versions it had received by then, as a database file of its own that every
/// query runs on as on today's. Whoever asks again reads the same rows; only what was erased since by law is gone from there too.
/// </summary>
public sealed class DaySnapshots(IServiceScopeFactory scopes, DaySnapshotsDisk disk, VietnamTime time, IHostApplicationLifetime life) : IDisposable
{
    private const int RowsAtOnce = 5_000;

    /// <summary>SQLITE_CANTOPEN.</summary>
    private const int CannotOpen = 14;

    /// <summary>How long a reader waits for a day that is being made before he is asked to come back: a small hub's day is there by then, and of the time that a request has the query needs its share.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What a hub receives, tombstones too, may be committed a little after the time it bears.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>How far the mark in a day's file may stay behind: every query would else write.</summary>
    private static readonly TimeSpan MarkedEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<DateOnly, Task> _making = new();
    private readonly ConcurrentDictionary<DateOnly, (DateTime Until, DateTime Marked)> _erased = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <returns>The store of that day; null while it is being made, or when it was pruned at this very moment.</returns>
    /// <exception cref="ODataFaultException">The disk has too little room to make it.</exception>
    public async Task<AsOfStore?> OpenAsync(HttpContext http, DateOnly day, CancellationToken cancellation)
    {
        if (!await MadeAsync(day, Patience, cancellation).ConfigureAwait(false))
        {
            return null;
        }

        AsOfStore? store = null;
        var db = Open(disk.FileOf(day), SqliteOpenMode.ReadWrite, http.RequestServices.GetRequiredService<RowCounter>());
        try
        {
            disk.Touch(day);
            // Held open: whoever reads keeps the file even when the day is pruned meanwhile.
            await db.Database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
            if (!await DaySnapshotsMark.IsOfNewestFormAsync(db, cancellation).ConfigureAwait(false))
            {
                disk.Remove(day);
                Forget(day);
                return null;
            }

            await EraseAsync(db, day, cancellation).ConfigureAwait(false);
            store = new AsOfStore(db, Freshness.Texts(await Freshness.ReadAsync(db, cancellation).ConfigureAwait(false)));
        }
        catch (FileNotFoundException)
        {
            Forget(day);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == CannotOpen || !File.Exists(disk.FileOf(day)))
        {
            Forget(day);
        }
        finally
        {
            if (store is null)
            {
                await db.DisposeAsync().ConfigureAwait(false);
            }
        }

        return store;
    }

    /// <summary>Makes the day, unless it is there, before anybody asks for it.</summary>
    public Task MakeReadyAsync(DateOnly day, CancellationToken cancellation) => MadeAsync(day, Timeout.InfiniteTimeSpan, cancellation);

    /// <summary>Every day is made again when it is asked for: the versions that it is made of have lost those of a trial.</summary>
    public async Task DropAsync(CancellationToken cancellation)
    {
        foreach (var making in _making.Values)
        {
            await making.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellation.ThrowIfCancellationRequested();
        }

        foreach (var day in disk.Days())
        {
            disk.Remove(day);
            Forget(day);
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <returns>False while it is being made, or is over for a moment only.</returns>
    private async Task<bool> MadeAsync(DateOnly day, TimeSpan patience, CancellationToken cancellation)
    {
        // What was received before its end may be committed after it.
        if (time.UtcNow < End(day) + Overlap && !File.Exists(disk.FileOf(day)))
        {
            return false;
        }

        var making = _making.GetOrAdd(day, d => File.Exists(disk.FileOf(d)) ? Task.CompletedTask : Task.Run(() => MakeAsync(d, life.ApplicationStopping), life.ApplicationStopping));
        try
        {
            await making.WaitAsync(patience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            if (making.IsFaulted || making.IsCanceled || (making.IsCompleted && !File.Exists(disk.FileOf(day))))
            {
                _making.TryRemove(KeyValuePair.Create(day, making));
            }
        }

        return File.Exists(disk.FileOf(day));
    }

    /// <param name="mode">A day that was pruned a moment ago must not come back as an empty file.</param>
    private static SqliteHubDb Open(string file, SqliteOpenMode mode, RowCounter? counter)
    {
        var options = new DbContextOptionsBuilder<SqliteHubDb>();
        DatabaseSetup.UseSqlite(options, new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, ForeignKeys = true }.ToString());
        if (counter is not null)
        {
            options.AddInterceptors(counter);
        }

        return new SqliteHubDb(options.Options);
    }

    private static DateTime End(DateOnly day) => VietnamTime.Utc(day.AddDays(1).ToDateTime(TimeOnly.MinValue));

    private async Task MakeAsync(DateOnly day, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var (file, part, begun) = (disk.FileOf(day), disk.FileOf(day) + ".part", time.UtcNow);
            if (File.Exists(file))
            {
                // Another made it while we waited for our turn.
                return;
            }

            await using var scope = scopes.CreateAsyncScope();
            var hub = scope.ServiceProvider.GetRequiredService<HubDb>();
            Prune();
            disk.RequireRoom(hub, day);
            await using (var db = Open(part, SqliteOpenMode.ReadWriteCreate, null))
            {
                await db.Database.EnsureCreatedAsync(cancellation).ConfigureAwait(false);
                await FillAsync(hub, db, End(day), cancellation).ConfigureAwait(false);
                await DaySnapshotsMark.AnalysedAsync(db, cancellation).ConfigureAwait(false);
                // What was erased before has no content left to be made of.
                await DaySnapshotsMark.WriteAsync(db, begun - Overlap, cancellation).ConfigureAwait(false);
                await DaySnapshotsMark.FormAsync(db, cancellation).ConfigureAwait(false);
                await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancellation).ConfigureAwait(false);
            }

            // Whole or not at all: a killed process leaves only a part that nobody reads.
            File.Move(part, file, overwrite: true);
        }
        finally
        {
            _turn.Release();
        }
    }

    private static async Task FillAsync(HubDb hub, SqliteHubDb snapshot, DateTime before, CancellationToken cancellation)
    {
        await using var transaction = await snapshot.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await DaySnapshotsStages.FillAsync(hub, snapshot, before, cancellation).ConfigureAwait(false);
        var (writer, rows, pushed) = (new SqliteBulkWriter(), new List<Replica>(), new Dictionary<string, DateTime>(StringComparer.Ordinal));
        RecordVersion? last = null;
        async Task KeepAsync(RecordVersion? version)
        {
            if (version is { Deleted: false, Payload.Length: > 0 } && ProvinceUnits.Find(version.ProvinceCode) is { } units)
            {
                rows.Add(RecordRows.Latest(Record.Parser.ParseFrom(version.Payload), units, version.ReceivedAt));
            }

            if (rows.Count >= RowsAtOnce || version is null)
            {
                await WriteAsync(snapshot, writer, rows, cancellation).ConfigureAwait(false);
                rows.Clear();
            }
        }

        await foreach (var version in Versions(hub, before).AsAsyncEnumerable().WithCancellation(cancellation).ConfigureAwait(false))
        {
            pushed[version.ProvinceCode] = pushed.TryGetValue(version.ProvinceCode, out var at) && at > version.ReceivedAt ? at : version.ReceivedAt;
            if (last is not null && (last.ProvinceCode, last.Kind, last.Id) != (version.ProvinceCode, version.Kind, version.Id))
            {
                await KeepAsync(last).ConfigureAwait(false);
            }

            last = version;
        }

        await KeepAsync(last).ConfigureAwait(false);
        await KeepAsync(null).ConfigureAwait(false);
        await ApartPeople.MarkAsync(snapshot, await ApartPeople.Told(snapshot).ToListAsync(cancellation).ConfigureAwait(false), before, tell: false, cancellation).ConfigureAwait(false);
        await ApartPeople.CarryAsync(hub, snapshot, DateTime.MinValue, cancellation).ConfigureAwait(false);
        snapshot.Positions.AddRange(pushed.Select(p => new ProvincePosition { ProvinceCode = p.Key, LastPushAt = p.Value }));
        await snapshot.SaveChangesAsync(cancellation).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>In the order of the key, so that the last of a record is its latest state by then.</summary>
    internal static IQueryable<RecordVersion> Versions(HubDb hub, DateTime before) => hub.RecordVersions.AsNoTracking().Where(v => v.ReceivedAt < before)
        .OrderBy(v => v.ProvinceCode).ThenBy(v => v.Kind).ThenBy(v => v.Id).ThenBy(v => v.Epoch).ThenBy(v => v.Version);

    private static async Task WriteAsync(HubDb db, SqliteBulkWriter writer, List<Replica> rows, CancellationToken cancellation)
    {
        await writer.UpsertNewerAsync(db, rows.OfType<Beneficiary>().ToList(), cancellation).ConfigureAwait(false);
        await writer.UpsertNewerAsync(db, rows.OfType<Entitlement>().ToList(), cancellation).ConfigureAwait(false);
        await writer.UpsertNewerAsync(db, rows.OfType<Decision>().ToList(), cancellation).ConfigureAwait(false);
        await writer.UpsertNewerAsync(db, rows.OfType<Dossier>().ToList(), cancellation).ConfigureAwait(false);
        await writer.UpsertNewerAsync(db, rows.OfType<Household>().ToList(), cancellation).ConfigureAwait(false);
        await writer.UpsertNewerAsync(db, rows.OfType<DisabilityCertificate>().ToList(), cancellation).ConfigureAwait(false);
        await writer.UpsertNewerAsync(db, rows.OfType<LifeEvent>().ToList(), cancellation).ConfigureAwait(false);
        await writer.UpsertNewerAsync(db, rows.OfType<PaymentList>().ToList(), cancellation).ConfigureAwait(false);
        await writer.UpsertNewerAsync(db, rows.OfType<PaymentLine>().ToList(), cancellation).ConfigureAwait(false);
    }

    /// <summary>What a tombstone erased since is erased here too, and whoever is to be named to nobody since is nameless, before anybody reads.</summary>
    private async Task EraseAsync(SqliteHubDb snapshot, DateOnly day, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var hub = scope.ServiceProvider.GetRequiredService<HubDb>();
        if (!_erased.TryGetValue(day, out var known))
        {
            var marked = await DaySnapshotsMark.ReadAsync(snapshot, cancellation).ConfigureAwait(false) ?? VietnamTime.Utc(day.ToDateTime(TimeOnly.MinValue));
            known = (marked, marked);
        }

        var (since, now) = (known.Until, time.UtcNow - Overlap);
        await ApartPeople.CarryAsync(hub, snapshot, since, cancellation).ConfigureAwait(false);
        await OneAsync(hub.Beneficiaries, snapshot.Beneficiaries).ConfigureAwait(false);
        await OneAsync(hub.Entitlements, snapshot.Entitlements).ConfigureAwait(false);
        await OneAsync(hub.Decisions, snapshot.Decisions).ConfigureAwait(false);
        await OneAsync(hub.Dossiers, snapshot.Dossiers).ConfigureAwait(false);
        await OneAsync(hub.Households, snapshot.Households).ConfigureAwait(false);
        await OneAsync(hub.DisabilityCertificates, snapshot.DisabilityCertificates).ConfigureAwait(false);
        await OneAsync(hub.LifeEvents, snapshot.LifeEvents).ConfigureAwait(false);
        await OneAsync(hub.PaymentLists, snapshot.PaymentLists).ConfigureAwait(false);
        await OneAsync(hub.PaymentLines, snapshot.PaymentLines).ConfigureAwait(false);
        if (now - known.Marked > MarkedEvery)
        {
            await DaySnapshotsMark.WriteAsync(snapshot, now, cancellation).ConfigureAwait(false);
            known.Marked = now;
        }

        _erased[day] = (now, known.Marked);

        async Task OneAsync<T>(IQueryable<T> today, IQueryable<T> then)
            where T : Replica
        {
            foreach (var gone in await today.IgnoreQueryFilters().Where(r => r.Deleted && r.ReceivedAt >= since).Select(r => new { r.ProvinceCode, r.Id }).ToListAsync(cancellation).ConfigureAwait(false))
            {
                await then.Where(r => r.ProvinceCode == gone.ProvinceCode && r.Id == gone.Id).ExecuteDeleteAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    private void Prune()
    {
        foreach (var day in disk.Prune())
        {
            Forget(day);
        }
    }

    // Gone from the disk: whoever asks next has it made again.
    private void Forget(DateOnly day)
    {
        _making.TryRemove(day, out _);
        _erased.TryRemove(day, out _);
    }
}
