using ProvinceNode.Platform;

namespace ProvinceNode.Import.Batches;

/// <summary>What can stand in the way of an import as a whole.</summary>
public static class BatchProblems
{
    public static readonly ProblemKind NoFile = new("import-no-file", "Hãy chọn ít nhất một tệp danh sách (.xlsx, .xls hoặc .csv).");
    public static readonly ProblemKind TooManyFiles = new("import-too-many-files", "Mỗi đợt nhận tối đa {0} tệp, ông/bà đã chọn {1} tệp. Hãy gửi thành nhiều đợt.");
    public static readonly ProblemKind KnownFile = new("import-known-file",
        "Tệp “{0}” đã được nhận lúc {1} trong đợt nhập của {2}; không có gì thay đổi. Hãy mở đợt nhập đó để xem tiếp.");
    public static readonly ProblemKind SameFileTwice = new("import-same-file-twice", "Tệp “{0}” có nội dung giống tệp “{1}” trong cùng lần gửi nên chỉ nhận một tệp. Ông/bà không cần gửi lại.");
    public static readonly ProblemKind MonthWrong = new("import-list-month", "Hãy ghi tháng của danh sách theo dạng MM/yyyy, ví dụ 08/2025, không quá 12 tháng về sau.");
    public static readonly ProblemKind Closed = new("import-closed", "Đợt nhập này đã được duyệt, hoàn tác hoặc bỏ nên không sửa được nữa. Hãy mở lại trang đợt nhập để xem.");
    public static readonly ProblemKind StillReading = new("import-still-reading", "Hệ thống còn đang đọc danh sách. Hãy đợi đọc xong rồi làm tiếp.");
    public static readonly ProblemKind FieldTwice = new("import-field-twice", "{0} đang được chọn cho hai cột {1} và {2}. Hãy chỉ chọn một cột.");
    public static readonly ProblemKind NothingValid = new("import-nothing-valid", "Không có dòng nào đủ điều kiện để ghi sổ. Hãy sửa các dòng có lỗi trước.");
    public static readonly ProblemKind OwnImport = new("import-own", "Người gửi danh sách không được tự duyệt. Hãy để một người khác kiểm tra và duyệt.");
    public static readonly ProblemKind WrongOffice = new("import-wrong-office", "Danh sách này do {0} duyệt ghi sổ. Hãy chuyển cho đơn vị đó kiểm tra.");
    public static readonly ProblemKind AmountUnset = new("import-amount-unset",
        "Có {0} dòng mức tiền trong tệp khác mức theo quy định. Hãy chọn ghi theo quy định hay theo tệp trước khi duyệt.");
    public static readonly ProblemKind NotEntered = new("import-not-entered", "Chỉ hoàn tác được đợt nhập đã ghi sổ xong. Hãy mở lại trang đợt nhập để xem trạng thái.");
    public static readonly ProblemKind BuiltOn = new("import-built-on", "Không hoàn tác được vì đã có việc phát sinh sau khi nhập: {0}. Hãy giải quyết từng trường hợp bằng hồ sơ điều chỉnh hoặc thôi hưởng.");
    public static readonly ProblemKind ErasedBusy = new("import-erased-busy",
        "Người này có trong danh sách do {0} gửi đang được đọc, kiểm tra hoặc ghi sổ. Hãy duyệt, hoàn tác hoặc bỏ đợt nhập đó trước khi xóa dữ liệu.");
    public static readonly ProblemKind ErasedRow = new("warn-import-erased", "Dữ liệu của dòng này đã được xóa theo Điều 14 Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15.");
    public static readonly ProblemKind SayWhy = new("import-say-why", "Hãy ghi lý do.");
}
