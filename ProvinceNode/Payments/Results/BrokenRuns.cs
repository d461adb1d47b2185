using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// Three months without collecting that are none any more, because the payer or two officials corrected one of them (Circular 02/2021 Art. 2(3)(a) wants three in a row): the notice is withdrawn with the
/// reason, and the report that it became ends while no dossier carries it. A dossier is for its officer. It belongs inside the transaction of the verb, which saves it.
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
            var months = (await db.PaymentClaims.AsNoTracking().Where(c => ids.Contains(c.LineId) && c.Why == ClaimWhy.Current && (c.Kind == ClaimKind.Regular || c.Kind == ClaimKind.Care))
                .Select(c => new { c.BeneficiaryId, c.ListMonth }).Distinct().ToListAsync(cancel)).ToLookup(c => c.BeneficiaryId, c => c.ListMonth);
            var people = months.Select(m => m.Key).ToList();
            var told = (await db.PayerNotices.Where(n => people.Contains(n.BeneficiaryId) && n.Kind == PayerNoticeKind.NotCollected && n.State != PayerNoticeState.Withdrawn && n.State != PayerNoticeState.Done).ToListAsync(cancel))
                .FindAll(n => months[n.BeneficiaryId].Any(m => IsOf(n.Month, m)));
            if (told.Count > 0)
            {
                await WithdrawAsync(db, told, months, nowUtc, cancel);
            }
        }
    }

    /// <summary>Lists whose current month nobody collected, by person: yyyyMM. By the reason in force of each: one that explains itself is no month of the count.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlySet<int>>> UncollectedAsync(NodeDb db, IReadOnlyCollection<Guid> people, int from, int to, CancellationToken cancel)
    {
        var unpaid = await db.PaymentClaims.AsNoTracking().Where(c => people.Contains(c.BeneficiaryId) && c.ListMonth >= from && c.ListMonth <= to && c.Why == ClaimWhy.Current && c.State == ClaimState.Unpaid
            && (c.Kind == ClaimKind.Regular || c.Kind == ClaimKind.Care))
            .Join(db.PaymentLines.AsNoTracking(), c => c.LineId, l => l.Id, (c, l) => new { c.BeneficiaryId, c.ListMonth, l.Id, Version = l.ResultVersion })
            .Join(db.PaymentResults.AsNoTracking(), c => new { c.Id, c.Version }, r => new { Id = r.LineId, r.Version }, (c, r) => new { c.BeneficiaryId, c.ListMonth, r.ReasonCode }).Distinct().ToListAsync(cancel);
        return unpaid.Where(u => !ResultRules.ExplainsItself(u.ReasonCode)).GroupBy(u => u.BeneficiaryId).ToDictionary(g => g.Key, g => (IReadOnlySet<int>)g.Select(u => u.ListMonth).ToHashSet());
    }

    private static async Task WithdrawAsync(NodeDb db, List<PayerNotice> told, ILookup<Guid, int> months, DateTime nowUtc, CancellationToken cancel)
    {
        var (from, to) = (new PayMonth(told.Min(n => n.Month)).AddMonths(-2).Number, told.Max(n => n.Month));
        var left = await UncollectedAsync(db, [.. told.Select(n => n.BeneficiaryId).Distinct()], from, to, cancel);
        var broken = told.FindAll(n => !ResultRules.ThirdMonths(left.GetValueOrDefault(n.BeneficiaryId) ?? new HashSet<int>(), n.Month).Contains(n.Month));
        foreach (var notice in broken)
        {
            var why = Why(notice, months[notice.BeneficiaryId]);
            (notice.State, notice.SettledAt, notice.SettledWhy, notice.Version) = (PayerNoticeState.Withdrawn, nowUtc, why, notice.Version + 1);
        }

        var (events, gone) = (broken.Select(n => n.EventId).OfType<Guid>().Distinct().ToList(), broken.ConvertAll(n => n.Id));
        // A fourth month is told by the same report: it ends with the last run that stands behind it.
        var stand = await db.PayerNotices.Where(n => n.EventId != null && events.Contains(n.EventId.Value) && n.State == PayerNoticeState.Told && !gone.Contains(n.Id)).Select(n => n.EventId!.Value).ToListAsync(cancel);
        foreach (var report in await db.LifeEvents.Where(e => events.Contains(e.Id) && e.State == EventState.Reported).ToListAsync(cancel))
        {
            if (!stand.Contains(report.Id))
            {
                report.Settle(EventState.Refuted, nowUtc, "Hệ thống", broken.First(n => n.EventId == report.Id).SettledWhy);
                report.DueOn = null;
            }
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
