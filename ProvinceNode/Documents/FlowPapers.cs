using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Papers between review and appraisal: D09 posting notice, KN1 conclusion on a complaint, D11 forwarding letter (policy 4.3). Pure.</summary>
public static class FlowPapers
{
    /// <summary>Forms that tell the group of who fills them in, and none of HIV. Requests to change or to be taken in do not tell: they are never named.</summary>
    private static readonly string[] NamedForms = ["1a", "1c", "1d", "1đ", "2a", "01-176", "01-NKT"];

    /// <summary>Whether a dossier may be named on a wall: own groups are as the others, except those kept apart; HIV groups are not, nor whoever may belong to them (Decree 20 Art. 8(1)(b), 28(1)(b)).</summary>
    public static bool MayBePosted(FlowContext context, Dossier dossier) => dossier.Requests.All(r => NamedForms.Contains(r.Form) || Sensitive.IsOpenGroup(r, context.Rules));

    /// <summary>D09. Numbers of persons and health facts are never posted; a dossier that may not be named stands by its code alone.</summary>
    public static PaperContent Posting(FlowContext context, Dossier dossier) => Posting(context, dossier, dossier.PostedFrom!.Value, dossier.PostedUntil!.Value);

    /// <summary>D09 for a posting that would begin on a day.</summary>
    public static PaperContent Posting(FlowContext context, Dossier dossier, DateOnly from, DateOnly until)
    {
        var commune = TenantPath.Parse(dossier.TenantPath);
        return PostingNotice(PaperScenes.Of(context, dossier), PaperScenes.Topic(dossier), from, until, LegalClock.PostingDays(context, dossier.ProcedureCode, dossier.Kind)) with
        {
            Paragraphs = [$"Ủy ban nhân dân {FlowContext.Lower(context.UnitName(commune))} niêm yết công khai kết quả xét duyệt hồ sơ của:"],
            Lines =
            [
                .. MayBePosted(context, dossier) ? Named(dossier) : [new PaperLine("Hồ sơ mã", dossier.Code)],
                new("Chính sách đề nghị", DecisionPapers.Capital(PaperScenes.Asked(dossier))),
                new("Kết luận", Conclusion(dossier.ReviewedEligible == true)),
            ],
        };
    }

    /// <summary>D09 for several dossiers; those of HIV groups are left out.</summary>
    /// <param name="topic">Topic of <see cref="LegalBases"/>.</param>
    public static PaperContent PostingList(PaperScene scene, string topic, DateOnly from, DateOnly until, int days, IReadOnlyList<PostingRow> rows)
    {
        var shown = rows.Where(r => !r.Sensitive).ToList();
        return PostingNotice(scene, topic, from, until, days) with
        {
            Paragraphs = [$"{scene.Committee(scene.Commune)} niêm yết công khai kết quả xét duyệt hồ sơ đề nghị trợ giúp xã hội của {PaperStyle.Count(shown.Count)} người có tên sau đây:"],
            Tables =
            [
                new PaperTable
                {
                    Columns =
                    [
                        new("STT", 0.6, PaperAlign.Center), new("Họ và tên", 2.2), new("Năm sinh", 1, PaperAlign.Center), new("Giới tính", 0.8, PaperAlign.Center),
                        new("Nơi cư trú", 2), new("Chính sách đề nghị", 2.2), new("Kết luận", 2),
                    ],
                    Rows = shown.Select((r, i) => (IReadOnlyList<string>)
                    [
                        $"{i + 1}", r.Person.FullName, r.Person.Birth?.Assumed.Year.ToString(VietnameseFormat.Culture) ?? "", r.Person.SexWord,
                        r.Person.Village.Length > 0 ? r.Person.Village : scene.Inside(scene.Commune), r.Policy, Conclusion(r.Eligible),
                    ]).ToList(),
                },
            ],
        };
    }

