using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Sending;

/// <summary>Why a list does not go out.</summary>
public static class SendingProblems
{
    public static readonly ProblemKind NotClosed = new("payment-not-closed", "Kỳ chi trả chưa chốt nên chưa gửi được danh sách. Hãy để kế toán chốt kỳ trước.");

    public static readonly ProblemKind StageUnconfirmed = new("payment-stage-unconfirmed",
        "Tỉnh đang ở giai đoạn “{0}”, chưa vận hành chính thức. Hãy đánh dấu xác nhận gửi thật trong giai đoạn này, sau khi chắc rằng không nơi nào khác chi các danh sách đó.");

    public static readonly ProblemKind NoChannel = new("payment-no-channel", "Nút tỉnh chưa khai báo kênh gửi nào cho hình thức “{0}”. Hãy liên hệ quản trị hệ thống để khai báo.");

    public static readonly ProblemKind NothingToSend = new("payment-nothing-to-send", "Kỳ này không còn danh sách nào đã duyệt mà ông/bà gửi được. Người lập hoặc duyệt danh sách không được gửi; hãy để thủ quỹ gửi.");

    public static readonly ProblemKind HeldPeople = new("payment-held-since",
        "Từ khi duyệt danh sách đến nay có {0} người bị tạm giữ chi trả, thôi hưởng hoặc có thay đổi khác mà danh sách chưa tính đến. Hãy rút danh sách để lập lại, hoặc ghi lý do vẫn gửi (ít nhất 10 ký tự).");

    public static readonly ProblemKind HeldLists = new("payment-held-lists", "Còn {0} danh sách có người bị tạm giữ chi trả hoặc có thay đổi từ khi duyệt. Hãy mở từng danh sách để xem và quyết định gửi hay rút.");

    public static readonly ProblemKind WithdrawWhy = new("payment-withdraw-why", "Hãy ghi lý do rút danh sách, từ 10 đến 500 ký tự.");

    public static readonly ProblemKind OnItsWay = new("payment-on-its-way", "Danh sách đã được giao cho đơn vị chi trả nên không rút lại được. Hãy chờ câu trả lời hoặc kết quả chi trả.");

    public static readonly ProblemKind HeldByPayer = new("payment-held-by-payer",
        "Đơn vị chi trả đang giữ danh sách của {0} tháng {1} mà nút tỉnh không còn biết (mã {2}), có thể đã gửi trước khi phục hồi từ bản sao lưu. Không gửi để tránh trả hai lần; hãy đối chiếu với đơn vị chi trả và yêu cầu hủy danh sách đó nếu chưa chi.");

    public static readonly ProblemKind HeldNotSent = new("payment-held-not-sent",
        "Đơn vị chi trả đang giữ danh sách của {0} tháng {1} (mã {2}) mà nút tỉnh, sau khi phục hồi từ bản sao lưu, chưa ghi là đã gửi. Hãy duyệt và gửi chính danh sách đó: hệ thống chỉ ghi nhận là đã gửi, không gửi lần hai. Hủy, rút hoặc gửi danh sách khác thay thế thì người dân được trả hai lần.");

    public static readonly ProblemKind AskFirst = new("payment-ask-first",
        "Nút tỉnh đã phục hồi từ bản sao lưu nên danh sách của {0} tháng {1} có thể đã được gửi sau lần sao lưu. Chưa hỏi được đơn vị chi trả nên chưa hủy, chưa rút, chưa ghi trả theo danh sách giấy được; hãy thử lại khi có đường truyền, hoặc gửi danh sách rồi xử lý bằng văn bản trả lời.");

    public static readonly ProblemKind NotUnknown = new("payment-not-unknown", "Chỉ xử lý bằng văn bản khi danh sách “chưa rõ” và hệ thống đã hỏi lại ít nhất một lần. Hãy tải lại trang để xem trạng thái mới nhất.");

    public static readonly ProblemKind PaperSays = new("payment-paper-says", "Hãy chọn nội dung văn bản: đã nhận danh sách, hay không nhận được.");

    public static readonly ProblemKind OtherSums = new("payment-paper-sums", "Văn bản ghi {0} dòng, {1}; danh sách đã gửi có {2} dòng, {3}. Hãy kiểm tra lại văn bản; nếu khác thật thì không dùng được văn bản này.");

    public static readonly ProblemKind Scan = new("payment-paper-scan", "Hãy chọn bản chụp văn bản của tổ chức chi trả: tệp PDF, PNG hoặc JPG, không quá 20 MB.");

    public static readonly ProblemKind PaperWaits = new("payment-paper-waits", "Đã có một văn bản đang chờ người thứ hai xác nhận. Hãy để người đó xác nhận hoặc không chấp nhận trước.");
}

internal static partial class SendingLog
{
    [LoggerMessage(LogLevel.Information, "Payment list {List}: sending {Sending} is {State}")]
    public static partial void Told(ILogger logger, Guid list, Guid sending, SendingState state);

    [LoggerMessage(LogLevel.Error, "Payment list {List}: the payer holds something else under the key of sending {Sending}")]
    public static partial void OtherContent(ILogger logger, Guid list, Guid sending);
}
