using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Papers of the one-stop desk: D01 receipt, D02 request to complete, D03 refusal, D04 apology, D05 stop, BS1 completion, D21 hand-over (policy 4.3). Pure.</summary>
public static class DeskPapers
{
    // The forms of Circular 03/2025/TT-VPCP take the place of those of Circular 01/2018 (policy 5.1).
    private static readonly DateOnly NewForms = new(2025, 7, 1);

    /// <summary>D01: giấy tiếp nhận hồ sơ và hẹn trả kết quả.</summary>
    /// <param name="papers">What was filed and shown, each with its form and how many.</param>
    /// <param name="unverified">Papers that the desk could not compare yet.</param>
    public static PaperContent Receipt(
        FlowContext context, Dossier dossier, int number, string receiver, IReadOnlyList<string> papers, IReadOnlyList<string>? unverified = null) => Head(context, dossier) with
    {
        NumberLine = $"Số: {PaperNumbers.Print(number, PaperNumbers.Receipts)}",
        Title = "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        HeadNote = "(Liên: Lưu/giao tổ chức, cá nhân nộp hồ sơ)",
        Paragraphs = [$"{Desk(context, dossier)} đã tiếp nhận hồ sơ của:"],
        Lines =
        [
            .. Common(dossier),
            new("Số lượng hồ sơ", "01 (bộ)"),
            new("Thời gian giải quyết hồ sơ theo quy định", LegalClock.PromiseWords(context, dossier.ProcedureCode, dossier.Kind)),
            new("Thời gian nhận hồ sơ", PaperStyle.Moment(context.NowUtc)),
            .. Known("Thời gian trả kết quả", dossier.DueOn is { } due ? $"{LegalClock.ReturnHour:hh} giờ {LegalClock.ReturnHour:mm} phút, {PaperStyle.LongDate(due)}" : ""),
            new("Đăng ký nhận kết quả tại", ResultBy(context, dossier.ResultBy)),
            new("Vào Sổ theo dõi hồ sơ", $"Quyển số {context.Today.Year}, số thứ tự {PaperStyle.Count(number)}"),
        ],
        ItemsTitle = "Thành phần hồ sơ nộp gồm:",
        Items = [.. papers.Select(NeutralWords.Paper)],
        Closing =
        [
            "Lệ phí: 0 đồng.",
            .. unverified is { Count: > 0 } left ? [$"Giấy tờ chưa đối chiếu: {string.Join("; ", left.Select(NeutralWords.Paper))}."] : Array.Empty<string>(),
            "Ông/bà tra cứu tình trạng giải quyết bằng mã hồ sơ trên trang tra cứu của đơn vị.",
        ],
        Signatures = [new("NGƯỜI NỘP HỒ SƠ", dossier.Applicant.FullName), new("NGƯỜI TIẾP NHẬN HỒ SƠ", receiver)],
    };

    /// <summary>D02: phiếu yêu cầu bổ sung, hoàn thiện hồ sơ; everything at once.</summary>
    public static PaperContent SupplementRequest(FlowContext context, Dossier dossier, IReadOnlyList<string> wanted, string reason, string official) => Head(context, dossier) with
    {
        Title = "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        Lines = Common(dossier),
        ItemsTitle = "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        Items = [.. wanted.Select(NeutralWords.Paper)],
        Closing =
        [
            $"Lý do: {NeutralWords.Remark(reason)}",
            $"Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, ông/bà liên hệ với {official} tại {Desk(context, dossier)} để được hướng dẫn.",
            "Thời gian giải quyết hồ sơ tạm dừng kể từ ngày yêu cầu và tính tiếp từ ngày nhận đủ hồ sơ.",
        ],
        Signatures = [new("NGƯỜI HƯỚNG DẪN", official)],
    };

