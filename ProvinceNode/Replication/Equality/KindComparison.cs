using ProvinceNode.Platform;
using Protos.Equality;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>
/// Compares one kind: sums by owner's path and bucket first; of the buckets that differ the rows; of the rows that differ everything. Memory holds the sums, and the rows
/// of some paths at a time.
/// </summary>
public sealed class KindComparison(NodeDb db, LatestVersions latest, LiveRecords live, RowReader reader)
{
    /// <summary>Rows held at a time.</summary>
    private const int Portion = 20_000;
    private const int MostSuspects = 20_000;

    private readonly Dictionary<string, (StateSums Ours, StateSums Theirs)> _sums = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _again = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _suspects = [];
    private readonly HashSet<Guid> _judged = [];

    /// <summary>Rows looked at one by one, by path.</summary>
    public IReadOnlyDictionary<string, int> Again => _again;

    /// <summary>Sums of both sides, by path.</summary>
    public IReadOnlyDictionary<string, (StateSums Ours, StateSums Theirs)> Sums => _sums;

    /// <param name="found">Takes the findings of some hundred rows that differ or are on their way.</param>
    public async Task RunAsync(EqualityIntake.EqualityIntakeClient hub, Guid run, RecordKind kind, Func<List<RowFinding>, Task> found, CancellationToken cancel)
    {
        _sums.Clear();
        _again.Clear();
        _suspects.Clear();
        _judged.Clear();
        foreach (var path in (await hub.DigestsAsync(new DigestsRequest { RunId = run.ToString("D"), Kind = kind }, cancellationToken: cancel)).Paths)
        {
            _sums[path.TenantPath] = (new StateSums(), StateSums.Read(path.Records, path.Buckets.Span));
        }

        await WalkAsync(kind, cancel);
        _suspects.UnionWith(await live.WithoutVersionAsync(kind, MostSuspects, cancel));
        foreach (var paths in Portions())
        {
            await DrillAsync(hub, kind, paths, cancel);
            await JudgeAsync(hub, kind, found, cancel);
        }

        await JudgeAsync(hub, kind, found, cancel);
    }

    // The node's sums of what was recorded; each page beside the records themselves.
    private async Task WalkAsync(RecordKind kind, CancellationToken cancel)
    {
        for (Guid? after = null; ;)
        {
            var page = await latest.PageAsync(kind, after, null, cancel);
            var records = await live.FindAsync(kind, page.ConvertAll(v => v.RecordId), page.ToDictionary(v => v.RecordId), cancel);
            foreach (var version in page)
            {
                var digest = LatestVersions.Digest(version);
                Of(version.TenantPath).Ours.Add(version.RecordId.ToString("D"), digest);
                if (Doubts(version, digest, records.GetValueOrDefault(version.RecordId)) && _suspects.Count < MostSuspects)
                {
                    _suspects.Add(version.RecordId);
                }
            }

            if (page.Count < LatestVersions.Page)
            {
                return;
            }

            after = page[^1].RecordId;
        }
    }

    private static bool Doubts(RecordVersion version, byte[] digest, LiveRecord? record) => record switch
    {
        null => version.Message.Length > 0,
        { IsUntold: true } => false,
        _ => !record.Digest.AsSpan().SequenceEqual(digest),
    };

    private IEnumerable<List<string>> Portions()
    {
        var (paths, rows) = (new List<string>(), 0L);
        foreach (var (path, (ours, theirs)) in _sums.Where(s => s.Value.Ours.Differs(s.Value.Theirs)).ToList())
        {
            var size = Math.Max(ours.Records, theirs.Records);
            if (paths.Count > 0 && rows + size > Portion)
            {
                yield return paths;
                (paths, rows) = ([], 0);
            }

            paths.Add(path);
            rows += size;
        }

        if (paths.Count > 0)
        {
            yield return paths;
        }
    }

    private async Task DrillAsync(EqualityIntake.EqualityIntakeClient hub, RecordKind kind, List<string> paths, CancellationToken cancel)
    {
        var theirs = await RowsAsync(hub, kind, paths, cancel);
        for (Guid? after = null; ;)
        {
            var page = await latest.PageAsync(kind, after, paths, cancel);
            foreach (var version in page.Where(v => Differs(v.TenantPath, v.RecordId)))
            {
                _again[version.TenantPath] = _again.GetValueOrDefault(version.TenantPath) + 1;
                var known = theirs.Remove(version.RecordId, out var item);
                if (!known || !item.AsSpan().SequenceEqual(LatestVersions.Digest(version)))
                {
                    _suspects.Add(version.RecordId);
                }
            }

            if (page.Count < LatestVersions.Page)
            {
                break;
            }

            after = page[^1].RecordId;
        }

        _suspects.UnionWith(theirs.Keys);
        // Rows that only the hub has stand there too: the line was looked at again.
        paths.ForEach(p => _again.TryAdd(p, 1));
    }

    private async Task<Dictionary<Guid, byte[]>> RowsAsync(EqualityIntake.EqualityIntakeClient hub, RecordKind kind, List<string> paths, CancellationToken cancel)
    {
        var rows = new Dictionary<Guid, byte[]>();
        var request = new RowsRequest { Kind = kind };
        request.TenantPaths.AddRange(paths);
        using var call = hub.Rows(request, cancellationToken: cancel);
        while (await call.ResponseStream.MoveNext(cancel))
        {
            foreach (var row in call.ResponseStream.Current.Rows.Where(r => Differs(r.TenantPath, Guid.ParseExact(r.Id, "D"))))
            {
                rows[Guid.ParseExact(row.Id, "D")] = StateDigest.Item(row.Digest.ToByteArray(), row.WrongColumns);
            }
        }

        return rows;
    }

    private async Task JudgeAsync(EqualityIntake.EqualityIntakeClient hub, RecordKind kind, Func<List<RowFinding>, Task> found, CancellationToken cancel)
    {
        // A record that lies elsewhere at the hub is met at both places.
        foreach (var ids in _suspects.Where(_judged.Add).Chunk(LatestVersions.Page))
        {
            var findings = await reader.DecideAsync(hub, kind, ids, cancel);
            findings.RemoveAll(f => f.What is null && !f.IsInFlight);
            findings.ForEach(f => Of(f.Path));
            if (findings.Count > 0)
            {
                await found(findings);
            }
        }

        _suspects.Clear();
        db.ChangeTracker.Clear();
    }

    private bool Differs(string path, Guid id) => _sums.TryGetValue(path, out var s) && s.Ours.Differs(s.Theirs, StateDigest.Bucket(id.ToString("D")));

    private (StateSums Ours, StateSums Theirs) Of(string path)
    {
        if (!_sums.TryGetValue(path, out var sums))
        {
            _sums.Add(path, sums = (new StateSums(), new StateSums()));
        }

        return sums;
    }
}
