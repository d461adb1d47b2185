using ProvinceNode.Platform;

namespace ProvinceNode.Replication;

/// <summary>What can be wrong with a resend.</summary>
public static class ReplicationProblems
{
    public static readonly ProblemKind FindingSettled = new("replication-finding-settled",
        "Việc này đã được người khác xử lý. Hãy tải lại trang.");

    public static readonly ProblemKind NothingRefused = new("replication-nothing-refused",
        "Bản ghi này không còn ở trạng thái bị từ chối; có thể đã được gửi lại hoặc đã thay đổi. Hãy tải lại trang.");
}
