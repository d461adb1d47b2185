using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Papers;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Seeing;

/// <summary>Counts in the database what lists paid: nothing is loaded line by line. Whatever is counted lies within the scope and the area.</summary>
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
        var sums = await lines.GroupBy(l => new { l.TenantPath, l.Method, l.Outcome }).Select(g => new { g.Key.TenantPath, g.Key.Method, g.Key.Outcome, Lines = g.Count(), People = g.Sum(l => l.People), Dong = g.Sum(l => (long)(object)l.Total) }).ToListAsync(cancel);
        return new MonthStatistics(month, await claims.Select(c => c.BeneficiaryId).Distinct().CountAsync(cancel), [.. sums.OrderBy(s => s.TenantPath, StringComparer.Ordinal).Select(s => (names[s.TenantPath], s.Method, s.Outcome, s.Lines, s.People, s.Dong))])
        {
            Categories = await CategoriesAsync(claims, month, cancel), ReasonsOfCommunes = await ReasonsAsync(lines, names, cancel), Outcomes = await OutcomesAsync(claims, month, cancel), Sexes = await SexesAsync(claims, cancel), Ethnics = await EthnicsAsync(claims, cancel), Ages = await AgesAsync(claims, month, cancel),
            Proxies = (await lines.CountAsync(l => l.ProxyName != "", cancel), await lines.Where(l => l.ProxyName != "").SumAsync(l => (long)(object)l.Total, cancel)),
            // By the sum: what gives back a wrong recovery is arrears of no month.
            Arrears = (await lines.CountAsync(l => l.Arrears != Dong.Zero, cancel), await lines.Where(l => l.Arrears != Dong.Zero).SumAsync(l => (long)(object)l.Arrears, cancel)),
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
        // Lists to accounts that were handed out on paper after all.
        var byHand = await PaidAsync(lists.Where(l => db.PaymentSendings.Any(s => s.ListId == l.Id && s.State == SendingState.Accepted && s.Provider == ChannelRules.Paper)), cancel);
        return [.. all.GroupBy(s => s.Month).OrderBy(g => g.Key).Select(g => (g.Key, All: g.ToList(), Less: byHand.FindAll(b => b.Month == g.Key && ListWords.IsAccount(b.Method)), Cashless: g.Where(s => ListWords.IsAccount(s.Method)).ToList()))
            .Select(g => new CashMonth(g.Key, g.All.Sum(s => s.Lines), g.Cashless.Sum(s => s.Lines) - g.Less.Sum(s => s.Lines), g.All.Sum(s => s.Dong), g.Cashless.Sum(s => s.Dong) - g.Less.Sum(s => s.Dong)))];
    }

    private static async Task<List<(int Month, PayMethod Method, int Lines, long Dong)>> PaidAsync(IQueryable<PaymentList> lists, CancellationToken cancel) =>
        (await lists.GroupBy(l => new { l.Month, l.Method }).Select(g => new { g.Key.Month, g.Key.Method, Lines = g.Sum(l => l.PaidLines), Dong = g.Sum(l => (long)(object)l.PaidDong) }).ToListAsync(cancel)).ConvertAll(s => (s.Month, s.Method, s.Lines, s.Dong));

    // Lines of an account that were paid by hand by a list on paper after all.
    private static async Task<(int, long)> ByHandAsync(IQueryable<PaymentLine> lines, NodeDb db, CancellationToken cancel)
    {
        var found = await lines.Where(l => l.Outcome == LineOutcome.Paid).Join(db.PaymentResults.AsNoTracking().Where(r => r.Channel == ResultChannel.Paper), l => new { l.Id, Version = l.ResultVersion }, r => new { Id = r.LineId, r.Version }, (l, r) => new { l.Method, l.Total })
            .GroupBy(l => l.Method).Select(g => new { Method = g.Key, Lines = g.Count(), Dong = g.Sum(l => (long)(object)l.Total) }).ToListAsync(cancel);
        return (found.Where(f => ListWords.IsAccount(f.Method)).Sum(f => f.Lines), found.Where(f => ListWords.IsAccount(f.Method)).Sum(f => f.Dong));
    }

    private IQueryable<PaymentList> Lists(TenantPath area)
    {
        var (path, below) = (area.Value, area.Value + ".");
        return db.PaymentLists.AsNoTracking().Where(l => (l.TenantPath == path || l.TenantPath.StartsWith(below)) && l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded);
    }

    private async Task<List<StatCut>> CategoriesAsync(IQueryable<PaymentClaim> claims, int month, CancellationToken cancel)
    {
        var labels = await CategoryLabels.OfAsync(db, new PayMonth(month), time.Today, cancel);
        var coded = Coded(claims);
        var months = await coded.GroupBy(c => c.Code).Select(g => new { Code = g.Key, People = g.Select(c => c.PersonId).Distinct().Count(), Dong = g.Sum(c => (long)(object)c.Amount) }).ToListAsync(cancel);
        // One person by two codes of one label is one of the label.
        var several = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var group in months.GroupBy(m => labels.Short(m.Code)).Where(g => g.Count() > 1))
        {
            var codes = group.Select(m => m.Code).ToList();
            several[group.Key] = await coded.Where(c => codes.Contains(c.Code)).Select(c => c.PersonId).Distinct().CountAsync(cancel);
        }

        var once = await claims.Where(c => c.Kind != ClaimKind.Regular && c.Kind != ClaimKind.Care).GroupBy(c => c.Kind)
            .Select(g => new { Kind = g.Key, People = g.Select(c => c.BeneficiaryId).Distinct().Count(), Dong = g.Sum(c => (long)(object)c.Amount) }).ToListAsync(cancel);
        return
        [
            .. months.OrderBy(m => m.Code, StringComparer.Ordinal).GroupBy(m => labels.Short(m.Code)).Select(g => new StatCut($"{g.Key}: {labels.Words(g.First().Code)}", several.TryGetValue(g.Key, out var people) ? people : g.First().People, g.Sum(m => m.Dong))),
            .. once.OrderBy(o => o.Kind).Select(o => new StatCut(MonthSums.Once(o.Kind), o.People, o.Dong)),
        ];
    }

    // Of whom a list pays by the month what came of it; what is paid once stands with its own label among the categories.
    private async Task<List<OutcomeOfCategory>> OutcomesAsync(IQueryable<PaymentClaim> claims, int month, CancellationToken cancel)
    {
        var labels = await CategoryLabels.OfAsync(db, new PayMonth(month), time.Today, cancel);
        var coded = Coded(claims);
        var found = await coded.GroupBy(c => new { c.Code, c.State }).Select(g => new { g.Key.Code, g.Key.State, People = g.Select(c => c.PersonId).Distinct().Count(), Dong = g.Sum(c => (long)(object)c.Amount) }).ToListAsync(cancel);
        var several = new Dictionary<(string, int), int>();
        foreach (var group in found.GroupBy(f => (Label: labels.Short(f.Code), f.State)).Where(g => g.Count() > 1))
        {
            var (codes, state) = (group.Select(f => f.Code).ToList(), group.Key.State);
            several[group.Key] = await coded.Where(c => codes.Contains(c.Code) && c.State == state).Select(c => c.PersonId).Distinct().CountAsync(cancel);
        }

        return
        [
            .. found.OrderBy(f => f.Code, StringComparer.Ordinal).GroupBy(f => labels.Short(f.Code)).SelectMany(g => g.GroupBy(f => f.State).OrderBy(s => s.Key)
                .Select(s => new OutcomeOfCategory($"{g.Key}: {labels.Words(g.First().Code)}", s.Key, several.TryGetValue((g.Key, s.Key), out var people) ? people : s.First().People, s.Sum(f => f.Dong)))),
        ];
    }

    // Months by the code of their entitlement, and what came of them: 1 paid, 2 not paid, 3 open.
    private IQueryable<CodedClaim> Coded(IQueryable<PaymentClaim> claims) => claims.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(c => c.Kind == ClaimKind.Regular || c.Kind == ClaimKind.Care)
        .Join(db.Entitlements.AsNoTracking(), c => c.EntitlementId, e => (Guid?)e.Id, (c, e) => new CodedClaim { Code = e.CategoryCode, State = c.State == ClaimState.Paid ? 1 : c.State == ClaimState.Listed ? 3 : 2, PersonId = c.BeneficiaryId, Amount = c.Amount });

    private async Task<List<ReasonOfCommune>> ReasonsAsync(IQueryable<PaymentLine> lines, Dictionary<string, string> names, CancellationToken cancel) => (await lines.Where(l => l.Outcome != LineOutcome.Paid && l.Outcome != LineOutcome.Open)
        .Join(db.PaymentResults.AsNoTracking(), l => new { l.Id, Version = l.ResultVersion }, r => new { Id = r.LineId, r.Version }, (l, r) => new { l.TenantPath, r.ReasonCode, l.Total }).GroupBy(r => new { r.TenantPath, r.ReasonCode })
        .Select(g => new { g.Key.TenantPath, Code = g.Key.ReasonCode, Lines = g.Count(), Dong = g.Sum(r => (long)(object)r.Total) }).ToListAsync(cancel))
        .OrderBy(r => r.TenantPath, StringComparer.Ordinal).ThenBy(r => r.Code, StringComparer.Ordinal).Select(r => new ReasonOfCommune(names[r.TenantPath], r.Code, r.Lines, r.Dong)).ToList();

    // People who moved on since lie under another office; the list that paid them is of this area.
    private IQueryable<PersonClaim> Persons(IQueryable<PaymentClaim> claims) => claims.IgnoreQueryFilters([NodeDb.TenantFilter])
        .Join(db.Beneficiaries.AsNoTracking(), c => c.BeneficiaryId, b => b.Id, (c, b) => new PersonClaim { PersonId = b.Id, Sex = b.Sex, Ethnic = b.EthnicCode, Birth = b.BirthDate, Amount = c.Amount });

    private async Task<List<StatCut>> SexesAsync(IQueryable<PaymentClaim> claims, CancellationToken cancel) =>
        (await Persons(claims).GroupBy(p => p.Sex).Select(g => new { Sex = g.Key, People = g.Select(p => p.PersonId).Distinct().Count(), Dong = g.Sum(p => (long)(object)p.Amount) }).ToListAsync(cancel))
            .OrderBy(s => s.Sex == 0).ThenBy(s => s.Sex).Select(s => new StatCut(s.Sex switch { 1 => "Nam", 2 => "Nữ", _ => "Chưa rõ" }, s.People, s.Dong)).ToList();

    private async Task<List<StatCut>> EthnicsAsync(IQueryable<PaymentClaim> claims, CancellationToken cancel) =>
        (await Persons(claims).GroupBy(p => p.Ethnic).Select(g => new { Code = g.Key, People = g.Select(p => p.PersonId).Distinct().Count(), Dong = g.Sum(p => (long)(object)p.Amount) }).ToListAsync(cancel))
            .OrderByDescending(s => s.People).ThenBy(s => s.Code, StringComparer.Ordinal).Select(s => new StatCut(PersonEntry.EthnicGroups.FirstOrDefault(e => e.Key == s.Code).Value ?? "Chưa rõ", s.People, s.Dong)).ToList();

    private async Task<List<StatCut>> AgesAsync(IQueryable<PaymentClaim> claims, int month, CancellationToken cancel)
    {
        var day = new PayMonth(month).LastDay;
        var births = await Persons(claims).GroupBy(p => p.Birth).Select(g => new { Birth = g.Key, People = g.Select(p => p.PersonId).Distinct().Count(), Dong = g.Sum(p => (long)(object)p.Amount) }).ToListAsync(cancel);
        var aged = births.ConvertAll(b => (Age: BirthDate.TryParse(b.Birth, out var birth) ? birth.AgeInYears(day) : -1, b.People, b.Dong));
        var groups = AgeGroups.Select(g => (g.Label, Own: aged.Where(a => a.Age >= g.From && a.Age < g.Below).ToList())).Append((Label: "Chưa rõ ngày sinh", Own: aged.Where(a => a.Age < 0).ToList()));
        return [.. groups.Where(g => g.Own.Count > 0).Select(g => new StatCut(g.Label, g.Own.Sum(o => o.People), g.Own.Sum(o => o.Dong)))];
    }

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
        var others = beside.Count == 0 ? db.PaymentClaims.Where(c => c.Why == ClaimWhy.Current && hasNot.Contains(c.ListId)) : db.PaymentClaims.Where(c => c.Why == ClaimWhy.Current && (hasNot.Contains(c.ListId) || theirs.Contains(c.ListId)));
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

    private sealed class CodedClaim
    {
        public string Code { get; init; } = "";

        public int State { get; init; }

        public Guid PersonId { get; init; }

        public Dong Amount { get; init; }
    }

    private sealed class PersonClaim
    {
        public Guid PersonId { get; init; }

        public int Sex { get; init; }

        public string Ethnic { get; init; } = "";

        public string Birth { get; init; } = "";

        public Dong Amount { get; init; }
    }
}
