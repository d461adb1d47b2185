using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>Why results are not taken, or a line of them is not settled.</summary>
public static class ResultProblems
{
    public static readonly ProblemKind NoFile = new("payment-result-no-file", "Hãy chọn tệp kết quả chi trả.");

    public static readonly ProblemKind TooLarge = new("payment-result-too-large", "Tệp lớn hơn {0} MB. Hãy tách thành nhiều tệp rồi gửi lại.");

    public static readonly ProblemKind NotSent = new("payment-result-not-sent", "Danh sách đang ở trạng thái “{0}”, chưa gửi cho đơn vị chi trả nên chưa có kết quả. Hãy gửi danh sách trước.");

    public static readonly ProblemKind Refused = new("payment-result-refused", "Tệp không được nhận. {0} Hãy yêu cầu đơn vị chi trả lập lại tệp theo lý do này rồi gửi lại.");

    public static readonly ProblemKind Why = new("payment-result-why", "Hãy ghi rõ việc đã làm hoặc lý do, ít nhất 10 ký tự.");

    public static readonly ProblemKind Conflict = new("payment-result-conflict",
        "Kết quả sửa chưa ghi được: {0} được sửa từ “{1}” thành “{2}”, nhưng khoản này đã vào {3}. Hãy thống nhất với đơn vị chi trả dòng nào đúng; hệ thống tự ghi khi dòng kia không còn được trả.");
}

internal static partial class ResultLog
{
    [LoggerMessage(LogLevel.Information, "Results of {Provider}: {Lines} lines, {New} new, {Corrected} corrected, {Same} known, {Faults} faults")]
    public static partial void Taken(ILogger logger, string provider, int lines, int @new, int corrected, int same, int faults);
}
