using ProvinceNode.Documents;
using ProvinceNode.Payments.Files;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Results;

/// <summary>What a result tells, without where it came from: two results are the same when this is.</summary>
/// <param name="PaidOn">Day in Viet Nam; null when it was not paid.</param>
public sealed record ResultContent(LineOutcome Outcome, DateOnly? PaidOn, string ReasonCode, string ReasonText, Collector CollectedBy, string CollectorName, string CollectorNumber, string Evidence)
{
    public static ResultContent Of(PaymentResult r) => new(r.Outcome, r.PaidOn, r.ReasonCode, r.ReasonText, r.CollectedBy, r.CollectorName, r.CollectorNumber, r.Evidence);

    public static ResultContent Of(ResultRow row) => new(
        ResultRules.Outcome(row.Status), row.PaidAt is { } at ? DateOnly.FromDateTime(at) : null, row.ReasonCode, Cut(NeutralWords.Remark(row.ReasonText), 300),
        row.CollectedBy switch { WireCodes.Self => Collector.Self, WireCodes.Proxy => Collector.Proxy, WireCodes.Account => Collector.Account, _ => Collector.Unknown },
        Cut(row.CollectorName, 120), Cut(row.CollectorId, 12), Cut(row.Evidence, 200));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>Whom a line is for and who takes it: whom a reason of the payer is about is told by it.</summary>
public enum LineFor
{
    /// <summary>One person, who takes it himself.</summary>
    Himself = 1,

    Several,

    /// <summary>One person's money that another takes.</summary>
    Another,

    /// <summary>Support to who cares, and nothing else: the persons cared for come to no counter.</summary>
    Carer,
}

/// <summary>What a result is to its line.</summary>
public enum ResultNews
{
    /// <summary>The first of its line.</summary>
    First = 1,

    /// <summary>Another than the one in force.</summary>
    Correction,

    /// <summary>The one in force again: nothing changes.</summary>
    Same,

    /// <summary>The one in force, said again under a higher count, or now signed: nothing of the line changes, but what the payer counted lower does not count any more.</summary>
    Again,

    /// <summary>One that a later version has replaced already: nothing changes.</summary>
    Older,

    /// <summary>One that was replaced and is told again by who does not count: nobody knows which of them he means.</summary>
    Unclear,

    /// <summary>Brought by hand against what the payer signed.</summary>
    Outranked,

    /// <summary>Signed, but counted lower than what the payer's own file says otherwise: he contradicts himself by two ways, and only he knows which is late.</summary>
    Disputed,

    /// <summary>Against a signed list on paper that two officials confirmed: storing it would have the month paid again, or hide that it was paid twice. It waits until they took the paper back, or a leader ends it.</summary>
    AgainstPaper,
}

/// <summary>
/// Judges results by what is known of their line: first by whether they are signed, then by how the payer counts, last by what they say. The payer counts his corrections from 1; who does not
/// count says 1 each time, and then what came later counts. What was replaced does not come back by being repeated: a payer who changes his mind twice counts on (policy 6.6: a later
/// correction is a new version; nobody types a status by hand, so no file replaces what the payer signed). Pure.
/// </summary>
public static class ResultRules
{
    /// <param name="known">Results of the line, in the order of their versions.</param>
    /// <param name="version">As the payer counts.</param>
    /// <param name="channel">By which it came.</param>
    public static ResultNews Judge(IReadOnlyList<PaymentResult> known, ResultContent told, int version, ResultChannel channel)
    {
        if (known.Count > 0 && known[^1] is { Channel: ResultChannel.Paper, Outcome: LineOutcome.Paid } paper)
        {
            return told.Outcome == LineOutcome.Paid && told.PaidOn == paper.PaidOn ? ResultNews.Same : ResultNews.AgainstPaper;
        }

        // What was taken back of papers leaves what the payer told.
        known = known.Any(k => k.Channel == ResultChannel.Paper) ? [.. known.Where(k => k.Channel != ResultChannel.Paper)] : known;
        if (known.Count == 0)
        {
            return ResultNews.First;
        }

        var (inForce, count, same) = (known[^1], Math.Max(1, version), ResultContent.Of(known[^1]) == told);
        if (IsSigned(channel) != IsSigned(inForce.Channel))
        {
            // What is signed counts more than a file, unless the payer himself counted on in the file: an old message that comes late by the line takes no payment back, and none is made by it.
            return IsSigned(channel) ? (same ? ResultNews.Again : count < inForce.PayerVersion ? ResultNews.Disputed : ResultNews.Correction)
                : same ? ResultNews.Same
                : known.Any(k => k.PayerVersion >= count && ResultContent.Of(k) == told) ? ResultNews.Older : ResultNews.Outranked;
        }

        var peers = known.Where(k => IsSigned(k.Channel) == IsSigned(channel)).ToList();
        var last = peers.Max(k => k.PayerVersion);
        return count < last ? ResultNews.Older
            : count > last ? (same ? ResultNews.Again : ResultNews.Correction)
            : same ? ResultNews.Same
            : peers.Exists(k => k.PayerVersion == last && ResultContent.Of(k) == told) ? ResultNews.Unclear : ResultNews.Correction;
    }

