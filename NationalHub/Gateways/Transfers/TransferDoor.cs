using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Gateways.Mailbox;
using NationalHub.Provinces;
using Protos.Transfer;

namespace NationalHub.Gateways.Transfers;

/// <summary>The door through which nodes pass changes of residence to one another. The old place posts, recalls and settles; the new one pulls, receives and answers.</summary>
public sealed class TransferDoor(TransferDesk desk, PostTransfer post, PutPaper put, IOptions<TransferOptions> options) : TransferMailbox.TransferMailboxBase
{
    private const int MostAtOnce = 20;
    private const int MostLooked = 500;
    private const int ChunkBytes = 256 * 1024;

    public override Task<TransferState> Post(PostRequest request, ServerCallContext context) => post.HandleAsync(request.Transfer, context);

    public override Task<PaperReply> PutPaper(IAsyncStreamReader<PaperPart> requestStream, ServerCallContext context) => put.HandleAsync(requestStream, context);

    public override async Task<PullReply> Pull(PullRequest request, ServerCallContext context)
    {
        var (province, most, epoch) = (NodeCaller.Of(context.GetHttpContext()).ProvinceCode, Math.Clamp(request.Most, 1, MostAtOnce), request.Epoch);
        var (reply, bytes, full) = (new PullReply(), 0, false);
        var waiting = await desk.Db.Transfers.AsNoTracking()
            .Where(t => t.ToProvince == province && (t.Stage == TransferStage.Waiting || t.Stage == TransferStage.Offered || (t.Stage == TransferStage.Received && t.ReceiverEpoch != epoch)))
            // What was shown longest ago, or never: those that the new place cannot take in now hold up no others.
            .OrderBy(t => t.OfferedAt).ThenBy(t => t.PostedAt).ThenBy(t => t.Id).Select(t => t.Id).Take(most).ToListAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var id in waiting)
        {
            // Marked before it is shown: what was shown cannot be recalled, even when this answer gets lost.
            var row = await desk.MoveAsync(context, id, (t, caller) => t.ToProvince == caller, t =>
            {
                // A reply larger than a node takes would never arrive, and nothing behind it.
                full = bytes > 0 && bytes + t.Sealed.Length > options.Value.MostReplyBytes;
                return Task.FromResult(!full && t.Show(province, epoch, desk.Now));
            }).ConfigureAwait(false);
            if (full)
            {
                break;
            }

            if (row.IsFor(province, epoch) && desk.Open(row) is { } transfer)
            {
                reply.Arrivals.Add(transfer);
                bytes += row.Sealed.Length;
            }
        }

