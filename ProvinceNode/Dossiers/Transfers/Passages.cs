using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>What a paper answer that an official typed does now.</summary>
public enum PaperAnswer
{
    /// <summary>It counts at once: nothing of the object can be answered elsewhere.</summary>
    Counts,

    /// <summary>It is kept and counts when the hub has given the object back.</summary>
    Waits,

    /// <summary>The new place's node has the object: its own word will come.</summary>
    Barred,
}

/// <summary>What a dossier that took a transfer in has come to, as far as the answer needs it.</summary>
/// <param name="Numbered">Decision or written refusal with its number; null before.</param>
/// <param name="Note">Last line of the control sheet.</param>
public sealed record ArrivalDossier(DossierStatus Status, Decision? Numbered, string Note);

/// <summary>
/// How the two halves of a move between provinces go through the hub's mailbox (policy 3.7): each month has exactly one payer, whatever gets lost, comes twice or late, and whichever side
/// is restored. The old place pays until the stop month, and again only when the new one has returned the object or the hub has given it back; the new one pays by its decision. Pure.
/// </summary>
public static class Passages
{
    /// <summary>Whether an out half is to be posted: its decision has its number, and nothing else ended it. Also when the place to which it was posted has become another.</summary>
    public static bool IsToPost(TransferHalf half, bool numbered) => half is { Side: TransferSide.Out, Status: TransferStatus.Outside } && numbered
        && (half.Passage is TransferPassage.None or TransferPassage.Sending || (half.Passage == TransferPassage.AtHub && half.PostedTo != Destination(half)));

    public static string Destination(TransferHalf half) => $"{half.OtherProvince}.{half.OtherCommune}";

    /// <summary>Version of the next post: the same object again, unless its destination was corrected.</summary>
    public static long NextVersion(TransferHalf half) => half.PostVersion == 0 ? 1 : half.PostedTo.Length > 0 && half.PostedTo != Destination(half) ? half.PostVersion + 1 : half.PostVersion;

    /// <summary>About to be posted: from now on the hub may have it.</summary>
    public static void Send(TransferHalf half, DateTime now) =>
        (half.PostVersion, half.PostedTo, half.Passage, half.PassageAt, half.PassageNote) = (NextVersion(half), Destination(half), TransferPassage.Sending, now, "");

    /// <summary>What the hub told of an object that this node posted.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool Heard(TransferHalf half, TransferState state, DateTime now)
    {
        // The answer itself comes with its contents; what is at its end hears nothing more.
        if (half.Side != TransferSide.Out || half.Passage is TransferPassage.None or TransferPassage.Settled)
        {
            return false;
        }

        var received = state.ReceivedAtUnixMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(state.ReceivedAtUnixMs).UtcDateTime : now;
        return (half.Passage, state.Stage) switch
        {
            (TransferPassage.Answered, TransferStage.Settled or TransferStage.Unknown) => To(half, TransferPassage.Settled, now),
            (TransferPassage.Answered, _) => false,
            (_, TransferStage.NoNode) => To(half, TransferPassage.Paper, now),
            (_, TransferStage.Recalled) => To(half, TransferPassage.Recalled, now),
            (_, TransferStage.Received) => To(half, TransferPassage.There, received, half.PaperTaken is null ? "" : TooLate(half)),
            // Recalled when the new place was being shown it: nothing is given back any more.
            (TransferPassage.Recalling, TransferStage.Offered) => To(half, TransferPassage.AtHub, now, TooLate(half)),
            // The hub was restored from a backup: it is recalled again, else posted again.
            (TransferPassage.Recalling, TransferStage.Unknown) => false,
            (_, TransferStage.Unknown) => To(half, TransferPassage.Sending, now),
            // Restored to a moment when papers were still coming: they are put again.
            (TransferPassage.AtHub or TransferPassage.There, TransferStage.Fetching) => To(half, TransferPassage.Sending, now),
            (TransferPassage.Sending, TransferStage.Waiting or TransferStage.Offered) => To(half, TransferPassage.AtHub, now, half.PassageNote),
            _ => false,
        };
    }

    /// <summary>The new place's word, for the half of the old one.</summary>
    /// <returns>Whether the half was open and is closed now; false: only the hub is to be told that it is known.</returns>
    public static bool Close(TransferHalf half, TransferAnswer answer, DateTime now)
    {
        if (half is not { Side: TransferSide.Out, Status: TransferStatus.Outside })
        {
            return false;
        }

        (half.Status, half.Reason, half.ClosedAt) = (answer.Outcome == TransferOutcome.Returned ? TransferStatus.Returned : TransferStatus.Taken, TransferAnswers.Words(answer), now);
        return To(half, TransferPassage.Answered, now);
    }

