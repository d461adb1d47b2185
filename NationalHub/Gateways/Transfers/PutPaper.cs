using Grpc.Core;
using Microsoft.Extensions.Options;
using NationalHub.Gateways.Mailbox;
using Protos.Transfer;

namespace NationalHub.Gateways.Transfers;

/// <summary>Keeps a paper of an object that is being posted, sealed, under its hash; what the object does not name is not taken, and no more is read than it says.</summary>
public sealed class PutPaper(TransferDesk desk, IOptions<TransferOptions> options)
{
    /// <exception cref="RpcException">INVALID_ARGUMENT, NOT_FOUND, or DEADLINE_EXCEEDED when it takes too long.</exception>
    public async Task<PaperReply> HandleAsync(IAsyncStreamReader<PaperPart> parts, ServerCallContext context)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(options.Value.PaperSeconds));
        try
        {
            return await TakeAsync(parts, context, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"Tệp gửi lâu quá {options.Value.PaperSeconds} giây. Nút sẽ gửi lại."));
        }
    }

    private async Task<PaperReply> TakeAsync(IAsyncStreamReader<PaperPart> parts, ServerCallContext context, CancellationToken cancellation)
    {
        if (!await parts.MoveNext(cancellation).ConfigureAwait(false))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Luồng gửi tệp không có nội dung."));
        }

        var (id, hash) = (parts.Current.TransferId, parts.Current.Hash);
        var row = await desk.FindAsync(context, id, (t, province) => t.FromProvince == province && t.Stage == TransferStage.Fetching).ConfigureAwait(false);
        if (!TransferCheck.IsHash(hash) || desk.Open(row)?.Papers.FirstOrDefault(p => p.Hash == hash) is not { } paper)
        {
            throw new RpcException(new Status(StatusCode.NotFound, "Hồ sơ chuyển không kê tệp này."));
        }

        using var content = new MemoryStream();
        do
        {
            parts.Current.Content.WriteTo(content);
        }
        while (content.Length <= paper.Bytes && await parts.MoveNext(cancellation).ConfigureAwait(false));

        if (content.Length != paper.Bytes || content.Length > MailboxPapers.MostBytes || !await desk.Papers.KeepAsync(TransferDesk.FolderOf(id), hash, content.ToArray(), cancellation).ConfigureAwait(false))
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, "Tệp không đúng độ dài hoặc mã SHA-256 đã kê. Hãy kiểm tra tệp ở nút."));
        }

        return new PaperReply();
    }
}
