using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Stage;
using Protos.Values;

namespace ProvinceNode.Payments.Sending;

/// <summary>
/// Gửi danh sách: a third official, who neither built nor approved it, hands a list of a closed month to whom pays. One transaction writes down that it is on its way, with the key by
/// which the payer knows it for ever; the call follows outside of it (<see cref="HandOver"/>), so a crash between the two loses nothing and sends nothing twice.
/// </summary>
public sealed class SendList(PaymentDesk desk, HandOver handOver, PaymentProviders providers, IOptions<ChannelOptions> channels, HubStage hub)
{
    private const int ShortestWhy = 10;
    private const int LongestWhy = 300;

    private NodeDb Db => desk.Db;

    /// <summary>One list, with the payer's answer.</summary>
    /// <param name="seen">Version that the official saw; 0: he saw only the sums of the month.</param>
    /// <param name="despite">Why it goes out although somebody of it is held, or was decided about, since it was approved; empty when nobody is.</param>
    public async Task<Outcome<PaymentList>> Handle(Guid id, long seen, string despite, SignedInOfficial official, CancellationToken cancel)
    {
        var prepared = await Db.InTurnAsync(() => PrepareAsync(id, seen, despite, official, cancel), cancel);
        if (!prepared.Succeeded || prepared.Value.Status != ListStatus.Sending)
        {
            return prepared;
        }

        Db.ChangeTracker.Clear();
        var sending = await Db.PaymentSendings.AsNoTracking().SingleOrDefaultAsync(s => s.ListId == id && s.State == SendingState.Prepared, cancel);
        if (sending is not null)
        {
            await handOver.HandleAsync(sending.Id, HandOverStart.New, cancel);
        }

        return await Db.PaymentLists.AsNoTracking().SingleAsync(l => l.Id == id, cancel);
    }

    /// <summary>Writes one sending down, inside the caller's transaction, which holds the turn; the call is another's.</summary>
    internal async Task<Outcome<PaymentList>> PrepareAsync(Guid id, long seen, string despite, SignedInOfficial official, CancellationToken cancel)
    {
        if (await Db.PaymentLists.SingleOrDefaultAsync(l => l.Id == id, cancel) is not { } list)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await RefusalAsync(list, official, cancel) is { } refusal)
        {
            return refusal;
        }

        if (list.Status is ListStatus.Sending or ListStatus.Unknown or ListStatus.Sent or ListStatus.Settled)
        {
            // Pressed twice, or by two officials at once: it goes out once.
            return list;
        }

        if (seen > 0 && list.Version != seen)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        if (despite.Trim().Length < ShortestWhy && await HeldSince.OfListAsync(Db, id, cancel) is { Count: > 0 } held)
        {
            return SendingProblems.HeldPeople.At("Despite", held.Select(h => h.BeneficiaryId).Distinct().Count());
        }

        if (await OnPaper.PaperLines.WaitingAsync(Db, id, cancel) is { } paper)
        {
            return OnPaper.PaperProblems.Waits.Now(paper.Number);
        }

        var empty = list.TotalDong.Amount == 0 && !await Db.PaymentLines.AnyAsync(l => l.ListId == id && l.Total != Dong.Zero, cancel);
        var code = empty ? ChannelRules.Nobody
            : ChannelRules.Of(channels.Value, list.TenantPath, ListWords.Code(list.Method), [.. providers.Configured.Select(p => p.Code)]);
        return code is null ? SendingProblems.NoChannel.Now(ListWords.Method(list.Method)) : await SaveAsync(list, code, despite.Trim(), official, cancel);
    }

    private async Task<Problem?> RefusalAsync(PaymentList list, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.ListRefusalAsync(official, Actions.PaymentSend, list, cancel) is { } refusal)
        {
            return refusal;
        }

        if (PaymentStatusTable.ActedBefore(list, ListVerb.Send, official.Id) is { } did)
        {
            return PaymentProblems.SamePerson.Now(did);
        }

        return list.Status is ListStatus.Draft or ListStatus.Discarded ? PaymentProblems.WrongStatus.Now(PaymentStatusTable.Name(list.Status))
            // A month of a fund holder that is no more cannot be closed: nothing is built in it any more.
            : await desk.SuccessorAsync(list, cancel) is not null || await Db.PaymentPeriods.AnyAsync(p => p.Id == list.PeriodId && p.State == PeriodState.Closed, cancel) ? null : SendingProblems.NotClosed.Now();
    }

    private async Task<Outcome<PaymentList>> SaveAsync(PaymentList list, string code, string despite, SignedInOfficial official, CancellationToken cancel)
    {
        var (now, attempt) = (desk.Time.UtcNow, await Db.PaymentSendings.CountAsync(s => s.ListId == list.Id, cancel) + 1);
        var id = Guid.CreateVersion7(new DateTimeOffset(now));
        (list.Status, list.SentById, list.SentByName, list.Version) = (PaymentStatusTable.Find(list.Status, ListVerb.Send)!.To, official.Id, official.FullName, list.Version + 1);
        Db.PaymentSendings.Add(new PaymentSending
        {
            Id = id, ListId = list.Id, TenantPath = list.TenantPath, Attempt = attempt, Provider = code,
            // Told by the list and the attempt alone: a node that was restored from before the sending hands the same list over under the same key, and it is one.
            IdempotencyKey = $"{TenantPath.Parse(list.TenantPath).Province}-{list.Id:N}-{attempt}", ListHash = list.Hash,
            SentById = official.Id, SentByName = official.FullName, PreparedAt = now, Version = 1,
        });
        var stage = await hub.ReadAsync(cancel) is { } told && StageRules.IsTrial(told) ? $". Tỉnh ở giai đoạn {StageRules.Name(told)}" : "";
        var act = Act.By(official, ActKinds.PaymentSend, now, $"{list.UnitName}, tháng {new PayMonth(list.Month)}: {list.Lines} dòng, {list.TotalDong}; {ChannelRules.Name(code)}{(despite.Length > 0 ? $". Vẫn gửi dù có người bị tạm giữ hoặc có thay đổi: {(despite.Length <= LongestWhy ? despite : despite[..LongestWhy])}" : "")}{stage}", $"sha256 {list.Hash}").On("payment-list", list.Id);
        return await Db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }
}
