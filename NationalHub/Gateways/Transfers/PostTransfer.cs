using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Provinces;
using Protos.Transfer;

namespace NationalHub.Gateways.Transfers;

/// <summary>
/// Takes an object that a node posts, once for each id: what a restored node posts again changes nothing. A new place without a node is told at once, so that the file goes on paper.
/// </summary>
public sealed class PostTransfer(TransferDesk desk, IOptions<TransferOptions> options)
{
    private const int Tries = 5;

    /// <exception cref="RpcException">INVALID_ARGUMENT with everything that is wrong; RESOURCE_EXHAUSTED when too much waits; NOT_FOUND when the id is another province's.</exception>
    public async Task<TransferState> HandleAsync(Protos.Transfer.Transfer? sent, ServerCallContext context)
    {
        var caller = NodeCaller.Of(context.GetHttpContext());
        if (TransferCheck.Post(sent, caller.ProvinceCode, options.Value).ToList() is { Count: > 0 } faults)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, string.Join(" ", faults)));
        }

        var transfer = sent!.Clone();
        // Whatever it says, it comes from whose certificate it is.
        transfer.From.ProvinceCode = caller.ProvinceCode;
        for (var left = Tries; ; left--)
        {
            try
            {
                return await TryAsync(transfer, caller, context).ConfigureAwait(false);
            }
            catch (DbUpdateException) when (left > 1)
            {
                // The same object came twice at once, or the new place took it meanwhile: looked at again.
                desk.Db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<TransferState> TryAsync(Protos.Transfer.Transfer transfer, NodeCaller caller, ServerCallContext context)
    {
        var (db, cancellation) = (desk.Db, context.CancellationToken);
        var row = await db.Transfers.FirstOrDefaultAsync(t => t.Id == transfer.TransferId, cancellation).ConfigureAwait(false);
        if (row is not null && row.FromProvince != caller.ProvinceCode)
        {
            await desk.RecordAsync(caller, transfer.TransferId, cancellation).ConfigureAwait(false);
            throw new RpcException(new Status(StatusCode.NotFound, "Hộp thư của tỉnh không có hồ sơ chuyển này."));
        }

        if (row is null || row.IsReplacedBy(transfer.Version))
        {
            if (TransferCheck.IsApart(transfer))
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, "Hãy gửi công văn kèm hồ sơ theo đường giấy."));
            }

            if (!await desk.Nodes.TakesAsync(transfer.To.ProvinceCode, caller.ProvinceCode, cancellation).ConfigureAwait(false))
            {
                return await NobodyAsync(row, transfer, cancellation).ConfigureAwait(false);
            }

            row = row is null ? await AddAsync(transfer, caller, cancellation).ConfigureAwait(false) : Replace(row, transfer);
        }

        return await CompleteAsync(row, cancellation).ConfigureAwait(false);
    }

    // What it was corrected to goes on paper: then nothing of it stays here.
    private async Task<TransferState> NobodyAsync(TransferObject? row, Protos.Transfer.Transfer transfer, CancellationToken cancellation)
    {
        if (row?.Recall(hasNode: true, desk.Now) == true)
        {
            await desk.Db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            desk.Papers.Forget(TransferDesk.FolderOf(row.Id));
        }

        return new TransferState { TransferId = transfer.TransferId, Stage = TransferStage.NoNode, Version = transfer.Version };
    }

    private async Task<TransferObject> AddAsync(Protos.Transfer.Transfer transfer, NodeCaller caller, CancellationToken cancellation)
    {
        var open = await desk.Db.Transfers.CountAsync(t => t.FromProvince == caller.ProvinceCode && t.Stage != TransferStage.Settled && t.Stage != TransferStage.Recalled, cancellation).ConfigureAwait(false);
        if (open >= options.Value.MostOpen)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, $"Tỉnh đang có {open} hồ sơ chuyển chưa xong trong hộp thư, nhiều nhất {options.Value.MostOpen}. Hồ sơ được giữ lại ở nút và gửi sau."));
        }

        var row = new TransferObject
        {
            Id = transfer.TransferId, FromProvince = caller.ProvinceCode, FromCommune = transfer.From.CommuneCode, ToProvince = transfer.To.ProvinceCode, ToCommune = transfer.To.CommuneCode,
            Version = transfer.Version, Hash = HashOf(transfer), Sealed = desk.Seal(transfer, transfer.TransferId), Stage = TransferStage.Fetching, PostedAt = desk.Now,
        };
        desk.Db.Transfers.Add(row);
        return row;
    }

    private TransferObject Replace(TransferObject row, Protos.Transfer.Transfer transfer)
    {
        (row.FromCommune, row.ToProvince, row.ToCommune) = (transfer.From.CommuneCode, transfer.To.ProvinceCode, transfer.To.CommuneCode);
        (row.Version, row.Hash, row.Sealed, row.Stage) = (transfer.Version, HashOf(transfer), desk.Seal(transfer, row.Id), TransferStage.Fetching);
        row.Revision++;
        return row;
    }

    private async Task<TransferState> CompleteAsync(TransferObject row, CancellationToken cancellation)
    {
        var missing = row.Stage == TransferStage.Fetching && desk.Open(row) is { } kept ? desk.Missing(kept).ToList() : [];
        if (missing.Count == 0)
        {
            row.Complete();
        }

        await desk.Db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        return TransferDesk.StateOf(row, missing);
    }

    private static string HashOf(Protos.Transfer.Transfer transfer) => Convert.ToHexStringLower(SHA256.HashData(transfer.ToByteArray()));
}
