using System.Globalization;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Papers of the council: invitation, Mẫu số 02, 03, 04, 05 and 06 of Circular 01/2019, letter to the medical board, answers. Pure.</summary>
public static class CouncilPapers
{
    private const string Council = "HỘI ĐỒNG XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT";

    /// <summary>Where the person lives, with the units of today.</summary>
    public static string Residence(FlowContext context, Dossier dossier) => PaperScenes.Of(context, dossier).AddressIn(dossier.Owner.Village);

    /// <summary>Giấy mời họp.</summary>
    public static PaperContent Invitation(FlowContext context, Dossier dossier, DateTime at, string place, IReadOnlyList<CouncilMember> members) => OfCouncil(context, dossier) with
    {
        NumberLine = PaperStyle.Unnumbered("GM-HĐXĐKT"), Title = "GIẤY MỜI", Summary = "Họp Hội đồng xác định mức độ khuyết tật", Addressees = [.. members.Select(m => $"{m.FullName}, {m.Post}"), $"{Who(context, dossier)}, người được xác định mức độ khuyết tật hoặc người đại diện hợp pháp"],
        Paragraphs =
        [
            $"Hội đồng xác định mức độ khuyết tật {FlowContext.Lower(dossier.Owner.CommuneName)} trân trọng kính mời dự họp xác định mức độ khuyết tật đối với {Who(context, dossier)}.",
            $"Thời gian: {at.ToString("HH' giờ 'mm", CultureInfo.InvariantCulture)}, {PaperStyle.LongDate(DateOnly.FromDateTime(at))}.",
            $"Địa điểm: {place}.",
            "Đề nghị các thành viên dự họp đầy đủ, đúng giờ. Cuộc họp chỉ có giá trị khi có ít nhất hai phần ba số thành viên dự.",
        ],
        Signatures = [new("TM. HỘI ĐỒNG\nCHỦ TỊCH", "", "(Ký tên, đóng dấu)")], Recipients = ["Như trên;", "Lưu: VT, HĐXĐMĐKT."],
    };

    /// <summary>Mẫu số 04: what the school is asked.</summary>
    public static PaperContent SchoolRequest(FlowContext context, Dossier dossier, string school, SignedInOfficial officer) => OfCommittee(context, dossier) with
    {
        Title = "PHIẾU LẤY Ý KIẾN NHẬN XÉT CỦA NHÀ TRƯỜNG", Summary = "Về người được đề nghị xác định mức độ khuyết tật đang đi học", HeadNote = "(Mẫu số 04, Thông tư số 01/2019/TT-BLĐTBXH)",
        Addressees = [school],
        Paragraphs =
        [
            $"Để có căn cứ xác định mức độ khuyết tật, Ủy ban nhân dân {FlowContext.Lower(dossier.Owner.CommuneName)} đề nghị nhà trường cho ý kiến nhận xét về {Who(context, dossier)}, sinh {Born(dossier)}, đang học tại trường.",
        ],
        ItemsTitle = "Nội dung nhận xét",
        Items =
        [
            "Khả năng vận động, đi lại, tự phục vụ trong sinh hoạt tại trường: …………", "Khả năng nghe, nói, nhìn: …………",
            "Khả năng nhận thức, tiếp thu, đọc, viết, tính toán: …………", "Hành vi, giao tiếp với thầy cô và bạn bè: …………", "Sự trợ giúp mà người học cần có: …………",
        ],
        Closing = ["Trân trọng cảm ơn sự phối hợp của nhà trường."],
        Signatures = [new("NGƯỜI LẬP PHIẾU", officer.FullName), new("TM. NHÀ TRƯỜNG", "", "(Ký tên, đóng dấu)")],
    };

