using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Closing;

/// <summary>A change with the person and the decision behind it.</summary>
/// <param name="Why">In words: the reason of an end, what a version follows, the month's column.</param>
/// <param name="Decision">Number and day; empty when it is not kept here.</param>
public sealed record ReviewedChange(MonthChange Change, string Name, string Code, string Why, string Decision);

/// <summary>People and đồng of a kind of change.</summary>
public sealed record ChangeSum(ChangeKind Kind, int People, long Dong);

/// <summary>Rà soát biến động: a month's lists beside those of the month before.</summary>
public sealed class MonthReview(PaymentDesk desk)
{
    /// <summary>Lines of one page.</summary>
    public const int PageSize = 50;

    private NodeDb Db => desk.Db;

    /// <summary>All changes of a fund holder's month, without names.</summary>
    public async Task<IReadOnlyList<MonthChange>> ChangesAsync(PaymentPeriod period, CancellationToken cancel)
    {
        var before = new PayMonth(period.Month).AddMonths(-1).Number;
        var now = await SumsAsync(period.TenantPath, period.Month, cancel);
        List<ListedSum> last = [.. await SumsAsync(period.TenantPath, before, cancel), .. await FormerAsync(period, before, cancel)];
        return MonthChanges.Of(await BesideAsync(period, last, now, cancel), now);
    }

    public static IReadOnlyList<ChangeSum> Sums(IReadOnlyList<MonthChange> changes) =>
        [.. Enum.GetValues<ChangeKind>().Select(k => new ChangeSum(k, changes.Where(c => c.Kind == k).Select(c => c.Person).Distinct().Count(), changes.Where(c => c.Kind == k).Sum(c => c.Difference)))];

    /// <summary>Some of them with names and reasons.</summary>
    public async Task<IReadOnlyList<ReviewedChange>> NamedAsync(IReadOnlyList<MonthChange> changes, CancellationToken cancel)
    {
        var (people, versions) = (changes.Select(c => c.Person).Distinct().ToList(), changes.Select(c => c.Entitlement).OfType<Guid>().Distinct().ToList());
        var names = await Db.Beneficiaries.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(b => people.Contains(b.Id)).Select(b => new { b.Id, b.FullName, b.Code }).ToDictionaryAsync(b => b.Id, cancel);
        var once = await Db.OneOffPayments.AsNoTracking().Where(p => p.BeneficiaryId == null && people.Contains(p.Id)).Select(p => new { p.Id, p.PersonName }).ToDictionaryAsync(p => p.Id, p => p.PersonName, cancel);
        var rows = await Db.Entitlements.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(e => versions.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        // What is paid once rests on its own decision: the stop that takes money back, the funeral, the emergency; its entitlement, if any, tells only whose months it makes good.
        var sources = changes.Select(c => c.Source).Where(s => s != Guid.Empty).Distinct().ToList();
        var own = await Db.OneOffPayments.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(p => sources.Contains(p.Id)).Select(p => new { p.Id, p.DecisionId }).ToDictionaryAsync(p => p.Id, p => p.DecisionId, cancel);
        var numbers = await DecisionNumbers.OfAsync(Db, [.. rows.Values.SelectMany(e => new[] { e.DecisionId, e.EndDecisionId ?? e.DecisionId }).Concat(own.Values).Distinct()], cancel);
        return [.. changes.Select(c =>
        {
            var version = c.Entitlement is { } id ? rows.GetValueOrDefault(id) : null;
            var decision = c.Source != Guid.Empty ? numbers.GetValueOrDefault(own.GetValueOrDefault(c.Source), "")
                : version is null ? "" : numbers.GetValueOrDefault(c.Kind == ChangeKind.Decrease ? version.EndDecisionId ?? version.DecisionId : version.DecisionId, "");
            return new ReviewedChange(c, names.GetValueOrDefault(c.Person)?.FullName ?? once.GetValueOrDefault(c.Person, ""), names.GetValueOrDefault(c.Person)?.Code ?? "", Why(c, version), decision);
        })];
    }

    private static string Why(MonthChange change, Entitlement? version) => Documents.NeutralWords.Remark(change.Kind switch
    {
        ChangeKind.Increase => version is null ? "" : $"Hưởng từ tháng {new PayMonth(version.StartMonth)}{(version.Source == EntitlementSource.Decision ? "" : ", nhập từ danh sách, hồ sơ giấy")}",
        ChangeKind.Adjusted => "Mức hưởng thay đổi",
        ChangeKind.Decrease => version is { EndReason.Length: > 0 } ended ? Reason(ended.EndReason) : "Tạm giữ, hoặc nơi khác chi trả",
        _ => change.Claim switch { ClaimKind.Arrears => "Truy lĩnh", ClaimKind.Recovery => "Truy thu, khấu trừ", ClaimKind.OneOff => "Chi một lần", _ => "Tháng trước chưa nhận, chưa vào danh sách" },
    });

    // Codes of policy 3.6 in words.
    private static string Reason(string code) => code switch
    {
        "T1" => "Chết hoặc mất tích", "T2" => "Không còn đủ điều kiện", "T3" => "Chấp hành án phạt tù", "T4" => "Từ chối nhận", "T5" => "Quá 03 tháng tạm dừng mà không thực hiện",
        "S1" => "Tạm dừng: không nhận 03 tháng liên tục", "S2" => "Tạm dừng: từ chối xác định lại", "S3" => "Tạm dừng: bị tạm giam",
        "C1" => "Người chăm sóc hoặc người được chăm sóc chết, mất tích", "C2" => "Người được chăm sóc không còn đủ điều kiện", "C3" => "Người chăm sóc không còn đủ điều kiện", "C4" => "Người chăm sóc bị xử lý, kết án", _ => code,
    };

    private async Task<List<ListedSum>> SumsAsync(string holder, int month, CancellationToken cancel)
    {
        return await SumsAsync(Db.PaymentLists.AsNoTracking().Where(l => l.HolderPath == holder && l.Month == month), cancel);
    }

    // The first month of a commune of two tiers stands beside the lists that districts made of the communes it took over.
    private async Task<List<ListedSum>> FormerAsync(PaymentPeriod period, int month, CancellationToken cancel)
    {
        var former = await desk.FormerCommunesAsync(TenantPath.Parse(period.TenantPath), cancel);
        return former.Count == 0 ? [] : await SumsAsync(Db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => former.Contains(l.TenantPath) && l.Month == month), cancel);
    }

