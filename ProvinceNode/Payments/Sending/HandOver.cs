using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>What is known of a sending when its call begins.</summary>
public enum HandOverStart
{
    /// <summary>It was written down just now: nobody has called with its key.</summary>
    New = 1,

    /// <summary>Somebody may have called: the payer is asked first.</summary>
    Resumed,
}

/// <summary>
/// Calls the payer for one sending and records his answer. Who calls takes the sending first, in a transaction of its own, so two callers never speak at once; one who never came back
/// is given up after <see cref="LongestCall"/>, and then the payer is asked by the key before anything is sent. Only “not known” lets the same list go out again, with the same key.
/// </summary>
public sealed class HandOver(PaymentDesk desk, PaymentProviders providers, AfterRestore restored, IOptions<NodeOptions> node, ILogger<HandOver> log)
{
    /// <summary>Longer than any call takes; a second one with the same key does no harm to the list, only to the line.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(10);

    private const int LongestAnswers = 4000;

    private NodeDb Db => desk.Db;

    /// <summary>Sendings that wait for a call: prepared, unanswered, or taken by a caller who never came back.</summary>
    public async Task<List<Guid>> WaitingAsync(CancellationToken cancel)
    {
        var (now, before) = (desk.Time.UtcNow, desk.Time.UtcNow - LongestCall);
        var open = await Db.PaymentSendings.AsNoTracking().Where(s => s.State == SendingState.Prepared || s.State == SendingState.Unknown || (s.State == SendingState.Sending && s.SentAt < before))
            .OrderBy(s => s.PreparedAt).ThenBy(s => s.Id).Select(s => new { s.Id, s.State, s.Asked, s.AskedAt }).ToListAsync(cancel);
        return [.. open.Where(s => s.State != SendingState.Unknown || s.AskedAt is null || s.AskedAt + Pause(s.Asked) <= now).Select(s => s.Id)];
    }

    /// <returns>How the sending stands now; null when another has it in hand or it is over.</returns>
    public async Task<SendingState?> HandleAsync(Guid id, HandOverStart start, CancellationToken cancel)
    {
        if (await TakeAsync(id, start, cancel) is not { } taken)
        {
            return null;
        }

        var (sending, outcome) = (taken, await CallAsync(taken, start, cancel));
        SendingState? state = null;
        for (var tries = 0; state is null && tries < 3; tries++)
        {
            await Db.InTurnAsync(async () => (state = await RecordAsync(sending, outcome, cancel)) is not null, cancel);
        }

        if (state is { } told)
        {
            SendingLog.Told(log, sending.ListId, id, told);
        }

        return state;
    }

    // One question soon, then fewer: a payer who is down for a day is not asked a thousand times.
    private static TimeSpan Pause(int asked) => TimeSpan.FromMinutes(Math.Min(30, 1 << Math.Min(asked, 5)));

    private async Task<PaymentSending?> TakeAsync(Guid id, HandOverStart start, CancellationToken cancel)
    {
        PaymentSending? taken = null;
        await Db.InTurnAsync(
            async () =>
            {
                var now = desk.Time.UtcNow;
                if (await Db.PaymentSendings.SingleOrDefaultAsync(s => s.Id == id, cancel) is not { } sending || !IsFree(sending, start, now))
                {
                    return false;
                }

                (sending.State, sending.SentAt, sending.Version) = (SendingState.Sending, now, sending.Version + 1);
                if (start == HandOverStart.Resumed)
                {
                    (sending.AskedAt, sending.Asked) = (now, sending.Asked + 1);
                }

                taken = sending;
                return await SaveAsync(sending, ActKinds.PaymentSend, start == HandOverStart.New ? "Bắt đầu gửi" : "Hỏi lại đơn vị chi trả", cancel);
            },
            cancel);
        return taken;
    }

    private static bool IsFree(PaymentSending sending, HandOverStart start, DateTime now) => sending.State switch
    {
        SendingState.Prepared => true,
        SendingState.Unknown => start == HandOverStart.Resumed,
        SendingState.Sending => start == HandOverStart.Resumed && sending.SentAt < now - LongestCall,
        _ => false,
    };

    // No transaction is open here.
    private async Task<SendOutcome> CallAsync(PaymentSending sending, HandOverStart start, CancellationToken cancel)
    {
        if (sending.Provider == ChannelRules.Nobody)
        {
            return new SendAccepted("");
        }

        if (providers.Find(sending.Provider) is not { } provider)
        {
            return new SendUnknown($"không có kênh {sending.Provider}");
        }

        var list = await Db.PaymentLists.AsNoTracking().SingleAsync(l => l.Id == sending.ListId, cancel);
        // The same at each call, because all of it is frozen; lines that come to nothing stay at home.
        var document = ListDocument.Of(list, await Db.PaymentLines.AsNoTracking().Where(l => l.ListId == list.Id && l.Total != Dong.Zero).OrderBy(l => l.Order).ToListAsync(cancel));
        if (start == HandOverStart.Resumed)
        {
            switch (await provider.AskAsync(sending.IdempotencyKey, cancel))
            {
                case AskReceived received when received.Hash == document.Header.Hash:
                    return new SendAccepted(received.Reference);
                case AskReceived:
                    SendingLog.OtherContent(log, sending.ListId, sending.Id);
                    return new SendUnknown("đơn vị chi trả giữ một danh sách khác mã kiểm tra dưới khóa này; cần liên hệ trực tiếp");
                case AskUnanswered silent:
                    return new SendUnknown(silent.Why);
            }
        }

        if (await restored.AskAsync(sending.Provider, list, document, cancel) is { } known)
        {
            return known;
        }

        var outcome = await provider.SendAsync(document, sending.IdempotencyKey, cancel);
        // The payer has something under this key already: what it is, an official finds out; a new key could pay it twice.
        return outcome is SendRefused refused && refused.Problems.Any(p => p.Code == ProviderProblems.KeyUsed.Code) ? new SendUnknown(refused.Problems[0].Message) : outcome;
    }

