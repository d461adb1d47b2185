using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Someone at a meeting.</summary>
/// <param name="Role">E.g. Chủ tịch UBND xã – Chủ trì; Trưởng trạm y tế – Thành viên.</param>
public sealed record PaperMember(string Name, string Role);

/// <summary>A dossier that a meeting considered.</summary>
/// <param name="For">Members who agreed.</param>
/// <param name="Opinion">Reason when they did not agree, or what was said.</param>
public sealed record MeetingRow(PaperPerson Person, PaperAward? Award, bool Agreed, int For, int Against, string Opinion = "");

/// <summary>A meeting of the commune (Decree 20 Art. 8(1)(a): the chairman organises the review).</summary>
public sealed record PaperMeeting
{
    public required DateTime FromUtc { get; init; }

    /// <summary>Null when it is not known: then it ended the same day.</summary>
    public DateTime? UntilUtc { get; init; }

    public required string Place { get; init; }

    /// <summary>Chair, secretary, then the others.</summary>
    public required PaperMember Chair { get; init; }

    public required PaperMember Secretary { get; init; }

    public IReadOnlyList<PaperMember> Members { get; init; } = [];

    public IReadOnlyList<PaperMember> Absent { get; init; } = [];

    public required IReadOnlyList<MeetingRow> Rows { get; init; }

    public string Discussion { get; init; } = "";

    /// <summary>Sentences on what the meeting confirmed beside the conclusion, e.g. of who cares (Decree 20 Art. 22, 23).</summary>
    public IReadOnlyList<string> Findings { get; init; } = [];
}

/// <summary>The end of a posting as it was found.</summary>
/// <param name="Witnesses">Who saw the notice put up and taken down.</param>
/// <param name="Objections">What was received; empty when there was none.</param>
public sealed record PostingRecord(DateTime FromUtc, DateTime UntilUtc, string Place, IReadOnlyList<PaperMember> Witnesses, IReadOnlyList<string> Objections, PaperMember Recorder, IReadOnlyList<string> DossierCodes);

/// <summary>Minutes of the commune: D08 of the review meeting, D10 of the posting and its end (policy 4.3). Pure.</summary>
public static class MeetingPapers
{
    /// <summary>D08: biên bản họp xét duyệt hồ sơ trợ giúp xã hội.</summary>
    public static PaperContent Review(PaperScene scene, PaperMeeting meeting)
    {
        var (yes, all) = (meeting.Rows.Count(r => r.Agreed), meeting.Rows.Count);
        return Minutes(scene, "Họp xét duyệt hồ sơ đề nghị trợ giúp xã hội") with
        {
            Paragraphs =
            [
                $"1. Thời gian: {PaperStyle.Moment(meeting.FromUtc)}.",
                $"2. Địa điểm: {meeting.Place}.",
                "3. Thành phần:",
                $"- Chủ trì: {Said(meeting.Chair)};",
                $"- Thư ký: {Said(meeting.Secretary)};",
                .. meeting.Members.Select(m => $"- {Said(m)};"),
                .. meeting.Absent.Count == 0 ? [] : new[] { $"- Vắng mặt: {string.Join("; ", meeting.Absent.Select(Said))}." },
                $"4. Nội dung: xét duyệt {PaperStyle.Count(all)} hồ sơ đề nghị trợ giúp xã hội.",
            ],
            Tables = [Rows(meeting.Rows)],
            Closing =
            [
                .. meeting.Discussion.Length == 0 ? [] : new[] { $"5. Ý kiến thảo luận: {NeutralWords.Remark(meeting.Discussion)}" },
                .. meeting.Findings.Select(NeutralWords.Remark),
                $"Kết luận: {PaperStyle.Count(yes)} hồ sơ đủ điều kiện đề nghị cấp có thẩm quyền xem xét; {PaperStyle.Count(all - yes)} hồ sơ không đủ điều kiện.",
                $"Cuộc họp kết thúc {(meeting.UntilUtc is { } end ? $"lúc {PaperStyle.Moment(end)}" : "cùng ngày")}. Biên bản đã được đọc lại cho các thành viên cùng nghe, thống nhất và ký tên./.",
            ],
            Signatures = [new("THƯ KÝ", meeting.Secretary.Name), new("ĐẠI DIỆN THÀNH VIÊN", meeting.Members.Count > 0 ? meeting.Members[0].Name : ""), new("CHỦ TRÌ", meeting.Chair.Name)],
        };
    }

