using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Receiving;

/// <summary>What can be wrong with how somebody is to be paid.</summary>
public static class ReceivingProblems
{
    public static readonly ProblemKind Method = new("pay-method", "Hãy chọn hình thức nhận tiền mới, khác hình thức đang dùng.");

    public static readonly ProblemKind Receiver = new("pay-receiver", "Hãy chọn người nhận tiền trong những người đang nhận thay hoặc chính đối tượng.");

    public static readonly ProblemKind NoNumber = new("pay-receiver-number", "{0} chưa có số giấy tờ nên danh sách không phân biệt được người này. Hãy bổ sung số định danh của người nhận thay trước, bằng thủ tục điều chỉnh.");

    public static readonly ProblemKind AccountNumber = new("pay-account-number", "Số tài khoản phải có từ 6 đến 20 chữ số, không có dấu cách. Hãy xem lại sổ hoặc thẻ.");

    public static readonly ProblemKind VneidNumber = new("pay-vneid-number",
        "Tài khoản an sinh xã hội trên VNeID đứng tên người nhận theo số định danh 12 chữ số, mà hồ sơ của {0} chưa có số này. Hãy bổ sung số định danh trước, hoặc chọn cách nhận khác.");

    public static readonly ProblemKind Holder = new("pay-account-holder",
        "Chủ tài khoản phải là đối tượng, người giám hộ hoặc người đang nhận thay theo giấy ủy quyền còn hiệu lực. Hãy đăng ký tài khoản đứng tên một trong những người đó.");

    public static readonly ProblemKind Home = new("pay-home-why", "Chi trả tại nhà dành cho người có hoàn cảnh đặc biệt (Điều 34 Nghị định số 20/2021/NĐ-CP). Hãy ghi lý do, ít nhất 10 ký tự.");

    public static readonly ProblemKind NotHis = new("pay-not-his", "Tiền này do người khác nhận nên ông/bà không đổi cách nhận được. Hãy để người đang nhận tiền yêu cầu trên trang của mình, hoặc đến Ủy ban nhân dân cấp xã.");

    public static readonly ProblemKind Waits = new("pay-method-waits", "Người nhận này đã có một yêu cầu đang chờ kế toán. Hãy chờ giải quyết hoặc rút yêu cầu đó trước.");

    public static readonly ProblemKind NotOpen = new("pay-method-settled", "Yêu cầu này đã được giải quyết hoặc đã rút. Hãy tải lại trang.");

    public static readonly ProblemKind BadAccount = new("pay-account-bad", "Ngân hàng không xác nhận tài khoản này: {0}. Hãy từ chối yêu cầu và đề nghị người nhận đăng ký lại tài khoản.");

    public static readonly ProblemKind UncheckedAccount = new("pay-account-unchecked", "Ngân hàng chưa xác nhận tài khoản này. Hãy chờ kết quả kiểm tra, hoặc ghi rõ đã kiểm tra bằng cách nào (ít nhất 10 ký tự).");

    public static readonly ProblemKind Why = new("pay-receiving-why", "Hãy ghi lý do, từ 10 đến 500 ký tự.");

    public static readonly ProblemKind ProxyNumber = new("pay-proxy-number", "Số giấy tờ của người được ủy quyền phải có 12 hoặc 9 chữ số, và không phải số của chính đối tượng.");

    public static readonly ProblemKind ProxyDays = new("pay-proxy-days", "Giấy ủy quyền phải được chứng thực không sau hôm nay, có hiệu lực từ ngày chứng thực trở đi và không quá {0} tháng. Hãy xem lại ngày trên giấy.");

    public static readonly ProblemKind ProxyStands = new("pay-proxy-stands", "Trong những ngày này đã có giấy ủy quyền cho {0}. Hãy chấm dứt giấy đó trước.");

    public static readonly ProblemKind ProxySettled = new("pay-proxy-settled", "Giấy ủy quyền này đã được xác nhận, đã chấm dứt hoặc đã hết hạn. Hãy tải lại trang để xem trạng thái mới nhất.");

    public static readonly ProblemKind ProxyGone = new("pay-proxy-gone", "Giấy ủy quyền của chủ tài khoản này không còn hiệu lực. Hãy không chấp nhận yêu cầu và đề nghị người nhận yêu cầu lại bằng tài khoản của mình hoặc giấy ủy quyền mới.");

    public static readonly ProblemKind ProxyMany = new("pay-proxy-many", "{0} đã nhận thay cho {1} người không có quan hệ gia đình. Hãy ghi rõ vì sao nhận thay thêm người này (ít nhất 10 ký tự).");
}