    // Null: the list changed under it, look again.
    private async Task<SendingState?> RecordAsync(PaymentSending taken, SendOutcome outcome, CancellationToken cancel)
    {
        var sending = await Db.PaymentSendings.SingleAsync(s => s.Id == taken.Id, cancel);
        var list = await Db.PaymentLists.SingleAsync(l => l.Id == taken.ListId, cancel);
        if (sending.State is SendingState.Accepted or SendingState.Refused || (outcome is not SendAccepted && sending.Version != taken.Version))
        {
            // Somebody who came later has the truth, or is about to have it.
            return sending.State;
        }

        var (now, what) = (desk.Time.UtcNow, "");
        switch (outcome)
        {
            case SendAccepted accepted:
                what = $"Đã nhận{(accepted.Reference.Length > 0 ? $", mã {accepted.Reference}" : "")}";
                (sending.State, sending.AnsweredAt, sending.Receipt) = (SendingState.Accepted, now, Cut(accepted.Reference, 120));
                list.SentAt = now;
                Move(list, ListVerb.Accepted);
                break;
            case SendRefused refused:
                what = "Từ chối: " + string.Join(" ", refused.Problems.Select(p => p.Message));
                (sending.State, sending.AnsweredAt) = (SendingState.Refused, now);
                Move(list, ListVerb.Refused);
                break;
            case SendUnknown unknown:
                what = $"Chưa rõ: {unknown.Why}";
                sending.State = SendingState.Unknown;
                Move(list, ListVerb.Lost);
                break;
        }

        (sending.Answers, sending.Version) = (Words(sending.Answers, now, what), sending.Version + 1);
        if (!await SaveAsync(sending, ActKinds.PaymentAnswer, what, cancel))
        {
            return null;
        }

        return await SettleEmptyAsync(sending, list, cancel) ? sending.State : null;
    }

    // Lines that came to nothing are collected with the list itself: there is nothing that a payer could tell of them.
    internal async Task<bool> SettleEmptyAsync(PaymentSending sending, PaymentList list, CancellationToken cancel)
    {
        if (sending.State != SendingState.Accepted)
        {
            return true;
        }

        var now = desk.Time.UtcNow;
        await Results.LineUpdates.PayEmptyAsync(Db, list, VietnamTime.Day(now), cancel);
        if (await Db.PaymentLines.AnyAsync(l => l.ListId == list.Id && l.Outcome == LineOutcome.Open, cancel))
        {
            // What the empty lines took off recoveries is booked now: the results of the other lines never ask about it again.
            return !Db.ChangeTracker.HasChanges() || await SaveAsync(sending, ActKinds.PaymentResult, "Ghi sổ khoản khấu trừ hết của các dòng không còn tiền", cancel);
        }

        Move(list, ListVerb.Settle);
        list.SettledAt = now;
        return await SaveAsync(sending, ActKinds.PaymentResult, "Không còn khoản nào chờ kết quả", cancel);
    }

    internal static void Move(PaymentList list, ListVerb verb)
    {
        // An unknown list that stays unknown makes no move.
        if (PaymentStatusTable.Find(list.Status, verb) is { } move)
        {
            (list.Status, list.Version) = (move.To, list.Version + 1);
        }
    }

    private Task<bool> SaveAsync(PaymentSending sending, string kind, string what, CancellationToken cancel) =>
        Db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), kind, desk.Time.UtcNow, Cut(what, 300), $"{sending.Provider} {sending.IdempotencyKey}").On("payment-list", sending.ListId), cancel);

    /// <summary>The payer's answers with one more; the oldest give way.</summary>
    internal static string Words(string before, DateTime now, string what)
    {
        var all = $"{(before.Length > 0 ? before + "\n" : "")}{VietnamTime.Local(now).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)} {what}";
        return all.Length <= LongestAnswers ? all : all[^LongestAnswers..];
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>Goes on with what was prepared or is unknown: after a crash, a lost answer, a payer who was down.</summary>
public sealed class HandOverJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<HandOverJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        foreach (var id in await services.GetRequiredService<HandOver>().WaitingAsync(cancel))
        {
            await PieceAsync(s => s.GetRequiredService<HandOver>().HandleAsync(id, HandOverStart.Resumed, cancel), cancel);
        }
    }
}