    /// <summary>D10: biên bản niêm yết và kết thúc niêm yết.</summary>
    public static PaperContent PostingEnded(PaperScene scene, PostingRecord posting) => Minutes(scene, "Niêm yết và kết thúc niêm yết công khai kết quả xét duyệt hồ sơ trợ giúp xã hội") with
    {
        Paragraphs =
        [
            $"1. Thời gian bắt đầu niêm yết: {PaperStyle.Moment(posting.FromUtc)}.",
            $"2. Thời gian kết thúc niêm yết: {PaperStyle.Moment(posting.UntilUtc)}.",
            $"3. Địa điểm niêm yết: {posting.Place}.",
            "4. Người lập biên bản và người chứng kiến:",
            $"- {Said(posting.Recorder)};",
            .. posting.Witnesses.Select(w => $"- {Said(w)};"),
            $"5. Hồ sơ được niêm yết: {string.Join("; ", posting.DossierCodes)}.",
            posting.Objections.Count == 0
                ? "6. Trong thời gian niêm yết không có ý kiến, khiếu nại."
                : $"6. Trong thời gian niêm yết có {PaperStyle.Count(posting.Objections.Count)} ý kiến, khiếu nại:",
            .. posting.Objections.Select(o => $"- {NeutralWords.Remark(o)}"),
        ],
        Closing = ["Biên bản lập thành 02 bản, đã đọc lại cho những người có tên trên cùng nghe và ký tên./."],
        Signatures = [new("NGƯỜI CHỨNG KIẾN", posting.Witnesses.Count > 0 ? posting.Witnesses[0].Name : ""), new("NGƯỜI LẬP BIÊN BẢN", posting.Recorder.Name)],
    };

    private static PaperContent Minutes(PaperScene scene, string summary)
    {
        var (superior, issuer) = PaperStyle.Committee(scene, scene.Commune);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), NumberLine = PaperStyle.Unnumbered("BB-UBND"),
            Title = "BIÊN BẢN", Summary = summary, DossierCode = scene.DossierCode, Recipients = ["Như thành phần;", "Lưu: VT, VHXH."],
        };
    }

    private static PaperTable Rows(IReadOnlyList<MeetingRow> rows) => new()
    {
        Columns =
        [
            new("STT", 0.6, PaperAlign.Center), new("Họ và tên", 2), new("Năm sinh", 0.9, PaperAlign.Center), new("Thôn, bản, tổ dân phố", 1.6), new("Đối tượng", 2.6),
            new("Hệ số", 0.7, PaperAlign.Center), new("Mức (đồng/tháng)", 1.2, PaperAlign.Right), new("Biểu quyết (đồng ý/không)", 1.1, PaperAlign.Center), new("Ý kiến", 1.8),
        ],
        Rows = rows.Select((r, i) => (IReadOnlyList<string>)
        [
            $"{i + 1}", r.Person.FullName, r.Person.Birth?.Assumed.Year.ToString(VietnameseFormat.Culture) ?? "", r.Person.Village,
            r.Award is { } award ? $"{award.Label} ({award.Article})" : "", r.Award?.CoefficientWords ?? "", r.Award is { MonthlyDong: > 0 } paid ? PaperLists.Digits(paid.MonthlyDong) : "",
            r.For + r.Against > 0 ? $"{r.For}/{r.Against}" : "", (r.Agreed ? "Đồng ý" : "Không đồng ý") + (r.Opinion.Length > 0 ? $": {NeutralWords.Remark(r.Opinion)}" : ""),
        ]).ToList(),
    };

    private static string Said(PaperMember member) => $"ông/bà {member.Name}, {member.Role}";
}
