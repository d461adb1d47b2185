using System.Text.Json;
using System.Text.RegularExpressions;
using ProvinceNode.Payments.Files;

namespace ProvinceNode.Payments.Providers.Http;

/// <summary>What a partner's answers say. Anything that is not as agreed says nothing: null. Pure.</summary>
internal static partial class ServiceWords
{
    private const int Longest = 1_000;

    /// <summary>A text field of a JSON object; null when it is no object or has none.</summary>
    public static string? Text(byte[] body, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Lists that the payer holds; null when the answer is not as agreed.</summary>
    public static IReadOnlyList<HeldList>? Lists(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            return document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("lists", out var lists) || lists.ValueKind != JsonValueKind.Array ? null
                : [.. lists.EnumerateArray().Select(l => new HeldList(l.GetProperty("listId").GetString() ?? "", l.GetProperty("reference").GetString() ?? "", l.GetProperty("hash").GetString() ?? ""))];
        }
        catch (JsonException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null; // another type than agreed
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The sentences of a refusal <c>{"MaLoi","ThongBao","Loi":[{"Dong","Cot","ThongBao"}]}</c>; personal numbers in them are masked.</summary>
    public static IReadOnlyList<string> Refusal(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 8 });
            var sentences = new List<string>();
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                if (document.RootElement.TryGetProperty("Loi", out var faults) && faults.ValueKind == JsonValueKind.Array)
                {
                    sentences.AddRange(faults.EnumerateArray().Take(100).Select(Sentence).Where(s => s.Length > 0));
                }

                if (sentences.Count == 0 && document.RootElement.TryGetProperty("ThongBao", out var whole) && whole.ValueKind == JsonValueKind.String)
                {
                    sentences.Add(Plain(whole.GetString()!));
                }
            }

            return sentences.Count > 0 ? sentences : ["không nói rõ lý do."];
        }
        catch (JsonException)
        {
            return ["không nói rõ lý do."];
        }
        catch (InvalidOperationException)
        {
            return ["không nói rõ lý do."];
        }
    }

    private static string Sentence(JsonElement fault)
    {
        if (fault.ValueKind != JsonValueKind.Object || !fault.TryGetProperty("ThongBao", out var words) || words.ValueKind != JsonValueKind.String)
        {
            return "";
        }

        var line = fault.TryGetProperty("Dong", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var n) && n > 0 ? $"dòng {n}: " : "";
        return line + Plain(words.GetString()!);
    }

    private static string Plain(string text)
    {
        var plain = PersonNumber().Replace(WireValues.Plain(text), "•••••");
        plain = plain.Length > Longest ? plain[..Longest] : plain;
        return plain.Length > 0 && plain[^1] is '.' or '!' or '?' ? plain : plain + ".";
    }

    [GeneratedRegex(@"(?<!\d)(\d{12}|\d{9})(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex PersonNumber();
}
