using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>What the payer wrote about a list, as the official types it from the paper.</summary>
/// <param name="Received">Null when neither was chosen.</param>
/// <param name="Lines">Lines and đồng that the paper names; asked for when he has the list.</param>
public sealed record PaperAnswerInput(bool? Received, string Number, DateOnly? SignedOn, string SignedBy, long? Lines, long? Dong, string FileName);

/// <summary>
/// Ghi văn bản trả lời: the way out of “chưa rõ” when the payer's channel does not answer. Whoever sends records the payer's paper with its scan; a second official confirms it
/// (<see cref="SettlePaper"/>). Nothing is sent or given up by the first alone.
/// </summary>
public sealed class RecordPaper(PaymentDesk desk, UploadStore files)
{
    private const int LongestNumber = 60;
    private const int LongestSigner = 120;

    private NodeDb Db => desk.Db;

    public async Task<Outcome<PaperAnswer>> Handle(Guid list, PaperAnswerInput input, Stream scan, SignedInOfficial official, CancellationToken cancel)
    {
        if (await Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, Actions.PaymentSend, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if (await PaperChecks.UnknownAsync(Db, list, cancel) is not { } sending)
        {
            return SendingProblems.NotUnknown.Now();
        }

        var (lines, dong) = await PaperChecks.SentAsync(Db, list, cancel);
        if (Faults(input, lines, dong) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (hash, bytes) = await files.KeepAsync(scan, AttachmentStore.MostBytes, AttachmentContent.HeadLength, head => IsScan(head, input.FileName), cancel);
        if (bytes is 0 or > AttachmentStore.MostBytes)
        {
            return SendingProblems.Scan.At("Scan");
        }

        return await Db.InTurnAsync(() => SaveAsync(of, sending.Id, input, hash, official, cancel), cancel);
    }

    private static bool IsScan(byte[] head, string name) => AttachmentContent.TypeOf(head) is { } type && AttachmentContent.Agrees(name, type);

    private List<Problem> Faults(PaperAnswerInput input, int lines, Dong dong)
    {
        var faults = new List<Problem>();
        if (input.Received is null)
        {
            faults.Add(SendingProblems.PaperSays.At("Received"));
        }

        if (input.Number.Trim().Length is 0 or > LongestNumber)
        {
            faults.Add(CommonProblems.Required.At("Number", $"số văn bản, tối đa {LongestNumber} ký tự"));
        }

        if (input.SignedOn is not { } on || on > desk.Time.Today)
        {
            faults.Add(CommonProblems.Required.At("SignedOn", "ngày ký văn bản, không sau hôm nay"));
        }

        if (input.SignedBy.Trim().Length is 0 or > LongestSigner)
        {
            faults.Add(CommonProblems.Required.At("SignedBy", "họ tên, chức vụ người ký văn bản của tổ chức chi trả"));
        }

        if (input.Received == true && (input.Lines != lines || input.Dong != dong.Amount))
        {
            faults.Add(SendingProblems.OtherSums.At("Lines", input.Lines ?? 0, new Dong(input.Dong ?? 0), lines, dong));
        }

        if (input.FileName.Length == 0)
        {
            faults.Add(SendingProblems.Scan.At("Scan"));
        }

        return faults;
    }

    private async Task<Outcome<PaperAnswer>> SaveAsync(PaymentList list, Guid sendingId, PaperAnswerInput input, string hash, SignedInOfficial official, CancellationToken cancel)
    {
        if (await Db.PaperAnswers.AnyAsync(a => a.SendingId == sendingId && a.State == PaperAnswerState.Recorded, cancel))
        {
            return SendingProblems.PaperWaits.Now();
        }

        var (now, got) = (desk.Time.UtcNow, input.Received == true);
        var answer = new PaperAnswer
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(now)), SendingId = sendingId, ListId = list.Id, TenantPath = list.TenantPath, Received = got, Number = input.Number.Trim(), SignedOn = input.SignedOn!.Value,
            SignedBy = input.SignedBy.Trim(), Lines = got ? checked((int)input.Lines!.Value) : 0, Amount = new Dong(got ? input.Dong!.Value : 0), ContentHash = hash, FileName = AttachmentContent.CleanName(input.FileName),
            RecordedById = official.Id, RecordedByName = official.FullName, RecordedAt = now, Version = 1,
        };
        Db.PaperAnswers.Add(answer);
        var act = Act.By(official, ActKinds.PaymentAnswer, now, $"Ghi văn bản {answer.Number} của tổ chức chi trả: {PaperChecks.Word(got)}", $"sha256 {hash}").On("payment-list", list.Id);
        return await Db.SaveAsync(act, cancel) ? answer : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <summary>
/// Xác nhận văn bản trả lời: a second official, who neither recorded the paper nor sent the list, confirms it and settles the sending, or turns it down. “Không nhận được” lets the list go out
/// again under a new key; the paper stands for it that the old one is not paid.
/// </summary>
public sealed class SettlePaper(PaymentDesk desk, HandOver handOver)
{
    private NodeDb Db => desk.Db;

    /// <param name="accept">False: the paper is turned down and the list stays unknown.</param>
    public Task<Outcome<PaperAnswer>> Handle(Guid list, Guid id, bool accept, string why, SignedInOfficial official, CancellationToken cancel) => Db.InTurnAsync<PaperAnswer>(async () =>
    {
        if (await Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == list, cancel) is not { } of || await Db.PaperAnswers.SingleOrDefaultAsync(a => a.Id == id && a.ListId == list, cancel) is not { } answer)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await desk.ListRefusalAsync(official, Actions.PaymentApprove, of, cancel) is { } refusal)
        {
            return refusal;
        }

        if ((answer.RecordedById == official.Id ? "ghi văn bản này" : of.SentById == official.Id ? "gửi danh sách" : null) is { } did)
        {
            return PaymentProblems.SamePerson.Now(did);
        }

        if (answer.State != PaperAnswerState.Recorded)
        {
            // Pressed twice.
            return answer;
        }

        if (CloseNotice.Reason(why, "PaperWhy") is { } wrong)
        {
            return wrong;
        }

        (answer.State, answer.SettledByName, answer.SettledAt, answer.SettledWhy, answer.Version) =
            (accept ? PaperAnswerState.Confirmed : PaperAnswerState.Declined, official.FullName, desk.Time.UtcNow, why.Trim(), answer.Version + 1);
        var what = $"{(accept ? "Xác nhận" : "Không chấp nhận")} văn bản {answer.Number}: {PaperChecks.Word(answer.Received)}; {why.Trim()}";
        var act = Act.By(official, ActKinds.PaymentAnswer, desk.Time.UtcNow, what.Length <= 300 ? what : what[..300], $"sha256 {answer.ContentHash}").On("payment-list", list);
        return !accept ? await Db.SaveAsync(act, cancel) ? answer : CommonProblems.ChangedMeanwhile.Now() : await ApplyAsync(of, answer, act, cancel);
    }, cancel);

