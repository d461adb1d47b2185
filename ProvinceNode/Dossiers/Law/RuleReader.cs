using System.Globalization;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Reads the fields of a change: all faults at once, each at its field. Pure.</summary>
public sealed class RuleReader(IReadOnlyList<RuleField> fields, IReadOnlyDictionary<string, string> values)
{
    private readonly List<Problem> _faults = [];

    public IReadOnlyList<Problem> Faults => _faults;

    /// <summary>Faults that any field can have: missing, no number, no date, no such choice.</summary>
    public void CheckAll()
    {
        foreach (var field in fields)
        {
            var text = Text(field.Name);
            if (text.Length == 0)
            {
                if (!field.Optional)
                {
                    _faults.Add(LawProblems.Missing.At(field.Name, Small(field.Label)));
                }
            }
            else if (field.Kind == RuleFieldKind.Number && Number(field.Name) is null)
            {
                _faults.Add(LawProblems.NoNumber.At(field.Name, field.Label));
            }
            else if (field.Kind == RuleFieldKind.Date && Day(field.Name) is null)
            {
                _faults.Add(LawProblems.NoDay.At(field.Name, field.Label));
            }
            else if (field.Kind == RuleFieldKind.Choice && field.Choices.All(c => c.Key != text))
            {
                _faults.Add(LawProblems.Missing.At(field.Name, Small(field.Label)));
            }
            else if (text.Length > field.Most)
            {
                // The lines of a sheet are no field of a page: what is wrong with them stands at the file.
                _faults.Add(CommonProblems.TooLong.At(field.Name == AreaPlans.Lines ? "Sheet" : field.Name, field.Label, field.Most, text.Length));
            }
        }

        Interval();
        if (fields.Any(f => f.Name == "Coefficient") && Text("Coefficient").Length > 0 && Hundredths("Coefficient") is null)
        {
            _faults.Add(LawProblems.NoCoefficient.At("Coefficient"));
        }
    }

    public void Add(Problem fault) => _faults.Add(fault);

    public string Text(string name) => VietnameseText.Clean(values.GetValueOrDefault(name, ""));

    /// <summary>A whole number not below zero; dots between thousands are allowed.</summary>
    public long? Number(string name) =>
        long.TryParse(Text(name).Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= 1_000_000_000 ? value : null;

    public DateOnly? Day(string name) => BirthDate.TryParse(Text(name), out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null;

    /// <summary>1,5 as 150; null when it is none between 0,1 and 10.</summary>
    public int? Hundredths(string name) =>
        decimal.TryParse(Text(name).Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
        && value is >= 0.1m and <= 10 && value * 10 == decimal.Truncate(value * 10) ? (int)(value * 100) : null;

    /// <summary>Categories by the beginning of their code; empty for all.</summary>
    public string Prefix() => Text("Prefix") == "*" ? "" : Text("Prefix");

    private void Interval()
    {
        var (from, to) = (Day(RuleFields.From), Day(RuleFields.To));
        if (from is { Day: not 1 })
        {
            _faults.Add(LawProblems.FirstOfMonth.At(RuleFields.From));
        }

        if (to is { } last && last.AddDays(1).Day != 1)
        {
            _faults.Add(LawProblems.LastOfMonth.At(RuleFields.To));
        }

        if (from > to)
        {
            _faults.Add(LawProblems.EndsBeforeItBegins.At(RuleFields.To));
        }
    }

    private static string Small(string label) => char.ToLower(label[0], VietnameseFormat.Culture) + label[1..];
}
