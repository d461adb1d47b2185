using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>A condition of a group that the commune attests.</summary>
/// <param name="Group">Code, e.g. P38.1.</param>
/// <param name="Sentence">In the words of the text.</param>
public sealed record AttestedAsked(string Group, string Label, string Sentence, string Legal);

/// <summary>What the commune attested of one condition.</summary>
public sealed record AttestedWord(string Group, string Sentence, string Legal, bool Confirmed, DateOnly On);

/// <summary>
/// The commune's word on conditions of groups that no fact proves (a province's resolution, a later decree): the person claims the group on his
/// declaration, the review says whether it is so. Kept with the line of the review in the control sheet, as what carers' conditions are. Pure.
/// </summary>
public static class AttestedChecks
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Conditions that a dossier asks the commune to attest: of the claimed groups, as they hold on the day.</summary>
    public static IReadOnlyList<AttestedAsked> AskedOf(Dossier dossier, RuleBook rules, DateOnly day)
    {
        var claims = FormFacts.Of(dossier).Attested;
        return claims.Count == 0 ? [] : [.. rules.ExtraGroupsOn(day, TenantPath.Parse(dossier.TenantPath).Province)
            .Where(e => e.Attested.Length > 0 && claims.Any(c => c.Group == e.Code)).Select(e => new AttestedAsked(e.Code, e.Label, e.Attested, e.Legal))];
    }

    /// <summary>What the last review attested; nothing when it attested nothing, or no review was held.</summary>
    public static IReadOnlyList<AttestedWord> Of(Dossier dossier) =>
        dossier.Steps.Where(s => s.Verb == ActKinds.Review).MaxBy(s => s.Number)?.Attested is { } json ? JsonSerializer.Deserialize<List<AttestedWord>>(json, Json)! : [];

    public static string ToJson(IReadOnlyList<AttestedWord> words) => JsonSerializer.Serialize(words, Json);

    /// <summary>Facts of a dossier with the commune's word on what its declaration claims.</summary>
    public static Facts Over(Facts told, Dossier dossier)
    {
        if (told.Attested.Count == 0)
        {
            return told;
        }

        var words = Of(dossier);
        return told with { Attested = [.. told.Attested.Select(claim => words.FirstOrDefault(w => w.Group == claim.Group) is { } word ? claim with { Confirmed = word.Confirmed, ConfirmedOn = word.On, Sentence = word.Sentence }
            : claim with { Confirmed = null, ConfirmedOn = null, Sentence = "" })] };
    }

    /// <summary>The commune's word in a sentence, for minutes and slips: of a group that is kept apart it says no more than that.</summary>
    public static string Words(AttestedWord word) => ApartCodes.Holds(word.Group) || IllnessWords.Tell(word.Sentence)
        ? $"Xác nhận điều kiện theo hồ sơ lưu riêng: {(word.Confirmed ? "đúng" : "không đúng")}." : Whole(word);

    /// <summary>The same with the condition, for who reviews, appraises or signs.</summary>
    public static string Whole(AttestedWord word) => $"Xác nhận điều kiện “{word.Sentence}” ({word.Legal}): {(word.Confirmed ? "đúng" : "không đúng")}.";

    /// <summary>What was chosen of one condition: "yes", "no", or nothing yet.</summary>
    public static AttestedWord? Read(AttestedAsked asked, string? typed, DateOnly on) => typed is "yes" or "no" ? new AttestedWord(asked.Group, asked.Sentence, asked.Legal, typed == "yes", on) : null;

    /// <summary>Boxes still open before somebody is found eligible, and what contradicts that conclusion: a dossier that asks for this group alone.</summary>
    public static IEnumerable<Problem> Faults(Dossier dossier, IReadOnlyList<AttestedAsked> asked, IReadOnlyList<string?> typed)
    {
        for (var i = 0; i < asked.Count; i++)
        {
            var word = i < typed.Count ? typed[i] : null;
            if (word is not ("yes" or "no"))
            {
                yield return DossierProblems.AttestedOpen.At($"Attested[{i}]", asked[i].Sentence);
            }
            else if (word == "no" && dossier.Requests.TrueForAll(r => r.Form == ExtraGroupRow.OwnForm))
            {
                yield return DossierProblems.AttestedDenied.At($"Attested[{i}]");
            }
        }
    }
}
