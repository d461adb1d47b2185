using ProvinceNode.Platform;

namespace ProvinceNode.Import.Rows;

/// <summary>What is wrong with a row or a sheet as a whole.</summary>
public static class RowProblems
{
    public static readonly ProblemKind NoHeading = new("import-no-heading",
        "Không tìm thấy dòng tiêu đề trong trang “{0}”. Hãy ghi dòng tiêu đề (Họ và tên, Ngày sinh, Số CCCD …) ngay trên danh sách.");

    public static readonly ProblemKind FieldMissing = new("import-field-missing", "Trang “{0}” chưa có cột {1}. Hãy chọn cột tương ứng hoặc bổ sung cột vào danh sách.");

    public static readonly ProblemKind NobodyKnown = new("import-row-nobody", "Dòng này không có ngày sinh và số định danh nên không xác định được người. Hãy bổ sung.");

    public static readonly ProblemKind SameNumber = new("import-row-same-number", "Số định danh này đã có ở {0}. Hãy kiểm tra: một người chỉ ghi một dòng.");

    public static readonly ProblemKind SamePerson = new("warn-import-row-same-person", "Họ tên, năm sinh và địa chỉ giống dòng ở {0}; cần xem có phải cùng một người.");
}
