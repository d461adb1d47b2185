using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Providers;

/// <summary>Why a list is not handed over.</summary>
public static class ProviderProblems
{
    public static readonly ProblemKind NotConfigured = new("pay-provider-not-configured",
        "Nút tỉnh chưa được khai báo kênh gửi “{0}”. Hãy liên hệ quản trị hệ thống để khai báo, hoặc chọn kênh khác.");

    public static readonly ProblemKind Refused = new("pay-provider-refused", "Đơn vị chi trả từ chối danh sách: {0} Hãy sửa theo lý do này rồi gửi lại.");

    public static readonly ProblemKind KeyUsed = new("pay-provider-key-used",
        "Dưới mã của lượt gửi này đơn vị chi trả đã giữ một danh sách khác. Không gửi lại; hãy liên hệ đơn vị chi trả, rồi ghi văn bản trả lời của đơn vị tại trang “Gửi và kết quả của danh sách”.");

    public static readonly ProblemKind NameTaken = new("pay-provider-name-taken",
        "Thư mục trao đổi còn tệp “{0}” của một lần gửi khác. Hãy hỏi đơn vị chi trả đã lấy tệp đó chưa: chưa lấy thì báo quản trị hệ thống chuyển tệp ra khỏi thư mục rồi gửi lại; đã lấy thì không gửi lại, đối chiếu với đơn vị chi trả trước.");

    public static readonly ProblemKind NotAccounts = new("pay-provider-not-accounts",
        "Danh sách có {0} dòng không có số tài khoản nên không lập được lệnh chuyển khoản. Hãy bổ sung tài khoản hoặc chuyển các dòng đó sang hình thức khác.");

    public static readonly ProblemKind Unauthorised = new("pay-provider-unauthorised",
        "Đơn vị chi trả không chấp nhận chữ ký của nút tỉnh. Hãy báo quản trị hệ thống kiểm tra khóa hoặc chứng thư đã thỏa thuận.");
}

internal static partial class ProviderLog
{
    [LoggerMessage(LogLevel.Information, "Provider {Provider}: list {List} accepted as {Reference}")]
    public static partial void Accepted(ILogger logger, string provider, string list, string reference);

    [LoggerMessage(LogLevel.Warning, "Provider {Provider}: list {List} refused: {Codes}")]
    public static partial void Refused(ILogger logger, string provider, string list, string codes);

    [LoggerMessage(LogLevel.Warning, "Provider {Provider}: no answer to {What}: {Kind}")]
    public static partial void Unanswered(ILogger logger, string provider, string what, string kind);

    [LoggerMessage(LogLevel.Warning, "Provider {Provider}: {File} refused with {Count} faults")]
    public static partial void FileRefused(ILogger logger, string provider, string file, int count);

    [LoggerMessage(LogLevel.Information, "Provider {Provider}: {File} taken, {Lines} lines, {Count} faults")]
    public static partial void FileTaken(ILogger logger, string provider, string file, int lines, int count);
}
