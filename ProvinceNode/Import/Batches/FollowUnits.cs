using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Import.Direct;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Batches;

/// <summary>
/// When offices end (Law 72/2025/QH15; since then by packs of the hub), what their communes imported or entered from paper goes on at the communes that took them over. What was still open
/// is closed with a sentence: it was read by the units of the old organisation, and who checked it is no more. The files may be sent again. Where a pack that ended an office was withdrawn or
/// corrected, it comes back and is open again, or goes to the commune that the correction names.
/// </summary>
public sealed class FollowUnits(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    public const string Closed = "Đơn vị gửi đã chấm dứt hoạt động. Hãy gửi lại danh sách tại đơn vị tiếp nhận.";

    private const string ClosedEntry = "Đơn vị nhập đã chấm dứt hoạt động. Hãy nhập lại tại đơn vị tiếp nhận.";
    private const int Chunk = 500;

    /// <summary>
    /// Closes and moves what is left of offices that are no more, moves on what a corrected pack lets go on elsewhere, and takes back what left an office that stands again. Call in the scope of the
    /// province; finds nothing the second time.
    /// </summary>
    /// <returns>Rows that went over, came back or were closed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (day, done) = (time.Today, 0);
        var standing = (await db.Offices.AsNoTracking().Where(o => o.ValidFrom <= day && (o.ValidTo == null || day <= o.ValidTo)).Select(o => o.TenantPath).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var batches = await db.ImportBatches.Select(b => new { b.TenantPath, b.FormerPath }).Distinct().ToListAsync(cancel);
        var entries = await db.DirectEntries.Select(e => new { e.TenantPath, e.FormerPath }).Distinct().ToListAsync(cancel);
        foreach (var (at, former) in batches.Concat(entries).Select(u => (u.TenantPath, u.FormerPath)).Distinct().OrderBy(u => u.TenantPath, StringComparer.Ordinal).ThenBy(u => u.FormerPath, StringComparer.Ordinal))
        {
            if (!standing.Contains(at))
            {
                done += await CloseAsync(at, cancel);
            }

            // Where it was sent: it stands, or stands again because the pack that ended it was wrong.
            var origin = former.Length > 0 ? former : at;
            // What a district sent stays its archive: no commune takes it over.
            if ((standing.Contains(origin) ? origin : Successor(TenantPath.Parse(origin), day)) is { } to && to != at)
            {
                done += await MoveAsync(new(at, former, to, origin), cancel);
            }
        }

        return done;
    }

    // Of the three-tier organisation by its own table; a commune that ended since by the packs of the hub. One that nobody took over keeps its archive.
    private string? Successor(TenantPath path, DateOnly day)
    {
        var code = path.Depth == 3 ? Succession.MainOn(path.UnitCode, day) : UnitCatalogue.InForce.MainOf(path.UnitCode, day);
        return code is null ? null : TenantPath.Parse(node.Value.ProvinceCode).Child(code).Value;
    }

    private async Task<int> CloseAsync(string path, CancellationToken cancel)
    {
        var batches = await db.ImportBatches.Where(b => b.TenantPath == path && (b.State == BatchState.Reading || b.State == BatchState.Ready)).ToListAsync(cancel);
        batches.ForEach(b => (b.State, b.Reason, b.Version) = (BatchState.Withdrawn, Closed, b.Version + 1));
        var entries = await db.DirectEntries.Where(e => e.TenantPath == path && e.State == EntryState.Waiting).ToListAsync(cancel);
        entries.ForEach(e => (e.State, e.Note, e.Version) = (EntryState.Returned, ClosedEntry, e.Version + 1));
        return await SaveAsync(batches.Count + entries.Count, "đợt nhập, mục nhập còn mở được đóng", cancel);
    }

    private async Task<int> MoveAsync(Way way, CancellationToken cancel)
    {
        // What the ended office chose of columns serves the new one too, and its own again when it comes back; of two that became one the first choice stands.
        var known = await db.LearnedColumns.Where(l => l.TenantPath == way.To).Select(l => l.Fingerprint).ToListAsync(cancel);
        var learned = await db.LearnedColumns.AsNoTracking().Where(l => l.TenantPath == way.From && !known.Contains(l.Fingerprint)).ToListAsync(cancel);
        learned = way.IsBack ? [] : learned;
        db.LearnedColumns.AddRange(learned.Select(l => new LearnedColumns { Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), TenantPath = way.To, Fingerprint = l.Fingerprint, Fields = l.Fields, ByName = l.ByName, At = l.At }));
        var done = await SaveAsync(learned.Count, $"lựa chọn cột của {way.Words}", cancel);
        // The batch last: while it is at the old place, so is what is left of it.
        var batches = db.ImportBatches.Where(b => b.TenantPath == way.From && b.FormerPath == way.Former);
        done += await RowsAsync(db.ImportRows.Where(r => r.TenantPath == way.From && batches.Any(b => b.Id == r.BatchId)).OrderBy(r => r.Id), (r, w) => r.TenantPath = w.To, way, cancel);
        done += await RowsAsync(db.ImportSheets.Where(s => s.TenantPath == way.From && batches.Any(b => b.Id == s.BatchId)).OrderBy(s => s.Id), (s, w) => s.TenantPath = w.To, way, cancel);
        done += await RowsAsync(db.ImportFiles.Where(f => f.TenantPath == way.From && batches.Any(b => b.Id == f.BatchId)).OrderBy(f => f.Id), (f, w) => f.TenantPath = w.To, way, cancel);
        done += await RowsAsync(batches.OrderBy(b => b.Id), Move, way, cancel);
        return done + await RowsAsync(db.DirectEntries.Where(e => e.TenantPath == way.From && e.FormerPath == way.Former).OrderBy(e => e.Id), Move, way, cancel);
    }

    // At the office that stands again what was closed because it had ended is open as before: a batch is looked through once more.
    private static void Move(ImportBatch batch, Way way)
    {
        (batch.TenantPath, batch.FormerPath, batch.Version) = (way.To, way.IsBack ? "" : way.Origin, batch.Version + 1);
        (batch.State, batch.Reason) = way.IsBack && batch.State == BatchState.Withdrawn && batch.Reason == Closed ? (BatchState.Reading, "") : (batch.State, batch.Reason);
    }

    private static void Move(DirectEntry entry, Way way)
    {
        (entry.TenantPath, entry.FormerPath, entry.Version) = (way.To, way.IsBack ? "" : way.Origin, entry.Version + 1);
        (entry.State, entry.Note) = way.IsBack && entry.State == EntryState.Returned && entry.Note == ClosedEntry ? (EntryState.Waiting, "") : (entry.State, entry.Note);
    }

    private async Task<int> RowsAsync<T>(IQueryable<T> left, Action<T, Way> move, Way way, CancellationToken cancel)
        where T : class
    {
        var done = 0;
        while (await left.Take(Chunk).ToListAsync(cancel) is { Count: > 0 } rows)
        {
            rows.ForEach(r => move(r, way));
            if (await SaveAsync(rows.Count, $"dòng, tệp của các đợt nhập {way.Words}", cancel) == 0)
            {
                return done; // somebody saved one of them meanwhile; the next run goes on
            }

            done += rows.Count;
        }

        return done;
    }

    private async Task<int> SaveAsync(int count, string what, CancellationToken cancel)
    {
        var saved = count > 0 && await db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ChangeRegime, time.UtcNow, $"{count} {what}"), cancel);
        db.ChangeTracker.Clear();
        return saved ? count : 0;
    }

    /// <param name="Former">As the rows that go have it; empty: they are where they were sent.</param>
    /// <param name="Origin">Office that sent them.</param>
    private sealed record Way(string From, string Former, string To, string Origin)
    {
        public bool IsBack => To == Origin;

        public string Words => IsBack ? $"trở về đơn vị đã gửi {To} từ {From}: đơn vị này không chấm dứt theo gói đang áp dụng" : $"chuyển từ {From} sang đơn vị mới {To}";
    }
}

/// <summary>Runs <see cref="FollowUnits"/>: on all days but those after a change of organisation it finds nothing.</summary>
public sealed class FollowUnitsJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<FollowUnitsJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        if (await services.GetRequiredService<FollowUnits>().HandleAsync(cancel) is > 0 and var rows)
        {
            FollowUnitsLog.Followed(log, rows);
        }
    }
}

internal static partial class FollowUnitsLog
{
    [LoggerMessage(LogLevel.Information, "Change of organisation: {Rows} rows of imports and direct entries were closed or went over")]
    public static partial void Followed(ILogger logger, int rows);
}
