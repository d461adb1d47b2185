using System.Text.Json;
using System.Text.Json.Nodes;

namespace NationalHub.Gateways.Portal;

/// <summary>Reads answers that may be anything.</summary>
internal static class Json
{
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

    /// <summary>A member as text, numbers too; empty when there is none.</summary>
    public static string Text(JsonNode? node, string name) =>
        node is JsonObject holder && holder.TryGetPropertyValue(name, out var value) && value is JsonValue ? value.ToString() : "";

    public static JsonArray Items(JsonNode? node, string name) =>
        node is JsonObject holder && holder.TryGetPropertyValue(name, out var value) && value is JsonArray items ? items : [];
}
