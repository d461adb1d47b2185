using ProvinceNode.Platform;

namespace ProvinceNode.Replication.Equality;

/// <summary>What can be wrong with certificates of equality.</summary>
public static class EqualityProblems
{
    public static readonly ProblemKind AskedAlready = new("equality-asked-already", "Đã có một lần đối chiếu đang chờ hoặc đang chạy. Hãy chờ kết quả rồi tải lại trang.");

    public static readonly ProblemKind WhyMissing = new("equality-why-missing", "Hãy ghi lý do xử lý bản ghi lệch.");

    public static readonly ProblemKind NothingToSettle = new("equality-nothing-to-settle", "Bản ghi này không còn lệch với phiên bản đã ghi; có thể đã được xử lý hoặc đã thay đổi. Hãy đối chiếu lại.");

    public static readonly ProblemKind HeldHere = new("equality-held-here",
        "Tỉnh đang có bản ghi này và sẽ báo lại lên trục quốc gia; nếu xóa ở trục, lần báo sau sẽ bị từ chối. Hãy để hệ thống gửi lại, hoặc nhận lại kết quả chi trả, rồi đối chiếu lại.");

    public static readonly ProblemKind NotNow = new("equality-not-now", "Chưa xóa gì ở trục quốc gia. {0} Hãy thử lại sau khi đã xử lý.");

    public static readonly ProblemKind CannotRestore = new("equality-cannot-restore",
        "Không tự khôi phục được các trường đã lệch từ phiên bản đã ghi. Hãy sửa bản ghi bằng chức năng nghiệp vụ, hoặc khôi phục từ bản sao lưu rồi đối chiếu lại.");
}
