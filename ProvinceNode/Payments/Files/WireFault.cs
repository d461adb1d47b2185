using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Files;

/// <summary>One thing wrong with a file. Pure.</summary>
/// <param name="Line">Row as Excel counts it, or the number of the element of <c>rows</c> in JSON, both from 1; 0 is the file as a whole.</param>
/// <param name="Column">Heading of the column; empty when it is the line as a whole.</param>
public sealed record WireFault(int Line, string Column, Problem Problem)
{
    public static WireFault OfFile(ProblemKind kind, params object[] values) => new(0, "", kind.Now(values));

    /// <summary>As a person reads it: <c>Dòng 12, cột “Số tiền”: …</c></summary>
    public string Sentence => Line == 0 ? Problem.Message : Column.Length == 0 ? $"Dòng {Line}: {Problem.Message}" : $"Dòng {Line}, cột “{Column}”: {Problem.Message}";
}

/// <summary>What can be wrong with exchanged files; each sentence says what to do.</summary>
public static class FileProblems
{
    public static readonly ProblemKind Foreign = new("pay-file-foreign",
        "Tệp “{0}” không phải là tệp “{1}” của hệ thống. Hãy gửi đúng tệp theo mẫu.");

    public static readonly ProblemKind Broken = new("pay-file-broken",
        "Tệp “{0}” bị hỏng hoặc chưa được ghi xong, chỉ đọc được đến dòng {1}. Hãy xuất lại tệp và gửi lại toàn bộ.");

    public static readonly ProblemKind TooLarge = new("pay-file-too-large", "Tệp “{0}” lớn hơn {1} MB. Hãy tách thành nhiều tệp rồi gửi lại.");

    public static readonly ProblemKind OtherName = new("pay-file-other-name",
        "Tên tệp “{0}” không khớp với nội dung bên trong ({1}). Hãy kiểm tra xem có gửi nhầm tệp không, rồi đặt lại đúng tên.");

    public static readonly ProblemKind Damaged = new("pay-file-damaged",
        "Mã kiểm tra của tệp không khớp với nội dung: tệp đã bị sửa sau khi lập. Hãy xuất lại tệp từ hệ thống gốc, không sửa tay.");

    public static readonly ProblemKind Partial = new("pay-file-partial",
        "Tệp khai {0} dòng nhưng chỉ có {1} dòng. Hãy gửi lại toàn bộ tệp.");

    public static readonly ProblemKind Count = new("pay-file-count", "Tệp khai {0} {1} nhưng các dòng cộng lại là {2}. Hãy xuất lại tệp từ hệ thống gốc.");

    public static readonly ProblemKind Missing = new("pay-file-missing", "Thiếu giá trị. Hãy điền {0}.");

    public static readonly ProblemKind TooLong = new("pay-file-too-long", "Giá trị dài {0} ký tự, tối đa {1} ký tự.");

    public static readonly ProblemKind NotAmount = new("pay-file-not-amount", "“{0}” không phải là số tiền. Hãy ghi số nguyên đồng, không âm, ví dụ 540000.");

    public static readonly ProblemKind NotCount = new("pay-file-not-count", "“{0}” không phải là số. Hãy ghi số nguyên không âm.");

    public static readonly ProblemKind NotMoment = new("pay-file-not-moment", "“{0}” không phải là thời điểm. Hãy ghi theo dạng 2022-11-05T08:30:00 hoặc 05/11/2022 08:30.");

    public static readonly ProblemKind NotMonth = new("pay-file-not-month", "“{0}” không phải là tháng. Hãy ghi theo dạng 202211 hoặc 11/2022.");

    public static readonly ProblemKind UnknownCode = new("pay-file-unknown-code", "Không có mã “{0}”. Hãy dùng một trong các mã: {1}.");

    public static readonly ProblemKind UnknownStatus = new("pay-file-unknown-status", "Không có trạng thái “{0}”. Hãy dùng một trong các mã: {1}.");

