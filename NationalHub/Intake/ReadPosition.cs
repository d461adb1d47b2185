using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Reporting;
using Protos.Replication;
using Protos.Values;

namespace NationalHub.Intake;

/// <summary>Where the hub stands with a province: the epoch, and per kind how many, how far, and a digest to compare with the node's.</summary>
public sealed class ReadPosition(HubDb db)
{
    private static readonly string HubVersion = typeof(ReadPosition).Assembly.GetName().Version?.ToString() ?? "";

    /// <param name="brief">Without the kinds: what every connection asks must not walk over all records.</param>
    public async Task<Position> HandleAsync(string provinceCode, bool brief, CancellationToken cancellation)
    {
        var known = await db.Positions.AsNoTracking().FirstOrDefaultAsync(p => p.ProvinceCode == provinceCode, cancellation).ConfigureAwait(false);
        var answer = new Position
        {
            ProvinceCode = provinceCode,
            ProvinceName = ProvinceUnits.Find(provinceCode)?.Name ?? "",
            Epoch = (ulong)(known?.Epoch ?? 0),
            HubVersion = HubVersion,
            ActChainHead = known?.ActChainHead ?? "",
            ActChainLength = known?.ActChainLength ?? 0,
            Batches = (ulong)(known?.Batches ?? 0),
        };
        if (brief)
        {
            return answer;
        }

        answer.Kinds.Add(await OfAsync(db.Beneficiaries, RecordKind.Beneficiary, provinceCode, cancellation).ConfigureAwait(false));
        answer.Kinds.Add(await OfAsync(db.Entitlements, RecordKind.Entitlement, provinceCode, cancellation).ConfigureAwait(false));
        answer.Kinds.Add(await OfAsync(db.Decisions, RecordKind.Decision, provinceCode, cancellation).ConfigureAwait(false));
        answer.Kinds.Add(await OfAsync(db.Dossiers, RecordKind.Dossier, provinceCode, cancellation).ConfigureAwait(false));
        answer.Kinds.Add(await OfAsync(db.Households, RecordKind.Household, provinceCode, cancellation).ConfigureAwait(false));
        answer.Kinds.Add(await OfAsync(db.DisabilityCertificates, RecordKind.Certificate, provinceCode, cancellation).ConfigureAwait(false));
        answer.Kinds.Add(await OfAsync(db.LifeEvents, RecordKind.LifeEvent, provinceCode, cancellation).ConfigureAwait(false));
        answer.Kinds.Add(await OfAsync(db.PaymentLists, RecordKind.PaymentList, provinceCode, cancellation).ConfigureAwait(false));
        answer.Kinds.Add(await OfAsync(db.PaymentLines, RecordKind.PaymentLine, provinceCode, cancellation).ConfigureAwait(false));
        return answer;
    }

    /// <summary>
    /// A node that noted the hub's going back has it count on from a number that was never told: a backup of the line that was left can then not be taken for the line in use, nor the
    /// other way about. Only upwards, and nothing but the count changes.
    /// </summary>
    public Task<int> CountOnAsync(string provinceCode, ulong from, CancellationToken cancellation)
    {
        var count = (long)Math.Min(from, EpochRule.HighestCount);
        return db.Positions.Where(p => p.ProvinceCode == provinceCode && p.Batches < count).ExecuteUpdateAsync(set => set.SetProperty(p => p.Batches, count), cancellation);
    }

    /// <summary>Tombstones count: they are records with a version.</summary>
    private static async Task<KindPosition> OfAsync<T>(IQueryable<T> rows, RecordKind kind, string provinceCode, CancellationToken cancellation)
        where T : Replica
    {
        var digest = new RecordDigest();
        var highest = 0L;
        var all = rows.IgnoreQueryFilters().AsNoTracking().Where(r => r.ProvinceCode == provinceCode).Select(r => new { r.Id, r.Epoch, r.Version });
        await foreach (var r in all.AsAsyncEnumerable().WithCancellation(cancellation).ConfigureAwait(false))
        {
            digest.Add(r.Id, (ulong)r.Epoch, (ulong)r.Version);
            highest = Math.Max(highest, r.Version);
        }

        return new KindPosition { Kind = kind, Records = digest.Count, HighestVersion = (ulong)highest, Digest = digest.Value };
    }
}
