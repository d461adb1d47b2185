using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Transfer;
using Protos.Values;

namespace ProvinceNode.Dossiers.Transfers;

/// <summary>What the slices of transfers share: a half takes the hub's word in one transaction, and the old place goes on when it must.</summary>
public sealed class TransferDesk(NodeDb db, HandOverTransfers transfers, VietnamTime time, IOptions<NodeOptions> node, ILogger<TransferDesk> log)
{
    public ILogger Log => log;

    public TenantPath Province => TenantPath.Parse(node.Value.ProvinceCode);

    /// <summary>Replication epoch: grows when the node was restored from a backup.</summary>
    public Task<long> EpochAsync(CancellationToken cancel) => db.States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel);

    /// <summary>Keeps what the hub told of an object that this node posted.</summary>
    public Task<bool> HeardAsync(Guid id, TransferState state, CancellationToken cancel) => db.InTurnAsync(
        async () =>
        {
            var half = await db.TransferHalves.SingleAsync(h => h.Id == id, cancel);
            if (Passages.Forgotten(half, state) is { } answer)
            {
                return await CloseAsync(half, answer, cancel);
            }

            if (!Passages.Heard(half, state, time.UtcNow))
            {
                return false;
            }

            if (CloseOnPaper(half) && half.Status == TransferStatus.Returned)
            {
                await transfers.ResumeAsync(half, cancel);
            }

            return await SaveAsync(half, Act.BySystem(Province, ActKinds.Transfer, time.UtcNow, $"Trục quốc gia: {half.Passage}"), cancel);
        },
        cancel);

    /// <summary>The new place's word closes the half of the old one. Inside the turn to save.</summary>
    public async Task<bool> CloseAsync(TransferHalf half, TransferAnswer answer, CancellationToken cancel)
    {
        if (!Passages.Close(half, answer, time.UtcNow))
        {
            return false;
        }

        if (half.Status == TransferStatus.Returned)
        {
            await transfers.ResumeAsync(half, cancel);
        }

        return await SaveAsync(half, Act.BySystem(Province, ActKinds.Transfer, time.UtcNow, half.Reason), cancel);
    }

    /// <summary>The paper answer that was kept closes the half, when the hub has given the object back.</summary>
    public bool CloseOnPaper(TransferHalf half)
    {
        if (!Passages.IsPaperDue(half))
        {
            return false;
        }

        (half.Status, half.Reason, half.ClosedAt) = (half.PaperTaken == true ? TransferStatus.Taken : TransferStatus.Returned, half.PaperReason, time.UtcNow);
        return true;
    }

    public Task<bool> SaveAsync(TransferHalf half, Act act, CancellationToken cancel) => db.SaveAsync(act.On("transfer", half.TransferId), cancel);

    /// <summary>"Xã Hoa Lộc, Huyện Hậu Lộc, Tỉnh Thanh Hóa".</summary>
    public Task<string> PlaceAsync(TenantPath place, CancellationToken cancel) => transfers.PlaceAsync(place, cancel);
}
