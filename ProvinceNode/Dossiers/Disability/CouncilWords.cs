using ProvinceNode.Eligibility;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Words of the law for seats, votes and outcomes. Pure.</summary>
public static class CouncilWords
{
    public static IReadOnlyList<KeyValuePair<string, string>> Roles { get; } =
    [
        new(nameof(CouncilRole.Chairman), "Chủ tịch Hội đồng (Chủ tịch UBND cấp xã)"),
        new(nameof(CouncilRole.HealthStation), "Trạm trưởng trạm y tế cấp xã"),
        new(nameof(CouncilRole.Secretary), "Công chức phụ trách công tác xã hội (thư ký)"),
        new(nameof(CouncilRole.FatherlandFront), "Người đứng đầu Mặt trận Tổ quốc"),
        new(nameof(CouncilRole.Women), "Người đứng đầu Hội Liên hiệp Phụ nữ"),
        new(nameof(CouncilRole.Youth), "Người đứng đầu Đoàn Thanh niên"),
        new(nameof(CouncilRole.Veterans), "Người đứng đầu Hội Cựu chiến binh"),
        new(nameof(CouncilRole.DisabledPeople), "Người đứng đầu tổ chức của người khuyết tật"),
    ];

    public static IReadOnlyList<KeyValuePair<string, string>> Votes { get; } =
    [
        new(nameof(CouncilVote.ExtremelySevere), "Đặc biệt nặng"), new(nameof(CouncilVote.Severe), "Nặng"), new(nameof(CouncilVote.Mild), "Nhẹ"),
        new(nameof(CouncilVote.NotDisabled), "Không phải người khuyết tật"), new(nameof(CouncilVote.CannotConclude), "Không kết luận được"),
    ];

    /// <summary>Conclusions of a medical board by the name of the degree.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Degrees { get; } =
    [
        new(nameof(DisabilityDegree.ExtremelySevere), "Người khuyết tật đặc biệt nặng"), new(nameof(DisabilityDegree.Severe), "Người khuyết tật nặng"),
        new(nameof(DisabilityDegree.Mild), "Người khuyết tật nhẹ"), new(nameof(DisabilityDegree.None), "Không phải là người khuyết tật"),
    ];

    public static string Role(CouncilRole role) => Roles.First(r => r.Key == role.ToString()).Value;

    public static string Vote(CouncilVote vote) => PersonRules.Inside(Votes.First(v => v.Key == vote.ToString()).Value);

    /// <summary>The conclusion in one sentence.</summary>
    public static string Conclusion(CouncilOutcome outcome, DisabilityDegree degree, string types) => outcome switch
    {
        CouncilOutcome.Disabled => $"Là người khuyết tật, mức độ {CertificateWords.Degree(degree)}; dạng: {CertificateWords.Types(types)}",
        CouncilOutcome.NotDisabled => "Không phải là người khuyết tật",
        _ => "Chuyển Hội đồng giám định y khoa kết luận",
    };

    /// <summary>The types as stored: known ones, each once, in order.</summary>
    public static string Types(IEnumerable<string> chosen) => string.Join(',', CertificateWords.AllTypes.Select(t => t.Key).Where(chosen.Contains));
}
