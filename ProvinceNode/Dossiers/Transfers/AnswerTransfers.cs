using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>
/// The way back: what this node decided as new place is told to the hub until the old one knows it; what another decided closes the half here, then the hub is told that it is known. Each
/// word is said again until it is confirmed, and counts once.
/// </summary>
public sealed class AnswerTransfers(NodeDb db, HubClient hub, TransferDesk desk, LostHalf lost, VietnamTime time)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>In halves whose answer the hub may not have yet.</summary>
    public Task<List<Guid>> OpenArrivalsAsync(CancellationToken cancel) => db.TransferHalves.AsNoTracking()
        .Where(h => h.Side == TransferSide.In && (h.Passage == TransferPassage.Arrived || h.Passage == TransferPassage.There)).OrderBy(h => h.Id).Select(h => h.Id).ToListAsync(cancel);

    /// <summary>Ids of moves that are open here and that the hub has not confirmed under the epoch of the node.</summary>
    public async Task<List<Guid>> UnconfirmedAsync(CancellationToken cancel)
    {
        var epoch = await desk.EpochAsync(cancel);
        return await db.TransferHalves.AsNoTracking().Where(h => h.Side == TransferSide.In && h.Status == TransferStatus.Open && h.HubEpoch != epoch
            && (h.Passage == TransferPassage.Arrived || h.Passage == TransferPassage.There)).OrderBy(h => h.Id).Select(h => h.TransferId).ToListAsync(cancel);
    }

    /// <summary>Tells the answer of one, when there is one.</summary>
    public async Task AnswerAsync(Guid id, CancellationToken cancel)
    {
        await db.InTurnAsync(() => CloseArrivalAsync(id, cancel), cancel);
        var half = await db.TransferHalves.AsNoTracking().SingleAsync(h => h.Id == id, cancel);
        var decision = await db.Decisions.AsNoTracking().FirstOrDefaultAsync(d => d.Id == half.DecisionId, cancel);
        if (TransferAnswers.Of(half, decision) is not { } answer)
        {
            return;
        }

        var state = await hub.Transfers().AnswerAsync(new AnswerRequest { Answer = answer }, deadline: Deadline(), cancellationToken: cancel);
        await db.InTurnAsync(() => AnsweredAsync(id, answer.Outcome, state, cancel), cancel);
    }

    /// <summary>Closes the half of the old place by an answer, once; then the hub may forget it.</summary>
    public async Task TakeAsync(TransferAnswer answer, CancellationToken cancel)
    {
        if (!Guid.TryParseExact(answer.TransferId, "D", out var id)
            || await db.TransferHalves.AsNoTracking().Where(h => h.TransferId == id && h.Side == TransferSide.Out).Select(h => (Guid?)h.Id).FirstOrDefaultAsync(cancel) is not { } half)
        {
            // A backup of before the decision was restored.
            TransfersLog.Unknown(desk.Log, answer.TransferId);
            if (await lost.HandleAsync(answer, cancel))
            {
                await hub.Transfers().SettleAsync(new TransferRequest { TransferId = answer.TransferId }, deadline: Deadline(), cancellationToken: cancel);
            }

            return;
        }

        await db.InTurnAsync(async () => await desk.CloseAsync(await db.TransferHalves.SingleAsync(h => h.Id == half, cancel), answer, cancel), cancel);
        await SettleAsync(half, answer.TransferId, cancel);
    }

    /// <summary>The hub waits for answers to these.</summary>
    public async Task AgainAsync(IEnumerable<string> open, CancellationToken cancel)
    {
        var ids = open.Select(o => Guid.TryParseExact(o, "D", out var id) ? id : Guid.Empty).ToList();
        foreach (var half in await db.TransferHalves.AsNoTracking().Where(h => ids.Contains(h.TransferId) && h.Side == TransferSide.In && (h.Passage == TransferPassage.Answered || h.Passage == TransferPassage.Settled))
            .Select(h => h.Id).ToListAsync(cancel))
        {
            await db.InTurnAsync(
                async () =>
                {
                    var row = await db.TransferHalves.SingleAsync(h => h.Id == half, cancel);
                    return Passages.Asked(row, time.UtcNow) && await desk.SaveAsync(row, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, "Trục quốc gia hỏi lại trả lời"), cancel);
                },
                cancel);
        }
    }

    /// <summary>Takes back from the mailbox what was answered on paper.</summary>
    public async Task RecallAsync(Guid half, CancellationToken cancel)
    {
        var id = await db.TransferHalves.Where(h => h.Id == half).Select(h => h.TransferId).SingleAsync(cancel);
        await desk.HeardAsync(half, await hub.Transfers().RecallAsync(new TransferRequest { TransferId = id.ToString("D") }, deadline: Deadline(), cancellationToken: cancel), cancel);
    }

    /// <summary>Out halves that are being recalled; also those whose paper answer came while the new place was being shown the object: it counts as soon as the hub can give it back.</summary>
    public Task<List<Guid>> RecallingAsync(CancellationToken cancel) => db.TransferHalves.AsNoTracking()
        .Where(h => h.Side == TransferSide.Out && (h.Passage == TransferPassage.Recalling || (h.Passage == TransferPassage.AtHub && h.PaperTaken != null && h.Status == TransferStatus.Outside))).OrderBy(h => h.Id).Select(h => h.Id).ToListAsync(cancel);

    /// <summary>Asks how far those have come of which the other side has not been heard.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        var open = await db.TransferHalves.AsNoTracking().Where(h => h.Passage == TransferPassage.Answered
                || (h.Side == TransferSide.Out && h.Status == TransferStatus.Outside && (h.Passage == TransferPassage.AtHub || h.Passage == TransferPassage.There)))
            .OrderBy(h => h.Id).Select(h => new Looked(h.Id, h.TransferId, h.Side, h.Passage)).ToListAsync(cancel);
        foreach (var page in open.Chunk(AtOnce))
        {
            var asked = new LookRequest();
            asked.TransferIds.AddRange(page.Select(h => h.TransferId.ToString("D")).Distinct());
            var states = (await hub.Transfers().LookAsync(asked, deadline: Deadline(), cancellationToken: cancel)).States.ToDictionary(s => s.TransferId, StringComparer.Ordinal);
            foreach (var half in page)
            {
                if (states.GetValueOrDefault(half.TransferId.ToString("D")) is { } state)
                {
                    await LookedAsync(half, state, cancel);
                }
            }
        }
    }

    private async Task LookedAsync(Looked half, TransferState state, CancellationToken cancel)
    {
        if (half.Side == TransferSide.In)
        {
            await db.InTurnAsync(() => SettledAsync(half.Id, state, cancel), cancel);
        }
        else if (half.Passage == TransferPassage.Answered && state.Stage == TransferStage.Answered)
        {
            await SettleAsync(half.Id, state.TransferId, cancel);
        }
        else
        {
            await desk.HeardAsync(half.Id, state, cancel);
        }
    }

    private async Task SettleAsync(Guid half, string id, CancellationToken cancel) =>
        await desk.HeardAsync(half, await hub.Transfers().SettleAsync(new TransferRequest { TransferId = id }, deadline: Deadline(), cancellationToken: cancel), cancel);

    // The dossier was withdrawn, refused, or found not eligible.
    private async Task<bool> CloseArrivalAsync(Guid id, CancellationToken cancel)
    {
        var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
        var transfer = half.TransferId;
        if (half.Status != TransferStatus.Open || await db.Dossiers.AsNoTracking().Include(d => d.Steps).FirstOrDefaultAsync(d => d.TransferId == transfer, cancel) is not { } dossier)
        {
            return false;
        }

        if (dossier.Status is DossierStatus.Stopped or DossierStatus.Refused && await Grant.ActiveAsync(db, dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, cancel) is not null)
        {
            // He receives here (a repaired registry knows it before its dossiers do): sent back, the old place would pay too. It stays open and is seen.
            return false;
        }

        var own = dossier.Id;
        var numbered = await db.Decisions.AsNoTracking().Where(d => d.DossierId == own && d.Number != null).OrderBy(d => d.Order).FirstOrDefaultAsync(cancel);
        var note = dossier.Steps.OrderByDescending(s => s.Number).Select(s => s.Note).FirstOrDefault() ?? "";
        return Passages.CloseArrival(half, new ArrivalDossier(dossier.Status, numbered, note), time.UtcNow) && await desk.SaveAsync(half, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, half.Reason), cancel);
    }

    private async Task<bool> AnsweredAsync(Guid id, TransferOutcome said, TransferState state, CancellationToken cancel)
    {
        var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
        return Passages.Answered(half, said, state, time.UtcNow) && await desk.SaveAsync(half, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, "Đã trả lời nơi chuyển đi qua hộp thư liên tỉnh"), cancel);
    }

    private async Task<bool> SettledAsync(Guid id, TransferState state, CancellationToken cancel)
    {
        var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
        return Passages.Confirmed(half, state, time.UtcNow) && await desk.SaveAsync(half, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, "Nơi chuyển đi đã biết trả lời"), cancel);
    }

    private sealed record Looked(Guid Id, Guid TransferId, TransferSide Side, TransferPassage Passage);

    private static DateTime Deadline() => TimeProvider.System.GetUtcNow().UtcDateTime + Patience;
}
