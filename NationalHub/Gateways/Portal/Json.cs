using System.Text.Json;
using System.Text.Json.Nodes;

namespace NationalHub.Gateways.Portal;

/// <summary>Reads answers that may be anything.</summary>
internal static class Json
{
    // Only what is read item by item: how deep an item may be is judged with it.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 1000 };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <returns>Null when it is no JSON.</returns>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsObject(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Deep);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A list <c>{name: [...], TiepTheo}</c>, each item read for itself: one that cannot be read hides no other.</summary>
    /// <returns>Null when it is not the list.</returns>
    public static JsonList? List(string text, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Deep);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array
                ? new JsonList(Plain(root, "TiepTheo"), [.. items.EnumerateArray().Select(item => new JsonItem(Plain(item, "MaHoSo"), Parse(item.GetRawText())))])
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Plain(JsonElement holder, string name)
    {
        try
        {
            return holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of surrogates: no text.
            return "";
        }
    }

    /// <summary>A member as text, numbers too; empty when there is none.</summary>
    public static string Text(JsonNode? node, string name) =>
        node is JsonObject holder && holder.TryGetPropertyValue(name, out var value) && value is JsonValue ? value.ToString() : "";

    public static JsonArray Items(JsonNode? node, string name) =>
        node is JsonObject holder && holder.TryGetPropertyValue(name, out var value) && value is JsonArray items ? items : [];
}

/// <summary>A page of a list.</summary>
/// <param name="Next">Where the next one begins; empty: there is none.</param>
internal sealed record JsonList(string Next, IReadOnlyList<JsonItem> Items);

/// <summary>One item of a list.</summary>
/// <param name="Code">Its MaHoSo as written, not checked; empty when it has none.</param>
/// <param name="Node">Null when it cannot be read (a name twice, too deep).</param>
internal sealed record JsonItem(string Code, JsonNode? Node);
