using System.Globalization;
using System.Text.Json;
using ProvinceNode.Dossiers.Forms;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>What Mẫu số 01 declares, to begin the council's sheets with: the council corrects it by what it sees. Pure.</summary>
/// <param name="Types">Kinds ticked "Có", 1–6.</param>
/// <param name="Activities">Names of <see cref="Ability"/> for the ten activities; empty texts where nothing was declared.</param>
/// <param name="ExchangeReason">One of <see cref="ExchangeReasons"/>, or empty.</param>
public sealed record DeclaredDisability(IReadOnlyList<string> Types, IReadOnlyList<string> Activities, string School, string OldNumber, string ExchangeReason)
{
    private const int Kinds = 6;

    public static DeclaredDisability Of(Dossier dossier)
    {
        var values = Read(dossier.Answers);
        return new DeclaredDisability(
            Enumerable.Range(1, Kinds).Where(i => values[$"Kind{i}"] == "yes").Select(i => i.ToString(CultureInfo.InvariantCulture)).ToList(),
            Enumerable.Range(1, EvaluationSheets.Activities.Count).Select(i => AbilityOf(values[$"Ability{i}"])).ToList(),
            values["Studying"] == "yes" ? values["School"] : "", values["OldCertificateNumber"], ReasonOf(values["CertificateRequest"]));
    }

    private static FormValues Read(string json)
    {
        try
        {
            return FormValues.Parse(json);
        }
        catch (JsonException)
        {
            // Taken over from elsewhere, on no form of ours: nothing is filled in beforehand.
            return new FormValues();
        }
    }

    private static string AbilityOf(string value) => value switch
    {
        "can" => nameof(Ability.Can), "help" => nameof(Ability.NeedsHelp), "cannot" => nameof(Ability.Cannot), "unknown" => nameof(Ability.Unknown), _ => "",
    };

    private static string ReasonOf(string value) => value switch
    {
        "wrong" => ExchangeReasons.WrongData, "broken" => ExchangeReasons.Damaged, "lost" => ExchangeReasons.Lost, _ => "",
    };
}
