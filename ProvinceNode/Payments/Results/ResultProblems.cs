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

    public static readonly ProblemKind Unclear = new("payment-result-unclear",
        "Dòng {0}: kết quả “{1}” đã được thay bằng “{2}” từ trước, nay lại được gửi mà không có số phiên bản mới, nên không rõ kết quả nào đúng. Hãy yêu cầu đơn vị chi trả gửi lại với số phiên bản lớn hơn.");

    public static readonly ProblemKind Outranked = new("payment-result-outranked",
        "Dòng {0}: tệp ghi “{1}”, nhưng đơn vị chi trả đã báo “{2}” qua đường truyền có chữ ký nên kết quả đó được giữ. Hãy yêu cầu đơn vị chi trả sửa qua đường truyền.");

    public static readonly ProblemKind Disputed = new("payment-result-disputed",
        "Dòng {0}: đơn vị chi trả báo “{1}” qua đường truyền với số phiên bản {2}, nhưng tệp của chính đơn vị này đã báo “{3}” với số phiên bản {4}. Kết quả theo tệp được giữ, danh sách chờ thống nhất. Hãy yêu cầu đơn vị chi trả gửi kết quả đúng qua đường truyền với số phiên bản lớn hơn.");

    public static readonly ProblemKind AgainstPaper = new("payment-result-against-paper",
        "Dòng {0}: đã ghi trả ngày {1} theo danh sách giấy số {2}, nay đơn vị chi trả báo “{3}”{4}. Kết quả theo danh sách giấy được giữ. Hãy đối chiếu chữ ký nhận: danh sách giấy ghi sai thì sửa tại trang “Trả theo danh sách giấy”, hệ thống tự ghi kết quả này; đơn vị chi trả báo sai thì khép kết quả này; đã trả hai lần thì thu hồi một lần.");

    public static readonly ProblemKind OnPaper = new("payment-result-on-paper", "Danh sách này đã được trả theo danh sách giấy, không giao cho đơn vị chi trả nào nên không có tệp kết quả. Hãy sửa tại trang “Trả theo danh sách giấy” nếu có dòng ghi sai.");

    public static readonly ProblemKind Signed = new("payment-result-signed",
        "Danh sách này gửi qua kênh “{0}”: kết quả về bằng đường truyền có chữ ký của đơn vị chi trả, không nhận bằng tệp. Hãy chờ kết quả, hoặc yêu cầu đơn vị chi trả gửi lại.");

    public static readonly ProblemKind BeforeSending = new("payment-result-before-sending",
        "Dòng {0}: đơn vị chi trả đã báo kết quả, nhưng tại hệ thống danh sách còn ở trạng thái “{1}”, chưa ghi là đã gửi (thường do vừa phục hồi từ bản sao lưu). Hệ thống giữ kết quả này và tự ghi khi danh sách được ghi là đã gửi: hãy gửi danh sách, hệ thống hỏi đơn vị chi trả trước nên không giao hai lần.");

    public static readonly ProblemKind OfDiscarded = new("payment-result-of-discarded",
        "Đơn vị chi trả đã báo kết quả của danh sách này, nhưng tại hệ thống danh sách đã hủy, đã rút nên không ghi được. Hãy đối chiếu với đơn vị chi trả xem danh sách có được giao và trả hay không, rồi lãnh đạo khép kết quả này và ghi rõ đã xử lý thế nào.");

    public static readonly ProblemKind NotStored = new("payment-result-not-stored",
        "Kết quả của dòng này không ghi được vì trái với dữ liệu đang có; các dòng khác đã được ghi. Hãy đối chiếu dòng này với đơn vị chi trả và báo quản trị hệ thống, rồi yêu cầu gửi lại kết quả.");

    public static readonly ProblemKind NotStoredYet = new("payment-result-not-stored-yet",
        "Kết quả của dòng này chưa ghi được vì trái với dữ liệu đang có; các dòng khác đã được ghi. Hệ thống giữ kết quả này và tự ghi lại; nếu sau một giờ dòng vẫn chưa có kết quả, hãy báo quản trị hệ thống.");

    public static readonly ProblemKind NoResultYet = new("payment-result-none-yet",
        "Dòng này chưa có kết quả nào nên không khép được: số tiền của dòng sẽ không được trả và cũng không được chuyển kỳ sau. Hãy chờ hệ thống ghi lại, hoặc báo quản trị hệ thống.");

    public static readonly ProblemKind NotTwice = new("payment-result-not-twice",
        "Kết quả này không cho biết khoản nào đã chi hai lần: không có danh sách khác đã trả cùng khoản, hoặc đơn vị chi trả không báo dòng này đã trả. Hãy chọn lý do “đơn vị chi trả đã rút kết quả” nếu đúng như vậy, hoặc để hệ thống tự ghi.");

    public static readonly ProblemKind TwiceAwaits = new("payment-result-twice-awaits",
        "{0} đang giữ cùng khoản và chưa có kết quả, nên chưa biết đã chi hai lần hay chưa. Hãy chờ kết quả của danh sách đó rồi khép; nếu dòng đó không được trả, hệ thống tự ghi kết quả sửa này.");

    public static readonly ProblemKind TwiceOutside = new("payment-result-twice-outside",
        "Khoản này đã chi hai lần, nhưng là của người không có trong sổ đối tượng nên hệ thống không lập được quyết định thu hồi. Hãy thu hồi trực tiếp với người đã nhận tiền; khi tiền đã về, khép với lý do “đơn vị chi trả đã rút kết quả” và ghi số chứng từ.");

    public static readonly ProblemKind NotClosed = new("payment-result-not-closed", "Kết quả này không ở trạng thái đã khép nên không có gì để mở lại. Hãy tải lại trang.");

    public static readonly ProblemKind TwiceDecided = new("payment-result-twice-decided",
        "Khoản chi hai lần theo kết quả này đã có quyết định thu hồi nên không mở lại được. Hãy lập hồ sơ hủy quyết định đó trước (trang thu hồi của đối tượng, “Quyết định sai”), rồi mở lại.");

    public static readonly ProblemKind NotWaiting = new("payment-result-not-waiting", "Tệp này không còn chờ xác nhận. Hãy tải lại trang để xem kết quả đã nhận.");
}

internal static partial class ResultLog
{
    [LoggerMessage(LogLevel.Information, "Results of {Provider}: {Lines} lines, {New} new, {Corrected} corrected, {Same} known, {Faults} faults")]
    public static partial void Taken(ILogger logger, string provider, int lines, int @new, int corrected, int same, int faults);

    [LoggerMessage(LogLevel.Error, "A batch of results was refused by the database; its lines are stored one by one")]
    public static partial void OneByOne(ILogger logger, Exception refused);

    [LoggerMessage(LogLevel.Warning, "Waiting result {Fault} was refused by the database again")]
    public static partial void StillRefused(ILogger logger, Exception refused, Guid fault);

    [LoggerMessage(LogLevel.Error, "Delivery {Delivery}: line {Line} was refused by the database")]
    public static partial void NotStored(ILogger logger, Exception refused, Guid delivery, int line);
}