    // Whom a commune of two tiers took over by a pack, or gave away, the other one listed: he is neither new nor gone, only his amount may be another.
    private async Task<List<ListedSum>> BesideAsync(PaymentPeriod period, List<ListedSum> last, List<ListedSum> now, CancellationToken cancel)
    {
        var path = period.TenantPath;
        var beside = await Db.Set<TakenCommune>().AsNoTracking().Where(t => t.ToPath == path || t.FromPath == path).Select(t => t.ToPath == path ? t.FromPath : t.ToPath).Distinct().ToListAsync(cancel);
        if (beside.Count == 0)
        {
            return last;
        }

        var before = new PayMonth(period.Month).AddMonths(-1).Number;
        var lists = Db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => beside.Contains(l.TenantPath));
        var (came, went) = (await SumsAsync(lists.Where(l => l.Month == before), cancel), await SumsAsync(lists.Where(l => l.Month == period.Month), cancel));
        var (here, there) = (Months(now), Months(went));
        return [.. last.Where(s => here.Contains((s.Person, s.Strand)) || !there.Contains((s.Person, s.Strand))), .. came.Where(s => here.Contains((s.Person, s.Strand)))];
    }

    private static HashSet<(Guid, EntitlementStrand)> Months(List<ListedSum> sums) => [.. sums.Where(s => s.Current).Select(s => (s.Person, s.Strand))];

    private async Task<List<ListedSum>> SumsAsync(IQueryable<PaymentList> of, CancellationToken cancel)
    {
        var lists = of.Where(l => l.Status != ListStatus.Discarded).Select(l => l.Id);
        var rows = await Db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(c => lists.Contains(c.ListId)).Select(c => new { c.BeneficiaryId, c.Strand, c.EntitlementId, c.Kind, c.Why, c.Amount, c.TenantPath, c.SourceId }).ToListAsync(cancel);
        return rows.ConvertAll(c => new ListedSum(c.BeneficiaryId, c.Strand, c.EntitlementId, c.Kind, c.Why == ClaimWhy.Current, c.Amount.Amount, c.TenantPath, c.SourceId));
    }
}
