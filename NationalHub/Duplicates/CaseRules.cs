using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>What the hub holds of both sides now.</summary>
/// <param name="PaysTwice">Both have money for a month that matters (<see cref="CaseRules.FromMonth"/>).</param>
/// <param name="WhyNot">Why it is no case any more; empty while it is one.</param>
/// <param name="Identity">Who both are, as a keyed hash; empty when a side is not there.</param>
public sealed record Verdict(Sameness Sameness, bool PaysTwice, string WhyNot, string Identity, string Facts)
{
    /// <summary>Both had money for months that are all over now and that nothing settled (<see cref="CaseRules.PastFrom"/>); never together with <see cref="PaysTwice"/>.</summary>
    public bool PaidTwice { get; init; }
}

/// <summary>What a case came to by the words of both.</summary>
public readonly record struct Settled(CaseState State, string Payer, int StopMonth);

/// <summary>How a case goes from one state to the next. Pure: the verbs load and save.</summary>
public static class CaseRules
{
    /// <summary>
    /// The month from which two payments are a case that runs: of what is settled the agreed one, since what is paid after it is still to be stopped and taken back; else the one that runs, or the agreed one when that is
    /// still to come.
    /// </summary>
    public static int FromMonth(CrossCase of, int thisMonth) => of is { StopMonth: > 0, Past: false } && (of.IsResolved || of.StopMonth > thisMonth) ? of.StopMonth : thisMonth;

    /// <summary>The first month of which it is asked who takes back: not what was settled, and no longer ago than the options say.</summary>
    /// <param name="months">So many months back; 0: none.</param>
    public static int PastFrom(CrossCase of, PayMonth thisMonth, int months) => Math.Max(thisMonth.AddMonths(-months).Number, Settled(of) is > 0 and var last ? new PayMonth(last).AddMonths(1).Number : 0);

    /// <summary>Brings a case up to what the hub holds. Repeated, or in another order of arrival, it comes to the same.</summary>
    /// <returns>What happened in a sentence; null when nothing did, though the facts may have changed.</returns>
    public static string? Weigh(CrossCase of, Verdict now, DateTime at, DateOnly dueOn)
    {
        var same = now.Sameness.IsSame;
        var (known, before) = (of.Identity == now.Identity, (of.Facts, of.Score, of.Evidence));
        if (same)
        {
            (of.Identity, of.Facts, of.Score, of.Evidence) = (now.Identity, now.Facts, now.Sameness.Score, string.Join('\n', now.Sameness.Evidence));
        }

        // A side is erased: what was told of it goes, here and at the other province.
        var gone = now.Identity.Length == 0 && now.Facts != of.Facts;
        of.Facts = gone ? now.Facts : of.Facts;

        var (asks, past) = (same && (now.PaysTwice || now.PaidTwice), !now.PaysTwice);
        var word = of.State switch
        {
            CaseState.NotSame => asks && !known ? Ask(of, past, at, dueOn) : null,
            CaseState.Quiet or CaseState.Closed => asks ? Ask(of, past, at, dueOn) : !same && of.State == CaseState.Quiet ? Close(of, now.WhyNot, at) : null,
            CaseState.Asked or CaseState.Disagreed => !asks ? Close(of, now.WhyNot, at) : of.Past != past ? Ask(of, past, at, dueOn) : null,
            // What is settled of past months stays so until other months come in common: taking back is the province's own.
            _ when of.Past => asks ? Ask(of, past, at, dueOn) : same ? null : Close(of, now.WhyNot, at),
            _ => same && now.PaysTwice ? null : Close(of, now.WhyNot, at),
        };
        if (word is not null || gone || (before != (of.Facts, of.Score, of.Evidence) && (of.IsOpen || of.IsResolved)))
        {
            of.Version++;
        }

        return word;
    }

    /// <summary>What the words of both come to.</summary>
    public static Settled Of(CrossCase of) => (of.FirstWord, of.SecondWord) switch
    {
        ({ Kind: WordKind.None }, _) or (_, { Kind: WordKind.None }) => new(CaseState.Asked, "", 0),
        ({ Kind: WordKind.NotSame }, { Kind: WordKind.NotSame }) => new(CaseState.NotSame, "", 0),
        ({ Kind: WordKind.Stays }, { Kind: WordKind.Stops } stops) => new(CaseState.Agreed, of.FirstProvince, stops.FromMonth),
        ({ Kind: WordKind.Stops } stops, { Kind: WordKind.Stays }) => new(CaseState.Agreed, of.SecondProvince, stops.FromMonth),
        // Both stay: paid twice. Both stop: he starves. One says that they are two.
        _ => new(CaseState.Disagreed, "", 0),
    };