    /// <summary>Mẫu số 02 below six years, Mẫu số 03 from six: what the council saw.</summary>
    public static PaperContent Sheet(FlowContext context, Dossier dossier, CouncilCase round, CouncilSession session)
    {
        var sheet = session.Sheet;
        var small = sheet.Form == EvaluationSheets.UnderSix;
        return OfCouncil(context, dossier) with
        {
            Title = "PHIẾU XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT", Summary = small ? "Đối với trẻ em dưới 6 tuổi" : "Đối với người từ đủ 6 tuổi trở lên",
            HeadNote = $"(Mẫu số {sheet.Form}, Thông tư số 01/2019/TT-BLĐTBXH)",
            Lines =
            [
                .. Person(context, dossier),
                new("Dạng khuyết tật", sheet.Types.Count == 0 ? "Không phát hiện" : CertificateWords.Types(string.Join(',', sheet.Types))),
                .. small ? [new PaperLine("Dấu hiệu đặc biệt nặng (mục IV)", sheet.Point.Length == 0 ? "Không thuộc mục IV" : $"Điểm {sheet.Point}")] : Array.Empty<PaperLine>(),
                new("Kết quả quan sát, phỏng vấn", sheet.Findings),
            ],
            Tables = small ? [] : [Activities(sheet)],
            Closing = [$"Kết luận của Hội đồng: {Words(round)}."],
            Signatures = [new("NGƯỜI GHI PHIẾU", session.Members.FirstOrDefault(m => m.Role == CouncilRole.Secretary)?.FullName ?? ""), new("CHỦ TỊCH HỘI ĐỒNG", "", "(Ký tên, đóng dấu)")],
        };
    }

    /// <summary>Mẫu số 05: minutes.</summary>
    public static PaperContent Minutes(FlowContext context, Dossier dossier, CouncilCase round, CouncilSession session, Tally tally)
    {
        var (present, absent) = (session.Members.Where(m => m.Present).ToList(), session.Members.Where(m => !m.Present).ToList());
        return OfCouncil(context, dossier) with
        {
            Title = "BIÊN BẢN HỌP", Summary = "Kết luận xác định mức độ khuyết tật", HeadNote = "(Mẫu số 05, Thông tư số 01/2019/TT-BLĐTBXH)", NumberLine = $"Số: {round.MinutesNumber}",
            Paragraphs =
            [
                $"Hôm nay, {PaperStyle.LongDate(round.HeldOn!.Value)}, tại {round.Place}, Hội đồng xác định mức độ khuyết tật họp xem xét hồ sơ mã {dossier.Code}.",
                $"Có mặt {present.Count} trên tổng số {session.Members.Count} thành viên, đủ hai phần ba theo quy định.{(absent.Count == 0 ? "" : $" Vắng mặt: {string.Join(", ", absent.Select(m => m.FullName))}.")}",
            ],
            Lines = [.. Person(context, dossier), .. round.SchoolRemarks is { } school ? [new PaperLine($"Nhận xét của {round.School}", school)] : Array.Empty<PaperLine>(),
                new("Ý kiến thảo luận", session.Discussion.Length == 0 ? "Không có ý kiến khác" : session.Discussion)],
            Tables =
            [
                new PaperTable
                {
                    Title = "Thành viên dự họp và biểu quyết", Columns = [new("TT", 0.4, PaperAlign.Center), new("Họ và tên", 2), new("Chức vụ", 2.4), new("Ý kiến biểu quyết", 1.8)],
                    Rows = present.Select((m, i) => (IReadOnlyList<string>)[$"{i + 1}", m.FullName, m.Post, CouncilWords.Vote(m.Vote!.Value)]).ToList(),
                },
            ],
            Closing =
            [
                $"Kết quả biểu quyết: {tally.Printed}.{(tally.ByChairman ? " Số phiếu ngang nhau, quyết định theo ý kiến của Chủ tịch Hội đồng." : "")}",
                $"Kết luận: {Words(round)}.",
                session.Agrees switch { true => "Người được xác định hoặc người đại diện hợp pháp đồng ý với kết luận.", false => "Người được xác định hoặc người đại diện hợp pháp không đồng ý với kết luận.", _ => "Người được xác định hoặc người đại diện hợp pháp không có mặt khi kết luận." },
                "Biên bản được đọc cho các thành viên dự họp cùng nghe và ký tên.",
            ],
            Signatures = [new("THƯ KÝ", session.Members.FirstOrDefault(m => m.Role == CouncilRole.Secretary && m.Present)?.FullName ?? ""), new("CHỦ TỊCH HỘI ĐỒNG", "", "(Ký tên, đóng dấu)")],
        };
    }

