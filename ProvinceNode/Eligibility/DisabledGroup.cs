using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Group 6 (Decree 20 Art. 5(6), Art. 6(1)(e)): severely and extremely severely disabled people. Not means-tested.</summary>
public sealed class DisabledGroup : IGroupRule
{
    private const string Article = "khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP";

    public string Group => "6";

    /// <inheritdoc/>
    public IEnumerable<(Trial Trial, CategoryRow? Category)> Try(Facts facts, PayMonth month, RuleBook rules, Dong level)
    {
        var clauses = Clauses(facts, month);
        var prefix = facts.Disability?.Degree == DisabilityDegree.ExtremelySevere ? "6.dbn." : "6.n.";
        var age = facts.Birth.AgeInMonths(month);
        var category = rules.CategoriesIn(month, prefix)
            .FirstOrDefault(c => (c.AgeFromMonths ?? 0) <= age && (c.AgeUntilMonths is null || age < c.AgeUntilMonths));
        if (category is null)
        {
            // No row of the law for this month, e.g. before Decree 20: nothing may be granted, not even zero đồng.
            clauses.Add(new Clause(Article, "Có nhóm đối tượng và hệ số áp dụng", $"Chưa có quy định cho tháng {month}", false));
            yield return (new Trial { CategoryCode = Group, Label = "Người khuyết tật nặng, đặc biệt nặng", Kind = AwardKind.Assistance, Form = "1đ", Clauses = clauses }, null);
            yield break;
        }

        clauses.Add(new Clause("khoản 1 Điều 6 Nghị định số 20/2021/NĐ-CP", $"Nhóm tuổi: {category.Label.ToLower(VietnameseFormat.Culture)}",
            $"{age / 12} tuổi trong tháng {month}", true));
        yield return (new Trial
        {
            CategoryCode = category.Code, Label = category.Label, Kind = AwardKind.Assistance, Form = category.Form, Clauses = clauses,
            MonthlyDong = level.Times(category.CoefficientHundredths).Amount,
        }, category);
    }

    /// <summary>From the month of the certificate (Art. 8(1)(đ)).</summary>
    public (PayMonth Month, string Why) StartMonth(Facts facts, PayMonth signedIn)
    {
        var issued = PayMonth.Of(facts.Disability!.CertificateOn);
        return (issued, $"Hưởng từ tháng cấp giấy xác nhận khuyết tật ({issued}), theo điểm đ khoản 1 Điều 8 Nghị định số 20/2021/NĐ-CP");
    }

    private static List<Clause> Clauses(Facts facts, PayMonth month)
    {
        var certificate = facts.Disability;
        return
        [
            new(Article, "Có giấy xác nhận khuyết tật",
                certificate is null ? "Chưa có giấy xác nhận" : $"Giấy số {certificate.CertificateNumber}, cấp ngày {VietnameseFormat.Date(certificate.CertificateOn)}",
                certificate is { CertificateNumber.Length: > 0 } && PayMonth.Of(certificate.CertificateOn) <= month),
            new(Article, "Mức độ khuyết tật nặng hoặc đặc biệt nặng", Words(certificate?.Degree ?? DisabilityDegree.None),
                certificate?.Degree is DisabilityDegree.Severe or DisabilityDegree.ExtremelySevere),
            new("khoản 5 Điều 25 Nghị định số 20/2021/NĐ-CP", "Không hưởng chế độ nuôi dưỡng hàng tháng tại cơ sở trợ giúp xã hội",
                facts.Institution.Count > 0 ? "Đang ở cơ sở trợ giúp xã hội" : "Sống tại cộng đồng", facts.Institution.Count == 0),
        ];
    }

    /// <summary>The degree as the certificate prints it.</summary>
    public static string Words(DisabilityDegree degree) => degree switch
    {
        DisabilityDegree.ExtremelySevere => "Đặc biệt nặng",
        DisabilityDegree.Severe => "Nặng",
        DisabilityDegree.Mild => "Nhẹ",
        _ => "Không có thông tin",
    };
}
