using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>One of the activities of Mẫu 03, or a sign of Mẫu 02.</summary>
/// <param name="Answer">Thực hiện được; Thực hiện được nhưng cần trợ giúp; Không thực hiện được; Không xác định được; or Có/Không.</param>
public sealed record DisabilityAnswer(string Question, string Answer);

/// <summary>What the council wrote about a person (Circular 01/2019).</summary>
public sealed record DisabilityCase
{
    public required PaperPerson Person { get; init; }

    /// <summary>Mother, father or guardian of a child; may be empty.</summary>
    public string Representative { get; init; } = "";

    public IReadOnlyList<DisabilityAnswer> Signs { get; init; } = [];

    /// <summary>The ten activities, of persons of six and over.</summary>
    public IReadOnlyList<DisabilityAnswer> Activities { get; init; } = [];

    /// <summary>E.g. Khuyết tật vận động.</summary>
    public required string Type { get; init; }

    /// <summary>Nhẹ, Nặng, Đặc biệt nặng.</summary>
    public required string Degree { get; init; }

    /// <summary>What members found; may be empty.</summary>
    public string Findings { get; init; } = "";
}

/// <summary>A meeting of the council that determines the degree of disability.</summary>
public sealed record DisabilityMeeting
{
    public required DateTime FromUtc { get; init; }

    public required string Place { get; init; }

    /// <summary>Chairman of the council first, secretary second.</summary>
    public required IReadOnlyList<PaperMember> Present { get; init; }

    public IReadOnlyList<PaperMember> Absent { get; init; } = [];

    public required int For { get; init; }

    public required int Against { get; init; }

    /// <summary>The chairman's voice decided a tie.</summary>
    public bool TieByChairman { get; init; }

    public required DisabilityCase Case { get; init; }

    /// <summary>The council cannot conclude: to the medical board.</summary>
    public bool ToMedicalBoard { get; init; }
}

/// <summary>Mẫu 02–06 of Circular 01/2019/TT-BLĐTBXH: evaluation sheets, letter to the school, minutes of the council, certificate (policy 3.11). Pure.</summary>
public static class DisabilityPapers
{
    /// <summary>Size of the certificate in millimetres: light blue, 66 × 98.</summary>
    public const string CertificateSize = "66 mm × 98 mm";

    /// <summary>Mẫu 02 (under six years) or Mẫu 03 (six and over): phiếu xác định mức độ khuyết tật.</summary>
    public static PaperContent Evaluation(PaperScene scene, DisabilityCase evaluated, PaperMember evaluator)
    {
        var small = evaluated.Person.Birth is { } birth && birth.AgeInYears(scene.Today) < 6;
        return Council(scene, "PHIẾU XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT") with
        {
            Summary = small ? "Đối với trẻ em dưới 6 tuổi" : "Đối với người từ đủ 6 tuổi trở lên", HeadNote = small ? "(Mẫu số 02)" : "(Mẫu số 03)",
            Lines = [.. Person(scene, evaluated)],
            Tables =
            [
                .. Answers("Dấu hiệu khuyết tật", evaluated.Signs),
                .. small ? [] : Answers("Khả năng tự thực hiện hoạt động trong sinh hoạt hàng ngày", evaluated.Activities),
            ],
            Closing = [.. Conclusion(evaluated)],
            Signatures = [new("NGƯỜI GHI PHIẾU", evaluator.Name)],
        };
    }

    /// <summary>Mẫu 04: the school is asked about a learner.</summary>
    public static PaperContent School(PaperScene scene, PaperPerson learner, string school, string grade, SignedInOfficial chairman) => Council(scene, "CÔNG VĂN") with
    {
        NumberLine = PaperStyle.Unnumbered("HĐXĐKT"), Summary = "V/v phối hợp xác định mức độ khuyết tật của người học", Addressees = [school], HeadNote = "(Mẫu số 04)",
        Paragraphs =
        [
            $"Hội đồng xác định mức độ khuyết tật {scene.Inside(scene.Commune)} đang xem xét xác định mức độ khuyết tật đối với {learner.Described(scene.Today)}; đang học {grade} tại {school}.",
            "Đề nghị quý trường cho biết nhận xét về tình trạng khuyết tật, khả năng học tập và sinh hoạt của người học, gửi về Hội đồng để có căn cứ kết luận./.",
        ],
        Recipients = ["Như trên;", "Lưu: VT, HĐXĐKT."], Signatures = [new("CHỦ TỊCH HỘI ĐỒNG", chairman.FullName, "")],
    };

