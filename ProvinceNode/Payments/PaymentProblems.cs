using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>What can be wrong with months and lists of payment.</summary>
public static class PaymentProblems
{
    public static readonly ProblemKind NotHolder = new("payment-not-holder", "Kinh phí chi trả do {0} giữ. Hãy để kế toán của cơ quan đó thực hiện.");

    public static readonly ProblemKind Month = new("payment-month", "Kỳ chi trả phải là tháng {0} hoặc tháng {1}, và sau kỳ đã mở gần nhất.");

    public static readonly ProblemKind MonthOpened = new("payment-month-opened", "Kỳ chi trả tháng {0} đã được mở. Hãy mở trang của kỳ đó.");

    public static readonly ProblemKind Days = new("payment-days", "Lịch của kỳ chưa đúng: {0}. Hãy sửa lại ngày này.");

    public static readonly ProblemKind Closed = new("payment-closed", "Kỳ chi trả đã chốt. Cần sửa thì hãy lập danh sách bổ sung.");

    public static readonly ProblemKind Running = new("payment-running", "Danh sách đang được lập. Hãy chờ lập xong rồi làm tiếp.");

    public static readonly ProblemKind NotBuilding = new("payment-not-building", "Không có lần lập danh sách nào đang chạy. Hãy tải lại trang để xem kết quả.");

    public static readonly ProblemKind StopWhy = new("payment-stop-why", "Hãy ghi lý do dừng lập danh sách, từ {0} đến {1} ký tự.");

    public static readonly ProblemKind Drafts = new("payment-drafts", "Kỳ còn {0} danh sách dự thảo. Hãy duyệt hoặc hủy các danh sách đó trước.");

    public static readonly ProblemKind NothingToBuild = new("payment-nothing-to-build", "Mọi xã của kỳ đã có danh sách. Cần trả thêm thì hãy lập danh sách bổ sung.");

    public static readonly ProblemKind TooLate = new("payment-too-late", "Tháng {0} đã qua. Số còn phải trả hãy để vào danh sách của kỳ sau.");

    public static readonly ProblemKind WrongStatus = new("payment-wrong-status", "Danh sách đang ở trạng thái “{0}” nên chưa làm được việc này. Hãy mở danh sách để xem việc cần làm tiếp theo.");

    public static readonly ProblemKind SamePerson = new("payment-same-person", "Ông/bà đã {0}. Việc này phải do người khác thực hiện.");

    public static readonly ProblemKind Stale = new("payment-stale", "Sau khi lập danh sách, chế độ hoặc việc chi trả của {0} người đã thay đổi. Hãy để kế toán hủy danh sách này và lập lại theo số liệu hôm nay.");

    public static readonly ProblemKind Proposed = new("payment-proposed",
        "Danh sách có {0} khoản đang chờ xác nhận “đã chi trả theo danh sách giấy”, đề nghị ghi ở kỳ tháng {1}. Hãy mở trang “Chốt kỳ” của kỳ tháng {2}, nơi hiện cả đề nghị của kỳ khác, để xác nhận hoặc bỏ đề nghị trước khi duyệt; duyệt ngay thì các khoản này bị trả hai lần.");

    public static readonly ProblemKind ListMatters = new("payment-list-matters",
        "Kỳ tháng {1} đã chốt, danh sách bổ sung này còn {0} việc chưa xử lý xong và chưa có lý do. Hãy để kế toán mở trang “Chốt kỳ” của kỳ tháng {1}, xử lý hoặc ghi lý do cho từng việc, rồi mới duyệt.");

    public static readonly ProblemKind NothingToApprove = new("payment-nothing-to-approve", "Kỳ này không còn danh sách dự thảo nào để duyệt. Hãy tải lại trang để xem trạng thái mới nhất.");

    public static readonly ProblemKind ListFault = new("payment-list-fault", "Hệ thống gặp lỗi khi xử lý danh sách này nên chưa làm được. Hãy thử lại; nếu vẫn lỗi, hãy báo quản trị hệ thống.");

    public static readonly ProblemKind Matters = new("payment-matters", "Còn {0} việc chưa xử lý xong và chưa có lý do. Hãy xử lý hoặc ghi lý do cho từng việc rồi mới chốt kỳ.");

    public static readonly ProblemKind Unjustifiable = new("payment-unjustifiable", "Việc này không bỏ qua bằng lý do được. Hãy xử lý xong: duyệt hoặc hủy dự thảo, lập danh sách cho đủ các xã.");

    public static readonly ProblemKind NotBefore = new("payment-not-before", "Chỉ ghi được “đã chi trả trước khi dùng hệ thống” cho khoản đến hạn trước tháng {0} và chưa nằm trong danh sách đã duyệt nào. Hãy xem lại khoản này trên trang của đối tượng.");

    public static readonly ProblemKind Reason = new("payment-reason", "Hãy ghi lý do bằng văn bản, ít nhất 10 ký tự, tối đa 1000 ký tự.");
}
