using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>An answer of the declaration that somebody corrected; numbers of persons are masked, restricted answers are not told.</summary>
public sealed record CorrectedAnswer(string Label, string Was, string Now)
{
    public override string ToString() => $"{Label}: {Text(Was)} → {Text(Now)}";

    private static string Text(string value) => value.Length > 0 ? value : "(để trống)";
}

/// <summary>A declaration as corrected at the desk, compared with what was filed. Pure.</summary>
/// <param name="Values">All answers, corrected ones and the others.</param>
public sealed record Correction(FormSet Set, FormValues Values, IReadOnlyList<CorrectedAnswer> Answers)
{
    /// <summary>Pages of the declaration that the desk may correct: everything but the papers and the promise.</summary>
    public static IReadOnlyList<FormStep> StepsOf(FormSet set) => [.. set.Steps.Where(s => s.Slug is not (EndBlocks.Papers or EndBlocks.Review))];

    /// <summary>Null when the dossier was made on no form: a written request, or an office's own proposal.</summary>
    public static FormSet? SetOf(Dossier dossier) => FormFacts.FormsOf(dossier) is { Count: > 0 } forms ? new FormSet(forms) : null;

    /// <summary>What was filed, with the answers that a page shows as chosen when nothing was.</summary>
    public static FormValues FiledValues(Dossier dossier, FormSet set)
    {
        var values = FormFacts.ValuesOf(dossier);
        foreach (var field in set.Fields.Where(f => f.Default.Length > 0 && values[f.Name].Length == 0))
        {
            values[field.Name] = field.Default;
        }

        return values;
    }

    /// <summary>Null when nothing differs.</summary>
    public static Correction? Of(Dossier dossier, FormValues? typed)
    {
        if (typed is null || SetOf(dossier) is not { } set)
        {
            return null;
        }

        var day = VietnamTime.Day(dossier.SubmittedAt);
        var values = typed.Copy();
        // Another commune is another procedure (Decree 20 Art. 8(4)); the desk does not move a dossier by a correction.
        values["CommuneCode"] = FormFacts.ValuesOf(dossier)["CommuneCode"];
        var (before, after) = (Lines(dossier, set, FiledValues(dossier, set), day), Lines(dossier, set, values, day));
        var changed = before.Keys.Union(after.Keys).Where(k => Text(before, k) != Text(after, k))
            .Select(k => Told(after.GetValueOrDefault(k) ?? before[k], Text(before, k), Text(after, k))).ToList();
        return changed.Count == 0 ? null : new Correction(set, values, changed);
    }

    /// <summary>What is wrong with the corrected declaration on a day; the papers themselves are the next step's to judge.</summary>
    /// <param name="numbers">The law's single numbers of that day, against which a declaration is judged.</param>
    public List<Problem> Faults(DateOnly today, IReadOnlyDictionary<string, long> numbers)
    {
        var asked = Values.Copy();
        (asked[EndBlocks.Promise], asked[EndBlocks.OriginalsSeen]) = ("1", "1");
        return FormCheck.Check(Set, asked, new SubmitSurroundings(today, _ => true, new HashSet<string>(), InPerson: true) { Numbers = numbers });
    }

    /// <summary>Writes the corrected answers, and the person and applicant that follow from them. Who he is must be asked of the population database again when that changed.</summary>
    public void Apply(Dossier dossier)
    {
        var day = VietnamTime.Day(dossier.SubmittedAt);
        foreach (var request in dossier.Requests)
        {
            if (FormCatalogue.Of(request.Form, request.FormVersion) is { } form)
            {
                request.Answers = Set.Kept(form, Values, day).ToJson();
            }
        }

        var was = dossier.Owner;
        dossier.Owner = SubmitMapping.Owner(Set, Values, was.CommuneName, day) with { CommuneCode = was.CommuneCode };
        dossier.Applicant = SubmitMapping.Applicant(Set, Values, day);
        if (Who(was) != Who(dossier.Owner))
        {
            dossier.Identity = new IdentityCheck();
        }
    }

    private static (string, string, int, string, string) Who(PersonData p) => (p.FullName, p.BirthDate, p.Sex, p.CitizenId, p.OldIdentityNumber);

    private static Dictionary<string, (string Label, ReadLine Line)?> Lines(Dossier dossier, FormSet set, FormValues values, DateOnly day) =>
        FormRead.Parts(StepsOf(set), values.On(day), _ => dossier.Owner.CommuneName)
            .SelectMany(p => p.Lines.Select(l => (Label: l.Field.Contains('[', StringComparison.Ordinal) ? $"{p.Title}, {PersonRules.Inside(l.Label)}" : l.Label, Line: l)))
            .GroupBy(l => l.Line.Field).ToDictionary(g => g.Key, g => ((string, ReadLine)?)g.First(), StringComparer.Ordinal);

    // A text of several lines comes back from a page with other line ends.
    private static string Text(Dictionary<string, (string Label, ReadLine Line)?> lines, string field) =>
        lines.GetValueOrDefault(field)?.Line.Text.ReplaceLineEndings(" ") ?? "";

    // Two numbers may look alike when masked; that one was changed is told then.
    private static CorrectedAnswer Masked(string label, string was, string now) =>
        new(label, CitizenId.Mask(was), CitizenId.Mask(was) == CitizenId.Mask(now) ? $"{CitizenId.Mask(now)} (số đã khác, xem tờ khai)" : CitizenId.Mask(now));

    private static CorrectedAnswer Told((string Label, ReadLine Line)? found, string was, string now)
    {
        var (label, line) = found!.Value;
        return line.Restricted ? new CorrectedAnswer("Nội dung bảo mật của tờ khai", "(không nêu)", "(đã sửa, xem tờ khai)")
            : line.Field.EndsWith("CitizenId", StringComparison.Ordinal) || line.Field == "AccountNumber" ? Masked(label, was, now)
            : new CorrectedAnswer(label, was, now);
    }
}
