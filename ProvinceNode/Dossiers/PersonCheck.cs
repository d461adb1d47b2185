using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Protos.Values;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Somebody of a dossier beside the person it is about, and what the population database said of him (policy 8.2). Pure.</summary>
/// <param name="Key">Where the form has his number, or <see cref="PersonChecks.Receiver"/>.</param>
/// <param name="Role">In words, e.g. người chăm sóc.</param>
/// <param name="BirthDate">As declared; empty when the form does not ask it.</param>
/// <param name="Sex">1 nam, 2 nữ, 0 when the form does not ask it.</param>
/// <param name="Number">12 or 9 digits.</param>
public sealed record PersonCheck(string Key, string Role, string FullName, string BirthDate, int Sex, string Number)
{
    public IdentityCheck Check { get; init; } = new();

    /// <summary>Whether an answer about one is about the other: the same place and the same data.</summary>
    public bool IsOf(PersonCheck other) => (Key, FullName, BirthDate, Sex, Number) == (other.Key, other.FullName, other.BirthDate, other.Sex, other.Number);
}

/// <summary>
/// Everybody of a dossier who has a number: who declares, guardian, carer, parents, members of the household, and who takes the money. The decision
/// demands a match of each, or an official's justified override (policy 8.2). Pure.
/// </summary>
public static class PersonChecks
{
    /// <summary>Who takes the money, as the appraiser typed him.</summary>
    public const string Receiver = "Receiver";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new JsonStringEnumConverter() } };

    /// <summary>Everybody beside the owner, with what is known of him. The requests must be loaded.</summary>
    public static IReadOnlyList<PersonCheck> Of(Dossier dossier)
    {
        var kept = dossier.People is { } json ? JsonSerializer.Deserialize<List<PersonCheck>>(json, Json)! : [];
        return Declared(dossier).ConvertAll(p => kept.Find(p.IsOf) is { } known ? p with { Check = known.Check } : p);
    }

    /// <summary>Keeps what is known of them now, and whether somebody is still to be asked about.</summary>
    public static void Keep(Dossier dossier, IReadOnlyList<PersonCheck> people)
    {
        dossier.People = people.Count == 0 ? null : JsonSerializer.Serialize(people, Json);
        dossier.AsksPeople = people.Any(p => p.Check.Status == IdentityStatus.Pending);
    }

    /// <summary>Whether everybody is matched or accepted with a reason.</summary>
    public static bool Stand(Dossier dossier) => dossier.Identity.AllowsDecision && Of(dossier).All(p => p.Check.AllowsDecision);

    /// <summary>
    /// Whether a decision demands it: not where an office opened the dossier about somebody of its own registry, not where another place hands its
    /// beneficiary over, and not for a village's list of rice and essentials, which pays nobody.
    /// </summary>
    public static bool AreDemanded(Dossier dossier) => dossier.TransferId is null && dossier.ProcedureCode != Procedures.EmergencyGoods
        && (dossier.BeneficiaryId is null || dossier.Form != OwnDossier.Form);

    /// <summary>Whose identity stands in the way of a decision.</summary>
    public static List<Problem> Faults(Dossier dossier)
    {
        var faults = new List<Problem>();
        if (!AreDemanded(dossier))
        {
            return faults;
        }

        if (!dossier.Identity.AllowsDecision)
        {
            faults.Add(DossierProblems.IdentityPending.Now());
        }

        var open = Of(dossier).Where(p => !p.Check.AllowsDecision).Select(p => $"{p.Role} {p.FullName}").ToList();
        if (open.Count > 0)
        {
            faults.Add(DossierProblems.PeoplePending.Now(string.Join("; ", open)));
        }

        return faults;
    }

    private static List<PersonCheck> Declared(Dossier dossier)
    {
        var people = new List<PersonCheck>();
        var forms = FormFacts.FormsOf(dossier);
        if (forms.Count > 0)
        {
            var scope = FormFacts.ValuesOf(dossier).On(VietnamTime.Day(dossier.SubmittedAt));
            var fields = new FormSet(forms).Steps.Where(s => s.IsAsked(scope)).SelectMany(s => s.Fields).Where(f => f.Applies(scope));
            people.AddRange(fields.SelectMany(f => f.Kind == FieldKind.Group ? Rows(f, scope) : f.Kind == FieldKind.Identity ? [Read(f, scope, RoleOf(f))] : []));
        }

        if (dossier.AppraisalJson is { } json && Appraisal.Parse(json).Measure is var measure)
        {
            people.AddRange(new[] { measure.Receiver, measure.Heir }.Where(r => r is { Number.Length: > 0 }).Select(r => new PersonCheck(Receiver, "người nhận tiền", r!.Name, "", 0, r.Number)));
        }

        var owner = dossier.Owner;
        return people.Where(p => IsNumber(p.Number) && p.FullName.Length > 0 && !((p.Number == owner.CitizenId || p.Number == owner.OldIdentityNumber) && VietnameseText.Fold(p.FullName) == owner.FoldedName))
            .DistinctBy(p => (p.Number, VietnameseText.Fold(p.FullName))).ToList();
    }

    private static IEnumerable<PersonCheck> Rows(FormField group, FormScope scope) => scope.Rows(group.Name).SelectMany((row, i) => group.Items
        .Where(f => f.Kind == FieldKind.Identity && f.Applies(row)).Select(f => Read(f, row, PersonRules.Inside(string.Format(VietnameseFormat.Culture, group.RowTitle, i + 1)))));

    private static PersonCheck Read(FormField field, FormScope scope, string role)
    {
        var person = field.Name[..^"CitizenId".Length];
        var name = scope.Has(person + "FullName") ? scope.Text(person + "FullName") : scope.Text(person + "Name");
        return new PersonCheck(scope.At(field.Name), role, name, scope.Birth(person + "Birth")?.ToString() ?? "", scope.Is(person + "Sex", "1", "2") ? scope.Count(person + "Sex")!.Value : 0,
            CitizenId.Clean(scope[field.Name]));
    }

    // "Số định danh cá nhân của người chăm sóc": what stands after the first "của".
    private static string RoleOf(FormField field) => field.Role.Length > 0 ? field.Role
        : field.Label.Split(" của ", 2) is [_, var role] ? role : PersonRules.Inside(field.Label);

    private static bool IsNumber(string number) => CitizenId.TryParse(number, out _) || CitizenId.IsOldCardNumber(number);
}
