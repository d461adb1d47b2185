using ProvinceNode.Dossiers;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>D14 decision and D20 written answer, in the layout and words of policy 4.1 and 4.3. Pure.</summary>
public static class DecisionPapers
{
    private static readonly DateOnly Decree335 = new(2026, 10, 5);

    /// <summary>D14: quyết định về việc trợ cấp xã hội hàng tháng.</summary>
    public static PaperContent Granting(FlowContext context, Dossier dossier, Appraisal appraisal, IReadOnlyList<ArrearsSpan> arrears, SignedInOfficial signer)
    {
        var commune = TenantPath.Parse(dossier.TenantPath);
        var office = context.Authorities.OfficeFor(Authorities.Decider, commune, context.Today);
        var (superior, _) = PaperStyle.Committee(context, office);
        var award = appraisal.Answer.Main!;
        return new PaperContent
        {
            Superior = "ỦY BAN NHÂN DÂN", Issuer = PaperStyle.Upper(context.UnitName(office)), PlaceAndDate = PaperStyle.PlaceAndDate(context, office),
            NumberLine = "Số: ………/QĐ-UBND", Title = "QUYẾT ĐỊNH", Summary = "Về việc trợ cấp xã hội hàng tháng",
            Authority = PaperStyle.Upper($"Chủ tịch Ủy ban nhân dân {context.UnitName(office)}"),
            Bases = Bases(context, dossier, commune), Resolves = "QUYẾT ĐỊNH:", DossierCode = dossier.Code,
            Paragraphs =
            [
                $"Điều 1. Trợ cấp xã hội hàng tháng cho {FormOfAddress(dossier, context)} {PaperStyle.Upper(dossier.Owner.FullName)}; sinh {Born(dossier)}; số định danh cá nhân {Number(dossier)}; nơi cư trú: {Address(dossier, context, commune)}.",
                $"Thuộc đối tượng: {award.Label.ToLower(VietnameseFormat.Culture)} quy định tại {award.Article}; hệ số {VietnameseFormat.Coefficient(award.CoefficientHundredths)}.",
                $"Mức trợ cấp: {new Dong(award.MonthlyDong)}/tháng (Bằng chữ: {AmountInWords.Of(new Dong(award.MonthlyDong))}). Thời gian hưởng: kể từ tháng {new PayMonth(award.StartMonth)}.{ArrearsWords(arrears)}",
                $"Điều 2. Kinh phí thực hiện bảo đảm từ ngân sách nhà nước theo quy định. Trợ cấp được chi trả hàng tháng qua tổ chức dịch vụ chi trả{Receiver(dossier)}. Người hưởng trợ cấp được cấp thẻ bảo hiểm y tế theo quy định.",
                $"Điều 3. Quyết định này có hiệu lực kể từ ngày ký. {Executors(context, office, commune)} và ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
            ],
            Recipients = ["Như Điều 3;", "Bảo hiểm xã hội;", $"Lưu: VT, {(office.Depth == 2 && commune.Depth == 3 ? "LĐTBXH" : "VHXH")}."],
            Signatures = [new("CHỦ TỊCH", signer.FullName, "")],
        };
    }

    /// <summary>D20: thông báo không đủ điều kiện, with reason, legal reference and the right to complain.</summary>
    public static PaperContent Rejecting(FlowContext context, Dossier dossier, Appraisal appraisal, SignedInOfficial signer)
    {
        var office = context.Authorities.OfficeFor(Authorities.Decider, TenantPath.Parse(dossier.TenantPath), context.Today);
        var (superior, issuer) = PaperStyle.Committee(context, office);
        return new PaperContent
        {
            Superior = superior, Issuer = issuer, PlaceAndDate = PaperStyle.PlaceAndDate(context, office), NumberLine = "Số: ………/TB-UBND",
            Title = "THÔNG BÁO", Summary = "Về việc không đủ điều kiện hưởng trợ cấp xã hội hàng tháng", DossierCode = dossier.Code,
            Paragraphs =
            [
                $"Kính gửi: ông/bà {dossier.Applicant.FullName}.",
                $"Ủy ban nhân dân {FlowContext.Lower(context.UnitName(office))} đã xem xét hồ sơ mã {dossier.Code} đề nghị trợ cấp xã hội hàng tháng cho ông/bà {dossier.Owner.FullName}.",
                $"Kết quả thẩm định: chưa đủ điều kiện hưởng trợ cấp. Lý do: {dossier.AppraisalNote}",
                .. appraisal.Answer.Eligible ? Array.Empty<string>() : [$"Quy định chưa đáp ứng: {appraisal.WhyNot(dossier.Form)}"],
                "Nếu không đồng ý, ông/bà có quyền khiếu nại theo quy định của Luật Khiếu nại hoặc nộp lại hồ sơ khi đủ điều kiện.",
            ],
            Recipients = ["Như trên;", "Lưu: VT."],
            Signatures = [new("CHỦ TỊCH", signer.FullName, "")],
        };
    }