        reply.Answers.AddRange(await AnswersAsync(province, most, context.CancellationToken).ConfigureAwait(false));
        reply.Open.AddRange(await desk.Db.Transfers.AsNoTracking().Where(t => t.ToProvince == province && t.Stage == TransferStage.Received)
            .OrderBy(t => t.PostedAt).ThenBy(t => t.Id).Select(t => t.Id).Take(MostLooked).ToListAsync(context.CancellationToken).ConfigureAwait(false));
        return reply;
    }

    // What was shown longest ago, or never: answers of which the old place knows nothing any more hold up no others.
    private async Task<List<TransferAnswer>> AnswersAsync(string province, int most, CancellationToken cancellation)
    {
        var rows = await desk.Db.Transfers.AsNoTracking().Where(t => t.FromProvince == province && t.Stage == TransferStage.Answered)
            .OrderBy(t => t.AnswerShownAt).ThenBy(t => t.PostedAt).ThenBy(t => t.Id).Take(most).ToListAsync(cancellation).ConfigureAwait(false);
        var (ids, now) = (rows.ConvertAll(r => r.Id), desk.Now);
        await desk.Db.Transfers.Where(t => ids.Contains(t.Id)).ExecuteUpdateAsync(set => set.SetProperty(t => t.AnswerShownAt, now), cancellation).ConfigureAwait(false);
        return [.. rows.Select(desk.OpenAnswer).OfType<TransferAnswer>()];
    }

    public override async Task<Protos.Transfer.Transfer> GetSent(TransferRequest request, ServerCallContext context) =>
        desk.Open(await desk.FindAsync(context, request.TransferId, IsSender).ConfigureAwait(false))
            ?? throw new RpcException(new Status(StatusCode.NotFound, "Trục quốc gia không còn giữ nội dung của hồ sơ chuyển này."));

    public override async Task GetPaper(PaperRequest request, IServerStreamWriter<PaperChunk> responseStream, ServerCallContext context)
    {
        var row = await desk.FindAsync(context, request.TransferId, IsReceiver).ConfigureAwait(false);
        var content = desk.Open(row) is { } transfer && row.Stage != TransferStage.Fetching && transfer.Papers.Any(p => p.Hash == request.Hash)
            ? await desk.Papers.OpenAsync(TransferDesk.FolderOf(row.Id), request.Hash, context.CancellationToken).ConfigureAwait(false) : null;
        if (content is null)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "Không có giấy tờ này trong hồ sơ chuyển đến tỉnh."));
        }

        for (var at = 0; at < content.Length; at += ChunkBytes)
        {
            await responseStream.WriteAsync(new PaperChunk { Content = ByteString.CopyFrom(content, at, Math.Min(ChunkBytes, content.Length - at)) }).ConfigureAwait(false);
        }
    }

    public override async Task<TransferState> Receive(ReceiveRequest request, ServerCallContext context) => TransferDesk.StateOf(
        await desk.MoveAsync(context, request.TransferId, IsReceiver, t => Task.FromResult(t.Receive(request.Epoch, desk.Now))).ConfigureAwait(false));

    public override async Task<TransferState> Answer(AnswerRequest request, ServerCallContext context)
    {
        var answer = request.Answer ?? new TransferAnswer();
        var row = await desk.MoveAsync(context, answer.TransferId, IsReceiver, t =>
        {
            // What is forgotten cannot be checked any more, and its answer stands.
            if (desk.Open(t) is { } sent && TransferCheck.Answer(answer, sent.StopMonth).ToList() is { Count: > 0 } faults)
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, string.Join(" ", faults)));
            }

            return Task.FromResult(t.Answer(answer.Outcome, desk.Seal(answer, t.Id), desk.Now));
        }).ConfigureAwait(false);
        return TransferDesk.StateOf(row);
    }

    public override async Task<TransferState> Settle(TransferRequest request, ServerCallContext context)
    {
        var row = await desk.MoveAsync(context, request.TransferId, IsSender, t => Task.FromResult(t.Settle(desk.Now))).ConfigureAwait(false);
        return Forgotten(row);
    }

    public override async Task<TransferState> Recall(TransferRequest request, ServerCallContext context)
    {
        await desk.BarAsync(context, request.TransferId).ConfigureAwait(false);
        var row = await desk.MoveAsync(context, request.TransferId, IsSender,
            async t => t.Recall(await desk.Nodes.HasNodeAsync(t.ToProvince, context.CancellationToken).ConfigureAwait(false), desk.Now)).ConfigureAwait(false);
        return Forgotten(row);
    }

    public override async Task<LookReply> Look(LookRequest request, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context.GetHttpContext());
        var ids = request.TransferIds.Where(TransferCheck.IsId).Distinct(StringComparer.Ordinal).Take(MostLooked).ToList();
        var rows = (await desk.Db.Transfers.AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(context.CancellationToken).ConfigureAwait(false)).ToDictionary(t => t.Id, StringComparer.Ordinal);
        var reply = new LookReply();
        foreach (var id in ids)
        {
            var row = rows.GetValueOrDefault(id);
            var his = row is not null && (IsSender(row, caller.ProvinceCode) || IsReceiver(row, caller.ProvinceCode));
            if (row is not null && !his)
            {
                await desk.RecordAsync(caller, id, context.CancellationToken).ConfigureAwait(false);
            }

            reply.States.Add(his ? TransferDesk.StateOf(row!) : new TransferState { TransferId = id, Stage = TransferStage.Unknown });
        }

        return reply;
    }

    private TransferState Forgotten(TransferObject row)
    {
        if (row.IsClosed)
        {
            desk.Papers.Forget(TransferDesk.FolderOf(row.Id));
        }

        return TransferDesk.StateOf(row);
    }

    private static bool IsSender(TransferObject row, string province) => row.FromProvince == province;

    // What is still being posted is not the receiver's yet.
    private static bool IsReceiver(TransferObject row, string province) => row.ToProvince == province && row.Stage is not (TransferStage.Fetching or TransferStage.Recalled);
}
