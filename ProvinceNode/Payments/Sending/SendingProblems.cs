using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Sending;

/// <summary>Why a list does not go out.</summary>
public static class SendingProblems
{
    public static readonly ProblemKind NotClosed = new("payment-not-closed", "Kỳ chi trả chưa chốt nên chưa gửi được danh sách. Hãy để kế toán chốt kỳ trước.");

    public static readonly ProblemKind NoChannel = new("payment-no-channel", "Nút tỉnh chưa khai báo kênh gửi nào cho hình thức “{0}”. Hãy liên hệ quản trị hệ thống để khai báo.");

    public static readonly ProblemKind NothingToSend = new("payment-nothing-to-send", "Kỳ này không còn danh sách nào đã duyệt mà ông/bà gửi được. Người lập hoặc duyệt danh sách không được gửi; hãy để thủ quỹ gửi.");
}

internal static partial class SendingLog
{
    [LoggerMessage(LogLevel.Information, "Payment list {List}: sending {Sending} is {State}")]
    public static partial void Told(ILogger logger, Guid list, Guid sending, SendingState state);

    [LoggerMessage(LogLevel.Error, "Payment list {List}: the payer holds something else under the key of sending {Sending}")]
    public static partial void OtherContent(ILogger logger, Guid list, Guid sending);
}
