using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.OnPaper;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>
/// Counts in the database what lists paid: nothing is loaded line by line. Lines, claims by category and people are gone over once each, whatever is shown of them; who has months of several codes of one
/// label is counted once more. Whatever is counted lies within the scope and the area.
/// </summary>
public sealed class PaymentStatistics(PaymentDesk desk, NodeDb db, VietnamTime time)
{
    /// <summary>Results of a month are due before this day of it.</summary>
    private const int ResultsDay = 20;

    private static readonly (string Label, int From, int Below)[] AgeGroups = [("Dưới 4 tuổi", 0, 4), ("Từ 4 đến dưới 16 tuổi", 4, 16), ("Từ 16 đến dưới 22 tuổi", 16, 22), ("Từ 22 đến dưới 60 tuổi", 22, 60), ("Từ 60 đến dưới 80 tuổi", 60, 80), ("Từ 80 tuổi", 80, 999)];

    /// <summary>Months that have an approved list, the newest first.</summary>
    public Task<List<int>> MonthsAsync(TenantPath area, CancellationToken cancel) => Lists(area).Select(l => l.Month).Distinct().OrderByDescending(m => m).ToListAsync(cancel);

    public async Task<MonthStatistics> OfAsync(int month, TenantPath area, CancellationToken cancel)
    {
        var (lists, ids) = (Lists(area).Where(l => l.Month == month), Lists(area).Where(l => l.Month == month).Select(l => l.Id));
        var lines = db.PaymentLines.AsNoTracking().Where(l => ids.Contains(l.ListId));
        var claims = db.PaymentClaims.AsNoTracking().Where(c => ids.Contains(c.ListId) && c.Kind != ClaimKind.Recovery);
        var names = (await lists.Select(l => new { l.TenantPath, l.UnitName }).Distinct().ToListAsync(cancel)).DistinctBy(l => l.TenantPath).ToDictionary(l => l.TenantPath, l => l.UnitName);
        var sums = await SumsAsync(lines, cancel);
        var labels = await CategoryLabels.OfAsync(db, new PayMonth(month), time.Today, cancel);
        var (parts, people) = (await PartsAsync(claims, labels, cancel), await PeopleAsync(claims, cancel));
        var proxies = sums.FindAll(s => s.ByProxy);
        // By the sum: what gives back a wrong recovery is arrears of no month.
        var arrears = sums.FindAll(s => s.HasArrears);
        return new MonthStatistics(month, await claims.Select(c => c.BeneficiaryId).Distinct().CountAsync(cancel), [.. sums.GroupBy(s => (s.Path, s.Method, s.Outcome)).OrderBy(g => g.Key.Path, StringComparer.Ordinal).Select(g => (names[g.Key.Path], g.Key.Method, g.Key.Outcome, g.Sum(s => s.Lines), g.Sum(s => s.People), g.Sum(s => s.Dong)))])
        {
            Categories = await CategoriesAsync(claims, parts, labels, cancel), ReasonsOfCommunes = await ReasonsAsync(lines, names, cancel), Outcomes = Outcomes(parts, labels), Sexes = Sexes(people), Ethnics = Ethnics(people), Ages = Ages(people, month),
            Proxies = (proxies.Sum(s => s.Lines), proxies.Sum(s => s.Dong)), Arrears = (arrears.Sum(s => s.Lines), arrears.Sum(s => s.ArrearsDong)),
            Increased = await ChangedAsync(month, month, area, cancel), Decreased = await ChangedAsync(new PayMonth(month).AddMonths(-1).Number, month, area, cancel), Reports = await ReportsAsync(lists, month, cancel),
            ByHand = await ByHandAsync(lines, db, cancel),
        };
    }