    /// <summary>Both sides were at their end when the node was restored from a backup: the hub knows the outcome and nothing else of it. Null: the half is not behind.</summary>
    public static TransferAnswer? Forgotten(TransferHalf half, TransferState state) => half is not { Side: TransferSide.Out, Status: TransferStatus.Outside } || state.Stage != TransferStage.Settled ? null
        : new TransferAnswer { TransferId = state.TransferId, Outcome = state.Outcome, FirstMonth = new PayMonth(half.StopMonth).AddMonths(1).Number, Reason = "Nơi mới đã trả lời trước khi nút được khôi phục từ bản sao lưu; lý do ghi ở văn bản của nơi mới." };

    /// <summary>What an official's note of a paper answer does: one way closes the other.</summary>
    /// <param name="electronic">Whether the node has a hub: then even what it does not know to have posted may be there, posted before a backup was restored.</param>
    public static PaperAnswer OnPaper(TransferHalf half, bool electronic) => half.Passage switch
    {
        TransferPassage.None => electronic ? PaperAnswer.Waits : PaperAnswer.Counts,
        TransferPassage.Paper or TransferPassage.Refused or TransferPassage.Recalled => PaperAnswer.Counts,
        TransferPassage.Sending or TransferPassage.Recalling => PaperAnswer.Waits,
        TransferPassage.AtHub when half.PassageNote.Length == 0 => PaperAnswer.Waits,
        _ => PaperAnswer.Barred,
    };

    /// <summary>The paper answer that was kept counts now: the object was given back.</summary>
    public static bool IsPaperDue(TransferHalf half) => half is { Side: TransferSide.Out, Status: TransferStatus.Outside, PaperTaken: not null, Passage: TransferPassage.Recalled or TransferPassage.Paper or TransferPassage.Refused };

    /// <summary>Closes the half of the new place when its dossier has come to an end that no verb of transfers told: withdrawn or refused it goes back, found not eligible it is decided.</summary>
    /// <returns>Whether it was closed.</returns>
    public static bool CloseArrival(TransferHalf half, ArrivalDossier dossier, DateTime now)
    {
        if (half is not { Side: TransferSide.In, Status: TransferStatus.Open, CrossesProvinces: true })
        {
            return false;
        }

        if (dossier.Status is DossierStatus.Stopped or DossierStatus.Refused)
        {
            (half.Status, half.Reason, half.ClosedAt) = (TransferStatus.Returned, TransferAnswers.Cut($"Nơi chuyển đến dừng giải quyết hồ sơ. {dossier.Note}"), now);
            return true;
        }

        if (dossier.Numbered is { } refusal && Number.Refuses(refusal))
        {
            (half.Status, half.DecisionId, half.Reason, half.ClosedAt) = (TransferStatus.Taken, refusal.Id, "Không đủ điều kiện hưởng tiếp", now);
            return true;
        }

        return false;
    }

    /// <summary>The hub knows that the object is a dossier here, under this epoch of the node. One that it has an answer of was answered before a backup was restored: its word stands.</summary>
    public static bool Acknowledged(TransferHalf half, TransferState state, long epoch, DateTime now)
    {
        if (half.Side != TransferSide.In || state.Stage is not (TransferStage.Received or TransferStage.Answered or TransferStage.Settled))
        {
            return false;
        }

        var word = state.Stage == TransferStage.Received ? "" : state.Outcome.ToString();
        var told = half.HubEpoch != epoch || half.HubWord != word;
        (half.HubEpoch, half.HubWord) = (epoch, word);
        // Also what was at its end, when the hub was restored from a backup: it is answered again.
        var moved = word.Length == 0 ? To(half, TransferPassage.There, now) : half.Status == TransferStatus.Open && To(half, TransferPassage.There, now, Before(state.Outcome));
        return moved || told;
    }

    /// <summary>Why the new place may not decide now; null when it may.</summary>
    /// <param name="epoch">Replication epoch of the node.</param>
    /// <param name="outcome">What it is about to do.</param>
    public static Problem? Bars(TransferHalf half, long epoch, TransferOutcome outcome) => half is not { Side: TransferSide.In, CrossesProvinces: true } ? null
        : half.HubEpoch != epoch ? NotConfirmed.Now()
        : half.HubWord.Length > 0 && half.HubWord != outcome.ToString() ? AnsweredBefore.Now(half.PassageNote) : null;

    public static readonly ProblemKind NotConfirmed = new("transfer-not-confirmed",
        "Hồ sơ này đến qua hộp thư liên tỉnh và trục quốc gia chưa xác nhận lại với nút (mất kết nối, hoặc nút vừa được khôi phục từ bản sao lưu). Hãy chờ kết nối rồi làm lại, để một tháng không có hai nơi chi trả.");

    public static readonly ProblemKind AnsweredBefore = new("transfer-answered-before", "{0} Hãy chọn việc phù hợp với trả lời đã gửi.");

    /// <summary>The hub has an answer. The first word counts: when it is not what was said now, both places must be told.</summary>
    public static bool Answered(TransferHalf half, TransferOutcome said, TransferState state, DateTime now) => half.Side == TransferSide.In && state.Stage is TransferStage.Answered or TransferStage.Settled
        && To(half, state.Stage == TransferStage.Settled ? TransferPassage.Settled : TransferPassage.Answered, now, state.Outcome == said ? "" : Before(state.Outcome));

