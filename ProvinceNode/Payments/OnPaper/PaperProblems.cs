using ProvinceNode.Platform;

namespace ProvinceNode.Payments.OnPaper;

/// <summary>Why a list on paper is not taken.</summary>
public static class PaperProblems
{
    public static readonly ProblemKind MonthOpen = new("paper-payment-month-open", "Kỳ chi trả tháng {0} chưa chốt. Chỉ ghi “đã trả theo danh sách giấy” cho kỳ đã chốt; hãy để kế toán chốt kỳ trước.");

    public static readonly ProblemKind Status = new("paper-payment-status", "Danh sách đang ở trạng thái “{0}” nên chưa ghi được việc trả theo danh sách giấy. Hãy chờ đến khi biết rõ tổ chức chi trả có giữ danh sách hay không.");

    public static readonly ProblemKind Rows = new("paper-payment-rows", "Hãy ghi số thứ tự các dòng của danh sách, từ 1 đến {0}, cách nhau bằng dấu phẩy, ví dụ: 1-20, 25.");

    public static readonly ProblemKind Nothing = new("paper-payment-nothing", "Danh sách không còn dòng nào chưa được chi trả, nên không có gì để ghi theo danh sách giấy. Hãy kiểm tra lại danh sách đang mở.");

    public static readonly ProblemKind TooLong = new("paper-payment-too-long", "Danh sách giấy có quá nhiều dòng rời nhau để ghi một lần. Hãy chia thành nhiều lần ghi, mỗi lần một phần của danh sách.");

    public static readonly ProblemKind TooScattered = new("paper-payment-too-scattered", "Các dòng ghi sai rời nhau quá nhiều để sửa từng phần. Hãy để trống ô này để sửa cả danh sách giấy, rồi ghi lại danh sách giấy đúng.");

    public static readonly ProblemKind Paid = new("paper-payment-paid", "Dòng {0} đã có kết quả “Đã chi trả”. Hãy bỏ dòng này khỏi lần ghi; nếu danh sách giấy cũng có chữ ký nhận thì có thể đã trả hai lần, hãy đối chiếu với tổ chức chi trả.");

    public static readonly ProblemKind Later = new("paper-payment-later", "Dòng {0}: khoản này đã vào danh sách tháng {1} của {2}, dòng {3}. Hãy hủy danh sách đó nếu còn là dự thảo, hoặc chờ kết quả của danh sách đó; ghi ngay thì người này được trả hai lần.");

    public static readonly ProblemKind Sums = new("paper-payment-sums", "Danh sách giấy ghi {0}; các dòng đã chọn là {1} dòng, cộng {2}. Hãy kiểm tra lại số thứ tự các dòng và tổng tiền.");

    public static readonly ProblemKind Dong = new("paper-payment-dong", "Hãy ghi tổng tiền trên danh sách giấy bằng chữ số, lớn hơn 0, ví dụ: 1.080.000.");

    public static readonly ProblemKind Day = new("paper-payment-day", "Hãy ghi ngày phát tiền theo danh sách giấy, từ {0} đến hôm nay.");

    public static readonly ProblemKind Scan = new("paper-payment-scan", "Hãy chọn bản chụp danh sách giấy có chữ ký nhận: tệp PDF, PNG hoặc JPG, không quá 20 MB.");

    public static readonly ProblemKind Waits = new("paper-payment-waits", "Danh sách giấy số {0} của danh sách này đang chờ người thứ hai xác nhận. Hãy để người đó xử lý xong rồi mới ghi tiếp, gửi hoặc rút danh sách, để không trả hai lần.");

    public static readonly ProblemKind NotWaiting = new("paper-payment-not-waiting", "Danh sách giấy này không còn chờ xác nhận. Hãy tải lại trang để xem kết quả.");

    public static readonly ProblemKind NotPaidByIt = new("paper-payment-not-paid-by-it", "Dòng {0} không được ghi là đã trả theo danh sách giấy này. Hãy xem lại số thứ tự các dòng.");
}
