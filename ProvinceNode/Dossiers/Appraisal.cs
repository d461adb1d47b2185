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

    /// <summary>Whom facts and answer are about, when it is not the person whose dossier it is: the first whom a household cares for.</summary>
    public CaredMember? About { get; init; }

    /// <summary>Others whom the household cares for, each with his own facts and answer.</summary>
    public IReadOnlyList<CaredMember> Beside { get; init; } = [];

    /// <summary>yyyyMM of filing, for a request of new assistance; 0 elsewhere.</summary>
    public int Filed { get; init; }

    /// <summary>What the law owes that was in force at the filing and of which a group has ended since; null when it owes nothing.</summary>
    public Answer? Before { get; init; }

    /// <summary>Asks the rules for a month.</summary>
    /// <param name="filed">Month in which new assistance was asked for; null for everything else.</param>
    public static Appraisal Of(Facts facts, PayMonth month, RuleBook rules, string provinceCode, PayMonth? filed = null)
    {
        var (asked, before) = filed is { } since ? Transition.Of(facts, since, month, rules, provinceCode) : (facts, null);
        return new(asked, Assistance.Decide(asked, month, rules, provinceCode), provinceCode) { Filed = filed?.Number ?? 0, Before = before };
    }

    /// <summary>The same facts and measure asked again for another month or place.</summary>
    public Appraisal Again(PayMonth month, RuleBook rules, string provinceCode) =>
        Of(Before is null ? Facts : Facts with { CurrentCategory = "" }, month, rules, provinceCode, Filed == 0 ? null : new PayMonth(Filed)) with { Measure = Measure, About = About, Beside = Beside.Select(m => m.Asked(month, rules, provinceCode)).ToList() };

    /// <summary>The same for one of <see cref="Beside"/>.</summary>
    public Appraisal Of(CaredMember member) => this with { Facts = member.Facts, Answer = member.Answer ?? Answer, About = member, Beside = [], Once = null };

    /// <summary>Everybody whom it is about, the first one first.</summary>
    [JsonIgnore]
    public IEnumerable<Appraisal> Everybody => Beside.Select(Of).Prepend(this);

    /// <summary>Asked again with the law of its own day: the same amounts, whatever has got force since.</summary>
    public Appraisal Recomputed(RuleBook rules) => Again(new PayMonth(Answer.Month), rules.On(Answer.DecidedOn), ProvinceCode) with { Once = Once };

    /// <inheritdoc cref="Answer.WhyNot"/>
    public string WhyNot(string form) => Answer.WhyNot(form);

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="JsonException">Not a stored appraisal.</exception>
    public static Appraisal Parse(string json) => JsonSerializer.Deserialize<Appraisal>(json, Json)!;

    /// <summary>Facts alone, as they travel to another province.</summary>
    public static string FactsToJson(Facts facts) => JsonSerializer.Serialize(facts, Json);

    /// <summary>Null when there are none, or a node of another version wrote what this one cannot read: then the papers tell.</summary>
    public static Facts? ParseFacts(string? json)
    {
        try
        {
            return string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<Facts>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
        catch (FormatException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private sealed class BirthDateJson : JsonConverter<BirthDate>
    {
        public override BirthDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => BirthDate.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, BirthDate value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
