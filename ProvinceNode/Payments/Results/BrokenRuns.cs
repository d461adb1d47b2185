using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>An entitlement of a person, whatever its versions.</summary>
public readonly record struct PersonStrand(Guid Person, EntitlementStrand Strand);

/// <summary>
/// Three months without collecting, counted of each entitlement by itself (policy 6.7; Circular 02/2021 Art. 2(3)(a) wants three in a row), wherever its lists lay: the place of a month, the channel that
/// told it and whoever confirmed it make no difference. A run that is none any more, because the payer or two officials corrected one of its months, is withdrawn with the reason; what a report carries
/// on already, the door of events takes back. It belongs inside the transaction of the verb, which saves it.
/// </summary>
public static class BrokenRuns
{
    private const int Set = 500;
    private const int LongestWhy = 300;

    /// <param name="corrected">Lines whose former result was replaced; their claims say already what they are now.</param>
    public static async Task WithdrawAsync(NodeDb db, IReadOnlyCollection<Guid> corrected, DateTime nowUtc, CancellationToken cancel)
    {
        foreach (var ids in corrected.Chunk(Set))
        {
            var months = (await Counted(db).Where(c => ids.Contains(c.LineId)).Select(c => new { c.BeneficiaryId, c.Strand, c.ListMonth }).Distinct().ToListAsync(cancel))
                .ToLookup(c => new PersonStrand(c.BeneficiaryId, c.Strand), c => c.ListMonth);
            var people = months.Select(m => m.Key.Person).Distinct().ToList();
            var told = (await Notices(db).AsNoTracking().Where(n => people.Contains(n.BeneficiaryId) && n.Kind == PayerNoticeKind.NotCollected && (n.State == PayerNoticeState.Waiting || n.State == PayerNoticeState.Told)).ToListAsync(cancel))
                .FindAll(n => months[Of(n)].Any(m => IsOf(n.Month, m)));
            if (told.Count > 0)
            {
                await WithdrawAsync(db, told, months, nowUtc, cancel);
            }
        }
    }

    /// <summary>Lists whose current month nobody collected, by entitlement: yyyyMM. By the reason in force of each: one that explains itself is no month of the count.</summary>
    public static async Task<IReadOnlyDictionary<PersonStrand, IReadOnlySet<int>>> UncollectedAsync(NodeDb db, IReadOnlyCollection<Guid> people, int from, int to, CancellationToken cancel)
    {
        var unpaid = await Counted(db).Where(c => people.Contains(c.BeneficiaryId) && c.ListMonth >= from && c.ListMonth <= to && c.State == ClaimState.Unpaid)
            .Join(db.PaymentLines.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).AsNoTracking(), c => c.LineId, l => l.Id, (c, l) => new { c.BeneficiaryId, c.Strand, c.ListMonth, l.Id, Version = l.ResultVersion })
            .Join(db.PaymentResults.IgnoreQueryFilters(new[] { NodeDb.TenantFilter }).AsNoTracking(), c => new { c.Id, c.Version }, r => new { Id = r.LineId, r.Version }, (c, r) => new { c.BeneficiaryId, c.Strand, c.ListMonth, r.ReasonCode }).Distinct().ToListAsync(cancel);
        return unpaid.Where(u => !ResultRules.ExplainsItself(u.ReasonCode)).GroupBy(u => new PersonStrand(u.BeneficiaryId, u.Strand)).ToDictionary(g => g.Key, g => (IReadOnlySet<int>)g.Select(u => u.ListMonth).ToHashSet());
    }

    /// <summary>A notice lies with the list that told it, which may be a former commune's.</summary>
    internal static IQueryable<PayerNotice> Notices(NodeDb db) => db.PayerNotices.IgnoreQueryFilters([NodeDb.TenantFilter]);

    private static IQueryable<PaymentClaim> Counted(NodeDb db) =>
        db.PaymentClaims.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(c => c.Why == ClaimWhy.Current && (c.Kind == ClaimKind.Regular || c.Kind == ClaimKind.Care));

    private static PersonStrand Of(PayerNotice notice) => new(notice.BeneficiaryId, notice.Strand);

    private static async Task WithdrawAsync(NodeDb db, List<PayerNotice> told, ILookup<PersonStrand, int> months, DateTime nowUtc, CancellationToken cancel)
    {
        var (from, to) = (new PayMonth(told.Min(n => n.Month)).AddMonths(-2).Number, told.Max(n => n.Month));
        var left = await UncollectedAsync(db, [.. told.Select(n => n.BeneficiaryId).Distinct()], from, to, cancel);
        foreach (var notice in told.Where(n => !ResultRules.ThirdMonths(left.GetValueOrDefault(Of(n)) ?? new HashSet<int>(), n.Month).Contains(n.Month)))
        {
            var (id, why, state) = (notice.Id, Why(notice, months[Of(notice)]), notice.State == PayerNoticeState.Told ? PayerNoticeState.TakenBack : PayerNoticeState.Withdrawn);
            await LineUpdates.WithdrawRunAsync(db, id, state, why, nowUtc, cancel);
        }
    }

    private static bool IsOf(int last, int month) => month <= last && month >= new PayMonth(last).AddMonths(-2).Number;

    private static string Why(PayerNotice notice, IEnumerable<int> corrected)
    {
        var which = string.Join(", ", corrected.Where(m => IsOf(notice.Month, m)).Distinct().Order().Select(m => $"{new PayMonth(m)}"));
        var words = $"Kết quả chi trả tháng {which} đã được sửa: không còn ba tháng liên tục không nhận đến tháng {new PayMonth(notice.Month)}";
        return words.Length <= LongestWhy ? words : words[..LongestWhy];
    }
}