    /// <summary>Whether the payer's own signature stands for what came by a channel; files carry only a hash that anybody can compute.</summary>
    public static bool IsSigned(ResultChannel channel) => channel is ResultChannel.CallBack or ResultChannel.Polling;

    public static LineOutcome Outcome(string status) => status switch
    {
        WireCodes.Paid => LineOutcome.Paid, WireCodes.Unpaid => LineOutcome.Unpaid, WireCodes.Returned => LineOutcome.Returned, WireCodes.BankFailed => LineOutcome.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>What the claims of a line become: all that it holds is collected at once, a recovery is taken with it.</summary>
    public static ClaimState StateOf(LineOutcome outcome) => outcome switch
    {
        LineOutcome.Paid => ClaimState.Paid, LineOutcome.Unpaid => ClaimState.Unpaid, LineOutcome.Returned => ClaimState.Returned, LineOutcome.Failed => ClaimState.Failed, _ => ClaimState.Listed,
    };

    /// <summary>What a reason asks for; null for what only carries over (R01, R08, R09).</summary>
    /// <param name="line">Where another takes the money, nobody knows whether it is about him: it makes no measure against the beneficiary. A death still holds his own money until it is verified whose.</param>
    public static PayerNoticeKind? NoticeOf(string reason, LineFor line) => (reason, line) switch
    {
        ("R02", LineFor.Himself) => PayerNoticeKind.Death, ("R02", not LineFor.Carer) => PayerNoticeKind.SomebodyDied,
        ("R03", LineFor.Himself) => PayerNoticeKind.Moved, ("R05", LineFor.Himself) => PayerNoticeKind.Refuses, ("R07", LineFor.Himself) => PayerNoticeKind.Detained,
        ("R02" or "R03" or "R05" or "R07", _) => PayerNoticeKind.WhoIsMeant,
        ("R04", _) => PayerNoticeKind.WrongPapers, ("R06", _) => PayerNoticeKind.NewAccount, _ => null,
    };

    /// <summary>Whether a reason tells more than that nobody came: such a month is judged by its reason, not counted.</summary>
    public static bool ExplainsItself(string reason) => reason is "R02" or "R05" or "R06" or "R07";

    /// <summary>
    /// The last month of each run of three months without collecting that a month belongs to, at most one a month: a fourth tells again, a run that was told does not.
    /// </summary>
    /// <param name="unpaid">yyyyMM of lists whose current month nobody collected.</param>
    /// <param name="month">The month that became known just now.</param>
    public static IReadOnlyList<int> ThirdMonths(IReadOnlySet<int> unpaid, int month)
    {
        var found = new List<int>();
        for (var end = new PayMonth(month); end <= new PayMonth(month).AddMonths(2); end = end.AddMonths(1))
        {
            if (unpaid.Contains(end.Number) && unpaid.Contains(end.AddMonths(-1).Number) && unpaid.Contains(end.AddMonths(-2).Number))
            {
                found.Add(end.Number);
            }
        }

        return found;
    }
}