    /// <summary>Takes the word of a side of an open case.</summary>
    /// <returns>False when that side had said just this.</returns>
    public static bool Say(CrossCase of, string province, SaidWord said, DateTime at)
    {
        var word = province == of.FirstProvince ? of.FirstWord : of.SecondWord;
        if (word.Kind != WordKind.None && IsSame(word, said))
        {
            return false;
        }

        (word.Kind, word.FromMonth, word.Reason, word.Evidence) = (said.Kind, said.Kind == WordKind.Stops ? said.FromMonth : 0, said.Reason, said.Evidence);
        (word.Official, word.Office, word.SaidAt) = (said.Official, said.Office, at);
        var settled = Of(of);
        Settle(of, settled.State, settled.Payer, settled.StopMonth, at);
        return true;
    }

    /// <summary>Whether two words say the same.</summary>
    public static bool IsSame(SaidWord one, SaidWord other) =>
        (one.Kind, one.Kind == WordKind.Stops ? one.FromMonth : 0, one.Reason, one.Evidence) == (other.Kind, other.Kind == WordKind.Stops ? other.FromMonth : 0, other.Reason, other.Evidence);

    /// <summary>The ministry decides an open case: who pays and from which month the other stops, or that they are two people.</summary>
    /// <param name="payer">Province that goes on; empty: they are two people.</param>
    public static void Decide(CrossCase of, string payer, int stopMonth, string by, string reason, DateTime at)
    {
        (of.DecidedBy, of.DecidedReason) = (by, reason);
        Settle(of, payer.Length == 0 ? CaseState.NotSame : CaseState.Decided, payer, payer.Length == 0 ? 0 : stopMonth, at);
    }

    /// <summary>A case that was settled wrongly is asked anew: both answer again, in another round.</summary>
    public static void Reopen(CrossCase of, DateTime at, DateOnly dueOn)
    {
        Ask(of, of.Past, at, dueOn);
        of.SettledTo = 0;
        of.Version++;
    }

    private static void Settle(CrossCase of, CaseState state, string payer, int stopMonth, DateTime at)
    {
        (of.State, of.PayerProvince, of.StopMonth, of.SettledAt) = (state, payer, stopMonth, state is CaseState.Asked or CaseState.Disagreed ? null : at);
        of.SettledTo = of is { Past: true, IsResolved: true } ? CaseFacts.Read(of.Facts)?.LastMonth ?? of.SettledTo : of.SettledTo;
        of.Version++;
    }

    // Of a case that ran, the months before the agreed one were settled with it.
    private static int Settled(CrossCase of) => of is { StopMonth: > 0, Past: false } ? Math.Max(of.SettledTo, new PayMonth(of.StopMonth).AddMonths(-1).Number) : of.SettledTo;

    private static string Ask(CrossCase of, bool past, DateTime at, DateOnly dueOn)
    {
        var turned = of is { IsOpen: true } && of.Past != past;
        (of.SettledTo, of.Past) = (Settled(of), past);
        (of.State, of.AskedAt, of.DueOn, of.SettledAt, of.ClosedWhy) = (CaseState.Asked, at, dueOn, null, "");
        (of.PayerProvince, of.StopMonth, of.DecidedBy, of.DecidedReason) = ("", 0, "", "");
        foreach (var word in new[] { of.FirstWord, of.SecondWord })
        {
            (word.Kind, word.FromMonth, word.Reason, word.Evidence, word.Official, word.Office, word.SaidAt) = (WordKind.None, 0, "", "", "", "", null);
        }

        of.Round++;
        return (past, of.Round) switch
        {
            (true, 1) => "Phát hiện một người đã có tiền ở hai tỉnh cho cùng các tháng nay đã qua; hỏi cả hai tỉnh để thu hồi, không tạm giữ chi trả.",
            (true, _) when turned => "Hai tỉnh không còn cùng chi cho tháng nào đang chạy; bỏ tạm giữ, hỏi lại cả hai tỉnh về việc thu hồi các tháng đã chi trùng.",
            (true, _) => "Còn tháng đã qua có tiền ở hai tỉnh mà chưa thống nhất, hoặc thông tin nhân thân đã đổi; hỏi cả hai tỉnh để thu hồi, không tạm giữ chi trả.",
            (_, 1) => "Phát hiện một người có tiền ở hai tỉnh cho cùng một tháng; hỏi cả hai tỉnh.",
            _ => "Lại có tiền ở hai tỉnh cho cùng một tháng, hoặc thông tin nhân thân đã đổi; hỏi lại cả hai tỉnh.",
        };
    }

    private static string Close(CrossCase of, string why, DateTime at)
    {
        (of.State, of.ClosedWhy, of.SettledAt) = (CaseState.Closed, why, at);
        return $"Tự đóng: {why}";
    }
}