    /// <summary>The last twelve months that had lists, the oldest first: what of them was paid, as the lists keep it since the last telling of the hub.</summary>
    public async Task<IReadOnlyList<CashMonth>> CashAsync(TenantPath area, int until, CancellationToken cancel)
    {
        var from = new PayMonth(until).AddMonths(-11).Number;
        var lists = Lists(area).Where(l => l.Month >= from && l.Month <= until);
        var all = await PaidAsync(lists, cancel);
        var byHand = await HandedOutAsync(lists, cancel);
        return [.. all.GroupBy(s => s.Month).OrderBy(g => g.Key).Select(g => (g.Key, All: g.ToList(), Less: byHand.FindAll(b => b.Month == g.Key && ListWords.IsAccount(b.Method)), Cashless: g.Where(s => ListWords.IsAccount(s.Method)).ToList()))
            .Select(g => new CashMonth(g.Key, g.All.Sum(s => s.Lines), g.Cashless.Sum(s => s.Lines) - g.Less.Sum(s => s.Lines), g.All.Sum(s => s.Dong), g.Cashless.Sum(s => s.Dong) - g.Less.Sum(s => s.Dong)))];
    }

    private static async Task<List<(int Month, PayMethod Method, int Lines, long Dong)>> PaidAsync(IQueryable<PaymentList> lists, CancellationToken cancel) =>
        (await lists.GroupBy(l => new { l.Month, l.Method }).Select(g => new { g.Key.Month, g.Key.Method, Lines = g.Sum(l => l.PaidLines), Dong = g.Sum(l => (long)(object)l.PaidDong) }).ToListAsync(cancel)).ConvertAll(s => (s.Month, s.Method, s.Lines, s.Dong));

    // Lines to accounts that were handed out on paper after all, whole lists and single lines alike: as the headline of each month counts them.
    private async Task<List<(int Month, PayMethod Method, int Lines, long Dong)>> HandedOutAsync(IQueryable<PaymentList> lists, CancellationToken cancel) =>
        // Few lists have a paper: of all others no line is looked at.
        (await lists.Where(l => db.Set<PaperPayment>().Any(p => p.ListId == l.Id))
            .Join(db.PaymentLines.AsNoTracking().Where(l => l.Outcome == LineOutcome.Paid), list => list.Id, l => l.ListId, (list, l) => new { list.Month, list.Method, l.Id, Version = l.ResultVersion, l.Total })
            .Join(db.PaymentResults.AsNoTracking().Where(r => r.Channel == ResultChannel.Paper), l => new { l.Id, l.Version }, r => new { Id = r.LineId, r.Version }, (l, r) => new { l.Month, l.Method, l.Total })
            .GroupBy(l => new { l.Month, l.Method }).Select(g => new { g.Key.Month, g.Key.Method, Lines = g.Count(), Dong = g.Sum(l => (long)(object)l.Total) }).ToListAsync(cancel)).ConvertAll(s => (s.Month, s.Method, s.Lines, s.Dong));

    // Lines of an account that were paid by hand by a list on paper after all.
    private static async Task<(int, long)> ByHandAsync(IQueryable<PaymentLine> lines, NodeDb db, CancellationToken cancel)
    {
        // Few lists have a paper: of all others no result is looked at.
        var papers = db.Set<PaperPayment>().AsNoTracking().Select(p => p.ListId);
        var found = await lines.Where(l => l.Outcome == LineOutcome.Paid && papers.Contains(l.ListId)).Join(db.PaymentResults.AsNoTracking().Where(r => r.Channel == ResultChannel.Paper), l => new { l.Id, Version = l.ResultVersion }, r => new { Id = r.LineId, r.Version }, (l, r) => new { l.Method, l.Total })
            .GroupBy(l => l.Method).Select(g => new { Method = g.Key, Lines = g.Count(), Dong = g.Sum(l => (long)(object)l.Total) }).ToListAsync(cancel);
        return (found.Where(f => ListWords.IsAccount(f.Method)).Sum(f => f.Lines), found.Where(f => ListWords.IsAccount(f.Method)).Sum(f => f.Dong));
    }

    private IQueryable<PaymentList> Lists(TenantPath area)
    {
        var (path, below) = (area.Value, area.Value + ".");
        return db.PaymentLists.AsNoTracking().Where(l => (l.TenantPath == path || l.TenantPath.StartsWith(below)) && l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded);
    }