    private static List<string> Bases(FlowContext context, Dossier dossier, TenantPath commune)
    {
        var twoTier = context.Regime == "2T";
        List<string> bases =
        [
            $"Căn cứ Luật Tổ chức chính quyền địa phương ngày {(twoTier ? "16 tháng 6 năm 2025" : "19 tháng 6 năm 2015")};",
            "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội;",
        ];
        // A decree is cited from the day it is in force; Decree 335/2026 counts money from July 2026 but binds from 5 October (policy 0.4).
        if (context.Today >= new DateOnly(2024, 7, 1) && context.Today < Decree335)
        {
            bases.Add("Căn cứ Nghị định số 76/2024/NĐ-CP của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 20/2021/NĐ-CP;");
        }

        if (context.Today >= Decree335)
        {
            bases.Add("Căn cứ Nghị định số 335/2026/NĐ-CP ngày 21 tháng 8 năm 2026 của Chính phủ;");
        }

        if (twoTier)
        {
            bases.Add("Căn cứ Nghị định số 147/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ;");
        }

        bases.Add("Căn cứ Thông tư số 02/2021/TT-BLĐTBXH ngày 24 tháng 6 năm 2021 của Bộ trưởng Bộ Lao động – Thương binh và Xã hội;");
        bases.Add($"Xét đề nghị của {(twoTier ? "" : $"Chủ tịch Ủy ban nhân dân {FlowContext.Lower(context.UnitName(commune))} và ")}{context.OfficeName(Authorities.Appraiser, commune)} tại hồ sơ mã {dossier.Code}.");
        return bases;
    }

    private static string ArrearsWords(IReadOnlyList<ArrearsSpan> arrears) => arrears.Count == 0 ? ""
        : $" Truy lĩnh: {string.Join("; ", arrears.Select(a => $"từ tháng {new PayMonth(a.FromMonth)} đến tháng {new PayMonth(a.ToMonth)}, {a.Months} tháng × {new Dong(a.MonthlyDong).Digits()} đồng"))}; tổng cộng {new Dong(arrears.Sum(a => a.TotalDong))}.";

    private static string Executors(FlowContext context, TenantPath office, TenantPath commune) => context.Regime == "2T"
        ? $"Chánh Văn phòng HĐND và UBND, Trưởng phòng Văn hóa – Xã hội {FlowContext.Lower(context.UnitName(office))}"
        : $"Chánh Văn phòng HĐND và UBND, Trưởng phòng Lao động – Thương binh và Xã hội, Trưởng phòng Tài chính – Kế hoạch, Chủ tịch Ủy ban nhân dân {FlowContext.Lower(context.UnitName(commune))}";

    // A child is "cháu", a grown man "ông", a grown woman "bà".
    private static string FormOfAddress(Dossier dossier, FlowContext context) =>
        BirthDate.Parse(dossier.Owner.BirthDate).AgeInYears(context.Today) < 16 ? "cháu" : dossier.Owner.Sex == 2 ? "bà" : "ông";

    private static string Born(Dossier dossier) => BirthDate.Parse(dossier.Owner.BirthDate) is { Precision: BirthPrecision.Year } year
        ? $"năm {year.Printed}" : $"ngày {BirthDate.Parse(dossier.Owner.BirthDate).Printed}";

    private static string Number(Dossier dossier) => dossier.Owner.CitizenId.Length > 0 ? dossier.Owner.CitizenId : dossier.Owner.OldIdentityNumber;

    private static string Receiver(Dossier dossier) => dossier.Applicant.IsOwner ? "" : $"; người nhận thay (nếu có ủy quyền hợp lệ): {dossier.Applicant.FullName}";

    private static string Address(Dossier dossier, FlowContext context, TenantPath commune) => string.Join(", ", new[]
    {
        dossier.Owner.Village, FlowContext.Lower(context.UnitName(commune)),
        commune.Depth == 3 ? FlowContext.Lower(context.UnitName(commune.Parent)) : "",
        FlowContext.Lower(context.UnitName(TenantPath.Parse(commune.Province))),
    }.Where(t => t.Length > 0));
}
