using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.PublicService;
using Protos.Values;

namespace NationalHub.Gateways.Mailbox;

/// <summary>The door through which a node takes what was filed for its province; another province's dossiers are not there.</summary>
public sealed class MailboxDoor(HubDb db, MailboxPapers papers, GatewayKey key, VietnamTime time, TakeResult results) : PublicServiceMailbox.PublicServiceMailboxBase
{
    private const int MostAtOnce = 50;
    private const int ChunkBytes = 256 * 1024;
    private const int Tries = 3;

    public override async Task<PullReply> Pull(PullRequest request, ServerCallContext context)
    {
        var province = NodeCaller.Of(context.GetHttpContext()).ProvinceCode;
        var rows = await db.PortalFilings.AsNoTracking().Where(f => f.ProvinceCode == province && f.State == FilingState.Waiting).OrderBy(f => f.ReceivedAt).ThenBy(f => f.Code)
            .Take(Math.Clamp(request.Most, 1, MostAtOnce)).ToListAsync(context.CancellationToken).ConfigureAwait(false);
        var reply = new PullReply();
        reply.Filings.AddRange(rows.Select(r => key.Open(r.Sealed, r.Code)).OfType<byte[]>().Select(content => Filing.Parser.ParseFrom(content)));
        return reply;
    }

    public override async Task GetPaper(PaperRequest request, IServerStreamWriter<PaperChunk> responseStream, ServerCallContext context)
    {
        var row = await OfAsync(request.Code, context).ConfigureAwait(false);
        var content = row is not null && Filing.Parser.ParseFrom(key.Open(row.Sealed, row.Code) ?? []).Papers.Any(p => p.Hash == request.Hash)
            ? await papers.OpenAsync(row.Code, request.Hash, context.CancellationToken).ConfigureAwait(false) : null;
        if (content is null)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "Không có giấy tờ này trong hồ sơ đang chờ của tỉnh."));
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

            row.Settle(request.Accepted, request.Reason, time.UtcNow);
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

    public override Task<WantedReply> WantedResults(WantedRequest request, ServerCallContext context) =>
        results.WantedAsync(NodeCaller.Of(context.GetHttpContext()).ProvinceCode, context.CancellationToken);

    private Task<PortalFiling?> OfAsync(string code, ServerCallContext context)
    {
        var province = NodeCaller.Of(context.GetHttpContext()).ProvinceCode;
        return db.PortalFilings.FirstOrDefaultAsync(f => f.Code == code && f.ProvinceCode == province, context.CancellationToken);
    }
}
