using Protos.Values;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Everything wrong with a declaration, all at once, each at its field, in the order of the form. Pure.</summary>
public static class FormCheck
{
    public static List<Problem> Check(FormSet set, FormValues values, SubmitSurroundings around)
    {
        var (faults, scope) = (new SubmitFaults(), values.On(around.Today) with { Numbers = around.Numbers });
        foreach (var step in set.Steps)
        {
            if (step.Slug == EndBlocks.Papers)
            {
                Papers(set, scope, around, faults);
            }
            else if (step.IsAsked(scope))
            {
                Fields(step.Fields, scope, around, faults);
            }
        }

        Contact(set, scope, faults);
        foreach (var problem in set.Forms.SelectMany(f => f.Rules).SelectMany(rule => rule(scope)).Concat(OwnersNumber(set, scope)))
        {
            // The first sentence at a field is the one to mend first.
            faults.Add(faults.Found.Any(f => f.Field == problem.Field) ? null : problem);
        }

        if (!values.On(around.Today).Ticked(EndBlocks.Promise))
        {
            faults.Add(SubmitProblems.PromiseNeeded.At(EndBlocks.Promise));
        }

        return faults.Found;
    }

    /// <summary>What is wrong with some fields alone, e.g. those that an appraiser corrected.</summary>
    public static List<Problem> Of(IEnumerable<FormField> fields, FormValues values, SubmitSurroundings around)
    {
        var faults = new SubmitFaults();
        Fields(fields, values.On(around.Today) with { Numbers = around.Numbers }, around, faults);
        return faults.Found;
    }

    /// <summary>What is worth saying before sending though it stops nothing.</summary>
    public static IReadOnlyList<Problem> Warnings(FormSet set, FormValues values, DateOnly today)
    {
        var scope = values.On(today);
        var warnings = set.Forms.SelectMany(f => f.Warnings).SelectMany(w => w(scope)).ToList();
        if (CitizenId.IsOldCardNumber(scope[set.First.Owner + "CitizenId"]))
        {
            warnings.Add(SubmitProblems.OldNumber.At(set.First.Owner + "CitizenId"));
        }

        return warnings.DistinctBy(w => w.Code).ToList();
    }

    private static void Fields(IEnumerable<FormField> fields, FormScope scope, SubmitSurroundings around, SubmitFaults faults)
    {
        foreach (var field in fields.Where(f => f.Kind != FieldKind.Heading && f.Name != EndBlocks.Promise))
        {
            FieldCheck.Check(field, scope, around, faults);
        }
    }

    // Somebody must be reached, no matter who.
    private static void Contact(FormSet set, FormScope scope, SubmitFaults faults)
    {
        var phones = set.Fields.Where(f => f.Kind == FieldKind.Phone).Select(f => f.Name).ToList();
        if (phones.Count > 0 && !phones.Any(scope.Has) && !faults.Found.Any(f => f.Field is { } at && phones.Contains(at)))
        {
            faults.Add(SubmitProblems.PhoneNeeded.At(phones[0]));
        }
    }

    private static void Papers(FormSet set, FormScope scope, SubmitSurroundings around, SubmitFaults faults)
    {
        if (around.InPerson && scope.Ticked(EndBlocks.OriginalsSeen))
        {
            return;
        }

        faults.Add(set.Papers.Where(p => p.IsNeeded(scope) && !around.Papers.Contains(p.Kind.Code))
            .Select(p => SubmitProblems.PaperMissing.At(EndBlocks.PaperPrefix + p.Kind.Code, PersonRules.Inside(p.Kind.NameOn(around.Today)))));
    }

    // Somebody else under the beneficiary's number: one of the two is wrong.
    private static IEnumerable<Problem> OwnersNumber(FormSet set, FormScope scope)
    {
        var own = CitizenId.Clean(scope["CitizenId"]);
        if (own.Length == 0)
        {
            yield break;
        }

        foreach (var field in set.Steps.Where(s => s.IsAsked(scope)).SelectMany(s => s.Fields).Where(f => f.Name.Length > 0 && f.Applies(scope)))
        {
            var places = field.Kind == FieldKind.Group
                ? scope.Rows(field.Name).SelectMany(row => field.Items.Where(i => i.Kind == FieldKind.Identity && !i.MayBeOwner && i.Applies(row)).Select(i => row.At(i.Name)))
                : field is { Kind: FieldKind.Identity, MayBeOwner: false } && field.Name != "CitizenId" ? [scope.At(field.Name)] : [];
            foreach (var place in places.Where(p => CitizenId.Clean(scope.Values[p]) == own))
            {
                yield return place == "ApplicantCitizenId" ? SubmitProblems.ApplicantSame.At(place) : FormProblems.NumberOfOwner.At(place);
            }
        }
    }
}