    /// <summary>Mẫu 05: biên bản họp Hội đồng xác định mức độ khuyết tật. Quorum two thirds, majority, a tie by the chairman.</summary>
    public static PaperContent Minutes(PaperScene scene, DisabilityMeeting meeting)
    {
        var evaluated = meeting.Case;
        var all = meeting.Present.Count + meeting.Absent.Count;
        return Council(scene, "BIÊN BẢN") with
        {
            Summary = "Họp Hội đồng xác định mức độ khuyết tật", HeadNote = "(Mẫu số 05)", NumberLine = PaperStyle.Unnumbered("BB-HĐXĐKT"),
            Paragraphs =
            [
                $"1. Thời gian: {PaperStyle.Moment(meeting.FromUtc)}. Địa điểm: {meeting.Place}.",
                $"2. Thành phần: có mặt {PaperStyle.Count(meeting.Present.Count)}/{PaperStyle.Count(all)} thành viên Hội đồng.",
                .. meeting.Present.Select(m => $"- ông/bà {m.Name}, {m.Role};"),
                .. meeting.Absent.Count == 0 ? [] : new[] { $"- Vắng mặt: {string.Join("; ", meeting.Absent.Select(m => $"ông/bà {m.Name}, {m.Role}"))}." },
                $"3. Nội dung: xác định mức độ khuyết tật đối với {evaluated.Person.Described(scene.Today)}.",
                .. evaluated.Findings.Length > 0 ? [$"4. Ý kiến của các thành viên: {evaluated.Findings}"] : Array.Empty<string>(),
                $"5. Biểu quyết: đồng ý {meeting.For}, không đồng ý {meeting.Against}{(meeting.TieByChairman ? "; kết luận theo ý kiến của Chủ tịch Hội đồng" : "")}.",
            ],
            Closing = meeting.ToMedicalBoard
                ? ["Kết luận: Hội đồng không đưa ra được kết luận về mức độ khuyết tật; chuyển hồ sơ đề nghị Hội đồng Giám định y khoa kết luận."]
                : [.. Conclusion(evaluated)],
            Signatures = [new("THƯ KÝ", meeting.Present.Count > 1 ? meeting.Present[1].Name : ""), new("CHỦ TỊCH HỘI ĐỒNG", meeting.Present[0].Name)],
        };
    }