    public static readonly ProblemKind UnknownReason = new("pay-file-unknown-reason", "Không có lý do “{0}”. Hãy dùng một trong các mã từ R01 đến R09.");

    public static readonly ProblemKind ReasonMissing = new("pay-file-reason-missing", "Khoản không chi được phải có lý do. Hãy ghi một mã từ R01 đến R09.");

    public static readonly ProblemKind ReasonOfPaid = new("pay-file-reason-of-paid", "Khoản đã chi trả không có lý do chưa nhận. Hãy bỏ mã “{0}” hoặc sửa lại trạng thái.");

    public static readonly ProblemKind PaidAtMissing = new("pay-file-paid-at-missing", "Khoản đã chi trả phải có ngày chi trả. Hãy ghi ngày chi trả.");

    public static readonly ProblemKind PaidAfterFile = new("pay-file-paid-after", "Ngày chi trả {0} sau thời điểm lập tệp. Hãy kiểm tra lại ngày chi trả.");

    public static readonly ProblemKind PaidAhead = new("pay-result-paid-ahead",
        "Ngày chi trả {0} chưa đến (hôm nay là {1}) nên chưa thể đã chi trả. Đơn vị chi trả hãy kiểm tra lại ngày chi trả và đồng hồ của hệ thống mình, rồi gửi lại kết quả.");

    public static readonly ProblemKind PaidBeforeList = new("pay-result-paid-before-list",
        "Ngày chi trả {0} trước ngày {1} là ngày có danh sách để chi trả. Đơn vị chi trả hãy kiểm tra lại ngày chi trả rồi gửi lại kết quả.");

    public static readonly ProblemKind ProxyUnnamed = new("pay-file-proxy-unnamed", "Người nhận thay phải có họ tên và số giấy tờ. Hãy ghi đủ.");

    public static readonly ProblemKind WrongTotal = new("pay-file-wrong-total", "Tổng số tiền {0} không bằng các khoản cộng lại ({1}). Hãy xuất lại tệp từ hệ thống gốc.");

    public static readonly ProblemKind UnknownList = new("pay-result-unknown-list", "Không có danh sách “{0}” đã gửi cho đơn vị chi trả này. Hãy kiểm tra mã danh sách.");

    public static readonly ProblemKind UnknownRow = new("pay-result-unknown-row", "Danh sách không có dòng “{0}”. Hãy kiểm tra mã dòng.");

    public static readonly ProblemKind AmountChanged = new("pay-result-amount-changed", "Số tiền {0} khác số tiền đã giao {1}. Đơn vị chi trả không được đổi số tiền; hãy ghi đúng số đã giao.");

    public static readonly ProblemKind WrongMonth = new("pay-result-wrong-month", "Tệp của tháng {0} nhưng dòng này thuộc danh sách tháng {1}. Hãy gửi kết quả đúng tháng.");

    public static readonly ProblemKind OtherList = new("pay-result-other-list", "Tệp là kết quả của danh sách “{0}” nhưng dòng này ghi danh sách “{1}”. Hãy tách riêng từng danh sách.");

    public static readonly ProblemKind Contradiction = new("pay-result-contradiction", "Dòng này có hai kết quả khác nhau trong cùng tệp. Hãy để lại một kết quả đúng, hoặc ghi lần sửa lớn hơn cho kết quả sửa.");

    public static readonly ProblemKind TwiceRow = new("pay-file-twice-row", "Mã dòng “{0}” có hai lần. Hãy xuất lại tệp từ hệ thống gốc.");

    public static readonly ProblemKind Repeated = new("warn-pay-result-repeated", "Kết quả của dòng này lặp lại trong tệp; chỉ tính một lần.");

    public static readonly ProblemKind OtherTransfer = new("pay-bank-other-transfer", "Không có lệnh chuyển số {0} với số tài khoản và số tiền này trong lô đã gửi. Hãy kiểm tra lại tệp kết quả của ngân hàng.");
}
