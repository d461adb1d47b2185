namespace ProvinceNode.Documents;

/// <summary>Why an issued paper is taken back, in words that the public page may say: no word about a person.</summary>
public static class RevocationGrounds
{
    public static IReadOnlyDictionary<string, string> Names { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["sai-noi-dung"] = "Nội dung có sai sót",
        ["sai-tham-quyen"] = "Ban hành không đúng thẩm quyền hoặc trình tự",
        ["ket-luan"] = "Theo kết luận giải quyết khiếu nại, thanh tra hoặc bản án",
        ["giay-to-khong-dung"] = "Giấy tờ trong hồ sơ không đúng sự thật",
    };
}
