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
