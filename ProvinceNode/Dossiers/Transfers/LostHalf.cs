using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>
/// An answer about a move whose half is not here any more: the node was restored to before the decision, and the repair took the entitlement back as ended. Of whom it is, the object that this node posted says, which the
/// hub holds until the answer is known. When the new place returned him nobody pays him: the officer of his commune gets a task with the reason. Told again it changes nothing.
/// </summary>
public sealed class LostHalf(NodeDb db, HubClient hub, ReportEvent report)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <returns>Whether the hub may be told that the answer is known.</returns>
    public async Task<bool> HandleAsync(TransferAnswer answer, CancellationToken cancel)
    {
        if (answer.Outcome != TransferOutcome.Returned)
        {
            // The new place pays, or nobody does: the entitlement that the repair took back ended rightly.
            return true;
        }

        if (await SentAsync(answer.TransferId, cancel) is not { } sent)
        {
            return false;
        }

        var (number, old) = (sent.Person?.CitizenId ?? "", sent.Person?.OldIdentityNumber ?? "");
        var found = await db.Beneficiaries.AsNoTracking().Where(b => b.MergedIntoId == null && ((number != "" && b.CitizenId == number) || (number == "" && old != "" && b.OldIdentityNumber == old))).Select(b => b.Id).Take(2).ToListAsync(cancel);
        if (found is not [var person])
        {
            // The repair has not taken him back yet, or it is not certain who it is: it comes again.
            return false;
        }

        var input = new ReportEventInput(person, LifeEventKind.ReasonGone, null, EventSource.Hub, "CT-" + answer.TransferId[..8]) { Note = NeutralWords.Remark(Note(answer, sent)) };
        var outcome = await report.Handle(input, null, cancel);
        return outcome.Succeeded;
    }

    // Null: a hub of the version before, which cannot say, or one that forgot it.
    private async Task<Protos.Transfer.Transfer?> SentAsync(string id, CancellationToken cancel)
    {
        try
        {
            return await hub.Transfers().GetSentAsync(new TransferRequest { TransferId = id }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Patience, cancellationToken: cancel);
        }
        catch (RpcException none) when (none.StatusCode is StatusCode.Unimplemented or StatusCode.NotFound)
        {
            return null;
        }
    }

    private static string Note(TransferAnswer answer, Protos.Transfer.Transfer sent)
    {
        var words = $"{sent.To?.Name} trả lại hồ sơ chuyển nơi cư trú (thôi chi trả sau tháng {new PayMonth(sent.StopMonth)}, {Decision(sent)}); nút đã khôi phục từ bản sao lưu trước quyết định đó nên không tự tiếp tục hưởng. "
            + $"Hãy lập lại việc tiếp tục hưởng từ tháng {new PayMonth(sent.StopMonth).AddMonths(1)}. Lý do trả lại: {answer.Reason}";
        return words.Length <= LifeEvent.LongestNote ? words : words[..(LifeEvent.LongestNote - 1)] + "…";
    }

    private static string Decision(Protos.Transfer.Transfer sent) => sent.Decision is { Number.Length: > 0 } decision ? $"quyết định số {decision.Number}" : "quyết định chưa rõ số";
}
