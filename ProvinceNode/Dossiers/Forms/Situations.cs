namespace ProvinceNode.Dossiers.Forms;

/// <summary>What people come for, in their words, in the order of the page (policy 3.1–3.11). Pure.</summary>
public static class Situations
{
    /// <summary>The situation of form 1đ, chosen when none is named.</summary>
    public const string Disabled = "khuyet-tat";

    private const string Monthly = "Trợ cấp hằng tháng";

    public static IReadOnlyList<Situation> All { get; } =
    [
        new(Disabled, Monthly, "Con tôi, tôi hoặc người thân bị khuyết tật",
            "Trợ cấp xã hội hàng tháng cho người khuyết tật nặng, đặc biệt nặng đã có giấy xác nhận khuyết tật; hỗ trợ khi người đó mang thai, nuôi con dưới 36 tháng tuổi. Tờ khai mẫu số 1đ.",
            Procedures.MonthlyAssistance, RequestKind.Grant, "1đ"),
    ];

    public static Situation? Of(string? slug) => All.FirstOrDefault(s => s.Slug == slug);
}
