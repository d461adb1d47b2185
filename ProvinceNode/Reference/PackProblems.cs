using ProvinceNode.Platform;

namespace ProvinceNode.Reference;

/// <summary>What can be wrong with putting a pack in force.</summary>
public static class PackProblems
{
    public static readonly ProblemKind AlreadyApproved = new("pack-already-approved", "Gói này đã được duyệt, đang áp dụng hoặc đã có gói mới hơn. Hãy tải lại trang để xem tình trạng.");

    public static readonly ProblemKind LooksDifferent = new("pack-looks-different", "Quy định đang áp dụng đã thay đổi trong lúc ông/bà xem. Hãy đọc lại những điểm khác dưới đây rồi duyệt.");

    public static readonly ProblemKind CannotApply = new("pack-cannot-apply", "Chưa áp dụng được gói, mọi quy định đang áp dụng giữ nguyên. {0} Hãy xử lý rồi duyệt lại.");

    public static readonly ProblemKind ConfirmPast = new("pack-confirm-past", "Gói có nội dung tính từ trước ngày áp dụng. Hãy đọc kỹ phần ảnh hưởng rồi đánh dấu xác nhận.");

    public static readonly ProblemKind SayWhyPast = new("pack-say-why-past", "Hãy ghi lý do áp dụng cho thời gian đã qua, ví dụ: văn bản quy định mức tính từ ngày đó.");

    public static readonly ProblemKind ConfirmResting = new("pack-confirm-resting", "Gói bỏ quy định mà quyết định đã ký đang dựa vào. Hãy đọc số quyết định, số người ở dưới rồi đánh dấu xác nhận.");

    public static readonly ProblemKind SayReview = new("pack-say-review", "Hãy ghi kết quả rà soát (từ 5 đến 1000 ký tự), ví dụ: số quyết định điều chỉnh, hoặc lý do giữ nguyên.");

    public static readonly ProblemKind ReviewedAlready = new("pack-reviewed-already", "Quyết định này vừa có kết quả rà soát của người khác. Kết quả đó và nội dung ông/bà vừa nhập đều ở dưới; cần bổ sung thì hãy trao đổi với người đã ghi.");

    public static readonly ProblemKind NoFile = new("pack-no-file", "Hãy chọn tệp gói tham chiếu đã ký (không quá 8 MB).");

    public static readonly ProblemKind NotTaken = new("pack-not-taken", "Không nhận tệp này. {0} Hãy xem danh sách gói bị từ chối ở dưới.");

    public static readonly ProblemKind HeldAlready = new("pack-held-already", "Nút đang giữ đúng gói này rồi, không cần nhận lại. Hãy tải lại trang để xem danh sách.");

    public static readonly ProblemKind NoAuthority = new("pack-no-authority", "Nút chưa ghi danh nên chưa biết chữ ký của trục quốc gia. Hãy ghi danh, hoặc đặt chứng thư của trục vào Hub:AuthorityFile.");
}