    /// <summary>Văn bản đề nghị giám định.</summary>
    public static PaperContent ToMedicalBoard(FlowContext context, Dossier dossier, CouncilCase round) => OfCommittee(context, dossier) with
    {
        Title = "CÔNG VĂN", Summary = "V/v đề nghị giám định mức độ khuyết tật", NumberLine = "Số: ………/UBND-VHXH", Addressees = ["Hội đồng giám định y khoa"],
        Paragraphs =
        [
            $"Căn cứ khoản 2 Điều 15 Luật Người khuyết tật, Ủy ban nhân dân {FlowContext.Lower(dossier.Owner.CommuneName)} đề nghị quý Hội đồng giám định, kết luận dạng khuyết tật và mức độ khuyết tật đối với {Who(context, dossier)}, sinh {Born(dossier)}, cư trú tại {Residence(context, dossier)}.",
            $"Lý do: {round.BoardWhy}.",
        ],
        Signatures = [new("CHỦ TỊCH", "", "(Ký tên, đóng dấu)")], Recipients = ["Như trên;", "Lưu: VT, VHXH."],
    };

    /// <summary>D09 of the council's conclusion. The type of disability and numbers of persons are not posted.</summary>
    public static PaperContent Posting(FlowContext context, Dossier dossier, CouncilCase round) => OfCommittee(context, dossier) with
    {
        NumberLine = "Số: ………/TB-UBND", Title = "THÔNG BÁO", Summary = "Kết luận xác định mức độ khuyết tật",
        Paragraphs = [$"Căn cứ Thông tư số 01/2019/TT-BLĐTBXH, Ủy ban nhân dân {FlowContext.Lower(dossier.Owner.CommuneName)} niêm yết công khai kết luận xác định mức độ khuyết tật của:"],
        Lines =
        [
            new("Họ và tên", dossier.Owner.FullName), new("Năm sinh", BirthDate.Parse(dossier.Owner.BirthDate).Assumed.Year.ToString(CultureInfo.InvariantCulture)),
            new("Nơi cư trú", Residence(context, dossier)),
            new("Kết luận", round.Outcome == CouncilOutcome.Disabled ? $"Là người khuyết tật, mức độ {CertificateWords.Degree(round.Degree)}" : "Không phải là người khuyết tật"),
        ],
        Closing =
        [
            $"Thời gian niêm yết: từ ngày {VietnameseFormat.Date(dossier.PostedFrom!.Value)} đến ngày {VietnameseFormat.Date(dossier.PostedUntil!.Value)}, tại trụ sở Ủy ban nhân dân.",
            "Mọi ý kiến, khiếu nại đề nghị gửi về Ủy ban nhân dân trong thời gian niêm yết; Hội đồng xác minh và trả lời trong 05 ngày làm việc.",
        ],
        Signatures = [new("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "", "(Ký tên, đóng dấu)")], Recipients = ["Niêm yết tại trụ sở UBND;", "Lưu: VT, VHXH."],
    };

    /// <summary>Mẫu số 06, content of the 66 × 98 mm card; a small child's says until when it holds.</summary>
    public static PaperContent Certificate(FlowContext context, Dossier dossier, DisabilityCertificate certificate, SignedInOfficial chairman)
    {
        var scene = PaperScenes.Of(context, dossier);
        var card = DisabilityPapers.Certificate(scene, certificate.Number, new DisabilityCase(
            PaperScenes.Owner(scene, dossier) with { Address = certificate.Residence }, CertificateWords.Types(certificate.Types), CertificateWords.Degree(certificate.Degree)), chairman);
        return card with { Lines = [.. card.Lines, .. certificate.ValidTo is { } until ? [new PaperLine("Có giá trị đến hết ngày", VietnameseFormat.Date(until))] : Array.Empty<PaperLine>()] };
    }

    /// <summary>D20: not disabled, or no exchange; with the reason and the right to complain.</summary>
    public static PaperContent Answer(FlowContext context, Dossier dossier, SignedInOfficial signer) => OfCommittee(context, dossier) with
    {
        NumberLine = "Số: ………/TB-UBND", Title = "THÔNG BÁO", Addressees = [$"ông/bà {dossier.Applicant.FullName}"],
        Summary = dossier.ProcedureCode == Procedures.CertificateExchange ? "Về việc không đổi, cấp lại Giấy xác nhận khuyết tật" : "Về việc không cấp Giấy xác nhận khuyết tật",
        Paragraphs =
        [
            $"Ủy ban nhân dân {FlowContext.Lower(dossier.Owner.CommuneName)} đã xem xét hồ sơ mã {dossier.Code} của {Who(context, dossier)}.",
            $"Kết quả: {dossier.ReviewNote}",
            dossier.ProcedureCode == Procedures.CertificateExchange
                ? "Nếu không đồng ý, ông/bà có quyền khiếu nại theo quy định của Luật Khiếu nại hoặc nộp lại hồ sơ khi đủ điều kiện."
                : "Nếu không đồng ý với kết luận, ông/bà có quyền đề nghị Hội đồng giám định y khoa kết luận hoặc khiếu nại theo quy định của Luật Khiếu nại.",
        ],
        Signatures = [PaperStyle.Signer("CHỦ TỊCH", signer)], Recipients = ["Như trên;", "Lưu: VT, VHXH."],
    };

    /// <summary>Answer to a complaint about the council's conclusion, within five working days (Circular 01/2019 Art. 6).</summary>
    public static PaperContent ComplaintAnswer(FlowContext context, Dossier dossier, Objection objection, SignedInOfficial signer) => OfCommittee(context, dossier) with
    {
        NumberLine = "Số: ………/UBND-VHXH", Title = "CÔNG VĂN", Summary = "V/v trả lời khiếu nại kết luận xác định mức độ khuyết tật", Addressees = [$"ông/bà {objection.From}"],
        Paragraphs =
        [
            $"Ủy ban nhân dân {FlowContext.Lower(dossier.Owner.CommuneName)} đã xác minh khiếu nại ngày {VietnameseFormat.Date(VietnamTime.Day(objection.At))} về kết luận xác định mức độ khuyết tật của {Who(context, dossier)}.",
            $"Kết quả: {(objection.Upheld == true ? "khiếu nại đúng, Hội đồng sẽ họp xác định lại" : "khiếu nại không có căn cứ, giữ nguyên kết luận của Hội đồng")}. {objection.Conclusion}",
        ],
        Signatures = [PaperStyle.Signer("CHỦ TỊCH", signer)], Recipients = ["Như trên;", "Lưu: VT, VHXH."],
    };

    private static PaperTable Activities(EvaluationSheet sheet) => new()
    {
        Title = "Mức thực hiện hoạt động", Columns = [new("TT", 0.4, PaperAlign.Center), new("Hoạt động", 3), new("Mức thực hiện", 1.6)],
        Rows = EvaluationSheets.Activities.Select((a, i) => (IReadOnlyList<string>)[$"{i + 1}", a, EvaluationSheets.Abilities.First(x => x.Key == (sheet.Activities.ElementAtOrDefault(i) ?? Ability.Unknown).ToString()).Value]).ToList(),
        Caption = EvaluationSheets.Summary(sheet.Activities),
    };

    private static IReadOnlyList<PaperLine> Person(FlowContext context, Dossier dossier) =>
    [
        new("Họ và tên", dossier.Owner.FullName), new("Ngày, tháng, năm sinh", Born(dossier)), new("Giới tính", dossier.Owner.Sex == 2 ? "Nữ" : "Nam"), new("Nơi cư trú", Residence(context, dossier)),
    ];

    // Minutes keep what the members voted even when the person then asks for the medical board.
    private static string Words(CouncilCase round) => round is { Outcome: CouncilOutcome.MedicalBoard, Degree: not Eligibility.DisabilityDegree.None }
        ? $"{CouncilWords.Conclusion(CouncilOutcome.Disabled, round.Degree, round.Types)}; {PersonRules.Inside(CouncilWords.Conclusion(CouncilOutcome.MedicalBoard, round.Degree, round.Types))}"
        : CouncilWords.Conclusion(round.Outcome!.Value, round.Degree, round.Types);

    private static string Who(FlowContext context, Dossier dossier) =>
        $"{(BirthDate.Parse(dossier.Owner.BirthDate).AgeInYears(context.Today) < 16 ? "cháu" : "ông/bà")} {dossier.Owner.FullName}";

    private static string Born(Dossier dossier) => BirthDate.Parse(dossier.Owner.BirthDate).Printed;

    private static PaperContent OfCommittee(FlowContext context, Dossier dossier)
    {
        var commune = TenantPath.Parse(dossier.TenantPath);
        var (superior, issuer) = PaperStyle.Committee(context, commune);
        return new PaperContent { Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(context, commune), Title = "", DossierCode = dossier.Code };
    }

    private static PaperContent OfCouncil(FlowContext context, Dossier dossier)
    {
        var committee = OfCommittee(context, dossier);
        return committee with { Superior = committee.Issuer, Issuer = Council };
    }
}
