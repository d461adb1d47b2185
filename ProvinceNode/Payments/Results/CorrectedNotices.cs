using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// Notices of results that were corrected. Before anybody acted on them they end; what a report carries on already, the events' door takes back (the new result may tell it again). But that somebody got the
/// money is no word about life: months up to that of the death stay payable to the family (policy 6.7), so only another reason of the payer, or his word that the beneficiary collected himself, ends a report of
/// death or detention; a signed list on paper ends none. Such a notice stays, with a remark for whoever verifies it. Three uncollected months are counted anew by <see cref="BrokenRuns"/>.
/// </summary>
public static class CorrectedNotices
{
    private const int Set = 500;
    private const int LongestWords = 300;

    private static readonly IReadOnlyList<PayerNoticeKind> None = [];

    // Who took it himself is no other than who lives; of a line for several, or that another takes, nobody knows who that was.
    private static readonly IReadOnlyList<PayerNoticeKind> BySelf = [PayerNoticeKind.SomebodyDied];
    private static readonly IReadOnlyList<PayerNoticeKind> ByOthers = [PayerNoticeKind.Death, PayerNoticeKind.SomebodyDied, PayerNoticeKind.Detained];
    private static readonly IReadOnlyList<PayerNoticeKind> ByPaper = [PayerNoticeKind.Death, PayerNoticeKind.SomebodyDied, PayerNoticeKind.Detained, PayerNoticeKind.Refuses];

    /// <summary>Belongs inside the transaction of the verb, which saves its act in it.</summary>
    /// <param name="corrections">The result in force of each line that had another before.</param>
    public static async Task WithdrawAsync(NodeDb db, IEnumerable<PaymentResult> corrections, DateTime nowUtc, CancellationToken cancel)
    {
        foreach (var group in corrections.GroupBy(r => (Kept: Kept(r), Why: Why(r), Remark: Remark(r))))
        {
            var (kept, why, remark) = group.Key;
            foreach (var ids in group.Select(r => r.LineId).Chunk(Set))
            {
                var of = db.PayerNotices.Where(n => ids.Contains(n.LineId));
                var ended = kept.Count == 0 ? of : of.Where(n => !kept.Contains(n.Kind));
                await ended.Where(n => n.State == PayerNoticeState.Waiting || n.State == PayerNoticeState.Open).ExecuteUpdateAsync(
                    s => s.SetProperty(n => n.State, PayerNoticeState.Withdrawn).SetProperty(n => n.SettledAt, nowUtc).SetProperty(n => n.SettledWhy, why).SetProperty(n => n.Version, n => n.Version + 1), cancel);
                await ended.Where(n => n.Kind != PayerNoticeKind.NotCollected && n.State == PayerNoticeState.Told).ExecuteUpdateAsync(
                    s => s.SetProperty(n => n.State, PayerNoticeState.TakenBack).SetProperty(n => n.SettledAt, nowUtc).SetProperty(n => n.SettledWhy, why).SetProperty(n => n.Version, n => n.Version + 1), cancel);
                if (kept.Count > 0)
                {
                    await of.Where(n => kept.Contains(n.Kind) && (n.State == PayerNoticeState.Waiting || n.State == PayerNoticeState.Told)).ExecuteUpdateAsync(
                        s => s.SetProperty(n => n.SettledWhy, remark).SetProperty(n => n.Version, n => n.Version + 1), cancel);
                }
            }
        }
    }

    /// <summary>Kinds that a result says nothing against: their notices stand. What was not paid tells its own reason, and what it asks for is written anew.</summary>
    internal static IReadOnlyList<PayerNoticeKind> Kept(PaymentResult result) => result.Outcome != LineOutcome.Paid ? None
        : result.Channel == ResultChannel.Paper ? ByPaper : result.CollectedBy == Collector.Self ? BySelf : ByOthers;

    private static string Why(PaymentResult result) => result.Channel == ResultChannel.Paper ? Cut($"Kết quả chi trả đã được sửa: {result.Source}") : "Tổ chức chi trả đã sửa kết quả chi trả";

    private static string Remark(PaymentResult result) => result.Outcome != LineOutcome.Paid ? ""
        : result.Channel == ResultChannel.Paper ? Cut($"Sau tin này tiền của tháng đã có người ký nhận: {result.Source}. Tổ chức chi trả không rút tin: hãy xác minh")
        : $"Sau tin này tổ chức chi trả báo tiền của tháng {Taken(result.CollectedBy)}, nhưng không rút tin: hãy xác minh";

    private static string Taken(Collector by) => by switch
    {
        Collector.Self => "đã có người nhận trực tiếp", Collector.Proxy => "đã có người nhận thay", Collector.Account => "đã vào tài khoản", _ => "đã có người nhận",
    };

    private static string Cut(string text) => text.Length <= LongestWords ? text : text[..LongestWords];
}
