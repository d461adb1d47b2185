using Protos.Values;

namespace ProvinceNode.Payments.Files;

/// <summary>Shape of a payment list in its files, and the way between its records and canonical texts. Pure.</summary>
public static class PaymentColumns
{
    public static WireSchema Schema { get; } = new("btxh-chitra-1", "Danh sách chi trả",
    [
        new("listId", "Mã danh sách", Longest: 64, Required: true),
        new("unit", "Mã đơn vị", Longest: 5, Required: true),
        new("unitName", "Đơn vị"),
        new("month", "Tháng chi trả", WireKind.Month, Required: true),
        new("type", "Loại danh sách", Longest: 40, Required: true),
        new("method", "Hình thức chi trả của danh sách", Longest: 40, Required: true),
        new("seq", "Số thứ tự danh sách", WireKind.Count, Required: true),
        new("totalLines", "Tổng số dòng", WireKind.Count, Required: true),
        new("totalPeople", "Tổng số người", WireKind.Count, Required: true),
        new("totalAmount", "Tổng số tiền của danh sách", WireKind.Amount, Required: true),
        new("approvalHash", "Mã kiểm tra khi duyệt", Longest: 64),
        new("hash", "Mã kiểm tra", Longest: 64, Required: true, Sealed: false),
        new("signedBy", "Người duyệt", Sealed: false),
        new("signedAt", "Thời điểm duyệt", WireKind.Moment, Sealed: false),
    ],
    [
        new("rowId", "Mã dòng", Longest: 64, Required: true),
        new("seq", "STT", WireKind.Count),
        new("benCode", "Mã đối tượng", Longest: 40),
        new("fullName", "Họ và tên", Required: true),
        new("dob", "Ngày sinh", Longest: 10),
        new("sex", "Giới tính", Longest: 3),
        new("idNo", "Số CCCD/CMND/ĐDCN", Longest: 20),
        new("village", "Địa chỉ (thôn/bản/tổ)"),
        new("catCode", "Loại đối tượng", Longest: 100),
        new("coef", "Hệ số", Longest: 40),
        new("monthly", "Mức trợ cấp tháng", WireKind.Amount),
        new("care", "Hỗ trợ chăm sóc", WireKind.Amount),
        new("arrearsAmount", "Truy lĩnh", WireKind.Amount),
        new("arrearsFrom", "Truy lĩnh từ tháng", WireKind.Month),
        new("arrearsTo", "Truy lĩnh đến tháng", WireKind.Month),
        new("deduct", "Truy thu, khấu trừ", WireKind.Amount),
        new("carried", "Chưa nhận tháng trước chuyển sang", WireKind.Amount),
        new("carriedMonths", "Số tháng chưa nhận", WireKind.Count),
        new("oneOff", "Mai táng phí/một lần", WireKind.Amount),
        new("total", "Tổng số tiền", WireKind.Amount, Required: true),
        new("method", "Hình thức chi trả", Longest: 40, Required: true),
        new("account", "Số tài khoản", Longest: 40),
        new("bank", "Ngân hàng"),
        new("holder", "Chủ tài khoản"),
        new("receiverName", "Người nhận"),
        new("receiverId", "Số giấy tờ người nhận", Longest: 20),
        new("receiverRelation", "Quan hệ người nhận", Longest: 60),
        new("proxyName", "Người nhận thay"),
        new("proxyId", "Số giấy tờ người nhận thay", Longest: 20),
        new("proxyRelation", "Quan hệ người nhận thay", Longest: 60),
        new("people", "Số người hưởng", WireKind.Count, Required: true),
        new("others", "Những người hưởng khác", Longest: 1000),
        new("note", "Ghi chú", Longest: 500),
    ]);

    public static string[] Values(PaymentHeader h) =>
    [
        h.ListId, h.UnitCode, h.UnitName, WireValues.Of(h.Month), h.Type, h.Method, WireValues.Of(h.Seq), WireValues.Of(h.TotalLines), WireValues.Of(h.TotalPeople),
        WireValues.Of(h.TotalAmount), h.ApprovalHash, h.Hash, h.SignedBy, WireValues.Of(h.SignedAt),
    ];

    public static string[] Values(PaymentRow r) =>
    [
        r.RowId, WireValues.Of(r.Seq), r.BenCode, r.FullName, r.BirthDate, r.Sex switch { "1" => "Nam", "2" => "Nữ", _ => "" }, r.IdNumber, r.Village, r.Category,
        r.Coefficient, WireValues.Of(r.Monthly), WireValues.Of(r.Care), WireValues.Of(r.Arrears), WireValues.Of(r.ArrearsFrom), WireValues.Of(r.ArrearsTo),
        WireValues.Of(r.Deduct), WireValues.Of(r.Carried), WireValues.Of(r.CarriedMonths), WireValues.Of(r.OneOff), WireValues.Of(r.Total), r.Method,
        r.AccountNumber, r.Bank, r.AccountHolder, r.ReceiverName, r.ReceiverId, r.ReceiverRelation, r.ProxyName, r.ProxyId, r.ProxyRelation, WireValues.Of(r.People), r.Others, r.Note,
    ];

    public static PaymentHeader HeaderOf(IReadOnlyList<string> values)
    {
        var v = new WireCells(Schema.HeaderPlaces, values);
        return new(v["listId"], v["unit"], v["unitName"], v.Month("month") ?? default, v["type"], v["method"], (int)v.Number("seq"), (int)v.Number("totalLines"),
            (int)v.Number("totalPeople"), v.Money("totalAmount"), v["approvalHash"], v["hash"], v["signedBy"], v.Moment("signedAt"));
    }

    public static PaymentRow RowOf(IReadOnlyList<string> values)
    {
        var v = new WireCells(Schema.ColumnPlaces, values);
        return new PaymentRow
        {
            RowId = v["rowId"], Seq = (int)v.Number("seq"), BenCode = v["benCode"], FullName = v["fullName"], BirthDate = v["dob"],
            Sex = VietnameseText.Fold(v["sex"]) switch { "nam" => "1", "nu" => "2", _ => "" }, IdNumber = v["idNo"], Village = v["village"], Category = v["catCode"],
            Coefficient = v["coef"], Monthly = v.Money("monthly"), Care = v.Money("care"), Arrears = v.Money("arrearsAmount"), ArrearsFrom = v.Month("arrearsFrom"),
            ArrearsTo = v.Month("arrearsTo"), Deduct = v.Money("deduct"), Carried = v.Money("carried"), CarriedMonths = (int)v.Number("carriedMonths"), OneOff = v.Money("oneOff"),
            Total = v.Money("total"), Method = v["method"], AccountNumber = v["account"], Bank = v["bank"], AccountHolder = v["holder"], ReceiverName = v["receiverName"], ReceiverId = v["receiverId"], ReceiverRelation = v["receiverRelation"],
            ProxyName = v["proxyName"],
            ProxyId = v["proxyId"], ProxyRelation = v["proxyRelation"], People = (int)v.Number("people"), Others = v["others"], Note = v["note"],
        };
    }

    /// <summary>The row with every text as files carry it.</summary>
    public static PaymentRow Plain(PaymentRow r) => RowOf([.. Values(r).Select(WireValues.Plain)]);
}
