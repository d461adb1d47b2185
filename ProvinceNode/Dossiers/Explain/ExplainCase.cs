using System.Globalization;
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

    /// <summary>Day of the decision: only rules with force by then count (policy 10.3). Null: all that is known, as when somebody looks back on the month.</summary>
    public DateOnly? DecidedOn { get; init; }

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
        NumberHandling = JsonNumberHandling.Strict, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        Converters = { new NameText(), new BirthDateText(), new DayText() },
    };

    /// <summary>Years that a person's facts can lie in; outside them a date is a slip of the hand, and an open end is left out instead of 9999.</summary>
    public static bool Plausible(int year) => year is >= 1850 and <= 2200;

    /// <summary>A choice by its one name: no number, and no list of names, which the converter of the library would add up.</summary>
    private sealed class NameText : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

        private sealed class Of<T> : JsonConverter<T>
            where T : struct, Enum
        {
            private static readonly Dictionary<string, T> Names = Enum.GetValues<T>().ToDictionary(v => v.ToString(), StringComparer.OrdinalIgnoreCase);

            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                reader.TokenType == JsonTokenType.String && Names.TryGetValue(reader.GetString()!, out var value) ? value : throw new JsonException("Not a name.");

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));
        }
    }

    /// <summary>yyyy-MM-dd within plausible years.</summary>
    private sealed class DayText : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && Plausible(day.Year)
                ? day : throw new JsonException("Not a day.");

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>A birth date as far as it is known: 1954, 1954-03 or 1954-03-02.</summary>
    private sealed class BirthDateText : JsonConverter<BirthDate>
    {
        public override BirthDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && BirthDate.TryParse(reader.GetString(), out var day) && Plausible(day.Assumed.Year)
                ? day : throw new JsonException("Not a birth date.");

        public override void Write(Utf8JsonWriter writer, BirthDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
