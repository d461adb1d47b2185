using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Import.Direct;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Batches;

/// <summary>
/// When offices end (Law 72/2025/QH15; since then by packs of the hub), what their communes imported or entered from paper goes on at the communes that took them over. What was still open
/// is closed with a sentence: it was read by the units of the old organisation, and who checked it is no more. The files may be sent again.
/// </summary>
public sealed class FollowUnits(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    public const string Closed = "Đơn vị gửi đã chấm dứt hoạt động. Hãy gửi lại danh sách tại đơn vị tiếp nhận.";

    private const string ClosedEntry = "Đơn vị nhập đã chấm dứt hoạt động. Hãy nhập lại tại đơn vị tiếp nhận.";
    private const int Chunk = 500;

    /// <summary>Closes and moves what is left of offices that are no more. Call in the scope of the province; finds nothing the second time.</summary>
    /// <returns>Rows that went over or were closed.</returns>
    public async Task<int> HandleAsync(CancellationToken cancel)
    {
        var (day, done) = (time.Today, 0);
        var standing = await db.Offices.AsNoTracking().Where(o => o.ValidFrom <= day && (o.ValidTo == null || day <= o.ValidTo)).Select(o => o.TenantPath).Distinct().ToListAsync(cancel);
        var used = await db.ImportBatches.Select(b => b.TenantPath).Union(db.DirectEntries.Select(e => e.TenantPath)).Union(db.LearnedColumns.Select(l => l.TenantPath)).ToListAsync(cancel);
        foreach (var path in used.Except(standing, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            done += await CloseAsync(path, cancel);
            // What a district sent stays its archive: no commune takes it over.
            if (Successor(TenantPath.Parse(path), day) is { } to)
            {
                done += await MoveAsync(path, to, cancel);
            }
        }

        return done;
    }

    // Of the three-tier organisation by its own table; a commune that ended since by the packs of the hub. One that nobody took over keeps its archive.
    private string? Successor(TenantPath path, DateOnly day)
    {
        var code = path.Depth == 3 ? Succession.MainOn(path.UnitCode, day) : UnitCatalogue.InForce.MainOf(path.UnitCode, day);
        var to = code is null ? null : TenantPath.Parse(node.Value.ProvinceCode).Child(code).Value;
        return to == path.Value ? null : to;
    }

    private async Task<int> CloseAsync(string path, CancellationToken cancel)
    {
        var batches = await db.ImportBatches.Where(b => b.TenantPath == path && (b.State == BatchState.Reading || b.State == BatchState.Ready)).ToListAsync(cancel);
        batches.ForEach(b => (b.State, b.Reason, b.Version) = (BatchState.Withdrawn, Closed, b.Version + 1));
        var entries = await db.DirectEntries.Where(e => e.TenantPath == path && e.State == EntryState.Waiting).ToListAsync(cancel);
        entries.ForEach(e => (e.State, e.Note, e.Version) = (EntryState.Returned, ClosedEntry, e.Version + 1));
        return await SaveAsync(batches.Count + entries.Count, "đợt nhập, mục nhập còn mở được đóng", cancel);
    }

    private async Task<int> MoveAsync(string from, string to, CancellationToken cancel)
    {
        var taken = await db.LearnedColumns.Where(l => l.TenantPath == to).Select(l => l.Fingerprint).ToListAsync(cancel);
        var learned = await db.LearnedColumns.Where(l => l.TenantPath == from).ToListAsync(cancel);
        // Of two communes that became one the first choice stands.
        db.RemoveRange(learned.Where(l => taken.Contains(l.Fingerprint)));
        learned.Where(l => !taken.Contains(l.Fingerprint)).ToList().ForEach(l => l.TenantPath = to);
        var done = await SaveAsync(learned.Count, "lựa chọn cột chuyển sang đơn vị mới", cancel);
        done += await RowsAsync<ImportRow>(from, (r, path) => r.TenantPath = path, to, cancel);
        done += await RowsAsync<ImportSheet>(from, (s, path) => s.TenantPath = path, to, cancel);
        done += await RowsAsync<ImportFile>(from, (f, path) => f.TenantPath = path, to, cancel);
        done += await RowsAsync<ImportBatch>(from, (b, path) => (b.TenantPath, b.Version) = (path, b.Version + 1), to, cancel);
        return done + await RowsAsync<DirectEntry>(from, (e, path) => (e.TenantPath, e.Version) = (path, e.Version + 1), to, cancel);
    }

    private async Task<int> RowsAsync<T>(string from, Action<T, string> move, string to, CancellationToken cancel)
        where T : class, ITenantOwned
    {
        var done = 0;
        while (await db.Set<T>().Where(r => r.TenantPath == from).OrderBy(r => EF.Property<Guid>(r, "Id")).Take(Chunk).ToListAsync(cancel) is { Count: > 0 } rows)
        {
            rows.ForEach(r => move(r, to));
            if (await SaveAsync(rows.Count, "dòng, tệp của các đợt nhập chuyển sang đơn vị mới", cancel) == 0)
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
