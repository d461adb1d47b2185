using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace NationalHub.Gateways;

/// <summary>The body of a national service's refusal: <c>{"MaLoi","ThongBao","Loi":[{"Truong","Ma","ThongBao"}]}</c>.</summary>
internal sealed partial record ServiceRefusal(
    [property: JsonPropertyName("MaLoi")] string? Code,
    [property: JsonPropertyName("ThongBao")] string? Sentence,
    [property: JsonPropertyName("Loi")] IReadOnlyList<ServiceFault>? Faults)
{
    /// <summary>Code and the sentences in one text; numbers of persons that the service repeats are masked.</summary>
    public static (string Code, string Sentence) Read(string json) => Of(json) ?? ("KHONG_RO", "Dịch vụ từ chối mà không nói rõ lý do.");

    /// <summary>The same of an answer that may be anybody's.</summary>
    /// <returns>Null when it is not in the agreed form: then it is no word of the service but of what stands before it (a proxy, a page of maintenance).</returns>
    public static (string Code, string Sentence)? Of(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ServiceRefusal>(json) is { Code: { Length: > 0 } code } refusal && CodeForm().IsMatch(code) ? (code, Words(refusal.Sentence, refusal.Faults)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The sentences, each with its field.</summary>
    public static string Words(string? sentence, IReadOnlyList<ServiceFault>? faults)
    {
        var parts = (faults ?? []).Select(f => string.IsNullOrEmpty(f.Field) ? f.Sentence ?? f.Code : $"{f.Field}: {f.Sentence ?? f.Code}");
        return PersonNumber().Replace(string.Join(" ", new[] { sentence }.Concat(parts).Where(part => !string.IsNullOrEmpty(part))), "•••••");
    }

    [GeneratedRegex("^[A-Z][A-Z0-9_]{1,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeForm();

    [GeneratedRegex(@"(?<!\d)(\d{12}|\d{9})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex PersonNumber();
}

/// <summary>One thing wrong, as the service tells it.</summary>
internal sealed record ServiceFault(
    [property: JsonPropertyName("Truong")] string? Field,
    [property: JsonPropertyName("Ma")] string? Code,
    [property: JsonPropertyName("ThongBao")] string? Sentence);
