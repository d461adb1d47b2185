using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake.Equality;

/// <summary>A record as the hub holds it now.</summary>
/// <param name="Digest">See <see cref="StateDigest"/>; empty when there is no message of the version that the row claims to be.</param>
/// <param name="WrongColumns">Columns that do not follow from that message.</param>
public sealed record HubRow(string Id, string Path, long Epoch, long Version, byte[] Digest, IReadOnlyList<string> WrongColumns)
{
    /// <summary>What it adds to the sums.</summary>
    public byte[] Item => StateDigest.Item(Digest, WrongColumns);
}

/// <summary>Walks the rows of a province in key order, each beside the message that it came of: what the ministry reads must follow from what the node sent, column by column.</summary>
public sealed class HubRows(HubDb db)
{
    private const int Page = 1000;
    private static readonly ConcurrentDictionary<Type, object> Tables = new();

    /// <param name="paths">Only these owners' rows; null for all.</param>
    public IAsyncEnumerable<HubRow> ReadAsync(string province, RecordKind kind, IReadOnlyCollection<string>? paths, CancellationToken cancellation) => kind switch
    {
        RecordKind.Beneficiary => WalkAsync<Beneficiary>(province, kind, paths, cancellation),
        RecordKind.Entitlement => WalkAsync<Entitlement>(province, kind, paths, cancellation),
        RecordKind.Decision => WalkAsync<Decision>(province, kind, paths, cancellation),
        RecordKind.Dossier => WalkAsync<Dossier>(province, kind, paths, cancellation),
        RecordKind.Household => WalkAsync<Household>(province, kind, paths, cancellation),
        RecordKind.Certificate => WalkAsync<DisabilityCertificate>(province, kind, paths, cancellation),
        RecordKind.LifeEvent => WalkAsync<LifeEvent>(province, kind, paths, cancellation),
        RecordKind.PaymentList => WalkAsync<PaymentList>(province, kind, paths, cancellation),
        RecordKind.PaymentLine => WalkAsync<PaymentLine>(province, kind, paths, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The hub does not know the kind."),
    };

    /// <summary>The rows of some ids.</summary>
    public Task<List<HubRow>> FindAsync(string province, RecordKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellation) => kind switch
    {
        RecordKind.Beneficiary => FindAsync<Beneficiary>(province, kind, ids, cancellation),
        RecordKind.Entitlement => FindAsync<Entitlement>(province, kind, ids, cancellation),
        RecordKind.Decision => FindAsync<Decision>(province, kind, ids, cancellation),
        RecordKind.Dossier => FindAsync<Dossier>(province, kind, ids, cancellation),
        RecordKind.Household => FindAsync<Household>(province, kind, ids, cancellation),
        RecordKind.Certificate => FindAsync<DisabilityCertificate>(province, kind, ids, cancellation),
        RecordKind.LifeEvent => FindAsync<LifeEvent>(province, kind, ids, cancellation),
        RecordKind.PaymentList => FindAsync<PaymentList>(province, kind, ids, cancellation),
        RecordKind.PaymentLine => FindAsync<PaymentLine>(province, kind, ids, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The hub does not know the kind."),
    };

    private async IAsyncEnumerable<HubRow> WalkAsync<T>(string province, RecordKind kind, IReadOnlyCollection<string>? paths, [EnumeratorCancellation] CancellationToken cancellation)
        where T : Replica
    {
        var units = ProvinceUnits.Find(province)!;
        for (var after = ""; ;)
        {
            var from = after;
#pragma warning disable CA1309 // The database compares, ordinally by its collation; the overload with a comparison is not translated.
            var rows = Of<T>(province).Where(r => string.Compare(r.Id, from) > 0);
#pragma warning restore CA1309
            rows = (paths is null ? rows : rows.Where(r => paths.Contains(r.TenantPath))).OrderBy(r => r.Id).Take(Page);
            var page = await Beside(rows, (int)kind).ToListAsync(cancellation).ConfigureAwait(false);
            foreach (var (row, version) in page)
            {
                yield return Judge(row, version, kind, units);
            }

            if (page.Count < Page)
            {
                yield break;
            }

            after = page[^1].Row.Id;
        }
    }

    private async Task<List<HubRow>> FindAsync<T>(string province, RecordKind kind, IReadOnlyCollection<string> ids, CancellationToken cancellation)
        where T : Replica
    {
        var units = ProvinceUnits.Find(province)!;
        var found = await Beside(Of<T>(province).Where(r => ids.Contains(r.Id)), (int)kind).ToListAsync(cancellation).ConfigureAwait(false);
        return found.ConvertAll(f => Judge(f.Row, f.Version, kind, units));
    }

    private IQueryable<T> Of<T>(string province)
        where T : Replica => db.Set<T>().IgnoreQueryFilters().AsNoTracking().Where(r => r.ProvinceCode == province);

    private IQueryable<Held<T>> Beside<T>(IQueryable<T> rows, int kind)
        where T : Replica =>
        from r in rows
        from v in db.RecordVersions.AsNoTracking().Where(v => v.ProvinceCode == r.ProvinceCode && v.Kind == kind && v.Id == r.Id && v.Epoch == r.Epoch && v.Version == r.Version).DefaultIfEmpty()
        orderby r.Id
        select new Held<T>(r, v);

    private HubRow Judge<T>(T row, RecordVersion? version, RecordKind kind, ProvinceUnits units)
        where T : Replica
    {
        if (version is null)
        {
            return new(row.Id, row.TenantPath, row.Epoch, row.Version, [], [nameof(RecordVersion)]);
        }

        var digest = StateDigest.Of((int)kind, row.Id, row.Epoch, row.Version, row.TenantPath, version.Payload);
        return new(row.Id, row.TenantPath, row.Epoch, row.Version, digest, Wrong(row, version, kind, units));
    }

    private List<string> Wrong<T>(T row, RecordVersion version, RecordKind kind, ProvinceUnits units)
        where T : Replica
    {
        if (Message(row, version, kind) is not { } message || message.Kind != kind || (!message.Deleted && (int)message.BodyCase != BodyField(kind)))
        {
            return [nameof(RecordVersion.Payload)];
        }

        var wrong = new List<string>();
        if (version.Deleted != message.Deleted || version.RecordedAt != DateTimeOffset.FromUnixTimeMilliseconds(message.RecordedAtUnixMs).UtcDateTime)
        {
            wrong.Add(nameof(RecordVersion));
        }

        var table = (BulkTable<T>)Tables.GetOrAdd(typeof(T), _ => new BulkTable<T>(db));
        var expected = (T)RecordRows.Latest(message, units, row.ReceivedAt);
        if (row is Beneficiary { Apart: true } && expected is Beneficiary nameless)
        {
            // The hub's own mark, of no message.
            (nameless.Apart, nameless.FoldedName) = (true, "");
        }

        wrong.AddRange(table.Names.Where((_, i) => !table.Value(row, i).Equals(table.Value(expected, i))));
        return wrong;
    }

    private static Record? Message(Replica row, RecordVersion version, RecordKind kind)
    {
        if (version.Payload.Length == 0)
        {
            return new Record
            {
                Id = row.Id, Kind = kind, Epoch = (ulong)row.Epoch, Version = (ulong)row.Version, TenantPath = row.TenantPath, Deleted = true,
                RecordedAtUnixMs = new DateTimeOffset(version.RecordedAt).ToUnixTimeMilliseconds(),
            };
        }

        try
        {
            return Record.Parser.ParseFrom(version.Payload);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    // Bodies stand in the order of the kinds, from field 10.
    private static int BodyField(RecordKind kind) => (int)kind + 9;

    private sealed record Held<T>(T Row, RecordVersion? Version);
}