    /// <summary>BS1: what was taken at the desk in answer to D02, and the promise as it now is. No form is prescribed; the words are ours.</summary>
    /// <param name="taken">Papers and contents, corrections named without their values.</param>
    /// <param name="bringer">Who brought them.</param>
    /// <param name="promised">Day promised before, or null when the dossier waits for its reception.</param>
    public static PaperContent SupplementReceipt(FlowContext context, Dossier dossier, IReadOnlyList<string> taken, string bringer, DateOnly? promised, string official) => Head(context, dossier) with
    {
        Title = "PHIẾU TIẾP NHẬN BỔ SUNG HỒ SƠ",
        HeadNote = "(Liên: Lưu/giao tổ chức, cá nhân nộp hồ sơ)",
        Lines =
        [
            .. Common(dossier),
            new("Người nộp bổ sung", bringer),
            new("Thời gian nhận bổ sung", PaperStyle.Moment(context.NowUtc)),
            .. Known("Ngày hẹn trả kết quả trước khi bổ sung", promised is { } was ? VietnameseFormat.Date(was) : ""),
            .. Known("Ngày hẹn trả kết quả", dossier.DueOn is { } due ? VietnameseFormat.Date(due) : ""),
        ],
        ItemsTitle = "Đã nhận:",
        Items = [.. taken.Select(NeutralWords.Paper)],
        Closing =
        [
            dossier.DueOn is null ? "Hồ sơ tiếp tục chờ tiếp nhận; ngày hẹn trả kết quả ghi trên Giấy tiếp nhận hồ sơ và hẹn trả kết quả."
                : "Thời gian ông/bà bổ sung hồ sơ không tính vào thời gian giải quyết; ngày hẹn trả kết quả trên phiếu này thay cho ngày đã hẹn.",
            "Ông/bà tra cứu tình trạng giải quyết bằng mã hồ sơ trên trang tra cứu của đơn vị.",
        ],
        Signatures = [new("NGƯỜI NỘP BỔ SUNG", ""), new("NGƯỜI TIẾP NHẬN", official)],
    };

    /// <summary>D03: phiếu từ chối tiếp nhận giải quyết hồ sơ.</summary>
    public static PaperContent Refusal(FlowContext context, Dossier dossier, string reason, string official) => Head(context, dossier) with
    {
        Title = "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        Paragraphs = [$"{Desk(context, dossier)} đã nhận được hồ sơ của:"],
        Lines = Common(dossier),
        Closing =
        [
            $"Qua xem xét, {Desk(context, dossier)} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau: {NeutralWords.Remark(reason)}",
            "Ông/bà có quyền nộp lại hồ sơ khi đủ điều kiện, hoặc khiếu nại đến Ủy ban nhân dân nơi nộp hồ sơ.",
        ],
        Signatures = [new("NGƯỜI NỘP HỒ SƠ", dossier.Applicant.FullName), new("NGƯỜI TIẾP NHẬN HỒ SƠ", official)],
    };

    /// <summary>Title of D04 on a day: Circular 01/2018 has a slip, Circular 03/2025 a letter.</summary>
    public static string ApologyTitle(DateOnly day) => day < NewForms
        ? "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" : "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT";

