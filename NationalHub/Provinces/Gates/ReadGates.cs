using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces.Gates;

/// <summary>The gates before a province's next stage as measured now, with who signed them.</summary>
public sealed class ReadGates(HubDb db, IOptions<GateOptions> options, VietnamTime time)
{
    private const string Institution = "Institution";
    private const string Suspended = "Suspended";
    private static readonly List<string> NotBuilt = ["Draft", "Discarded"];

    /// <returns>Empty when there is no stage after the present one.</returns>
    public async Task<IReadOnlyList<GateStanding>> HandleAsync(Province province, CancellationToken cancellation)
    {
        if (GateRules.Next(province.Stage) is not { } next)
        {
            return [];
        }

        var (facts, since) = (await FactsAsync(province.Code, GateRules.Of(next).Contains(GateKind.Parallel), cancellation).ConfigureAwait(false), await SinceAsync(province.Code, cancellation).ConfigureAwait(false));
        var signed = await db.GateSignatures.AsNoTracking().Where(g => g.ProvinceCode == province.Code && g.Stage == next && g.SignedAt >= since)
            .OrderByDescending(g => g.SignedAt).ThenByDescending(g => g.Id).ToListAsync(cancellation).ConfigureAwait(false);
        return [.. GateRules.Of(next).Select(gate => new GateStanding(GateRules.Judge(gate, facts, options.Value, time.UtcNow), signed.Find(s => s.Gate == gate)))];
    }

    /// <summary>Both sides of each month, the newest first.</summary>
    public async Task<IReadOnlyList<ParallelMonth>> MonthsAsync(string code, CancellationToken cancellation)
    {
        var oldest = time.Month.AddMonths(-12).Number;
        var built = await db.PaymentLists.Where(l => l.ProvinceCode == code && l.Month >= oldest && !NotBuilt.Contains(l.Status))
            .GroupBy(l => new { l.Month, l.CommuneCode }).Select(g => new CommuneSum(g.Key.Month, g.Key.CommuneCode, g.Sum(l => l.People), g.Sum(l => l.Total)))
            .ToListAsync(cancellation).ConfigureAwait(false);
        var paid = await db.ParallelPayments.Where(p => p.ProvinceCode == code && p.Month >= oldest)
            .Select(p => new CommuneSum(p.Month, p.CommuneCode, p.People, p.Paid)).ToListAsync(cancellation).ConfigureAwait(false);
        var (months, units) = (ParallelMonth.Compare(built, paid, await DueAsync(code, cancellation).ConfigureAwait(false)), ProvinceUnits.Find(code));
        return [.. months.Select(m => m with { Missing = [.. m.Missing.Select(c => $"{c} {units?.CommuneName(c)}".TrimEnd())] })];
    }

    // Communes in which lists pay somebody in the months of the gate: what is paid to institutions stands on no list, what is suspended is not paid.
    private async Task<List<DueCommune>> DueAsync(string code, CancellationToken cancellation)
    {
        var due = new List<DueCommune>();
        foreach (var month in ParallelGate.Wanted(options.Value, time.Month))
        {
            due.AddRange((await Due(db, code, month).ToListAsync(cancellation).ConfigureAwait(false)).Select(c => new DueCommune(month, c)));
        }

        return due;
    }

    internal static IQueryable<string> Due(HubDb db, string code, int month) => db.Entitlements
        .Where(e => e.ProvinceCode == code && !e.Deleted && e.Kind != Institution && e.Status != Suspended && !e.Withheld && e.StartMonth > 0 && e.StartMonth <= month && (e.EndMonth == 0 || e.EndMonth >= month))
        .Select(e => e.CommuneCode).Distinct();

    private async Task<GateFacts> FactsAsync(string code, bool parallel, CancellationToken cancellation)
    {
        var told = await db.Standings.AsNoTracking().FirstOrDefaultAsync(s => s.ProvinceCode == code, cancellation).ConfigureAwait(false);
        var push = await db.Positions.Where(p => p.ProvinceCode == code).Select(p => new LastPush(p.LastPushAt, p.Waiting, p.Refused)).FirstOrDefaultAsync(cancellation).ConfigureAwait(false);
        var records = await db.RecordVersions.LongCountAsync(v => v.ProvinceCode == code, cancellation).ConfigureAwait(false);
        var months = parallel ? await MonthsAsync(code, cancellation).ConfigureAwait(false) : [];
        return new GateFacts(told, push, records, months, await EqualityAsync(code, cancellation).ConfigureAwait(false));
    }

    // One of a time to come was signed by a clock that has been put right since: it would stand before all others until then.
    private async Task<LastEquality?> EqualityAsync(string code, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        return await db.EqualityCertificates.AsNoTracking().Where(c => c.ProvinceCode == code && c.SignedAt <= now && !c.OfTrial).OrderByDescending(c => c.SignedAt).FirstOrDefaultAsync(cancellation).ConfigureAwait(false) is { } last
            ? new LastEquality(last.SignedAt, last.Records, last.InFlight, last.Refused, last.Differing) : null;
    }

    /// <summary>What was signed before the province came to its present stage is of another climb.</summary>
    private async Task<DateTime> SinceAsync(string code, CancellationToken cancellation) =>
        await db.StageChanges.Where(s => s.ProvinceCode == code).MaxAsync(s => (DateTime?)s.At, cancellation).ConfigureAwait(false) ?? default;
}

/// <summary>A gate as measured now.</summary>
/// <param name="Signed">The last signature for the stage that it leads to; null when nobody has signed.</param>
public sealed record GateStanding(GateMeasure Now, GateSignature? Signed);
