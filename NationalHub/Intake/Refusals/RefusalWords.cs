using Protos.Replication;

namespace NationalHub.Intake.Refusals;

/// <summary>Refusals in words: those of the node's own page "Đồng bộ", so that both sides speak of the same. Pure.</summary>
public static class RefusalWords
{
    public static string Kind(int kind) => (RecordKind)kind switch
    {
        RecordKind.Beneficiary => "Đối tượng",
        RecordKind.Entitlement => "Chế độ đang hưởng",
        RecordKind.Decision => "Quyết định",
        RecordKind.Dossier => "Hồ sơ",
        RecordKind.Household => "Hộ gia đình",
        RecordKind.Certificate => "Giấy xác nhận khuyết tật",
        RecordKind.LifeEvent => "Biến động",
        RecordKind.PaymentList => "Danh sách chi trả",
        RecordKind.PaymentLine => "Dòng chi trả",
        _ => "Loại không biết",
    };

    /// <summary>What a reason means; which field it is, the node's page says: the hub keeps nothing of the record.</summary>
    public static string Reason(string code) => code switch
    {
        RefusalCodes.IdBad => "Mã bản ghi không đúng dạng.",
        RefusalCodes.KindUnknown => "Trục quốc gia không biết loại bản ghi này.",
        RefusalCodes.KindMismatch => "Nội dung không đúng loại bản ghi đã khai.",
        RefusalCodes.BodyMissing => "Bản ghi không có nội dung.",
        RefusalCodes.VersionBad => "Số phiên bản của bản ghi không hợp lệ.",
        RefusalCodes.EpochAhead => "Bản ghi mang kỷ nguyên cao hơn kỷ nguyên của nút.",
        RefusalCodes.PathForeign => "Đường dẫn đơn vị không thuộc tỉnh này.",
        RefusalCodes.UnitUnknown => "Bản ghi nêu một đơn vị hành chính mà trục quốc gia không biết.",
        RefusalCodes.TimeBad => "Thời điểm ghi nhận không hợp lý.",
        RefusalCodes.TextBad => "Một trường bị thiếu, quá dài hoặc có ký tự không dùng được.",
        RefusalCodes.NumberBad => "Một số trong bản ghi không thể có.",
        RefusalCodes.ValueUnknown => "Một giá trị sai dạng hoặc trục quốc gia không biết.",
        RefusalCodes.RecordErased => "Bản ghi đã được xóa theo yêu cầu xóa dữ liệu cá nhân và không được đưa trở lại.",
        _ => "Bản ghi bị trục quốc gia từ chối.",
    };

    /// <summary>What the province does about it.</summary>
    public static string ToDo(string code) => code switch
    {
        RefusalCodes.UnitUnknown => "Nếu chọn nhầm xã, tỉnh sửa rồi lưu. Nếu đơn vị mới thành lập, trục ban hành gói đơn vị hành chính, rồi tỉnh bấm “Gửi lại”.",
        RefusalCodes.RecordErased => "Dữ liệu của người này đã được xóa theo yêu cầu: tỉnh xóa lại tại trang của người đó.",
        RefusalCodes.TimeBad => "Tỉnh chỉnh đồng hồ của máy chủ, rồi lưu lại bản ghi.",
        RefusalCodes.IdBad or RefusalCodes.KindUnknown or RefusalCodes.KindMismatch or RefusalCodes.BodyMissing or RefusalCodes.VersionBad or RefusalCodes.EpochAhead =>
            "Đây là lỗi phiên bản phần mềm, không phải lỗi nhập liệu: nâng cấp hệ thống của tỉnh hoặc của trục, rồi tỉnh bấm “Gửi lại”.",
        _ => "Tỉnh sửa chỗ được nêu ở bản ghi rồi lưu: bản mới được gửi ngay.",
    };
}
