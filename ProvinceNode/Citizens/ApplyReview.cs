using System.Globalization;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Citizens;

/// <summary>An answer as it is read back before sending.</summary>
/// <param name="Anchor">Id of the field on its page.</param>
public sealed record ReviewLine(string Label, string Text, string Anchor);

/// <summary>The answers of one page.</summary>
public sealed record ReviewPart(string Title, string Slug, IReadOnlyList<ReviewLine> Lines);

/// <summary>Reads the answers back in people's words. Pure.</summary>
public static class ApplyReview
{
    public static IReadOnlyList<ReviewPart> Of(ApplyView view)
    {
        var f = view.Form;
        var parts = new List<ReviewPart>
        {
            Part("Người hưởng", "nguoi-huong",
                ("Họ và tên", f.FullName, nameof(f.FullName)), ("Ngày sinh", Date(f.BirthDay, f.BirthMonth, f.BirthYear), "Birth"),
                ("Giới tính", FormChoices.Words(FormChoices.Sexes, f.Sex), nameof(f.Sex)),
                ("Dân tộc", FormChoices.Words(FormChoices.EthnicGroups, f.EthnicCode), nameof(f.EthnicCode)),
                ("Số định danh", f.NoNumber == "1" ? "Chưa được cấp số nào" : f.CitizenId, nameof(f.CitizenId)),
                ("Ngày cấp, nơi cấp giấy tờ", Join(Date(f.IdentityIssuedDay, f.IdentityIssuedMonth, f.IdentityIssuedYear), f.IdentityIssuedBy), "IdentityIssued")),
            Part("Nơi ở", ApplyStep.Residence,
                ("Xã, phường, thị trấn", view.CommuneName, nameof(f.CommuneCode)), ("Thôn, bản, tổ dân phố", f.Village, nameof(f.Village)),
                ("Nơi đăng ký thường trú", f.PermanentAddress, nameof(f.PermanentAddress)), ("Số điện thoại", f.Phone, nameof(f.Phone)),
                ("Được nuôi dưỡng tại cơ sở trợ giúp xã hội", FormChoices.Words(FormChoices.YesNo, f.InInstitution), nameof(f.InInstitution))),
            Part("Khuyết tật", "khuyet-tat",
                ("Số giấy xác nhận", f.CertificateNumber, nameof(f.CertificateNumber)),
                ("Ngày cấp", Date(f.CertificateDay, f.CertificateMonth, f.CertificateYear), "Certificate"), ("Nơi cấp", f.CertificateBy, nameof(f.CertificateBy)),
                ("Dạng khuyết tật", FormChoices.Words(FormChoices.DisabilityKinds, f.DisabilityKind), nameof(f.DisabilityKind)),
                ("Mức độ khuyết tật", FormChoices.Words(FormChoices.Degrees, f.DisabilityDegree), nameof(f.DisabilityDegree)),
                ("Tự phục vụ", FormChoices.Words(FormChoices.SelfCare, f.SelfCare), nameof(f.SelfCare)),
                ("Người chăm sóc", Join(f.CarerName, f.CarerRelation), nameof(f.CarerName))),
        };
        parts.AddRange(Circumstances(view));
        parts.AddRange(Filing(view));
        return parts;
    }

    /// <summary>E.g. 1,2 MB.</summary>
    public static string Size(long bytes) => bytes >= 1024 * 1024
        ? (bytes / 1048576m).ToString("0.0", Protos.Values.VietnameseFormat.Culture) + " MB"
        : ((bytes + 1023) / 1024).ToString(CultureInfo.InvariantCulture) + " KB";

