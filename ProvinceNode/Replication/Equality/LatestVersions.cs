using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>What the node last recorded of each record: the version that the hub is to hold, read by pages in key order, tombstones included.</summary>
public sealed class LatestVersions(NodeDb db)
{
    /// <summary>Records of a page; their parts are loaded with them.</summary>
    public const int Page = 500;

    /// <param name="after">The last id read, or null from the first.</param>
    /// <param name="paths">Only these owners' records; null for all.</param>
    public Task<List<RecordVersion>> PageAsync(RecordKind kind, Guid? after, IReadOnlyCollection<string>? paths, CancellationToken cancel)
    {
        var number = (int)kind;
        var rows = db.RecordVersions.AsNoTracking().Where(v => v.Kind == number);
        rows = after is { } id ? rows.Where(v => v.RecordId > id) : rows;
        rows = paths is null ? rows : rows.Where(v => paths.Contains(v.TenantPath));
        return Newest(rows).OrderBy(v => v.RecordId).Take(Page).ToListAsync(cancel);
    }

    public Task<Dictionary<Guid, RecordVersion>> FindAsync(RecordKind kind, IReadOnlyCollection<Guid> ids, CancellationToken cancel)
    {
        var number = (int)kind;
        return Newest(db.RecordVersions.AsNoTracking().Where(v => v.Kind == number && ids.Contains(v.RecordId))).ToDictionaryAsync(v => v.RecordId, cancel);
    }

    /// <summary>One given version of each of some records; those that were never recorded here are left out.</summary>
    public async Task<Dictionary<Guid, RecordVersion>> AtAsync(RecordKind kind, IReadOnlyDictionary<Guid, (long Epoch, long Version)> at, CancellationToken cancel)
    {
        if (at.Count == 0)
        {
            return [];
        }

        var (number, ids) = ((int)kind, at.Keys.ToList());
        var (epochs, versions) = (at.Values.Select(v => v.Epoch).Distinct().ToList(), at.Values.Select(v => v.Version).Distinct().ToList());
        var rows = await db.RecordVersions.AsNoTracking().Where(v => v.Kind == number && ids.Contains(v.RecordId) && epochs.Contains(v.Epoch) && versions.Contains(v.Version)).ToListAsync(cancel);
        return rows.Where(v => at[v.RecordId] == (v.Epoch, v.Version)).ToDictionary(v => v.RecordId);
    }

    /// <summary>Digest of a version; one that cannot be unpacked has that of its raw bytes, which is nobody's.</summary>
    public static byte[] Digest(RecordVersion version) =>
        StateDigest.Of(version.Kind, version.RecordId.ToString("D"), version.Epoch, version.Version, version.TenantPath, version.Bytes());

    private IQueryable<RecordVersion> Newest(IQueryable<RecordVersion> rows) => rows.Where(v => !db.RecordVersions.Any(n =>
        n.Kind == v.Kind && n.RecordId == v.RecordId && (n.Epoch > v.Epoch || (n.Epoch == v.Epoch && n.Version > v.Version))));
}
