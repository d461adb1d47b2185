using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Erasing;

/// <summary>Why a person's data are not erased. What other law keeps is not erased (Law 91/2025/QH15 Art. 14): the sentence names that law.</summary>
public static class ErasureProblems
{
    public static readonly ProblemKind AtProvince = new("erase-at-province", "Việc xóa dữ liệu cá nhân do cơ quan cấp tỉnh đề nghị và xác nhận. Hãy gửi văn bản đề nghị lên Sở.");

    public static readonly ProblemKind ReasonNeeded = new("erase-reason", "Hãy ghi lý do xóa, ít nhất {0} ký tự.");

    public static readonly ProblemKind NamesPerson = new("erase-names-person",
        "Lý do, số văn bản được giữ lại trong nhật ký sau khi xóa nên không được chứa họ tên, số giấy tờ, số điện thoại của người này. Hãy viết lại, chỉ nêu mã đối tượng nếu cần.");

    public static readonly ProblemKind GroundNeeded = new("erase-ground", "Hãy chọn căn cứ xóa theo Điều 14 Luật Bảo vệ dữ liệu cá nhân.");

    public static readonly ProblemKind DayWrong = new("erase-day", "Hãy nhập ngày của văn bản đề nghị, dạng 31/12/2026 và không sau hôm nay.");

    public static readonly ProblemKind Waiting = new("erase-waiting", "Đã có đề nghị xóa dữ liệu của người này đang chờ xác nhận. Hãy xem đề nghị đó.");

    public static readonly ProblemKind NotWaiting = new("erase-not-waiting", "Không có đề nghị xóa nào đang chờ xác nhận. Hãy lập đề nghị trước.");

    public static readonly ProblemKind OwnRequest = new("erase-own", "Ông/bà đã lập đề nghị này. Người xác nhận phải là cán bộ khác.");

    public static readonly ProblemKind Granted = new("erase-granted",
        "Người này có chế độ trợ giúp đã phát sinh (từ tháng {0}). Quyết định và hồ sơ chi trả được lưu theo Luật Lưu trữ số 33/2024/QH15 và Luật Kế toán số 88/2015/QH13: không xóa được cho đến khi hết thời hạn lưu trữ và hủy tài liệu theo các luật đó. Hãy trả lời người yêu cầu bằng văn bản.");

    public static readonly ProblemKind Filed = new("erase-filed",
        "Người này có tên trong hồ sơ thủ tục hành chính {0}. Hồ sơ được lưu theo Luật Lưu trữ số 33/2024/QH15: không xóa được cho đến khi hết thời hạn lưu trữ và hủy tài liệu theo luật đó. Hãy trả lời người yêu cầu bằng văn bản.");

    public static readonly ProblemKind Certified = new("erase-certified",
        "Người này có giấy xác nhận khuyết tật số {0} đã ký. Giấy và sổ cấp giấy được lưu theo Luật Người khuyết tật và Luật Lưu trữ số 33/2024/QH15: không xóa được. Hãy trả lời người yêu cầu bằng văn bản.");

    public static readonly ProblemKind Stands = new("erase-stands",
        "Người này còn có {0} đã ghi nhận chính thức, được lưu theo Luật Lưu trữ số 33/2024/QH15 và Luật Kế toán số 88/2015/QH13: không xóa được. Hãy trả lời người yêu cầu bằng văn bản.");

    public static readonly ProblemKind StandsByOther = new("erase-stands-by-other",
        "Người này là {0} của đối tượng {1}. Hãy thay hoặc sửa thông tin đó ở hồ sơ của đối tượng này trước khi xóa.");

    public static readonly ProblemKind Head = new("erase-head", "Người này đứng tên chủ hộ của một hộ còn thành viên khác. Hãy ghi chủ hộ mới ở trang hộ gia đình trước khi xóa.");

    public static readonly ProblemKind Merged = new("erase-merged", "Hồ sơ này đang gộp với hồ sơ khác ({0}). Hãy tách hai hồ sơ trước, rồi xem xét xóa từng hồ sơ.");
}
