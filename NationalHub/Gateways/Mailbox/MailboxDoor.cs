using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Portal;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.PublicService;
using Protos.Values;

namespace NationalHub.Gateways.Mailbox;

/// <summary>The door through which a node takes what was filed for its province; another province's dossiers are not there.</summary>
public sealed class MailboxDoor(HubDb db, MailboxPapers papers, GatewayKey key, PortalPause pause, VietnamTime time, TakeResult results) : PublicServiceMailbox.PublicServiceMailboxBase
{
    private const int MostAtOnce = 50;
    private const int ChunkBytes = 256 * 1024;
    private const int Tries = 3;

    public override async Task<PullReply> Pull(PullRequest request, ServerCallContext context)
    {
        var (province, now) = (NodeCaller.Of(context.GetHttpContext()).ProvinceCode, time.UtcNow);
        var rows = await db.PortalFilings.Where(f => f.ProvinceCode == province && f.State == FilingState.Waiting && f.NextAttemptAt <= now)
            // What was shown longest ago, or never: those that the node cannot take hold up no others.
            .OrderBy(f => f.NextAttemptAt).ThenBy(f => f.ReceivedAt).ThenBy(f => f.Code)
            .Take(Math.Clamp(request.Most, 1, MostAtOnce)).ToListAsync(context.CancellationToken).ConfigureAwait(false);
        rows.AddRange(await Lost(db, province, request.Epoch, now).OrderBy(f => f.NextAttemptAt).ThenBy(f => f.Code).Take(Math.Clamp(request.Most, 1, MostAtOnce) - rows.Count).ToListAsync(context.CancellationToken).ConfigureAwait(false));
        var reply = new PullReply();
        foreach (var row in rows)
        {
            if (key.Open(row.Sealed, row.Code) is { } content)
            {
                row.Show(now, pause.After);
                reply.Filings.Add(Filing.Parser.ParseFrom(content));
            }
            else
            {
                row.Withhold(now);
            }
        }

        await SaveOrLeaveAsync(context.CancellationToken).ConfigureAwait(false);
        return reply;
    }

    /// <summary>What the node took before it was restored from a backup, under an earlier epoch: whether it still has it, it says itself.</summary>
    internal static IQueryable<PortalFiling> Lost(HubDb db, string province, long epoch, DateTime now) => db.PortalFilings
        .Where(f => f.ProvinceCode == province && f.State == FilingState.Accepted && f.IsTold && f.KeptUntil != null && f.TakenEpoch > 0 && f.TakenEpoch < epoch && f.NextAttemptAt <= now);

    public override async Task GetPaper(PaperRequest request, IServerStreamWriter<PaperChunk> responseStream, ServerCallContext context)
    {
        var row = await OfAsync(request.Code, context).ConfigureAwait(false);
        if (row is { IsTold: true, KeptUntil: null })
        {
            throw Settled();
        }

        if (row is null || !Filing.Parser.ParseFrom(key.Open(row.Sealed, row.Code) ?? []).Papers.Any(p => p.Hash == request.Hash))
        {
            throw new RpcException(new Status(StatusCode.NotFound, "Không có giấy tờ này trong hồ sơ đang chờ của tỉnh."));
        }

        if (await papers.OpenAsync(row.Code, request.Hash, context.CancellationToken).ConfigureAwait(false) is not { } content)
        {
            // A hub that was restored has the dossier again, but its papers were forgotten or are changed: the portal is asked for them, and what it does not have goes back to the citizen with the reason.
            papers.Drop(row.Code, request.Hash);
            if (row.IsSettled)
            {
                throw Settled();
            }

            row.FetchAgain(time.UtcNow);
            await SaveOrLeaveAsync(context.CancellationToken).ConfigureAwait(false);
            throw new RpcException(new Status(StatusCode.NotFound, "Trục quốc gia không còn giữ giấy tờ này và đang lấy lại từ Cổng Dịch vụ công."));
        }

        for (var at = 0; at < content.Length; at += ChunkBytes)
        {
            await responseStream.WriteAsync(new PaperChunk { Content = ByteString.CopyFrom(content, at, Math.Min(ChunkBytes, content.Length - at)) }).ConfigureAwait(false);
        }
    }

    public override async Task<SettleReply> Settle(SettleRequest request, ServerCallContext context)
    {
        if (!request.Accepted && request.Reason.Length == 0)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "reason: Hồ sơ trả lại phải có lý do."));
        }

        for (var left = Tries; ; left--)
        {
            if (await OfAsync(request.Code, context).ConfigureAwait(false) is not { } row)
            {
                throw new RpcException(new Status(StatusCode.NotFound, "Không có hồ sơ này trong hộp thư của tỉnh."));
            }

            if (row.IsSettled)
            {
                row.TakeAgain(request.Accepted, request.Reason, request.Epoch);
            }
            else
            {
                row.Settle(request.Accepted, request.Reason, time.UtcNow);
                row.TakenEpoch = request.Accepted ? request.Epoch : 0;
            }

            try
            {
                await db.SaveChangesAsync(context.CancellationToken).ConfigureAwait(false);
                return new SettleReply();
            }
            catch (DbUpdateConcurrencyException) when (left > 1)
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    public override Task<ResultReply> HandOverResult(IAsyncStreamReader<ResultChunk> requestStream, ServerCallContext context) =>
        results.HandleAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, requestStream, context.CancellationToken);

    public override Task<WithdrawResultReply> WithdrawResult(WithdrawResultRequest request, ServerCallContext context) =>
        results.WithdrawAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, request, context.CancellationToken);

    public override Task<WantedReply> WantedResults(WantedRequest request, ServerCallContext context) =>
        results.WantedAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, context.CancellationToken);

    private static RpcException Settled() => new(new Status(StatusCode.NotFound, "Hồ sơ này đã có kết quả tiếp nhận (tỉnh đã nhận hoặc đã trả lại người nộp): trục quốc gia không giữ và không lấy lại giấy tờ của hồ sơ nữa."));

    // Settled or collected at the same moment: that counts, and what is noted here is left.
    private async Task SaveOrLeaveAsync(CancellationToken cancellation)
    {
        try
        {
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
        }
    }

    private Task<PortalFiling?> OfAsync(string code, ServerCallContext context)
    {
        var province = NodeCaller.Of(context.GetHttpContext()).ProvinceCode;
        return db.PortalFilings.FirstOrDefaultAsync(f => f.Code == code && f.ProvinceCode == province, context.CancellationToken);
    }
}