    /// <summary>KN1: what the commune's chairman concludes on a complaint about what was posted; within ten days, and published (Decree 20 Art. 8(1)(b), 28(1)(b); policy 3.4 S3').</summary>
    /// <param name="objection">Concluded.</param>
    public static PaperContent ObjectionConcluded(FlowContext context, Dossier dossier, Objection objection, SignedInOfficial chairman)
    {
        var scene = PaperScenes.Of(context, dossier);
        var (superior, issuer) = PaperStyle.Committee(scene, scene.Commune);
        var (committee, upheld) = (scene.Committee(scene.Commune), objection.Upheld == true);
        // Who may not be named on a wall is not named here either, nor is what somebody wrote of him.
        var named = MayBePosted(context, dossier);
        var whose = $"mã {dossier.Code}{(named ? $" của ông/bà {dossier.Owner.FullName}" : "")}";
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), NumberLine = PaperStyle.Unnumbered(PaperKind.Notices),
            Title = "THÔNG BÁO", Summary = "Kết luận khiếu nại đối với kết quả xét duyệt hồ sơ đề nghị trợ giúp xã hội", DossierCode = scene.DossierCode,
            Bases = Closed(scene.Decrees(PaperScenes.Topic(dossier))),
            Paragraphs =
            [
                $"Ngày {VietnameseFormat.Date(VietnamTime.Day(objection.At))}, {committee} nhận được khiếu nại của ông/bà {objection.From} đối với kết quả xét duyệt hồ sơ {whose} đề nghị {PaperScenes.Asked(dossier)}.",
                named ? $"Nội dung khiếu nại: {Sentence(objection.Content)}" : "Nội dung khiếu nại được lưu trong hồ sơ và không công khai theo quy định.",
                named ? $"Kết quả xem xét: {Sentence(objection.Conclusion ?? "")}" : "Kết quả xem xét đã được giải thích trực tiếp cho người khiếu nại.",
                $"Kết luận: khiếu nại {(upheld ? "đúng" : "không có căn cứ")}. {committee} {(upheld ? "xét duyệt lại hồ sơ và niêm yết lại kết quả" : "giữ nguyên kết quả xét duyệt và tiếp tục niêm yết cho đến hết thời hạn")} theo {LegalClock.ComplaintLaw(DossierFlow.RouteOf(context, dossier))}.",
                $"Thông báo này được niêm yết công khai tại trụ sở {committee} kể từ ngày {VietnameseFormat.Date(context.Today)}. Nếu không đồng ý, người khiếu nại có quyền khiếu nại tiếp hoặc khởi kiện theo quy định của pháp luật.",
            ],
            Recipients = ["Người khiếu nại;", "Người nộp hồ sơ;", "Niêm yết tại trụ sở UBND;", "Lưu: VT, VHXH."],
            Signatures = [PaperStyle.Signer("CHỦ TỊCH", chairman)],
        };
    }

    /// <summary>D11: công văn đề nghị.</summary>
    public static PaperContent Forwarding(FlowContext context, Dossier dossier, string number, SignedInOfficial chairman)
    {
        var scene = PaperScenes.Of(context, dossier);
        return Letter(scene, PaperScenes.Topic(dossier), number, $"V/v đề nghị {PaperScenes.Asked(dossier)} đối với 01 đối tượng", chairman) with
        {
            Paragraphs =
            [
                $"Hồ sơ mã {dossier.Code} của ông/bà {dossier.Owner.FullName} đã được xét duyệt (kết luận: {(dossier.ReviewedEligible == true ? "đủ điều kiện" : "không đủ điều kiện")}){Posted(context, dossier)}.",
                $"{scene.Committee(scene.Commune)} đề nghị quý cơ quan thẩm định, trình cấp có thẩm quyền xem xét, quyết định.",
            ],
        };
    }

    /// <summary>D11 for several dossiers, with the list annexed.</summary>
    /// <param name="topic">Topic of <see cref="LegalBases"/>.</param>
    /// <param name="about">After "V/v đề nghị", e.g. trợ cấp xã hội hàng tháng, thôi hưởng trợ cấp xã hội hàng tháng.</param>
    public static PaperContent ForwardingList(
        PaperScene scene, string topic, string number, string about, DateOnly reviewedOn, DateOnly? postedFrom, DateOnly? postedUntil, IReadOnlyList<PaperListRow> rows, SignedInOfficial chairman)
    {
        var count = PaperStyle.Count(rows.Count);
        var posted = postedFrom is { } from && postedUntil is { } until
            ? $" và niêm yết từ ngày {VietnameseFormat.Date(from)} đến ngày {VietnameseFormat.Date(until)}, không có khiếu nại" : "";
        return Letter(scene, topic, number, $"V/v đề nghị {about} đối với {count} đối tượng", chairman) with
        {
            DossierCode = "",
            Paragraphs =
            [
                $"{scene.Committee(scene.Commune)} đã xét duyệt ngày {VietnameseFormat.Date(reviewedOn)}{posted}.",
                $"{scene.Committee(scene.Commune)} đề nghị {scene.AppraiserName} thẩm định, trình Chủ tịch {scene.Committee(scene.Decider)} quyết định {about} cho {count} đối tượng (có danh sách kèm theo) cùng {count} bộ hồ sơ.",
                "Kính đề nghị quý cơ quan xem xét, giải quyết./.",
            ],
            Annexes =
            [
                PaperLists.Annex("DANH SÁCH ĐỐI TƯỢNG ĐỀ NGHỊ " + PaperStyle.Upper(about), $"Công văn số {number} {PaperStyle.LongDate(scene.Today)} của {scene.Committee(scene.Commune)}", rows),
            ],
        };
    }

    private static PaperContent PostingNotice(PaperScene scene, string topic, DateOnly from, DateOnly until, int days)
    {
        var (superior, issuer) = PaperStyle.Committee(scene, scene.Commune);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), NumberLine = PaperStyle.Unnumbered("TB-UBND"),
            Title = "THÔNG BÁO", Summary = "Kết quả xét duyệt hồ sơ đề nghị trợ giúp xã hội", DossierCode = scene.DossierCode,
            Bases = Closed(scene.Decrees(topic)),
            Closing =
            [
                $"Thời gian niêm yết: từ ngày {VietnameseFormat.Date(from)} đến ngày {VietnameseFormat.Date(until)} ({days:00} ngày làm việc), tại trụ sở Ủy ban nhân dân.",
                $"Mọi ý kiến, khiếu nại đề nghị gửi về {scene.Committee(scene.Commune)} trong thời gian niêm yết.",
            ],
            Signatures = [new("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "", "(Ký tên, đóng dấu)")],
            Recipients = ["Niêm yết tại trụ sở UBND;", "Lưu: VT, VHXH."],
        };
    }

    /// <summary>The last of the bases ends with a full stop.</summary>
    internal static IReadOnlyList<string> Closed(IEnumerable<string> bases)
    {
        var all = bases.Select(b => b.TrimEnd(';', '.')).ToList();
        return all.Select((b, i) => b + (i == all.Count - 1 ? "." : ";")).ToList();
    }

    private static PaperContent Letter(PaperScene scene, string topic, string number, string summary, SignedInOfficial chairman)
    {
        var (superior, issuer) = PaperStyle.Committee(scene, scene.Commune);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(scene, scene.Commune), NumberLine = $"Số: {number}",
            Title = "CÔNG VĂN", Summary = summary, DossierCode = scene.DossierCode, Addressees = [scene.AppraiserName],
            Bases = Closed(scene.Decrees(topic)),
            Signatures = [PaperStyle.Signer("CHỦ TỊCH", chairman)],
            Recipients = ["Như trên;", "Lưu: VT, VHXH."],
        };
    }

    private static IEnumerable<PaperLine> Named(Dossier dossier) =>
    [
        new("Họ và tên", dossier.Owner.FullName),
        .. DeskPapers.Known("Năm sinh", BirthDate.TryParse(dossier.Owner.BirthDate, out var birth) ? birth.Assumed.Year.ToString(VietnameseFormat.Culture) : ""),
        .. DeskPapers.Known("Giới tính", dossier.Owner.Sex switch { 1 => "Nam", 2 => "Nữ", _ => "" }),
        new("Nơi cư trú", PaperStyle.Address(dossier)),
    ];

    private static string Posted(FlowContext context, Dossier dossier) => dossier.PostedFrom is { } from && dossier.PostedUntil is { } until && MayBePosted(context, dossier)
        ? $" và niêm yết từ ngày {VietnameseFormat.Date(from)} đến ngày {VietnameseFormat.Date(until)}, không còn khiếu nại" : "";

    private static string Sentence(string text) => NeutralWords.Remark(text.Trim()).TrimEnd('.') + ".";

    private static string Conclusion(bool eligible) => eligible ? "Đủ điều kiện, đề nghị cấp có thẩm quyền xem xét" : "Không đủ điều kiện";
}

/// <summary>A dossier in a posting.</summary>
/// <param name="Policy">What is asked for, e.g. Trợ cấp xã hội hàng tháng.</param>
/// <param name="Sensitive">Left out of the list.</param>
public sealed record PostingRow(PaperPerson Person, string Policy, bool Eligible, bool Sensitive);
