using NationalHub.Provinces;
using Protos.Replication;

namespace NationalHub.Intake;

/// <summary>What a batch's header says against what the hub knows of the province.</summary>
/// <param name="Fenced">The node is older than the hub (restored from a backup, or a copy): nothing of it is applied.</param>
/// <param name="Notice">For the operator; null when all is ordinary.</param>
internal sealed record EpochVerdict(bool Fenced, SecurityEventKind? Notice, string Message);

/// <summary>The hub never goes back silently. Pure.</summary>
internal static class EpochRule
{
    /// <summary>Beyond it no node makes the hub count: room for every batch that will ever be sent.</summary>
    public const ulong HighestCount = 1UL << 60;

    /// <summary>Whether a stream may begin: nobody pushed since the node compared itself. A node that tells nothing compared once, at its start.</summary>
    public static bool MayBegin(ProvincePosition known, PushBatch first) => !first.HasComparedAt || first.ComparedAt == (ulong)known.Batches;

    /// <summary>What the operator is told when a node was acknowledged more than the hub holds; null when all is ordinary.</summary>
    public static string? WentBack(long batches, ulong acknowledged) => acknowledged <= (ulong)batches
        ? null
        : $"Trục quốc gia giữ {batches} gói của tỉnh, nút đã được xác nhận đến gói {acknowledged}: kho của trục quốc gia đã được khôi phục từ bản cũ. Nút tự gửi lại mọi bản ghi; không cần làm gì thêm.";

    /// <summary>Whether an incoming state takes the place of the stored one. The statements of the bulk writers say the same: an erased record never comes back.</summary>
    public static bool Takes((long Epoch, long Version, bool Deleted) stored, (long Epoch, long Version, bool Deleted) incoming) =>
        (incoming.Epoch, incoming.Version).CompareTo((stored.Epoch, stored.Version)) > 0 && (incoming.Deleted || !stored.Deleted);

    public static EpochVerdict Decide(ProvincePosition known, PushBatch batch)
    {
        var epoch = (long)Math.Min(batch.Epoch, long.MaxValue);
        if (epoch < known.Epoch)
        {
            return new(true, SecurityEventKind.EpochLower,
                $"Nút đang ở kỷ nguyên {epoch}, trục quốc gia đã nhận kỷ nguyên {known.Epoch}. Nút có thể được khôi phục từ bản sao lưu hoặc là bản sao; hãy chạy lệnh sửa chữa tại nút trước khi đẩy tiếp.");
        }

        if (epoch > known.Epoch && known.LastPushAt is not null)
        {
            return new(false, SecurityEventKind.EpochRaised, $"Nút chuyển từ kỷ nguyên {known.Epoch} sang {epoch}: đã được khôi phục hoặc sao chép.");
        }

        return batch.ActChainLength < known.ActChainLength && batch.ActChainHead.Length > 0
            ? new(false, SecurityEventKind.ActChainShortened, $"Chuỗi nhật ký của nút ngắn lại: {known.ActChainLength} còn {batch.ActChainLength} mục. Cần kiểm tra nhật ký của nút.")
            : new(false, null, "");
    }
}
