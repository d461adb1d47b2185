using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Rows;

namespace ProvinceNode.Import.Review;

/// <summary>States in Vietnamese. Pure.</summary>
public static class ImportWords
{
    public static string Of(BatchState state) => state switch
    {
        BatchState.Reading => "Đang đọc thử", BatchState.Ready => "Chờ kiểm tra, duyệt", BatchState.Accepting => "Đang ghi sổ", BatchState.Accepted => "Đã ghi sổ",
        BatchState.Undoing => "Đang hoàn tác", BatchState.Undone => "Đã hoàn tác", _ => "Đã bỏ",
    };

    /// <summary>Class of the tag; the words say the same.</summary>
    public static string Tone(BatchState state) => state switch { BatchState.Accepted => "fine", BatchState.Ready or BatchState.Reading or BatchState.Accepting or BatchState.Undoing => "soon", _ => "" };

    public static string Of(SheetState state) => state switch
    {
        SheetState.Waiting => "Chờ đọc", SheetState.NeedsColumns => "Cần chọn cột", SheetState.Read => "Đã đọc", SheetState.Skipped => "Không đọc", _ => "Bị hỏng",
    };

    public static string Of(ImportRow row) => row.State switch
    {
        RowState.Entered => "Đã ghi sổ", RowState.Undone => "Đã hoàn tác", RowState.LeftOut => "Không nhập",
        _ => row.Verdict switch { RowVerdict.Refused => "Chưa nhập được", RowVerdict.ValidWithWarnings => "Nhập được, cần xem", _ => "Nhập được" },
    };

    public static string Tone(ImportRow row) => row.State is RowState.LeftOut or RowState.Undone ? "" : row.State == RowState.Read && row.Verdict == RowVerdict.Refused ? "late" : row.Verdict == RowVerdict.ValidWithWarnings && row.State == RowState.Read ? "soon" : "fine";
}
