using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Replication;

namespace NationalHub.Intake.Refusals;

/// <summary>
/// Keeps the list of what was refused in step with the batches, in their transaction. A batch without refusals of a province without any asks nothing; the list of a province is bounded, the oldest leave it.
/// </summary>
internal static class KeepRefusals
{
    // A longer list of texts becomes a table of values in SQL Server, whose collation is not the column's.
    private const int IdsAtOnce = 1000;

    /// <param name="position">Of the province, tracked: knows how many rows the list has.</param>
    /// <param name="erased">What was refused only when it was written, because the record is erased.</param>
    /// <param name="most">Rows that the list of a province may have.</param>
    public static async Task TakeAsync(HubDb db, ProvincePosition position, PreparedBatch prepared, IReadOnlyCollection<Refusal> erased, int most, DateTime now, CancellationToken cancellation)
    {
        if (position.RefusedListed == 0 && prepared.Refused.Count == 0 && erased.Count == 0)
        {
            return;
        }

        var (applied, refused) = Split(prepared, erased);
        var newest = Newest(refused, applied, most);
        // One that was applied, and refused at a later version in the same batch, stays.
        var again = newest.Select(r => (r.State.Kind, r.State.Id)).ToHashSet();
        var settled = (await SettledAsync(db, position, applied, cancellation).ConfigureAwait(false)).FindAll(r => !again.Contains((r.Kind, r.Id)));
        db.RemoveRange(settled);
        var added = await ListAsync(db, position.ProvinceCode, newest, now, cancellation).ConfigureAwait(false);
        position.RefusedListed += added - settled.Count;
        await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        if (position.RefusedListed > most)
        {
            var oldest = await Oldest(db, position.ProvinceCode).Take(position.RefusedListed - most).ToListAsync(cancellation).ConfigureAwait(false);
            db.RemoveRange(oldest);
            position.RefusedListed -= oldest.Count;
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
    }

    internal static IQueryable<RefusedRecord> Oldest(HubDb db, string province) => db.RefusedRecords.Where(r => r.ProvinceCode == province).OrderBy(r => r.LastAt).ThenBy(r => r.Id);

    internal static IQueryable<RefusedRecord> Listed(HubDb db, string province, IReadOnlyCollection<string> ids) => db.RefusedRecords.Where(r => r.ProvinceCode == province && ids.Contains(r.Id));

    internal static IQueryable<KnownVersion> Known(HubDb db, string province, int kind, IReadOnlyCollection<string> ids) => db.RecordVersions
        .Where(v => v.ProvinceCode == province && v.Kind == kind && ids.Contains(v.Id)).Select(v => new KnownVersion(v.Id, v.Epoch, v.Version));

    // The history of a batch holds also what was refused because its record is erased.
    private static (Dictionary<(int Kind, string Id), (long Epoch, long Version)> Applied, List<RefusedState> Refused) Split(PreparedBatch prepared, IReadOnlyCollection<Refusal> erased)
    {
        var refusedLate = erased.ToLookup(r => (r.Id, (long)r.Version));
        var (applied, refused) = (new Dictionary<(int, string), (long Epoch, long Version)>(), prepared.Refused.ToList());
        foreach (var version in prepared.History)
        {
            if (!version.Deleted && refusedLate[(version.Id, version.Version)].FirstOrDefault() is { } answer)
            {
                refused.Add(new RefusedState(version.Kind, version.Id, version.Epoch, version.Version, answer));
                continue;
            }

            var key = (version.Kind, version.Id);
            applied[key] = applied.TryGetValue(key, out var other) && other.CompareTo((version.Epoch, version.Version)) > 0 ? other : (version.Epoch, version.Version);
        }

        return (applied, refused);
    }

    /// <summary>Of each record the newest refused version and how often it was refused, unless the batch itself brought a later one that was applied. Pure.</summary>
    private static List<(RefusedState State, int Times)> Newest(List<RefusedState> refused, Dictionary<(int Kind, string Id), (long Epoch, long Version)> applied, int most) =>
        [.. refused.GroupBy(r => (r.Kind, r.Id)).Select(g => (State: g.MaxBy(r => (r.Epoch, r.Version))!, Times: g.Count()))
            .Where(r => !applied.TryGetValue((r.State.Kind, r.State.Id), out var at) || at.CompareTo((r.State.Epoch, r.State.Version)) < 0).TakeLast(most)];

    private static async Task<List<RefusedRecord>> SettledAsync(HubDb db, ProvincePosition position, Dictionary<(int Kind, string Id), (long Epoch, long Version)> applied, CancellationToken cancellation)
    {
        var listed = new List<RefusedRecord>();
        if (position.RefusedListed > 0 && position.RefusedListed <= applied.Count)
        {
            listed = await db.RefusedRecords.Where(r => r.ProvinceCode == position.ProvinceCode).ToListAsync(cancellation).ConfigureAwait(false);
        }
        else if (position.RefusedListed > 0)
        {
            foreach (var ids in applied.Keys.Select(k => k.Id).Distinct().Chunk(IdsAtOnce))
            {
                listed.AddRange(await Listed(db, position.ProvinceCode, ids).ToListAsync(cancellation).ConfigureAwait(false));
            }
        }

        return listed.FindAll(r => applied.TryGetValue((r.Kind, r.Id), out var at) && at.CompareTo((r.Epoch, r.Version)) >= 0);
    }

    /// <returns>Rows that are new.</returns>
    private static async Task<int> ListAsync(HubDb db, string province, List<(RefusedState State, int Times)> refused, DateTime now, CancellationToken cancellation)
    {
        var added = 0;
        foreach (var kind in refused.GroupBy(r => r.State.Kind))
        {
            foreach (var some in kind.Chunk(IdsAtOnce))
            {
                var ids = some.Select(r => r.State.Id).ToArray();
                var listed = (await Listed(db, province, ids).ToListAsync(cancellation).ConfigureAwait(false)).Where(r => r.Kind == kind.Key).ToDictionary(r => r.Id);
                // A stale message that comes again, after a version that was applied, is over.
                var known = (await Known(db, province, kind.Key, ids).ToListAsync(cancellation).ConfigureAwait(false)).ToLookup(v => v.Id, v => (v.Epoch, v.Version));
                foreach (var (state, times) in some.Where(r => !known[r.State.Id].Any(v => v.CompareTo((r.State.Epoch, r.State.Version)) > 0)))
                {
                    added += List(db, province, listed.GetValueOrDefault(state.Id), state, times, now);
                }
            }
        }

        return added;
    }

    private static int List(HubDb db, string province, RefusedRecord? row, RefusedState state, int times, DateTime now)
    {
        if (row is null)
        {
            db.Add(new RefusedRecord
            {
                ProvinceCode = province, Id = state.Id, Kind = state.Kind, Epoch = state.Epoch, Version = state.Version, Code = state.Answer.Code, FirstAt = now, LastAt = now, Times = times,
            });
            return 1;
        }

        (row.LastAt, row.Times) = (now, row.Times + times);
        if ((row.Epoch, row.Version).CompareTo((state.Epoch, state.Version)) <= 0)
        {
            (row.Epoch, row.Version, row.Code) = (state.Epoch, state.Version, state.Answer.Code);
        }

        return 0;
    }

    /// <summary>A version that the hub received.</summary>
    internal sealed record KnownVersion(string Id, long Epoch, long Version);
}