    /// <summary>Mẫu 06: giấy xác nhận khuyết tật; valid from the chairman's signature.</summary>
    /// <param name="number">E.g. 38.400.16063.000123.</param>
    public static PaperContent Certificate(PaperScene scene, string number, DisabilityCase concluded, SignedInOfficial chairman)
    {
        var (superior, issuer) = PaperStyle.Committee(scene, scene.Commune);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), Title = "GIẤY XÁC NHẬN KHUYẾT TẬT", NumberLine = $"Số hiệu: {number}",
            Lines =
            [
                new("Họ và tên", PaperStyle.Upper(concluded.Person.FullName)),
                .. DeskPapers.Known("Ngày sinh", concluded.Person.BirthPrinted),
                .. DeskPapers.Known("Giới tính", concluded.Person.SexWord),
                new("Nơi cư trú", concluded.Person.Address),
                new("Dạng khuyết tật", concluded.Type),
                new("Mức độ khuyết tật", concluded.Degree),
            ],
            Signatures = [PaperStyle.Signer("CHỦ TỊCH", chairman)],
            Notes = [$"Khổ giấy {CertificateSize}, nền màu xanh nhạt."],
        };
    }

    /// <summary>The certificate is taken back when an authority found the conclusion wrong.</summary>
    public static PaperContent Withdraw(PaperScene scene, string number, PaperPerson person, string reason, SignedInOfficial chairman) =>
        DecisionPapers.Decision(scene, "thu hồi Giấy xác nhận khuyết tật", [LegalBases.Disability], "Hội đồng xác định mức độ khuyết tật " + scene.Inside(scene.Commune), chairman) with
        {
            Superior = "ỦY BAN NHÂN DÂN", Issuer = PaperStyle.Upper(scene.Unit(scene.Commune)), Authority = PaperStyle.Upper($"Chủ tịch {scene.Committee(scene.Commune)}"),
            PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune),
            Paragraphs =
            [
                $"Điều 1. Thu hồi Giấy xác nhận khuyết tật số {number} đã cấp cho {person.Described(scene.Today)}.",
                $"Lý do: {reason.TrimEnd('.')}.",
                "Điều 2. Người được cấp nộp lại Giấy xác nhận khuyết tật tại Ủy ban nhân dân nơi cấp.",
                $"Điều 3. Quyết định này có hiệu lực kể từ ngày ký. {scene.OfficeName(Authorities.CommuneOfficer)} và ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
            ],
            Recipients = ["Như Điều 3;", "Lưu: VT, VHXH."],
        };

    private static PaperContent Council(PaperScene scene, string title) => new()
    {
        Superior = PaperStyle.Upper(scene.Committee(scene.Commune)), Issuer = "HỘI ĐỒNG XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT", PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune),
        Title = title, DossierCode = scene.DossierCode, Bases = FlowPapers.Closed(scene.Bases(LegalBases.Disability)),
    };

    private static IEnumerable<PaperLine> Person(PaperScene scene, DisabilityCase evaluated) =>
    [
        new("Họ và tên", PaperStyle.Upper(evaluated.Person.FullName)),
        .. DeskPapers.Known("Ngày sinh", evaluated.Person.BirthPrinted),
        .. DeskPapers.Known("Giới tính", evaluated.Person.SexWord),
        new("Nơi cư trú", evaluated.Person.Address.Length > 0 ? evaluated.Person.Address : scene.Place),
        .. DeskPapers.Known("Người đại diện hợp pháp", evaluated.Representative),
    ];

    private static IEnumerable<PaperTable> Answers(string title, IReadOnlyList<DisabilityAnswer> answers) => answers.Count == 0 ? [] :
    [
        new PaperTable
        {
            Title = title, Columns = [new("STT", 0.6, PaperAlign.Center), new("Nội dung", 4), new("Kết quả", 2)],
            Rows = answers.Select((a, i) => (IReadOnlyList<string>)[$"{i + 1}", a.Question, a.Answer]).ToList(),
        },
    ];

    private static IEnumerable<string> Conclusion(DisabilityCase evaluated) =>
        [$"Kết luận: dạng khuyết tật: {evaluated.Type}; mức độ khuyết tật: {evaluated.Degree}."];
}

/// <summary>A row of Mẫu 07 and 08: people determined in the period, by type of disability.</summary>
public sealed record DisabilityReportRow(string Type, int Determined, int ExtremelySevere, int Severe, int Mild, int Children, int Women, int ToMedicalBoard, int Certificates);

/// <summary>Mẫu 07 (commune) and 08 (district, province) of Circular 01/2019 (policy 7.1). Pure.</summary>
public static class DisabilityReports
{
    public static PaperContent Report(PaperScene scene, ReportHead head, IReadOnlyList<DisabilityReportRow> rows) => ReportPapers.Head(
        scene, head, head.Level == scene.Commune ? "07" : "08", "KẾT QUẢ XÁC ĐỊNH MỨC ĐỘ KHUYẾT TẬT VÀ CẤP GIẤY XÁC NHẬN KHUYẾT TẬT", new PaperTable
        {
            Columns =
            [
                new("STT", 0.6, PaperAlign.Center), new("Dạng khuyết tật", 2.5), .. new[] { "Số người được xác định", "Đặc biệt nặng", "Nặng", "Nhẹ", "Trẻ em", "Nữ", "Chuyển Hội đồng Giám định y khoa", "Số giấy đã cấp" }.Select(ReportPapers.Count),
            ],
            Rows = rows.Select((r, i) => (IReadOnlyList<string>)[$"{i + 1}", r.Type, .. Cells([r])]).ToList(),
            Footers = [["", "Tổng cộng", .. Cells(rows)]],
        });

    private static IEnumerable<string> Cells(IReadOnlyList<DisabilityReportRow> rows) => new[]
    {
        rows.Sum(r => r.Determined), rows.Sum(r => r.ExtremelySevere), rows.Sum(r => r.Severe), rows.Sum(r => r.Mild), rows.Sum(r => r.Children), rows.Sum(r => r.Women), rows.Sum(r => r.ToMedicalBoard), rows.Sum(r => r.Certificates),
    }.Select(ReportPapers.N);
}
