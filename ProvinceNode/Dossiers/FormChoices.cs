using ProvinceNode.Organization;

namespace ProvinceNode.Dossiers;

/// <summary>Choices that several forms share: the value that is stored and the words that people read. Pure.</summary>
public static class FormChoices
{
    public static IReadOnlyList<KeyValuePair<string, string>> Sexes { get; } = [new("1", "Nam"), new("2", "Nữ")];

    /// <summary>Codes 01–56 (policy 8.5) as shipped; what a pack changed is asked by day.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> EthnicGroups => CodeCatalogue.Shipped.EthnicGroups;

    /// <summary>The ethnic groups of a day.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> EthnicGroupsOn(DateOnly day) => CodeCatalogue.InForce.EthnicGroupsOn(day);

    /// <summary>Dạng tật (Law 51/2010 Art. 3; Circular 01/2019).</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> DisabilityKinds { get; } =
    [
        new("1", "Khuyết tật vận động"), new("2", "Khuyết tật nghe, nói"), new("3", "Khuyết tật nhìn"),
        new("4", "Khuyết tật thần kinh, tâm thần"), new("5", "Khuyết tật trí tuệ"), new("6", "Khuyết tật khác"),
    ];

    public static IReadOnlyList<KeyValuePair<string, string>> Degrees { get; } =
        [new("3", "Đặc biệt nặng"), new("2", "Nặng"), new("1", "Nhẹ")];

    public static IReadOnlyList<KeyValuePair<string, string>> Study { get; } =
        [new("none", "Chưa đi học"), new("left", "Đã nghỉ học"), new("studying", "Đang đi học")];

    public static IReadOnlyList<KeyValuePair<string, string>> YesNo { get; } = [new("no", "Không"), new("yes", "Có")];

    public static IReadOnlyList<KeyValuePair<string, string>> Poverty { get; } =
        [new("none", "Không"), new("poor", "Hộ nghèo"), new("near", "Hộ cận nghèo")];

    public static IReadOnlyList<KeyValuePair<string, string>> Marital { get; } =
        [new("single", "Chưa kết hôn"), new("married", "Đang có vợ hoặc chồng"), new("widowed", "Vợ hoặc chồng đã chết"), new("missing", "Vợ hoặc chồng bị Tòa án tuyên bố mất tích"), new("divorced", "Đã ly hôn")];

    public static IReadOnlyList<KeyValuePair<string, string>> SelfCare { get; } =
        [new("self", "Tự làm được"), new("partly", "Làm được nhưng cần người giúp"), new("cannot", "Không tự làm được")];

    public static IReadOnlyList<KeyValuePair<string, string>> DeclaredBy { get; } =
        [new("owner", "Chính người hưởng"), new("other", "Người khác khai thay")];

    public static IReadOnlyList<KeyValuePair<string, string>> PaymentBy { get; } =
        [new("cash", "Tiền mặt tại điểm chi trả"), new("account", "Chuyển khoản vào tài khoản ngân hàng")];

    public static IReadOnlyList<KeyValuePair<string, string>> ResultBy { get; } =
        [new("desk", "Tại Bộ phận Một cửa"), new("post", "Qua bưu chính công ích (người nhận trả cước)")];

    /// <summary>Kinds of monthly benefits of block B.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Benefits { get; } =
    [
        new("bhxh", "Lương hưu, trợ cấp bảo hiểm xã hội"), new("btxh", "Trợ cấp xã hội hàng tháng"),
        new("ncc", "Trợ cấp ưu đãi người có công"), new("khac", "Trợ cấp hàng tháng khác"),
    ];

    /// <summary>Things of which one is enough, as a sentence begins with them: "Căn cước, hộ chiếu hoặc giấy khai sinh".</summary>
    public static string Either(IReadOnlyList<string> things) => things.Count == 0 ? ""
        : (things.Count == 1 ? things[0] : $"{string.Join(", ", things.Take(things.Count - 1))} hoặc {things[^1]}") is var text ? char.ToUpper(text[0], Protos.Values.VietnameseFormat.Culture) + text[1..] : "";

    /// <summary>Words of a stored value; the value itself when it is not among the choices.</summary>
    public static string Words(IReadOnlyList<KeyValuePair<string, string>> choices, string? value) =>
        choices.FirstOrDefault(c => c.Key == value).Value ?? value ?? "";

    public static bool Has(IReadOnlyList<KeyValuePair<string, string>> choices, string? value) => choices.Any(c => c.Key == value);
}
