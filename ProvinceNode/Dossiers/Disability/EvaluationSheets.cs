using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Which evaluation sheet a person needs and what it asks (Circular 01/2019 Art. 3, Mẫu số 02 and 03; policy 3.11). Pure.</summary>
public static class EvaluationSheets
{
    public const string UnderSix = "02";

    public const string FromSix = "03";

    /// <summary>The ten activities of daily life, from six years.</summary>
    public static IReadOnlyList<string> Activities { get; } =
    [
        "Đi lại", "Ăn, uống", "Tiểu tiện, đại tiện", "Vệ sinh cá nhân như đánh răng, rửa mặt, tắm rửa", "Mặc, cởi quần áo, giày dép",
        "Nghe và hiểu người khác nói gì", "Diễn đạt được ý muốn và suy nghĩ của bản thân qua lời nói", "Làm các việc gia đình, lao động, sản xuất",
        "Giao tiếp xã hội, hòa nhập cộng đồng", "Đọc, viết, tính toán và kỹ năng học tập khác",
    ];

    public static IReadOnlyList<KeyValuePair<string, string>> Abilities { get; } =
    [
        new(nameof(Ability.Can), "Thực hiện được"), new(nameof(Ability.NeedsHelp), "Cần trợ giúp"),
        new(nameof(Ability.Cannot), "Không thực hiện được"), new(nameof(Ability.Unknown), "Không xác định được"),
    ];

    /// <summary>Points of part IV of Mẫu số 02 (extremely severe); the texts stand on the paper form.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Points { get; } =
    [
        new("1.1", "Điểm 1.1 mục IV"), new("1.2", "Điểm 1.2 mục IV"), new("1.3", "Điểm 1.3 mục IV"), new("1.4", "Điểm 1.4 mục IV"),
        new("1.5", "Điểm 1.5 mục IV"), new("1.6", "Điểm 1.6 mục IV"), new("1.7", "Điểm 1.7 mục IV"),
    ];

    // Circular 01/2019 Art. 8(2)(c): extremely severe cases of these points keep their certificate at six years.
    private static readonly string[] Lasting = ["1.1", "1.2", "1.5", "1.6", "1.7"];

    /// <summary>Mẫu số 02 for a child below six on the day of the session, else Mẫu số 03.</summary>
    public static string FormFor(BirthDate birth, DateOnly day) => birth.AgeInYears(day) < Registry.DisabilityCertificate.SchoolAge ? UnderSix : FromSix;

    /// <summary>Whether a point of Mẫu số 02 exempts the child from a new determination at six.</summary>
    public static bool IsLasting(string point) => Lasting.Contains(point);

    /// <summary>How many activities are performed in each way, in words, for the members to weigh; the degree is the council's to vote.</summary>
    public static string Summary(IReadOnlyList<Ability?> activities) => string.Join(", ", Abilities
        .Select(a => (Count: activities.Count(x => x?.ToString() == a.Key), a.Value)).Where(a => a.Count > 0).Select(a => $"{a.Count} hoạt động {PersonRules.Inside(a.Value)}"));
}
