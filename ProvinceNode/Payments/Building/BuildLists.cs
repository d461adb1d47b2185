using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// Lập danh sách: asks for the lists of a month; <see cref="BuildRuns"/> makes them commune by commune. A first building takes the communes that have no list yet, or gave one up; what
/// is due beside approved lists, and after closing, comes on supplementary ones.
/// </summary>
public sealed class BuildLists(PaymentDesk desk)
{
    public Task<Outcome<PaymentRun>> Handle(Guid period, bool supplementary, SignedInOfficial official, CancellationToken cancel) =>
        desk.Db.InTurnAsync(() => StartAsync(period, supplementary, official, cancel), cancel);

    private async Task<Outcome<PaymentRun>> StartAsync(Guid id, bool supplementary, SignedInOfficial official, CancellationToken cancel)
    {
        var (db, time) = (desk.Db, desk.Time);
        if (await desk.FindAsync(id, cancel) is not { } period)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.RefusalAsync(official, Actions.PaymentBuild, period.TenantPath, cancel) is { } refusal)
        {
            return refusal;
        }

        // Who held the fund when the month was opened may hold it no more.
        if (await desk.RefusalAsync(official, Actions.PaymentBuild, null, cancel) is { } gone)
        {
            return gone;
        }

        if (period.State == PeriodState.Closed && !supplementary)
        {
            return PaymentProblems.Closed.Now();
        }

        if (new PayMonth(period.Month) < time.Month)
        {
            return PaymentProblems.TooLate.Now(new PayMonth(period.Month));
        }

        if (await db.PaymentRuns.AnyAsync(r => r.TenantPath == period.TenantPath && r.State == RunState.Building, cancel))
        {
            return PaymentProblems.Running.Now();
        }

        if (supplementary && await db.PaymentLists.CountAsync(l => l.PeriodId == id && l.Status == ListStatus.Draft, cancel) is > 0 and var drafts)
        {
            return PaymentProblems.Drafts.Now(drafts);
        }

        var communes = (await LeftAsync(desk, period, supplementary, "", cancel)).Count;
        return communes == 0 ? PaymentProblems.NothingToBuild.Now() : await AddAsync(period, supplementary, communes, official, cancel);
    }

    private async Task<Outcome<PaymentRun>> AddAsync(PaymentPeriod period, bool supplementary, int communes, SignedInOfficial official, CancellationToken cancel)
    {
        var run = new PaymentRun
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(desk.Time.UtcNow)), TenantPath = period.TenantPath, PeriodId = period.Id, Month = period.Month, Supplementary = supplementary,
            StartedById = official.Id, StartedByName = official.FullName, StartedAt = desk.Time.UtcNow, Communes = communes, Version = 1,
        };
        desk.Db.PaymentRuns.Add(run);
        var act = Act.By(official, ActKinds.PaymentStart, desk.Time.UtcNow, $"Lập danh sách{(supplementary ? " bổ sung" : "")} kỳ {new PayMonth(period.Month)}, {communes} xã").On("payment-run", run.Id);
        return await desk.Db.SaveAsync(act, cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Communes that a building still has to take, in order: behind a path, and for a first building without any first list, or without one that was discarded.</summary>
    internal static async Task<List<Office>> LeftAsync(PaymentDesk desk, PaymentPeriod period, bool supplementary, string behind, CancellationToken cancel)
    {
        var communes = (await desk.CommunesAsync(period.TenantPath, cancel)).FindAll(o => string.CompareOrdinal(o.TenantPath, behind) > 0);
        if (supplementary)
        {
            return communes;
        }

        // A supplementary list stands in for no first building: that one still goes over its commune, finds what is not claimed yet and pays nobody twice; without it a month whose first building was stopped could never be closed.
        var listed = (await desk.Db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == period.Id && l.Status != ListStatus.Discarded && l.Type != ListType.Supplementary).Select(l => l.TenantPath).Distinct().ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var again = (await ListGaps.FindAsync(desk.Db, period.Id, cancel)).Select(g => g.TenantPath).ToHashSet(StringComparer.Ordinal);
        return communes.FindAll(o => !listed.Contains(o.TenantPath) || again.Contains(o.TenantPath));
    }
}