    private async Task<Outcome<PaperAnswer>> ApplyAsync(PaymentList list, PaperAnswer answer, Act act, CancellationToken cancel)
    {
        var id = answer.SendingId;
        if (list.Status != ListStatus.Unknown || await Db.PaymentSendings.SingleAsync(s => s.Id == id, cancel) is not { State: SendingState.Unknown } sending)
        {
            // The payer answered meanwhile, or is being asked.
            return SendingProblems.NotUnknown.Now();
        }

        var now = desk.Time.UtcNow;
        (sending.State, sending.AnsweredAt, sending.Version) = (answer.Received ? SendingState.Accepted : SendingState.Refused, now, sending.Version + 1);
        sending.Answers = HandOver.Words(sending.Answers, now, $"Văn bản {answer.Number} ngày {VietnameseFormat.Date(answer.SignedOn)}, {answer.SignedBy} ký: {PaperChecks.Word(answer.Received)}");
        list.SentAt = answer.Received ? now : list.SentAt;
        HandOver.Move(list, answer.Received ? ListVerb.Accepted : ListVerb.Refused);
        return await Db.SaveAsync(act, cancel) && await handOver.SettleEmptyAsync(sending, list, cancel) ? answer : CommonProblems.ChangedMeanwhile.Now();
    }
}

internal static class PaperChecks
{
    /// <summary>The sending of a list that nobody knows the fate of, after the payer was asked at least once; null else.</summary>
    public static Task<PaymentSending?> UnknownAsync(NodeDb db, Guid list, CancellationToken cancel) =>
        db.PaymentSendings.AsNoTracking().SingleOrDefaultAsync(s => s.ListId == list && s.State == SendingState.Unknown && s.Asked > 0, cancel);

    /// <summary>Lines and đồng of a list as it went out: what comes to nothing stays at home.</summary>
    public static async Task<(int Lines, Dong Amount)> SentAsync(NodeDb db, Guid list, CancellationToken cancel)
    {
        var sent = await db.PaymentLines.AsNoTracking().Where(l => l.ListId == list && l.Total != Dong.Zero).Select(l => l.Total).ToListAsync(cancel);
        return (sent.Count, new Dong(sent.Sum(t => t.Amount)));
    }

    public static string Word(bool received) => received ? "đã nhận danh sách" : "không nhận được danh sách và không chi trả theo lần gửi này";
}