    // One pass over the lines.
    private static async Task<List<LineSum>> SumsAsync(IQueryable<PaymentLine> lines, CancellationToken cancel) =>
        (await lines.GroupBy(l => new { l.TenantPath, l.Method, l.Outcome, ByProxy = l.ProxyName != "", HasArrears = l.Arrears != Dong.Zero })
            .Select(g => new { g.Key.TenantPath, g.Key.Method, g.Key.Outcome, g.Key.ByProxy, g.Key.HasArrears, Lines = g.Count(), People = g.Sum(l => l.People), Dong = g.Sum(l => (long)(object)l.Total), Arrears = g.Sum(l => (long)(object)l.Arrears) })
            .ToListAsync(cancel)).ConvertAll(s => new LineSum(s.TenantPath, s.Method, s.Outcome, s.ByProxy, s.HasArrears, s.Lines, s.People, s.Dong, s.Arrears));

    // One pass over the claims: first by person and code with what came of it, then how many people each has. Who has months of several codes of one label is one person of it: such labels are counted by themselves.
    private async Task<List<PartSum>> PartsAsync(IQueryable<PaymentClaim> claims, CategoryLabels labels, CancellationToken cancel)
    {
        var (monthly, parts) = (Monthly(claims), new List<PartSum>());
        foreach (var label in (await CountAsync(monthly, cancel)).GroupBy(f => labels.Short(f.Code)))
        {
            var codes = label.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal).ToList();
            var of = codes.Count == 1 ? [.. label] : await CountAsync(monthly.Where(c => codes.Contains(c.Code)).Select(c => new CodedClaim { Code = "", State = c.State, PersonId = c.PersonId, Amount = c.Amount }), cancel);
            parts.AddRange(of.Select(f => f with { Code = codes[0] }));
        }

