using System.Globalization;
using Protos.Values;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Gathers the faults of a form. Each check says whether the field can be used further.</summary>
public sealed class SubmitFaults
{
    public List<Problem> Found { get; } = [];

    public void Add(Problem? problem)
    {
        if (problem is not null)
        {
            Found.Add(problem);
        }
    }

    public void Add(IEnumerable<Problem> problems) => Found.AddRange(problems);

    /// <summary>A line of text of at most <paramref name="longest"/> characters.</summary>
    /// <returns>True when there is text and it fits.</returns>
    public bool Text(string field, string value, string label, int longest, bool needed = true)
    {
        var clean = VietnameseText.Clean(value);
        if (clean.Length == 0 && needed)
        {
            Add(CommonProblems.Required.At(field, PersonRules.Inside(label)));
        }
        else if (clean.Length > longest)
        {
            Add(CommonProblems.TooLong.At(field, label, longest, clean.Length));
        }

        return clean.Length > 0 && clean.Length <= longest;
    }

    public bool Choice(string field, string value, IReadOnlyList<KeyValuePair<string, string>> choices, string what)
    {
        var known = FormChoices.Has(choices, value);
        Add(known ? null : SubmitProblems.Choose.At(field, what));
        return known;
    }

    /// <summary>May be left out; whether some number must be given is asked elsewhere.</summary>
    public void Phone(string field, string value) =>
        Add(value.Trim().Length == 0 || PersonRules.Phone(value) is not null ? null : SubmitProblems.PhoneShape.At(field));

    /// <summary>A sum in đồng; may be left out.</summary>
    public void Amount(string field, string value, long most) =>
        Add(value.Trim().Length == 0 || (ReadAmount(value) is { } dong && dong <= most) ? null : SubmitProblems.Amount.At(field));

    /// <summary>A month as 10/2022; may be left out.</summary>
    public void Month(string field, string value) =>
        Add(value.Trim().Length == 0 || ReadMonth(value) is not null ? null : SubmitProblems.MonthShape.At(field));

    public int? Count(string field, string value, string label, int least, int most, bool needed = false)
    {
        if (value.Trim().Length == 0)
        {
            Add(needed ? CommonProblems.Required.At(field, PersonRules.Inside(label)) : null);
            return null;
        }

        if (!int.TryParse(value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < least || count > most)
        {
            Add(SubmitProblems.Count.At(field, label, least, most));
            return null;
        }

        return count;
    }

    /// <summary>1.080.000, "1 080 000 đồng" and 1080000 alike; null when it is not a sum.</summary>
    public static long? ReadAmount(string text)
    {
        var digits = CitizenId.Clean(text).ToLower(VietnameseFormat.Culture).Replace("đồng", "", StringComparison.Ordinal).TrimEnd('đ');
        return digits.Length is > 0 and <= 15 && digits.All(char.IsAsciiDigit) ? long.Parse(digits, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>A month as yyyy-MM, or null when it is none.</summary>
    public static string? ReadMonth(string text) =>
        BirthDate.TryParse(text, out var month) && month.Precision == BirthPrecision.Month ? month.ToString() : null;
}
