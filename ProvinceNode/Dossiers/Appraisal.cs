using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Facts as appraised and the answer of the rules, kept with the dossier and frozen with the decision: the same facts and the rules
/// of that day recompute to the same amount years later. Pure.
/// </summary>
public sealed record Appraisal(Facts Facts, Answer Answer, string ProvinceCode)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new JsonStringEnumConverter(), new BirthDateJson() },
    };

    /// <summary>What is proposed beside the rules' awards: reason, day, receiver, destination, aid.</summary>
    public Measure Measure { get; init; } = new();

    /// <summary>What is given once and why; null for what is paid monthly.</summary>
    public OneOffAnswer? Once { get; init; }

    /// <summary>Asks the rules for a month.</summary>
    public static Appraisal Of(Facts facts, PayMonth month, RuleBook rules, string provinceCode) =>
        new(facts, Assistance.Decide(facts, month, rules, provinceCode), provinceCode);

    /// <summary>The same facts and measure asked again for another month or place.</summary>
    public Appraisal Again(PayMonth month, RuleBook rules, string provinceCode) => Of(Facts, month, rules, provinceCode) with { Measure = Measure };

    /// <summary>Asked again with the law of its own day: the same amounts, whatever has got force since.</summary>
    public Appraisal Recomputed(RuleBook rules) =>
        Of(Facts, new PayMonth(Answer.Month), rules.On(Answer.DecidedOn), ProvinceCode) with { Measure = Measure, Once = Once };

    /// <inheritdoc cref="Answer.WhyNot"/>
    public string WhyNot(string form) => Answer.WhyNot(form);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">Not a stored appraisal.</exception>
    public static Appraisal Parse(string json) => JsonSerializer.Deserialize<Appraisal>(json, Json)!;

    private sealed class BirthDateJson : JsonConverter<BirthDate>
    {
        public override BirthDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => BirthDate.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, BirthDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