        return parts;
    }

    private static async Task<List<PartSum>> CountAsync(IQueryable<CodedClaim> claims, CancellationToken cancel)
    {
        var people = claims.GroupBy(c => new { c.Code, c.PersonId, c.State }).Select(g => new { g.Key.Code, g.Key.PersonId, g.Key.State, Dong = g.Sum(c => (long)(object)c.Amount) })
            .GroupBy(c => new { c.Code, c.PersonId }).Select(g => new
            {
                g.Key.Code, Paid = g.Max(c => c.State == 1 ? 1 : 0), Not = g.Max(c => c.State == 2 ? 1 : 0), Open = g.Max(c => c.State == 3 ? 1 : 0),
                PaidDong = g.Sum(c => c.State == 1 ? c.Dong : 0), NotDong = g.Sum(c => c.State == 2 ? c.Dong : 0), OpenDong = g.Sum(c => c.State == 3 ? c.Dong : 0),
            });
        var found = await people.GroupBy(p => new { p.Code, p.Paid, p.Not, p.Open })
            .Select(g => new { g.Key.Code, g.Key.Paid, g.Key.Not, g.Key.Open, People = g.Count(), PaidDong = g.Sum(p => p.PaidDong), NotDong = g.Sum(p => p.NotDong), OpenDong = g.Sum(p => p.OpenDong) }).ToListAsync(cancel);
        return found.ConvertAll(f => new PartSum(f.Code, f.People, [(1, f.Paid > 0, f.PaidDong), (2, f.Not > 0, f.NotDong), (3, f.Open > 0, f.OpenDong)]));
    }

    private static async Task<List<StatCut>> CategoriesAsync(IQueryable<PaymentClaim> claims, List<PartSum> parts, CategoryLabels labels, CancellationToken cancel)
    {
        var once = await claims.Where(c => c.Kind != ClaimKind.Regular && c.Kind != ClaimKind.Care).GroupBy(c => c.Kind)
            .Select(g => new { Kind = g.Key, People = g.Select(c => c.BeneficiaryId).Distinct().Count(), Dong = g.Sum(c => (long)(object)c.Amount) }).ToListAsync(cancel);
        return
        [
            .. parts.GroupBy(p => p.Code).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new StatCut(Label(labels, g.Key), g.Sum(p => p.People), g.Sum(p => p.Dong))),
            .. once.OrderBy(o => o.Kind).Select(o => new StatCut(MonthSums.Once(o.Kind), o.People, o.Dong)),
        ];
    }

    // Of whom a list pays by the month what came of it; what is paid once stands with its own label among the categories.
    private static List<OutcomeOfCategory> Outcomes(List<PartSum> parts, CategoryLabels labels) =>
    [
        .. parts.GroupBy(p => p.Code).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => g.SelectMany(p => p.States.Where(s => s.Has).Select(s => (s.State, p.People, s.Dong))).GroupBy(s => s.State).OrderBy(s => s.Key)
            .Select(s => new OutcomeOfCategory(Label(labels, g.Key), s.Key, s.Sum(p => p.People), s.Sum(p => p.Dong)))),
    ];

    private static string Label(CategoryLabels labels, string code) => $"{labels.Short(code)}: {labels.Words(code)}";

    // Months by the code of their entitlement, and what came of them: 1 paid, 2 not paid, 3 open.
    private IQueryable<CodedClaim> Monthly(IQueryable<PaymentClaim> claims) => claims.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(c => c.Kind == ClaimKind.Regular || c.Kind == ClaimKind.Care)
        .Join(db.Entitlements.AsNoTracking(), c => c.EntitlementId, e => (Guid?)e.Id, (c, e) => new CodedClaim { Code = e.CategoryCode, State = c.State == ClaimState.Paid ? 1 : c.State == ClaimState.Listed ? 3 : 2, PersonId = c.BeneficiaryId, Amount = c.Amount });

    private async Task<List<ReasonOfCommune>> ReasonsAsync(IQueryable<PaymentLine> lines, Dictionary<string, string> names, CancellationToken cancel) => (await lines.Where(l => l.Outcome != LineOutcome.Paid && l.Outcome != LineOutcome.Open)
        .Join(db.PaymentResults.AsNoTracking(), l => new { l.Id, Version = l.ResultVersion }, r => new { Id = r.LineId, r.Version }, (l, r) => new { l.TenantPath, r.ReasonCode, l.Total }).GroupBy(r => new { r.TenantPath, r.ReasonCode })
        .Select(g => new { g.Key.TenantPath, Code = g.Key.ReasonCode, Lines = g.Count(), Dong = g.Sum(r => (long)(object)r.Total) }).ToListAsync(cancel))
        .OrderBy(r => r.TenantPath, StringComparer.Ordinal).ThenBy(r => r.Code, StringComparer.Ordinal).Select(r => new ReasonOfCommune(names[r.TenantPath], r.Code, r.Lines, r.Dong)).ToList();

    // One pass over the people, each with what he was paid. Who moved on since lies under another office; the list that paid him is of this area.
    private async Task<List<PeopleSum>> PeopleAsync(IQueryable<PaymentClaim> claims, CancellationToken cancel)
    {
        var sums = claims.IgnoreQueryFilters([NodeDb.TenantFilter]).GroupBy(c => c.BeneficiaryId).Select(g => new { Id = g.Key, Dong = g.Sum(c => (long)(object)c.Amount) });
        var found = await sums.Join(db.Beneficiaries.AsNoTracking(), s => s.Id, b => b.Id, (s, b) => new { b.Sex, b.EthnicCode, b.BirthDate, s.Dong }).GroupBy(p => new { p.Sex, p.EthnicCode, p.BirthDate })
            .Select(g => new { g.Key.Sex, g.Key.EthnicCode, g.Key.BirthDate, People = g.Count(), Dong = g.Sum(p => p.Dong) }).ToListAsync(cancel);
        return found.ConvertAll(f => new PeopleSum(f.Sex, f.EthnicCode, f.BirthDate, f.People, f.Dong));
    }

    private static List<StatCut> Sexes(List<PeopleSum> people) => [.. people.GroupBy(p => p.Sex).OrderBy(g => g.Key == 0).ThenBy(g => g.Key).Select(g => Cut(g.Key switch { 1 => "Nam", 2 => "Nữ", _ => "Chưa rõ" }, g))];

    private static List<StatCut> Ethnics(List<PeopleSum> people) => [.. people.GroupBy(p => p.Ethnic).OrderByDescending(g => g.Sum(p => p.People)).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => Cut(PersonEntry.EthnicGroups.FirstOrDefault(e => e.Key == g.Key).Value ?? "Chưa rõ", g))];

    private static List<StatCut> Ages(List<PeopleSum> people, int month)
    {
        var day = new PayMonth(month).LastDay;
        var aged = people.ConvertAll(p => (Age: BirthDate.TryParse(p.Birth, out var birth) ? birth.AgeInYears(day) : -1, Sum: p));
        var groups = AgeGroups.Select(g => (g.Label, Own: aged.Where(a => a.Age >= g.From && a.Age < g.Below).ToList())).Append((Label: "Chưa rõ ngày sinh", Own: aged.Where(a => a.Age < 0).ToList()));
        return [.. groups.Where(g => g.Own.Count > 0).Select(g => Cut(g.Label, g.Own.Select(o => o.Sum)))];
    }

    private static StatCut Cut(string label, IEnumerable<PeopleSum> people) => people.Aggregate(new StatCut(label, 0, 0), (sum, p) => sum with { People = sum.People + p.People, Dong = sum.Dong + p.Dong });

    // Months of a strand that one month's lists have and the other's have not; a commune that took others over has what theirs paid before it.
    private async Task<int> ChangedAsync(int with, int month, TenantPath area, CancellationToken cancel)
    {
        var without = with == month ? new PayMonth(month).AddMonths(-1).Number : month;
        var former = db.Scope.Allows(area.Value) ? await desk.FormerCommunesAsync(area, cancel) : [];
        var path = area.Value;
        var lists = former.Count == 0 ? Lists(area) : db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking()
            .Where(l => (l.TenantPath == path || former.Contains(l.TenantPath)) && l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded);
        // Whom a commune of two tiers took over by a pack, or gave away, the other one listed: he is neither more nor less.
        var beside = db.Scope.Allows(path) ? await db.Set<TakenCommune>().AsNoTracking().Where(t => t.ToPath == path || t.FromPath == path).Select(t => t.ToPath == path ? t.FromPath : t.ToPath).Distinct().ToListAsync(cancel) : [];
        var theirs = db.PaymentLists.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => beside.Contains(l.TenantPath) && l.Month == without && l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded).Select(l => l.Id);
        var (has, hasNot) = (lists.Where(l => l.Month == with).Select(l => l.Id), lists.Where(l => l.Month == without).Select(l => l.Id));
        // By the index of a person's lists: his other months are not looked at.
        var others = beside.Count == 0 ? db.PaymentClaims.Where(c => c.ListMonth == without && c.Why == ClaimWhy.Current && hasNot.Contains(c.ListId))
            : db.PaymentClaims.Where(c => c.ListMonth == without && c.Why == ClaimWhy.Current && (hasNot.Contains(c.ListId) || theirs.Contains(c.ListId)));
        return await db.PaymentClaims.AsNoTracking().Where(c => c.Why == ClaimWhy.Current && has.Contains(c.ListId) && !others.Any(o => o.BeneficiaryId == c.BeneficiaryId && o.Strand == c.Strand)).Select(c => c.BeneficiaryId).Distinct().CountAsync(cancel);
    }

    private async Task<(int, int)> ReportsAsync(IQueryable<PaymentList> lists, int month, CancellationToken cancel)
    {
        var due = VietnamTime.Utc(new PayMonth(month).FirstDay.AddDays(ResultsDay - 1).ToDateTime(TimeOnly.MinValue));
        var sent = await lists.Where(l => l.SentAt != null).CountAsync(cancel);
        // A correction settles a list anew: whether it was late is told by the first result of each line.
        return (time.UtcNow < due ? 0 : await lists.CountAsync(l => l.SentAt != null && l.SentAt < due && (l.SettledAt == null || l.SettledAt >= due)
            && db.PaymentLines.Any(line => line.ListId == l.Id && line.Total != Dong.Zero && !db.PaymentResults.Any(r => r.LineId == line.Id && r.RecordedAt < due)), cancel), sent);
    }

    private sealed record LineSum(string Path, PayMethod Method, LineOutcome Outcome, bool ByProxy, bool HasArrears, int Lines, int People, long Dong, long ArrearsDong);

    /// <summary>People who have the same of a code: each state, whether they have it, and the sum of all of them.</summary>
    private sealed record PartSum(string Code, int People, IReadOnlyList<(int State, bool Has, long Dong)> States)
    {
        public long Dong => States.Sum(s => s.Dong);
    }

    private sealed record PeopleSum(int Sex, string Ethnic, string Birth, int People, long Dong);

    private sealed class CodedClaim
    {
        public string Code { get; init; } = "";

        public int State { get; init; }

        public Guid PersonId { get; init; }

        public Dong Amount { get; init; }
    }
}
