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
    public static (string Code, string Sentence) Read(string json)
    {
        ServiceRefusal? refusal = null;
        try
        {
            refusal = JsonSerializer.Deserialize<ServiceRefusal>(json);
        }
        catch (JsonException)
        {
            // Not in the agreed form: told below.
        }

        return refusal?.Code is { Length: > 0 } code
            ? (Plain(code), Words(refusal.Sentence, refusal.Faults))
            : ("KHONG_RO", "Dịch vụ từ chối mà không nói rõ lý do.");
    }

    /// <summary>The sentences, each with its field.</summary>
    public static string Words(string? sentence, IReadOnlyList<ServiceFault>? faults)
    {
        var parts = (faults ?? []).Select(f => string.IsNullOrEmpty(f.Field) ? f.Sentence ?? f.Code : $"{f.Field}: {f.Sentence ?? f.Code}");
        return PersonNumber().Replace(string.Join(" ", new[] { sentence }.Concat(parts).Where(part => !string.IsNullOrEmpty(part))), "•••••");
    }

    private static string Plain(string code) => code.Length <= 40 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? code : "KHONG_RO";

    [GeneratedRegex(@"(?<!\d)(\d{12}|\d{9})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex PersonNumber();
}

/// <summary>One thing wrong, as the service tells it.</summary>
internal sealed record ServiceFault(
    [property: JsonPropertyName("Truong")] string? Field,
    [property: JsonPropertyName("Ma")] string? Code,
    [property: JsonPropertyName("ThongBao")] string? Sentence);