    /// <summary>D04: apology with its one re-appointment, signed by the head of the body that is late and under its name (policy 5.5).</summary>
    /// <param name="promised">Day promised on the receipt.</param>
    /// <param name="newDay">The one new day; null on a draft before it is set.</param>
    public static PaperContent Apology(FlowContext context, Dossier dossier, DateOnly promised, DateOnly? newDay, string reason, SignedInOfficial head)
    {
        var scene = PaperScenes.Of(context, dossier);
        var (superior, issuer) = PaperStyle.Committee(scene, head.Office);
        var body = scene.Committee(head.Office);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, head.Office), NumberLine = PaperStyle.Unnumbered(context.Today < NewForms ? "PXL-UBND" : "UBND-" + scene.Letters(head.Office)),
            Title = ApologyTitle(context.Today), DossierCode = dossier.Code, Addressees = [$"ông/bà {dossier.Applicant.FullName}"],
            Paragraphs =
            [
                $"Ngày {VietnameseFormat.Date(VietnamTime.Day(dossier.ReceivedAt ?? dossier.SubmittedAt))}, {Desk(context, dossier)} tiếp nhận giải quyết hồ sơ của ông/bà {dossier.Owner.FullName} về việc {Procedure(dossier)}, mã số {dossier.Code}.",
                $"Thời gian hẹn trả kết quả: ngày {VietnameseFormat.Date(promised)}.",
                $"Tuy nhiên, đến nay {body} chưa trả kết quả giải quyết hồ sơ của ông/bà đúng thời hạn ghi trên giấy hẹn với lý do: {NeutralWords.Remark(reason)}",
                $"Sự chậm trễ này đã gây phiền hà, làm mất thời gian, công sức của ông/bà; {body} xin lỗi ông/bà.",
                $"Thời gian trả kết quả gia hạn: ngày {(newDay is { } day ? VietnameseFormat.Date(day) : "………")}.",
                "Mong nhận được sự thông cảm của ông/bà./.",
            ],
            Recipients = ["Như trên;", $"{Desk(context, dossier)};", $"Lưu: VT, {scene.Letters(head.Office)}."],
            Signatures = [PaperStyle.Signer("CHỦ TỊCH", head)],
        };
    }

    /// <summary>D05: thông báo dừng giải quyết hồ sơ.</summary>
    /// <param name="note">What the official adds; may be empty.</param>
    /// <param name="askedOn">Day of the citizen's request, when it is known.</param>
    /// <param name="returned">Papers that go back to the citizen.</param>
    /// <param name="receiver">Who takes them; by default who filed.</param>
    public static PaperContent Stopped(FlowContext context, Dossier dossier, string note, string official, DateOnly? askedOn = null, IReadOnlyList<string>? returned = null, string? receiver = null) => Head(context, dossier) with
    {
        Title = "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        Lines = Common(dossier),
        ItemsTitle = returned is { Count: > 0 } ? "Giấy tờ trả lại gồm:" : "",
        Items = [.. (returned ?? []).Select(NeutralWords.Paper)],
        Closing =
        [
            $"Căn cứ đề nghị rút hồ sơ{(askedOn is { } day ? $" ngày {VietnameseFormat.Date(day)}" : "")} của người nộp, {Desk(context, dossier)} dừng giải quyết hồ sơ và trả lại giấy tờ đã nộp.{(note.Length > 0 ? $" {NeutralWords.Remark(note)}" : "")}",
            "Ông/bà có quyền nộp lại hồ sơ khi có nhu cầu.",
        ],
        Signatures = [new("NGƯỜI NHẬN LẠI GIẤY TỜ", receiver ?? dossier.Applicant.FullName), new("NGƯỜI THÔNG BÁO", official)],
    };

    /// <summary>D21: phiếu trả kết quả.</summary>
    /// <param name="score">Satisfaction from 1 to 5, when the citizen gave one.</param>
    public static PaperContent HandOver(FlowContext context, Dossier dossier, string result, string receivedBy, string receiverId, string official, int? score = null) => Head(context, dossier) with
    {
        Title = "PHIẾU TRẢ KẾT QUẢ",
        Lines =
        [
            .. Common(dossier),
            new("Kết quả", result),
            new("Người nhận kết quả", receivedBy),
            .. Known("Số giấy tờ của người nhận", CitizenId.Mask(receiverId)),
            new("Thời gian trả", PaperStyle.Moment(context.NowUtc)),
            .. Known("Mức độ hài lòng", score is { } s ? $"{s}/5" : ""),
        ],
        Signatures = [new("NGƯỜI NHẬN KẾT QUẢ", receivedBy), new("NGƯỜI TRẢ KẾT QUẢ", official)],
    };

    /// <summary>Label and value, or nothing when there is no value.</summary>
    internal static IEnumerable<PaperLine> Known(string label, string value) => value.Length > 0 ? [new PaperLine(label, value)] : [];

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
        .. dossier.Applicant.IsOwner ? [] : Known("Người nộp", dossier.Applicant.FullName),
        new("Hồ sơ của", dossier.Owner.FullName + (BirthDate.TryParse(dossier.Owner.BirthDate, out var birth) ? $", sinh {birth.Printed}" : "")),
        .. Known("Địa chỉ", PaperStyle.Address(dossier)),
        .. Known("Số điện thoại", dossier.Applicant.Phone.Length > 0 ? dossier.Applicant.Phone : dossier.Owner.Phone),
        .. Known("Email", dossier.Applicant.Email),
        new("Nội dung yêu cầu giải quyết", $"{Procedures.NameOf(dossier.ProcedureCode)} (mã {dossier.ProcedureCode})"),
    ];

    private static string Procedure(Dossier dossier) => FlowContext.Lower(Procedures.NameOf(dossier.ProcedureCode));

    private static string Desk(FlowContext context, Dossier dossier) => context.OfficeName(Authorities.CommuneDesk, TenantPath.Parse(dossier.TenantPath));

    private static string ResultBy(FlowContext context, string way) => way switch
    {
        "post" => "Nhận qua dịch vụ bưu chính công ích",
        "electronic" => "Nhận bản điện tử",
        _ => context.Authorities.Rule(Authorities.CommuneDesk, context.Today).OfficeName.Replace("{unit}", "", StringComparison.Ordinal).Trim(),
    };
}
