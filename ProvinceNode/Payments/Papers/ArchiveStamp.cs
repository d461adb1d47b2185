using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>
/// Tells apart what the papers of a month are made from: its lists and last month's by their hashes, those of communes that were taken over too, what came back of them, and what the lists of changes
/// print that is frozen nowhere: names, numbers of decisions, labels. Another approval, list, withdrawal, result, name or number of a decision is another stamp. Lists never change but in what became of
/// their lines, and every record counts its changes: so sums of versions tell what changed, and no claim leaves the database for it.
/// </summary>
public sealed class ArchiveStamp(PaymentDesk desk)
{
    // Grows when papers or sheets are laid out anew, or the stamp is made otherwise.
    private const string Layout = "3";

    public async Task<string> OfAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var (db, id) = (desk.Db, period.Id);
        var lists = await ListsAsync(period, cancel);
        var ids = db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == id && l.Status != ListStatus.Discarded).Select(l => l.Id);
        var back = await db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId) && (l.Outcome == LineOutcome.Unpaid || l.Outcome == LineOutcome.Returned || l.Outcome == LineOutcome.Failed))
            .GroupBy(l => l.ListId).Select(g => new { List = g.Key, Lines = g.Count(), Versions = g.Sum(l => (long)l.ResultVersion) }).ToListAsync(cancel);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(FormattableString part) => hash.AppendData(Encoding.UTF8.GetBytes(part.ToString(CultureInfo.InvariantCulture) + "|"));
        Add($"{Layout}");
        lists.ForEach(list => Add($"{list.Id:N} {list.Hash}"));
        foreach (var list in back.OrderBy(l => l.List))
        {
            Add($"{list.List:N} {list.Lines} {list.Versions}");
        }

        await PrintedAsync(period, lists.ConvertAll(l => l.Id), p => Add($"{p}"), cancel);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // People, versions of entitlements and decisions behind the claims of the lists. A merge gives claims another person, whose versions may come to the same sum: merges are counted.
    private async Task PrintedAsync(PaymentPeriod period, List<Guid> lists, Action<string> tell, CancellationToken cancel)
    {
        var db = desk.Db;
        // Asked for list by list, by the index of the claims: few lists, many claims.
        var claims = db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(c => lists.Contains(c.ListId));
        var versions = claims.Join(db.Entitlements, c => c.EntitlementId, e => (Guid?)e.Id, (c, e) => e);
        var once = claims.Where(c => c.Kind > ClaimKind.Care).Join(db.OneOffPayments, c => c.SourceId, p => p.Id, (c, p) => p);
        var began = versions.Join(db.Decisions, e => e.DecisionId, d => d.Id, (e, d) => d);
        var ended = versions.Join(db.Decisions, e => e.EndDecisionId, d => (Guid?)d.Id, (e, d) => d);
        var paid = once.Join(db.Decisions, p => p.DecisionId, d => d.Id, (p, d) => d);
        tell($"{await claims.Join(db.Beneficiaries, c => c.BeneficiaryId, b => b.Id, (c, b) => b.Version).SumAsync(cancel)} {await versions.SumAsync(e => e.Version, cancel)}");
        tell($"{await db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter, Registry.Beneficiary.AbsorbedFilter]).CountAsync(b => b.MergedIntoId != null, cancel)}");
        foreach (var decisions in new[] { began, ended, paid })
        {
            tell($"{await decisions.SumAsync(d => d.Version, cancel)} {await decisions.CountAsync(d => d.Number != null, cancel)}");
        }

        var labels = await CategoryLabels.OfAsync(db, new PayMonth(period.Month), desk.Time.Today, cancel);
        (await versions.Select(e => e.CategoryCode).Distinct().ToListAsync(cancel)).Order(StringComparer.Ordinal).ToList().ForEach(c => tell($"{c} {labels.Short(c)}"));
        var paths = await db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(l => lists.Contains(l.Id)).Select(l => l.TenantPath).Distinct().ToListAsync(cancel);
        var names = await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel);
        names.OrderBy(o => o.TenantPath, StringComparer.Ordinal).ThenBy(o => o.UnitName, StringComparer.Ordinal).ToList().ForEach(o => tell($"{o.TenantPath} {o.UnitName}"));
    }

    // As the review of changes reads them (MonthReview).
    private async Task<List<(Guid Id, string Hash)>> ListsAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var (holder, month, before) = (period.TenantPath, period.Month, new PayMonth(period.Month).AddMonths(-1).Number);
        var former = await desk.FormerCommunesAsync(TenantPath.Parse(holder), cancel);
        var lists = await desk.Db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(l => l.Status != ListStatus.Discarded && ((l.HolderPath == holder && (l.Month == month || l.Month == before)) || (former.Contains(l.TenantPath) && l.Month == before))).Select(l => new { l.Id, l.Hash }).ToListAsync(cancel);
        return [.. lists.OrderBy(l => l.Id).Select(l => (l.Id, l.Hash))];
    }
}
