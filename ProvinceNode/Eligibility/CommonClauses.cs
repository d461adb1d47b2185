using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Clauses that several groups ask.</summary>
internal static class CommonClauses
{
    public static ClauseRule Poor(string article) => new(article, "Thuộc hộ nghèo", (in CaseMonth c) => c.Poor, Poverty);

    public static ClauseRule PoorOrNear(string article) => new(article, "Thuộc hộ nghèo hoặc hộ cận nghèo", (in CaseMonth c) => c.PoorOrNear, Poverty);

    public static ClauseRule SpecialArea(string article) => new(
        article, "Sống ở xã, thôn vùng đồng bào dân tộc thiểu số và miền núi đặc biệt khó khăn", (in CaseMonth c) => c.SpecialArea is not null,
        (in CaseMonth c) => c.SpecialArea is { } row
            ? $"Nơi ở có trong danh sách đặc biệt khó khăn ({row.Legal})" : "Nơi ở không có trong danh sách đặc biệt khó khăn");

    public static ClauseRule Certificate { get; } = new(
        Articles.Group6, "Có giấy xác nhận khuyết tật còn giá trị", (in CaseMonth c) => c.CertificateValid, CertificateWords);

    public static ClauseRule Severe(string article) => new(
        article, "Mức độ khuyết tật nặng hoặc đặc biệt nặng", (in CaseMonth c) => c.Degree >= DisabilityDegree.Severe, (in CaseMonth c) => Words.Degree(c.Degree));

    public static ClauseRule ExtremelySevere(string article) => new(
        article, "Mức độ khuyết tật đặc biệt nặng", (in CaseMonth c) => c.Degree == DisabilityDegree.ExtremelySevere, (in CaseMonth c) => Words.Degree(c.Degree));

    /// <summary>Asked before every group; what fails here fails all of them.</summary>
    public static IReadOnlyList<ClauseRule> Everybody { get; } =
    [
        new(Articles.Stop, "Còn sống (tháng chết vẫn được hưởng trọn)", (in CaseMonth c) => c.Facts.DiedOn is not { } day || day >= c.First,
            (in CaseMonth c) => c.Facts.DiedOn is { } day && day <= c.Last ? $"Chết ngày {VietnameseFormat.Date(day)}" : "Còn sống"),
        new(Articles.Prison, "Không chấp hành án phạt tù ở trại giam", (in CaseMonth c) => !Imprisoned(c),
            (in CaseMonth c) => Imprisoned(c) ? "Đang chấp hành án phạt tù" : "Không"),
        new("khoản 1 Điều 5 " + Articles.Decree20, "Đã được sinh ra", (in CaseMonth c) => c.Age >= 0,
            (in CaseMonth c) => $"Sinh {c.Facts.Birth.Printed}"),
    ];

    /// <summary>Asked before what is paid in the community.</summary>
    public static ClauseRule Community { get; } = new(
        Articles.Institution, "Không hưởng trợ cấp nuôi dưỡng hàng tháng tại cơ sở trợ giúp xã hội", (in CaseMonth c) => !c.InInstitution(whole: true),
        (in CaseMonth c) => c.InInstitution(whole: true) ? "Đang ở cơ sở trợ giúp xã hội" : "Sống tại cộng đồng");

    public static string Poverty(in CaseMonth c) => c.Poverty switch
    {
        PovertyStatus.Poor => "Hộ nghèo",
        PovertyStatus.NearPoor => "Hộ cận nghèo",
        _ => $"Tháng {c.Month} không thuộc hộ nghèo, hộ cận nghèo",
    };

    private static string CertificateWords(in CaseMonth c) => c.Certificate is not { } certificate ? $"Đến tháng {c.Month} chưa có giấy xác nhận"
        : certificate.CertificateNumber.Length == 0 ? "Giấy xác nhận chưa có số"
        : $"Giấy số {certificate.CertificateNumber}, cấp ngày {VietnameseFormat.Date(certificate.CertificateOn)}"
            + (certificate.ValidUntil is { } until ? $", có giá trị đến ngày {VietnameseFormat.Date(until)}" : "");

    private static bool Imprisoned(in CaseMonth c)
    {
        for (var i = 0; i < c.Facts.Detentions.Count; i++)
        {
            var held = c.Facts.Detentions[i];
            if (held.Kind == DetentionKind.Prison && c.Fills(held.From, held.Until))
            {
                return true;
            }
        }

        return false;
    }
}
