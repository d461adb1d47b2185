using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;
using Message = Protos.Transfer.Transfer;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>
/// Leaves a move to another province in the hub's mailbox when its decision has its number (policy 3.7): first the half is marked, then the object and its papers go, then what the hub said is
/// kept. Killed anywhere between it is posted again, which changes nothing at the hub; the officer waits for none of it.
/// </summary>
public sealed class PostTransfers(NodeDb db, HubClient hub, TransferFiles files, TransferDesk desk, VietnamTime time)
{
    private const int ChunkBytes = 256 * 1024;
    private const string Apart = "Hãy gửi công văn kèm hồ sơ theo đường giấy."; // names no group
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PaperPatience = TimeSpan.FromMinutes(5);

    /// <summary>Halves that are to be posted, the oldest first.</summary>
    public async Task<List<Guid>> WaitingAsync(CancellationToken cancel)
    {
        var halves = await db.TransferHalves.AsNoTracking().Where(h => h.Side == TransferSide.Out && h.Status == TransferStatus.Outside
            && (h.Passage == TransferPassage.None || h.Passage == TransferPassage.Sending || h.Passage == TransferPassage.AtHub)
            && db.Decisions.Any(d => d.Id == h.DecisionId && d.Number != null)).OrderBy(h => h.Id).ToListAsync(cancel);
        return [.. halves.Where(h => Passages.IsToPost(h, numbered: true)).Select(h => h.Id)];
    }

    /// <summary>Posts one.</summary>
    /// <returns>Whether the hub has it, or said that it takes none.</returns>
    /// <exception cref="RpcException">The hub does not answer: tried again later.</exception>
    public async Task<bool> HandleAsync(Guid id, CancellationToken cancel)
    {
        if (await files.AreApartAsync(id, cancel))
        {
            return await OnPaperAsync(id, Apart, cancel);
        }

        if (await files.OfAsync(id, cancel) is not { } ready || !await MarkAsync(id, cancel) || await MessageAsync(id, ready, cancel) is not { } message)
        {
            return false;
        }

        TransferState state;
        try
        {
            state = await SendAsync(message, ready, cancel);
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.InvalidArgument or StatusCode.ResourceExhausted)
        {
            // A full mailbox takes it later.
            return refusal.StatusCode == StatusCode.InvalidArgument ? await OnPaperAsync(id, refusal.Status.Detail, cancel) : await ToldAsync(id, TransferPassage.Sending, refusal.Status.Detail, cancel);
        }

        return Lacks(state, ready) ? await RaiseAsync(id, state.Version, cancel) : await desk.HeardAsync(id, state, cancel);
    }

