using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Explain;

/// <summary>One line of the input file of <c>explain</c>: the facts of one person and the month asked about.</summary>
public sealed record ExplainCase
{
    /// <summary>Comes back with the answer; free text.</summary>
    public string Id { get; init; } = "";

    /// <summary>yyyy-MM asked about.</summary>
    public required string Month { get; init; }

    /// <summary>yyyy-MM; when given, the answer carries the amount of every month from <see cref="Month"/> to it and what will change.</summary>
    public string Until { get; init; } = "";

    /// <summary>Two digits; for a province's own rows. Empty: the national rules alone.</summary>
    public string Province { get; init; } = "";

    public required Facts Facts { get; init; }
}

/// <summary>A fault of a line, with the place in it.</summary>
public sealed record ExplainFault(string Field, string Message);

/// <summary>How cases and answers are written. Pure.</summary>
public static class ExplainJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowTrailingCommas = true,
        NumberHandling = JsonNumberHandling.Strict, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new BirthDateText() },
    };

    /// <summary>A birth date as far as it is known: 1954, 1954-03 or 1954-03-02.</summary>
    private sealed class BirthDateText : JsonConverter<BirthDate>
    {
        public override BirthDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && BirthDate.TryParse(reader.GetString(), out var day)
                ? day : throw new JsonException("Not a birth date.");

        public override void Write(Utf8JsonWriter writer, BirthDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
