using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Words that clauses share.</summary>
public static class Words
{
    /// <summary>The degree as the certificate prints it.</summary>
    public static string Degree(DisabilityDegree degree) => degree switch
    {
        DisabilityDegree.ExtremelySevere => "Đặc biệt nặng",
        DisabilityDegree.Severe => "Nặng",
        DisabilityDegree.Mild => "Nhẹ",
        _ => "Không có thông tin",
    };

    /// <summary>The state of a parent.</summary>
    public static string Parent(ParentState state) => state switch
    {
        ParentState.Dead => "đã chết",
        ParentState.Missing => "bị tuyên bố mất tích",
        ParentState.InInstitution => "ở cơ sở trợ giúp xã hội, nhà xã hội",
        ParentState.Serving => "chấp hành án phạt tù hoặc biện pháp xử lý hành chính tại cơ sở bắt buộc",
        _ => "còn sống, có thể nuôi con",
    };

    /// <summary>A completed age: 3 tuổi 11 tháng.</summary>
    public static string Age(int months) => months < 0 ? "chưa sinh" : months < 12 ? $"{months} tháng tuổi" : months % 12 == 0 ? $"{months / 12} tuổi" : $"{months / 12} tuổi {months % 12} tháng";

    /// <summary>A bracket of ages as the law writes it.</summary>
    /// <param name="included">The month of the last birthday counts: "đến 22 tuổi", not "đến dưới 22 tuổi" (Art. 5(2)).</param>
    public static string Ages(int? from, int? until, bool included = false) => (from ?? 0, until) switch
    {
        (0, null) => "mọi tuổi",
        (0, { } u) => included ? $"đến {Years(u)}" : $"dưới {Years(u)}",
        ({ } f, null) => $"từ đủ {Years(f)}",
        ({ } f, { } u) => $"từ đủ {Years(f)} {(included ? "đến" : "đến dưới")} {Years(u)}",
    };

    private static string Years(int months) => months == 36 ? "3 tuổi (36 tháng)" : months % 12 == 0 ? $"{months / 12} tuổi" : $"{months} tháng";
}
