using ProvinceNode.Platform;

namespace ProvinceNode.Import.Units;

/// <summary>What can be unclear about a unit of a list.</summary>
public static class UnitProblems
{
    public static readonly ProblemKind Unknown = new("import-unit", "Không tìm thấy đơn vị “{0}” trong tỉnh. Hãy ghi tên xã, phường đúng danh mục, kèm tên huyện cũ nếu có.");
    public static readonly ProblemKind Several = new("import-unit-several", "“{0}” có thể là: {1}. Hãy chọn một đơn vị.");
    public static readonly ProblemKind Split = new("import-unit-split", "{0} đã được chia cho nhiều xã, phường từ {2}: {1}. Hãy chọn theo nơi người này đang ở.");
    public static readonly ProblemKind CodeAndName = new("import-unit-code-name", "Mã “{0}” và tên “{1}” không cùng một đơn vị. Hãy kiểm tra lại mã và tên.");
    public static readonly ProblemKind Mended = new("warn-import-unit", "“{0}” đã đọc là {1}.");
}