    /// <summary>The old place knows the answer; or the hub was restored from a backup and must be told again.</summary>
    public static bool Confirmed(TransferHalf half, TransferState state, DateTime now) => half is { Side: TransferSide.In, Passage: TransferPassage.Answered } && state.Stage switch
    {
        TransferStage.Settled => To(half, TransferPassage.Settled, now, half.PassageNote),
        // Unknown: the old place posts it again, and it is answered again.
        TransferStage.Waiting or TransferStage.Offered or TransferStage.Received => To(half, TransferPassage.There, now),
        _ => false,
    };

    /// <summary>The hub waits for an answer that it had: it was restored from a backup, and is told again.</summary>
    public static bool Asked(TransferHalf half, DateTime now) => half is { Side: TransferSide.In, Passage: TransferPassage.Answered or TransferPassage.Settled } && To(half, TransferPassage.There, now);

    private static string Before(TransferOutcome outcome) =>
        $"Trục quốc gia đã có trả lời của tỉnh trước khi nút được khôi phục: {(outcome == TransferOutcome.Returned ? "trả lại nơi cũ" : outcome == TransferOutcome.Ended ? "không đủ điều kiện" : "nơi mới chi trả")}. Hãy giải quyết theo trả lời đó.";

    private static bool To(TransferHalf half, TransferPassage passage, DateTime at, string note = "")
    {
        if (half.Passage == passage && half.PassageNote == note)
        {
            return false;
        }

        (half.Passage, half.PassageAt, half.PassageNote) = (passage, at, note);
        return true;
    }

    private static string TooLate(TransferHalf half) => half.PaperTaken is null ? half.PassageNote
        : TransferAnswers.Cut($"Nơi mới đang nhận hồ sơ qua hệ thống nên trả lời bằng văn bản đã ghi chưa được tính: {half.PaperReason}");
}

/// <summary>The new place's word in messages and sentences. Pure.</summary>
public static class TransferAnswers
{
    private const int Longest = 1000;

    /// <summary>The answer of a half that the new place has closed; null while it has not, or its decision waits for the number.</summary>
    public static TransferAnswer? Of(TransferHalf half, Decision? decision)
    {
        if (half is not { Side: TransferSide.In, CrossesProvinces: true })
        {
            return null;
        }

        var id = half.TransferId.ToString("D");
        return half.Status switch
        {
            TransferStatus.Returned => new TransferAnswer { TransferId = id, Outcome = TransferOutcome.Returned, Reason = Cut(half.Reason) },
            TransferStatus.Taken when decision is { Number: { } number } => new TransferAnswer
            {
                TransferId = id, Outcome = Number.Refuses(decision) ? TransferOutcome.Ended : TransferOutcome.Taken, Reason = Cut(half.Reason),
                FirstMonth = Number.Refuses(decision) ? 0 : new PayMonth(half.StopMonth).AddMonths(1).Number,
                Decision = new TransferDecision { Number = number, SignedOn = decision.SignedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Issuer = decision.IssuerName },
            },
            _ => null,
        };
    }

    /// <summary>"Quyết định số 05/QĐ-UBND ngày 05/10/2022 của UBND …, chi trả từ tháng 11/2022"; of a return its reason.</summary>
    public static string Words(TransferAnswer answer) => Cut(answer.Outcome switch
    {
        TransferOutcome.Returned => answer.Reason,
        _ when answer.Decision is null => $"{(answer.Outcome == TransferOutcome.Ended ? "Nơi mới kết luận không đủ điều kiện hưởng tiếp" : $"Nơi mới chi trả từ tháng {MonthWords(answer.FirstMonth)}")}. {answer.Reason}",
        TransferOutcome.Ended => $"Nơi mới kết luận không đủ điều kiện hưởng tiếp, văn bản {DecisionWords(answer.Decision)}",
        _ => $"Quyết định {DecisionWords(answer.Decision)}, chi trả từ tháng {MonthWords(answer.FirstMonth)}",
    });

    /// <summary>"số 05/QĐ-UBND ngày 05/10/2022 của UBND xã …".</summary>
    public static string DecisionWords(TransferDecision? decision) => decision is null ? "" : Cut(
        $"số {decision.Number} ngày {(DateOnly.TryParseExact(decision.SignedOn, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? VietnameseFormat.Date(day) : decision.SignedOn)} của {decision.Issuer}");

    private static string MonthWords(int month) => month is > 200000 and < 300000 && month % 100 is >= 1 and <= 12 ? new PayMonth(month).ToString() : "liền sau tháng thôi chi trả";

    internal static string Cut(string text) => VietnameseText.Clean(text) is var clean && clean.Length <= Longest ? clean : clean[..Longest];
}