    private static IEnumerable<ReviewPart> Circumstances(ApplyView view)
    {
        var f = view.Form;
        var adult = SubmitRules.AsksAdultQuestions(f, view.Today);
        var occupation = new List<(string, string, string)> { ("Việc học", Join(FormChoices.Words(FormChoices.Study, f.Study), f.StudyDetail), nameof(f.Study)) };
        if (adult)
        {
            occupation.Add(("Việc làm", Join(FormChoices.Words(FormChoices.YesNo, f.Work), f.WorkDetail), nameof(f.Work)));
            occupation.Add(("Thu nhập một tháng", Money(f.WorkIncome), nameof(f.WorkIncome)));
        }

        yield return Part("Học tập, việc làm", "hoc-tap-viec-lam", [.. occupation]);
        if (adult)
        {
            var family = new List<(string, string, string)>
            {
                ("Tình trạng hôn nhân", FormChoices.Words(FormChoices.Marital, f.Marital), nameof(f.Marital)), ("Số con", f.Children, nameof(f.Children)),
                ("Số con dưới 36 tháng tuổi", f.ChildrenUnder36Months, nameof(f.ChildrenUnder36Months)),
            };
            if (SubmitRules.AsksPregnancy(f, view.Today))
            {
                family.Add(("Đang mang thai", f.Pregnant == "yes" ? $"Có, tháng thứ {f.PregnancyMonths}" : FormChoices.Words(FormChoices.YesNo, f.Pregnant), nameof(f.Pregnant)));
            }

            yield return Part("Gia đình", "gia-dinh", [.. family]);
        }

        var benefits = SubmitMapping.BenefitFields(f).Select(b => (b.Name.Length > 0 ? b.Name : "Trợ cấp khác",
            Join(Money(b.Amount), b.From.Trim().Length > 0 ? $"từ tháng {b.From.Trim()}" : ""), b.AmountField)).ToArray();
        yield return Part("Chế độ đang hưởng", "che-do",
            [("Hộ nghèo, hộ cận nghèo", Join(FormChoices.Words(FormChoices.Poverty, f.Poverty), f.PovertyCode), nameof(f.Poverty)),
                ("Thẻ bảo hiểm y tế", FormChoices.Words(FormChoices.YesNo, f.HealthCard), nameof(f.HealthCard)), .. benefits]);
    }

    private static IEnumerable<ReviewPart> Filing(ApplyView view)
    {
        var f = view.Form;
        yield return f.DeclaredBy == "other"
            ? Part("Người khai", "nguoi-nop", ("Người khai thay", Join(f.ApplicantName, f.ApplicantRelation), nameof(f.ApplicantName)),
                ("Số định danh", f.ApplicantCitizenId, nameof(f.ApplicantCitizenId)), ("Số điện thoại", f.ApplicantPhone, nameof(f.ApplicantPhone)),
                ("Địa chỉ", f.ApplicantAddress, nameof(f.ApplicantAddress)))
            : Part("Người khai", "nguoi-nop", ("Người khai", FormChoices.Words(FormChoices.DeclaredBy, f.DeclaredBy), nameof(f.DeclaredBy)));
        yield return Part("Giấy tờ", ApplyStep.Papers, SubmitPapers.All.Where(p => p.Need(f) || view.Files.Any(x => x.Paper == p.Code))
            .Select(p => (p.Name, string.Join(", ", view.Files.Where(x => x.Paper == p.Code).Select(x => x.FileName)), "Papers." + p.Code)).ToArray());
        var account = f.PaymentBy == "account" ? $": {f.AccountNumber}, {f.AccountName}, {f.Bank}" : "";
        yield return Part("Nhận kết quả", "nhan-ket-qua", ("Nhận quyết định", FormChoices.Words(FormChoices.ResultBy, f.ResultBy), nameof(f.ResultBy)),
            ("Nhận tiền trợ cấp", FormChoices.Words(FormChoices.PaymentBy, f.PaymentBy) + account, nameof(f.PaymentBy)));
    }

    private static ReviewPart Part(string title, string slug, params (string Label, string Text, string Field)[] lines) =>
        new(title, slug, lines.Select(l => new ReviewLine(l.Label, l.Text.Trim(), ProblemList.IdOf(l.Field))).ToList());

    private static string Date(string day, string month, string year) =>
        string.Join('/', new[] { day, month, year }.Select(p => p.Trim()).Where(p => p.Length > 0).Select(p => p.PadLeft(2, '0')));

    private static string Join(params string[] parts) => string.Join(", ", parts.Where(p => p.Trim().Length > 0));

    private static string Money(string text) =>
        SubmitFaults.ReadAmount(text) is { } dong ? dong.ToString("#,0", Protos.Values.VietnameseFormat.Culture) + " đồng" : text;
}
