namespace ProvinceNode.Platform.Sheets;

/// <summary>Why a file is not taken in, and what is told about one that is. Each sentence says what to do.</summary>
public static class SheetProblems
{
    public static readonly ProblemKind Empty = new("import-file-empty",
        "Tệp “{0}” không có nội dung (0 byte). Hãy mở tệp gốc, lưu lại rồi tải lên lần nữa.");

    public static readonly ProblemKind TooLarge = new("import-file-too-large",
        "Tệp “{0}” lớn hơn {1} MB. Hãy tách danh sách thành nhiều tệp, hoặc xóa hình ảnh và các trang không dùng, rồi tải lên lại.");

    public static readonly ProblemKind Password = new("import-file-password",
        "Tệp “{0}” được đặt mật khẩu nên không đọc được. Hãy mở tệp bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc), lưu lại rồi tải lên.");

    public static readonly ProblemKind Bomb = new("import-file-bomb",
        "Tệp “{0}” phình to bất thường khi giải nén nên bị từ chối. Hãy sao chép danh sách sang một sổ làm việc mới rồi tải lên tệp mới.");

    public static readonly ProblemKind Nested = new("import-file-nested",
        "Tệp “{0}” chứa tệp nén hoặc tệp khác bên trong ({1}). Hãy xóa các đối tượng nhúng, chỉ để lại danh sách, rồi tải lên lại.");

    public static readonly ProblemKind Paths = new("import-file-paths",
        "Tệp “{0}” có cấu trúc bên trong không an toàn. Hãy mở bằng Excel, lưu thành tệp .xlsx mới rồi tải lên tệp mới.");

    public static readonly ProblemKind Entities = new("import-file-entities",
        "Tệp “{0}” có khai báo XML không được phép (DTD). Hãy mở bằng Excel, lưu thành tệp .xlsx mới rồi tải lên tệp mới.");

    public static readonly ProblemKind WrongType = new("import-file-type",
        "Tệp “{0}” không phải là bảng tính: nội dung là {1}. Hãy chọn tệp .xlsx, .xls hoặc .csv có danh sách.");

    public static readonly ProblemKind Broken = new("import-file-broken",
        "Tệp “{0}” bị hỏng hoặc tải lên chưa đủ. Hãy mở thử bằng Excel, lưu lại thành .xlsx rồi tải lên.");

    public static readonly ProblemKind TooManyRows = new("import-file-rows",
        "Trang “{0}” có nhiều hơn {1} dòng. Hãy tách danh sách thành nhiều tệp rồi tải lên từng tệp.");

    public static readonly ProblemKind LineTooLong = new("import-file-line",
        "Tệp “{0}” có dòng dài quá mức của một danh sách (hơn {1} ký tự hoặc {2} cột). Hãy mở tệp bằng Excel, chỉ giữ các cột của danh sách, lưu lại thành .xlsx rồi tải lên.");

    public static readonly ProblemKind Macros = new("warn-import-macros",
        "Tệp “{0}” có macro. Hệ thống chỉ đọc số liệu, macro không được chạy.");

    public static readonly ProblemKind OtherName = new("warn-import-other-name",
        "Tệp “{0}” thực chất là {1}; hệ thống đọc theo nội dung.");
}
