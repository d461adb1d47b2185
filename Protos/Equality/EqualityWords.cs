namespace Protos.Equality;

/// <summary>What people of both sides read of a certificate.</summary>
public static class EqualityWords
{
    /// <summary>Name of a RecordKind in words.</summary>
    public static string Kind(string kind) => kind switch
    {
        "Beneficiary" => "Đối tượng",
        "Entitlement" => "Chế độ đang hưởng",
        "Decision" => "Quyết định",
        "Dossier" => "Hồ sơ",
        "Household" => "Hộ gia đình",
        "Certificate" => "Giấy xác nhận khuyết tật",
        "LifeEvent" => "Biến động",
        "PaymentList" => "Danh sách chi trả",
        "PaymentLine" => "Dòng chi trả",
        _ => kind,
    };

    public static string What(DifferenceKind what) => what switch
    {
        DifferenceKind.HubValue => "Giá trị ở trục quốc gia khác bản tỉnh đã gửi",
        DifferenceKind.HubMissing => "Trục quốc gia thiếu bản ghi",
        DifferenceKind.HubStale => "Trục quốc gia giữ phiên bản cũ hơn",
        DifferenceKind.HubExtra => "Trục quốc gia có bản ghi mà tỉnh không có",
        DifferenceKind.NodeValue => "Giá trị ở tỉnh khác phiên bản đã ghi và đã gửi",
        DifferenceKind.NodeMissing => "Bản ghi ở tỉnh bị mất mà không có việc xóa",
        DifferenceKind.NodeExtra => "Bản ghi ở tỉnh không qua hệ thống",
        DifferenceKind.NodeVersion => "Phiên bản lưu ở tỉnh bị sửa",
        _ => what.ToString(),
    };

    /// <summary>Stands first among the fields of a row that the hub has and the node has too, untold as the node knows: results told after the backup that it was restored from. Published.</summary>
    public const string Untold = "not_told_yet";

    /// <summary>The same of a list that waits for its approval, and of its lines. Published.</summary>
    public const string UntoldDraft = "not_told_draft";

    /// <summary>Whether the node has it and did not tell of it, as it knows.</summary>
    public static bool IsUntold(EqualityRow row) => row.What == DifferenceKind.HubExtra && row.Fields.Any(IsMark);

    /// <summary>What is wrong with a named row.</summary>
    public static string What(EqualityRow row) => IsUntold(row) ? "Tỉnh có bản ghi này nhưng chưa báo lên trục quốc gia" : What(row.What);

    /// <summary>What the province does about a row that it has and did not tell of.</summary>
    public static string ToDo(EqualityRow row) => row.Fields.Contains(UntoldDraft)
        ? "Bản ở trục được gửi trước khi khôi phục từ bản sao lưu; ở tỉnh danh sách còn là dự thảo. Hãy duyệt và gửi lại danh sách, hoặc hủy dự thảo rồi xóa bản ở trục."
        : "Bản ở trục được gửi trước khi khôi phục từ bản sao lưu. Hãy nhận lại kết quả chi trả; hệ thống sẽ báo lại lên trục, không xóa ở trục.";

    /// <summary>The fields that differ, without marks.</summary>
    public static IEnumerable<string> Fields(EqualityRow row) => row.Fields.Where(f => !IsMark(f));

    private static bool IsMark(string field) => field is Untold or UntoldDraft;

    public static string Reason(string reason) => reason switch
    {
        "Nightly" => "hằng đêm",
        "AskedByNode" => "tỉnh yêu cầu",
        "AskedByHub" => "trục quốc gia yêu cầu",
        "AfterRepair" => "kiểm tra lại sau khi sửa",
        _ => reason,
    };

    /// <summary>A version with the first digits of its digest.</summary>
    public static string Version(long epoch, long version, string digest) => version == 0 ? "không có" : $"{epoch}.{version} {(digest.Length > 12 ? digest[..12] : digest)}".TrimEnd();
}
