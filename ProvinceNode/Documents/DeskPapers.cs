using ProvinceNode.Dossiers;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Papers of the one-stop desk: D01 receipt, D02 request to complete, D03 refusal, D21 hand-over (policy 4.3). Pure.</summary>
public static class DeskPapers
{
    /// <summary>D01: giấy tiếp nhận hồ sơ và hẹn trả kết quả.</summary>
    public static PaperContent Receipt(FlowContext context, Dossier dossier, int number, string receiver, IReadOnlyList<string> papers) => Head(context, dossier) with
    {
        NumberLine = $"Số: {PaperNumbers.Print(number, PaperNumbers.Receipts)}",
        Title = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        Paragraphs = [$"{Desk(context, dossier)} đã tiếp nhận hồ sơ của:"],
        Lines =
        [
            .. Common(dossier),
            new("Thời gian giải quyết hồ sơ theo quy định", $"{LegalClock.TotalDays(context, dossier.ProcedureCode, dossier.Kind)} ngày làm việc"),
            new("Thời gian nhận hồ sơ", Moment(context.NowUtc)),
            new("Thời gian trả kết quả", dossier.DueOn is { } due ? VietnameseFormat.Date(due) : ""),
            new("Đăng ký nhận kết quả tại", ResultBy(dossier.ResultBy)),
        ],
        ItemsTitle = "Thành phần hồ sơ nộp gồm:",
        Items = papers,
        Closing = ["Số lượng hồ sơ: 01 (bộ). Lệ phí: 0 đồng."],
        Signatures = [new("NGƯỜI NỘP HỒ SƠ", dossier.Applicant.FullName), new("NGƯỜI TIẾP NHẬN HỒ SƠ", receiver)],
    };

    /// <summary>D02: phiếu yêu cầu bổ sung, hoàn thiện hồ sơ; everything at once.</summary>
    public static PaperContent SupplementRequest(FlowContext context, Dossier dossier, IReadOnlyList<string> wanted, string reason, string official) => Head(context, dossier) with
    {
        Title = "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        Lines = Common(dossier),
        ItemsTitle = "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        Items = wanted,
        Closing =
        [
            $"Lý do: {reason}",
            $"Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, ông/bà liên hệ với {official} tại {Desk(context, dossier)} để được hướng dẫn.",
            "Thời gian giải quyết hồ sơ tạm dừng kể từ ngày yêu cầu và tính tiếp từ ngày nhận đủ hồ sơ.",
        ],
        Signatures = [new("NGƯỜI HƯỚNG DẪN", official)],
    };

    /// <summary>D03: phiếu từ chối tiếp nhận giải quyết hồ sơ.</summary>
    public static PaperContent Refusal(FlowContext context, Dossier dossier, string reason, string official) => Head(context, dossier) with
    {
        Title = "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        Paragraphs = [$"{Desk(context, dossier)} đã nhận được hồ sơ của:"],
        Lines = Common(dossier),
        Closing =
        [
            $"Qua xem xét, {Desk(context, dossier)} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: {reason}",
            "Ông/bà có quyền nộp lại hồ sơ khi đủ điều kiện, hoặc khiếu nại đến Ủy ban nhân dân nơi nộp hồ sơ.",
        ],
        Signatures = [new("NGƯỜI NỘP HỒ SƠ", dossier.Applicant.FullName), new("NGƯỜI TIẾP NHẬN HỒ SƠ", official)],
    };

    /// <summary>D21: phiếu trả kết quả.</summary>
    public static PaperContent HandOver(FlowContext context, Dossier dossier, string result, string receivedBy, string receiverId, string official) => Head(context, dossier) with
    {
        Title = "PHIẾU TRẢ KẾT QUẢ",
        Lines =
        [
            .. Common(dossier),
            new("Kết quả", result),
            new("Người nhận kết quả", receivedBy),
            new("Số giấy tờ của người nhận", CitizenId.Mask(receiverId)),
            new("Thời gian trả", Moment(context.NowUtc)),
        ],
        Signatures = [new("NGƯỜI NHẬN KẾT QUẢ", receivedBy), new("NGƯỜI TRẢ KẾT QUẢ", official)],
    };

    /// <summary>D05: thông báo dừng giải quyết hồ sơ.</summary>
    public static PaperContent Stopped(FlowContext context, Dossier dossier, string note, string official) => Head(context, dossier) with
    {
        Title = "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        Lines = Common(dossier),
        Closing =
        [
            $"Căn cứ đề nghị rút hồ sơ của người nộp, {Desk(context, dossier)} dừng giải quyết hồ sơ và trả lại giấy tờ đã nộp. {note}".Trim(),
        ],
        Signatures = [new("NGƯỜI NHẬN LẠI GIẤY TỜ", dossier.Applicant.FullName), new("NGƯỜI THÔNG BÁO", official)],
    };

    private static PaperContent Head(FlowContext context, Dossier dossier)
    {
        var commune = TenantPath.Parse(dossier.TenantPath);
        var (superior, issuer) = PaperStyle.Desk(context, commune);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(context, commune), Title = "", DossierCode = dossier.Code,
        };
    }

    private static PaperLine[] Common(Dossier dossier) =>
    [
        .. dossier.Applicant.IsOwner ? Array.Empty<PaperLine>() : [new("Người nộp", dossier.Applicant.FullName)],
        new("Hồ sơ của", $"{dossier.Owner.FullName}, sinh {BirthDate.Parse(dossier.Owner.BirthDate).Printed}"),
        new("Địa chỉ", PaperStyle.Address(dossier)),
        new("Số điện thoại", dossier.Applicant.Phone.Length > 0 ? dossier.Applicant.Phone : dossier.Owner.Phone),
        new("Nội dung yêu cầu giải quyết", $"{Procedures.NameOf(dossier.ProcedureCode)} (mã {dossier.ProcedureCode})"),
    ];

    private static string Desk(FlowContext context, Dossier dossier) =>
        context.OfficeName(Organization.Authorities.CommuneDesk, TenantPath.Parse(dossier.TenantPath));

    private static string Moment(DateTime utc)
    {
        var local = VietnamTime.Local(utc);
        return $"{local:HH} giờ {local:mm} phút, {PaperStyle.LongDate(DateOnly.FromDateTime(local))}";
    }

    private static string ResultBy(string way) => way switch
    {
        "post" => "Nhận qua dịch vụ bưu chính công ích",
        "electronic" => "Nhận bản điện tử",
        _ => "Bộ phận tiếp nhận và trả kết quả",
    };
}
