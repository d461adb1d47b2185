using Protos.Values;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Forms;

/// <summary>Judges one field by its kind. Pure.</summary>
public static class FieldCheck
{
    private const long MostDong = 1_000_000_000;

    /// <summary>Adds what is wrong with a field and, for a group, with its rows.</summary>
    public static void Check(FormField field, FormScope scope, SubmitSurroundings around, SubmitFaults faults)
    {
        if (!field.Applies(scope) || (field.ByClerk && !around.InPerson))
        {
            return;
        }

        if (field.Kind == FieldKind.Group)
        {
            Rows(field, scope, around, faults);
            return;
        }

        var before = faults.Found.Count;
        if (field.Kind is FieldKind.Identity)
        {
            Identity(field, scope, faults);
        }
        else if (!field.IsGiven(scope) && !field.IsNeeded(scope))
        {
            return;
        }
        else
        {
            Shape(field, scope, around, faults);
        }

        if (faults.Found.Count == before && field.Rule?.Invoke(scope) is { } problem)
        {
            faults.Add(problem);
        }
    }

    private static void Shape(FormField field, FormScope scope, SubmitSurroundings around, SubmitFaults faults)
    {
        var (at, text, label) = (scope.At(field.Name), scope[field.Name], Label(field));
        switch (field.Kind)
        {
            case FieldKind.Text:
                faults.Add(faults.Text(at, text, label, field.Longest) && field.Name == OwnGroupForm.Group && around.OwnGroups?.Contains(VietnameseText.Clean(text)) == false ? FormProblems.GroupUnknown.At(at) : null);
                break;
            case FieldKind.Name:
                faults.Add(faults.Text(at, text, label, field.Longest) && !PersonRules.IsName(VietnameseText.Clean(text)) ? SubmitProblems.NameLetters.At(at) : null);
                break;
            case FieldKind.Phone or FieldKind.Money or FieldKind.Month when text.Trim().Length == 0:
                faults.Add(CommonProblems.Required.At(at, field.Words));
                break;
            case FieldKind.Phone:
                faults.Phone(at, text);
                break;
            case FieldKind.Money:
                faults.Amount(at, text, MostDong);
                break;
            case FieldKind.Month:
                faults.Month(at, text);
                break;
            case FieldKind.Account:
                Account(at, text, label, field, faults);
                break;
            case FieldKind.Number:
                faults.Count(at, text, label, field.Least, field.Most, needed: true);
                break;
            case FieldKind.Date or FieldKind.Birth:
                faults.Add(Dated(field, scope, at, label));
                break;
            case FieldKind.Choice or FieldKind.Select:
                faults.Choice(at, text, field.OptionsOn(scope.Today), field.Words);
                break;
            case FieldKind.Tick:
                faults.Add(text == "1" ? null : FormProblems.TickNeeded.At(at, field.Label));
                break;
            case FieldKind.Commune:
                faults.Add(around.IsCommune(text) ? null : SubmitProblems.CommuneUnknown.At(at));
                break;
        }
    }

    private static void Account(string at, string text, string label, FormField field, SubmitFaults faults)
    {
        if (faults.Text(at, text, label, field.Longest) && CitizenId.Clean(text) is var number && (number.Length < 6 || !number.All(char.IsAsciiLetterOrDigit)))
        {
            faults.Add(SubmitProblems.NotANumber.At(at, label, "3501205123456"));
        }
    }

    private static Problem? Dated(FormField field, FormScope scope, string at, string label)
    {
        var (day, month, year) = (scope[field.Name + "Day"], scope[field.Name + "Month"], scope[field.Name + "Year"]);
        Problem? problem;
        if (field.Kind == FieldKind.Birth)
        {
            PersonRules.Birth(day, month, year, scope.Today, at, out problem);
        }
        else
        {
            PersonRules.Day(day, month, year, field.MayBeAhead ? scope.Today.AddYears(10) : scope.Today, at, label, out problem);
        }

        return problem;
    }

    // Number, sex and birth of one person tell each other (policy 8.1); who has no number says so.
    private static void Identity(FormField field, FormScope scope, SubmitFaults faults)
    {
        var (at, person) = (scope.At(field.Name), field.Name[..^"CitizenId".Length]);
        var (given, none) = (scope.Has(field.Name), scope.Ticked(person + "NoNumber"));
        if (given && none)
        {
            faults.Add(SubmitProblems.NumberAndNone.At(at));
        }
        else if (given)
        {
            int? sex = scope.Is(person + "Sex", "1", "2") ? scope.Count(person + "Sex") : null;
            faults.Add(PersonRules.Number(scope[field.Name], at, scope.Today, sex, scope.Birth(person + "Birth")));
            if (sex is null && field.OfSex is { } role && CitizenId.TryParse(CitizenId.Clean(scope[field.Name]), out var id) && id.Sex != role)
            {
                // Nobody asks a mother's sex: her role tells it (policy 8.1).
                faults.Add(SubmitProblems.NumberOfRole.At(at, PersonRules.SexWord(id.Sex), field.Role));
            }
        }
        else if (!none && field.IsNeeded(scope))
        {
            faults.Add(SubmitProblems.NumberNeeded.At(at));
        }
    }

    private static void Rows(FormField field, FormScope scope, SubmitSurroundings around, SubmitFaults faults)
    {
        var (at, rows) = (scope.At(field.Name) + ".Count", scope.Values.Rows(scope.At(field.Name)));
        if (rows < field.LeastRows)
        {
            faults.Add(FormProblems.RowsNeeded.At(at, field.LeastRows, field.Words));
        }
        else if (rows > field.MostRows)
        {
            faults.Add(FormProblems.RowsTooMany.At(at, field.MostRows, field.Words));
        }

        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in scope.Rows(field.Name))
        {
            foreach (var item in field.Items)
            {
                Check(item, row, around, faults);
                if (item.Kind == FieldKind.Identity && CitizenId.Clean(row[item.Name]) is { Length: > 0 } number && !numbers.Add(number))
                {
                    faults.Add(FormProblems.NumberTwice.At(row.At(item.Name)));
                }
            }
        }
    }

    private static string Label(FormField field) => field.Asks is { } asks ? char.ToUpper(asks[0], VietnameseFormat.Culture) + asks[1..] : field.Label.TrimEnd('?');
}
