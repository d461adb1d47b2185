using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Reporting;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>What the hub holds of a province, told to its own node that was restored from a backup: first which records at which version, then whole states.</summary>
public sealed class ReadHeld(HubDb db)
{
    /// <summary>Most records of a page, and most that are fetched at once.</summary>
    public const int Page = 2000;
    public const int MostFetched = 200;

    // A message stays below what a node reads by default.
    private const int MostBytes = 3 * 1024 * 1024;

    /// <summary>The next records of a kind by id, tombstones too; none after the last.</summary>
    public async Task<HeldPage> PageAsync(string provinceCode, HeldRequest request, CancellationToken cancellation)
    {
        var page = new HeldPage();
        page.Records.AddRange(await (request.Kind switch
        {
            RecordKind.Beneficiary => OfAsync(db.Beneficiaries, provinceCode, request.After, cancellation),
            RecordKind.Entitlement => OfAsync(db.Entitlements, provinceCode, request.After, cancellation),
            RecordKind.Decision => OfAsync(db.Decisions, provinceCode, request.After, cancellation),
            RecordKind.Dossier => OfAsync(db.Dossiers, provinceCode, request.After, cancellation),
            RecordKind.Household => OfAsync(db.Households, provinceCode, request.After, cancellation),
            RecordKind.Certificate => OfAsync(db.DisabilityCertificates, provinceCode, request.After, cancellation),
            RecordKind.LifeEvent => OfAsync(db.LifeEvents, provinceCode, request.After, cancellation),
            RecordKind.PaymentList => OfAsync(db.PaymentLists, provinceCode, request.After, cancellation),
            RecordKind.PaymentLine => OfAsync(db.PaymentLines, provinceCode, request.After, cancellation),
            _ => Task.FromResult(new List<HeldRecord>()),
        }).ConfigureAwait(false));
        return page;
    }

    /// <summary>The newest state of each record asked for, with the versions that the hub received of it. Erased ones are left out, and what does not fit: it is asked for again.</summary>
    public async Task<FetchReply> FetchAsync(string provinceCode, FetchRequest request, CancellationToken cancellation)
    {
        var (kind, ids, reply, bytes) = ((int)request.Kind, request.Ids.Take(MostFetched).ToList(), new FetchReply(), 0L);
        var keys = await db.RecordVersions.AsNoTracking().Where(v => v.ProvinceCode == provinceCode && v.Kind == kind && ids.Contains(v.Id))
            .Select(v => new { v.Id, v.Epoch, v.Version, v.RecordedAt, v.Deleted }).ToListAsync(cancellation).ConfigureAwait(false);
        foreach (var versions in keys.GroupBy(k => k.Id))
        {
            var newest = versions.MaxBy(v => (v.Epoch, v.Version))!;
            var payload = await db.RecordVersions.AsNoTracking()
                .Where(v => v.ProvinceCode == provinceCode && v.Kind == kind && v.Id == newest.Id && v.Epoch == newest.Epoch && v.Version == newest.Version)
                .Select(v => v.Payload).SingleAsync(cancellation).ConfigureAwait(false);
            bytes += payload.Length;
            if (payload.Length == 0 || (bytes > MostBytes && reply.States.Count > 0))
            {
                continue;
            }

            var state = new HeldState { Record = Record.Parser.ParseFrom(payload) };
            state.Versions.AddRange(versions.Select(v => Key(v.Id, v.Epoch, v.Version, v.RecordedAt, v.Deleted)));
            reply.States.Add(state);
        }

        return reply;
    }

    private static async Task<List<HeldRecord>> OfAsync<T>(IQueryable<T> rows, string provinceCode, string after, CancellationToken cancellation)
        where T : Replica
    {
#pragma warning disable CA1309 // Translated to SQL; the column's collation makes the comparison ordinal.
        var page = await rows.IgnoreQueryFilters().AsNoTracking().Where(r => r.ProvinceCode == provinceCode && string.Compare(r.Id, after) > 0)
#pragma warning restore CA1309
            .OrderBy(r => r.Id).Take(Page).Select(r => new { r.Id, r.Epoch, r.Version, r.RecordedAt, r.Deleted }).ToListAsync(cancellation).ConfigureAwait(false);
        return page.ConvertAll(r => Key(r.Id, r.Epoch, r.Version, r.RecordedAt, r.Deleted));
    }

    private static HeldRecord Key(string id, long epoch, long version, DateTime recordedAt, bool deleted) => new()
    {
        Id = id, Epoch = (ulong)epoch, Version = (ulong)version, RecordedAtUnixMs = new DateTimeOffset(recordedAt).ToUnixTimeMilliseconds(), Deleted = deleted,
    };
}