    // What leaves from now on may be known to the hub, whatever is heard of it.
    private async Task<bool> MarkAsync(Guid id, CancellationToken cancel) => await db.InTurnAsync(
        async () =>
        {
            var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
            var numbered = await db.Decisions.AnyAsync(d => d.Id == half.DecisionId && d.Number != null, cancel);
            if (!Passages.IsToPost(half, numbered))
            {
                return false;
            }

            if (half.Passage == TransferPassage.Sending && half.PostedTo == Passages.Destination(half))
            {
                // Marked already: an hour without a hub writes no sixty acts.
                return true;
            }

            Passages.Send(half, time.UtcNow);
            return await desk.SaveAsync(half, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, "Gửi hồ sơ chuyển vào hộp thư liên tỉnh"), cancel);
        },
        cancel);

    private async Task<Message?> MessageAsync(Guid id, IReadOnlyList<TransferFile> ready, CancellationToken cancel)
    {
        var half = await db.TransferHalves.AsNoTracking().SingleAsync(h => h.Id == id, cancel);
        var code = TransferPacket.Parse(half.Packet).DossierCode;
        var first = await db.Dossiers.AsNoTracking().Include(d => d.Requests).SingleOrDefaultAsync(d => d.Code == code, cancel);
        var person = await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == half.BeneficiaryId, cancel);
        var decision = await db.Decisions.AsNoTracking().SingleOrDefaultAsync(d => d.Id == half.DecisionId, cancel);
        if (first is null || person is null || decision is null)
        {
            return null;
        }

        var known = await FactsBefore.FindAsync(db, person, cancel);
        return TransferMessage.Of(new PostedMove(half, first, person, decision, known, await desk.PlaceAsync(TenantPath.Parse(half.TenantPath), cancel),
            [.. ready.Select(f => new TransferPaper { Kind = f.Paper, FileName = f.FileName, Hash = f.Hash, Bytes = f.Bytes })]));
    }

    private async Task<TransferState> SendAsync(Message message, IReadOnlyList<TransferFile> ready, CancellationToken cancel)
    {
        var client = hub.Transfers();
        var state = await client.PostAsync(new PostRequest { Transfer = message }, deadline: After(Patience), cancellationToken: cancel);
        if (state.Missing.Count == 0 || Lacks(state, ready))
        {
            return state;
        }

        foreach (var hash in state.Missing)
        {
            try
            {
                await PutAsync(client, message.TransferId, ready.First(f => f.Hash == hash), cancel);
            }
            catch (RpcException slow) when (slow.StatusCode == StatusCode.DeadlineExceeded && !cancel.IsCancellationRequested)
            {
                // This object alone is tried again later.
                throw new TimeoutException("A paper of a transfer takes too long to go.", slow);
            }
        }

        return await client.PostAsync(new PostRequest { Transfer = message }, deadline: After(Patience), cancellationToken: cancel);
    }

    private async Task PutAsync(TransferMailbox.TransferMailboxClient client, string id, TransferFile file, CancellationToken cancel)
    {
        await using var content = await files.OpenAsync(file, cancel) ?? throw new RpcException(new Status(StatusCode.DataLoss, "A paper is missing on the disk."));
        using var call = client.PutPaper(deadline: After(PaperPatience), cancellationToken: cancel);
        var (buffer, first, read) = (new byte[ChunkBytes], true, 0);
        while ((read = await content.ReadAtLeastAsync(buffer, ChunkBytes, throwOnEndOfStream: false, cancel)) > 0)
        {
            var part = new PaperPart { Content = ByteString.CopyFrom(buffer, 0, read) };
            (part.TransferId, part.Hash) = first ? (id, file.Hash) : ("", "");
            await call.RequestStream.WriteAsync(part, cancel);
            first = false;
        }

        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync;
    }

    // Too large, wrong, or not to be told to others: on paper. First the hub keeps nothing of it, and takes no post of it that is still under way, or two places would pay.
    private async Task<bool> OnPaperAsync(Guid id, string note, CancellationToken cancel)
    {
        var transfer = await db.TransferHalves.Where(h => h.Id == id).Select(h => h.TransferId).SingleAsync(cancel);
        var state = await hub.Transfers().RecallAsync(new TransferRequest { TransferId = transfer.ToString("D") }, deadline: After(Patience), cancellationToken: cancel);
        return state.Stage == TransferStage.Recalled ? await ToldAsync(id, TransferPassage.Refused, note, cancel) : await desk.HeardAsync(id, state, cancel);
    }

    private Task<bool> ToldAsync(Guid id, TransferPassage passage, string note, CancellationToken cancel) => db.InTurnAsync(
        async () =>
        {
            var (half, told) = (await db.TransferHalves.SingleAsync(h => h.Id == id, cancel), (passage, TransferAnswers.Cut(note)));
            if (half is not { Status: TransferStatus.Outside, Passage: TransferPassage.None or TransferPassage.Sending or TransferPassage.AtHub } || told == (half.Passage, half.PassageNote))
            {
                return false;
            }

            (half.Passage, half.PassageNote) = told;
            return await desk.SaveAsync(half, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, "Hộp thư liên tỉnh không nhận hồ sơ chuyển"), cancel);
        },
        cancel);

    // The hub waits for a paper that is not of the file any more: the next post, of a higher version, names those of today.
    private Task<bool> RaiseAsync(Guid id, long version, CancellationToken cancel) => db.InTurnAsync(
        async () =>
        {
            var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
            if (half is not { Status: TransferStatus.Outside, Passage: TransferPassage.Sending })
            {
                return false;
            }

            half.PostVersion = Math.Max(half.PostVersion, version) + 1;
            return await desk.SaveAsync(half, Act.BySystem(desk.Province, ActKinds.Transfer, time.UtcNow, "Giấy tờ của hồ sơ chuyển đã thay đổi: gửi lại vào hộp thư liên tỉnh"), cancel);
        },
        cancel);

    private static bool Lacks(TransferState state, IReadOnlyList<TransferFile> ready) => state.Missing.Any(hash => ready.All(f => f.Hash != hash));

    private static DateTime After(TimeSpan patience) => TimeProvider.System.GetUtcNow().UtcDateTime + patience;
}
