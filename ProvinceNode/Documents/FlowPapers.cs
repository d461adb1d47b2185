using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>Papers between review and decision: D09 posting notice, D11 forwarding letter, D12 appraisal slip (policy 4.3). Pure.</summary>
public static class FlowPapers
{
    /// <summary>D09. Numbers of persons and health facts are never posted; HIV groups are not posted at all.</summary>
    public static PaperContent Posting(FlowContext context, Dossier dossier)
    {
        var commune = TenantPath.Parse(dossier.TenantPath);
        var (superior, issuer) = PaperStyle.Committee(context, commune);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(context, commune), NumberLine = "Số: ………/TB-UBND",
            Title = "THÔNG BÁO", Summary = "Kết quả xét duyệt hồ sơ đề nghị trợ giúp xã hội", DossierCode = dossier.Code,
            Paragraphs =
            [
                "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội;",
                $"Ủy ban nhân dân {FlowContext.Lower(context.UnitName(commune))} niêm yết công khai kết quả xét duyệt hồ sơ của:",
            ],
            Lines =
            [
                new("Họ và tên", dossier.Owner.FullName),
                new("Năm sinh", BirthDate.Parse(dossier.Owner.BirthDate).Assumed.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                new("Giới tính", dossier.Owner.Sex == 2 ? "Nữ" : "Nam"),
                new("Nơi cư trú", PaperStyle.Address(dossier)),
                new("Chính sách đề nghị", "Trợ cấp xã hội hàng tháng"),
                new("Kết luận", dossier.ReviewedEligible == true ? "Đủ điều kiện, đề nghị cấp có thẩm quyền xem xét" : "Không đủ điều kiện"),
            ],
            Closing =
            [
                $"Thời gian niêm yết: từ ngày {VietnameseFormat.Date(dossier.PostedFrom!.Value)} đến ngày {VietnameseFormat.Date(dossier.PostedUntil!.Value)} ({LegalClock.PostingDays(context, dossier.ProcedureCode, dossier.Kind):00} ngày làm việc), tại trụ sở Ủy ban nhân dân.",
                "Mọi ý kiến, khiếu nại đề nghị gửi về Ủy ban nhân dân trong thời gian niêm yết.",
            ],
            Signatures = [new("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "", "(Ký tên, đóng dấu)")],
            Recipients = ["Niêm yết tại trụ sở UBND;", "Lưu: VT, VHXH."],
        };
    }

    /// <summary>D11: công văn đề nghị.</summary>
    public static PaperContent Forwarding(FlowContext context, Dossier dossier, string number, SignedInOfficial chairman)
    {
        var commune = TenantPath.Parse(dossier.TenantPath);
        var (superior, issuer) = PaperStyle.Committee(context, commune);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(context, commune), NumberLine = $"Số: {number}",
            Title = "CÔNG VĂN", Summary = "V/v đề nghị trợ cấp xã hội hàng tháng đối với 01 đối tượng", DossierCode = dossier.Code,
            Paragraphs =
            [
                $"Kính gửi: {context.OfficeName(Authorities.Appraiser, commune)}.",
                "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ;",
                $"Hồ sơ mã {dossier.Code} của ông/bà {dossier.Owner.FullName} đã được xét duyệt (kết luận: {(dossier.ReviewedEligible == true ? "đủ điều kiện" : "không đủ điều kiện")}) và niêm yết từ ngày {Day(dossier.PostedFrom)} đến ngày {Day(dossier.PostedUntil)}, không còn khiếu nại.",
                $"Ủy ban nhân dân {FlowContext.Lower(context.UnitName(commune))} đề nghị quý cơ quan thẩm định, trình cấp có thẩm quyền xem xét, quyết định.",
            ],
            Signatures = [new("CHỦ TỊCH", chairman.FullName, "")],
            Recipients = ["Như trên;", "Lưu: VT, VHXH."],
        };
    }

    /// <summary>D12: phiếu thẩm định, with the explanation clause by clause.</summary>
    public static PaperContent AppraisalSlip(FlowContext context, Dossier dossier, Appraisal appraisal, bool eligible, string note, SignedInOfficial appraiser)
    {
        var commune = TenantPath.Parse(dossier.TenantPath);
        var office = context.Authorities.OfficeFor(Authorities.Appraiser, commune, context.Today);
        var answer = appraisal.Answer;
        return new PaperContent
        {
            Superior = PaperStyle.Committee(context, office).Issuer, Issuer = PaperStyle.Upper(Division(context)),
            PlaceAndDate = PaperStyle.PlaceAndDate(context, office), Title = "PHIẾU THẨM ĐỊNH HỒ SƠ", DossierCode = dossier.Code,
            Summary = "Đề nghị trợ cấp xã hội hàng tháng",
            Lines =
            [
                new("Đối tượng", $"{dossier.Owner.FullName}, sinh {BirthDate.Parse(dossier.Owner.BirthDate).Printed}"),
                new("Nơi cư trú", PaperStyle.Address(dossier)),
                new("Xác thực định danh", IdentityWords.Of(dossier.Identity)),
                .. answer.Trials.Where(t => t.Holds || t.Form == dossier.Form).SelectMany(t => t.Clauses).Select(c => new PaperLine($"{c.Wants} ({c.Article})", $"{(c.Holds ? "Đạt" : "Không đạt")}: {c.Found}")),
                .. Money(answer),
                new("Kết luận", eligible ? "Đủ điều kiện" : "Không đủ điều kiện"),
                new("Ý kiến thẩm định", note),
            ],
            Closing = answer.Remarks,
            Signatures = [new("NGƯỜI THẨM ĐỊNH", appraiser.FullName)],
        };
    }

    private static IEnumerable<PaperLine> Money(Eligibility.Answer answer) => answer.Awards.SelectMany(a => new PaperLine[]
    {
        new("Mức trợ cấp", a.Arithmetic),
        new("Căn cứ mức chuẩn", a.LevelLegal),
        new("Thời điểm hưởng", a.StartWhy),
    });

    private static string Division(FlowContext context) =>
        context.Authorities.Rule(Authorities.Appraiser, context.Today).OfficeName.Replace("{unit}", "", StringComparison.Ordinal).Trim();

    private static string Day(DateOnly? day) => day is { } d ? VietnameseFormat.Date(d) : "";
}
