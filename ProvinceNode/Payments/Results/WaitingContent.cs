using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ProvinceNode.Documents;
using ProvinceNode.Payments.Files;

namespace ProvinceNode.Payments.Results;

/// <summary>
/// The payer's line as a fault keeps it until it can be stored (<see cref="ResultFault.Content"/>): letters as they are, because six characters for each Vietnamese one would not fit,
/// and texts no longer than a result keeps them. Pure.
/// </summary>
public static class WaitingContent
{
    // Quotation marks and the like take six characters each still.
    private const int LongestText = 120;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(ResultRow row)
    {
        var neutral = row with { ReasonText = NeutralWords.Remark(row.ReasonText) };
        var content = JsonSerializer.Serialize(neutral, Json);
        // Texts of signs alone: the reason is explanation, the line's outcome stands by its codes.
        return content.Length <= ResultFault.LongestContent ? content
            : JsonSerializer.Serialize(neutral with { ReasonText = Plain(neutral.ReasonText), CollectorName = Plain(neutral.CollectorName), Evidence = Plain(neutral.Evidence) }, Json);
    }

    public static ResultRow? Read(string content) => JsonSerializer.Deserialize<ResultRow>(content, Json);

    private static string Plain(string text)
    {
        var plain = string.Concat(text.Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '/' or '.' or ','));
        return plain.Length <= LongestText ? plain : plain[..LongestText];
    }
}
