using Protos.Values;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;

namespace ProvinceNode.Dossiers;

/// <summary>Rules of personal data in every form (policy 8.1): names, dates and numbers as people type them. Pure.</summary>
public static class PersonRules
{
    public static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsLetter(c) || c is ' ' or '\'' or '-' or '.' or '’') && name.Any(char.IsLetter);

    /// <summary>Digits of a phone number in the national form, or null.</summary>
    public static string? Phone(string text)
    {
        var digits = CitizenId.Clean(text).Replace("-", "", StringComparison.Ordinal);
        if (digits.StartsWith("+84", StringComparison.Ordinal))
        {
            digits = "0" + digits[3..];
        }

        return digits.Length is 10 or 11 && digits[0] == '0' && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>Reads the three boxes of a birth date; day and month may be left out.</summary>
    /// <returns>Null when <paramref name="problem"/> says why.</returns>
    public static BirthDate? Birth(string day, string month, string year, DateOnly today, string field, out Problem? problem)
    {
        problem = null;
        if (!Int(year, out var y) || y < 1000)
        {
            problem = SubmitProblems.BirthYearNeeded.At(field);
        }
        else if (y < today.Year - 130)
        {
            problem = SubmitProblems.TooOld.At(field, y);
        }
        else if (day.Trim().Length > 0 && month.Trim().Length == 0)
        {
            problem = SubmitProblems.BirthMonthNeeded.At(field);
        }
        else if (!BirthDate.TryParse(string.Join('/', new[] { day.Trim(), month.Trim(), year.Trim() }.Where(p => p.Length > 0)), out var birth))
        {
            problem = SubmitProblems.NoSuchDate.At(field, Written(day, month, year));
        }
        else if (birth.Assumed > today)
        {
            problem = SubmitProblems.InFuture.At(field, "Ngày sinh", VietnameseFormat.Date(today));
        }
        else
        {
            return birth;
        }

        return null;
    }

    /// <summary>Reads the three boxes of a whole date that cannot be in the future.</summary>
    public static DateOnly? Day(string day, string month, string year, DateOnly today, string field, string label, out Problem? problem)
    {
        problem = null;
        if (Written(day, month, year).Trim('/').Length == 0)
        {
            problem = CommonProblems.Required.At(field, Inside(label));
        }
        else if (!Int(day, out var d) || !Int(month, out var m) || !Int(year, out var y) || y is < 1900 or > BirthDate.LastYear || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            problem = SubmitProblems.NoSuchDate.At(field, Written(day, month, year));
        }
        else if (new DateOnly(y, m, d) > today)
        {
            problem = SubmitProblems.InFuture.At(field, label, VietnameseFormat.Date(today));
        }
        else
        {
            return new DateOnly(y, m, d);
        }

        return null;
    }

    /// <summary>Everything that does not fit about a number of 12 or 9 digits. Sex and birth are checked when they are known.</summary>
    /// <param name="today">Nobody has a number of a birth year to come.</param>
    public static IEnumerable<Problem> Number(string text, string field, DateOnly today, int? sex = null, BirthDate? birth = null)
    {
        var digits = CitizenId.Clean(text);
        if (!digits.All(char.IsAsciiDigit))
        {
            return [SubmitProblems.NumberDigits.At(field)];
        }

        if (CitizenId.IsOldCardNumber(digits))
        {
            return [];
        }

        return CitizenId.TryParse(digits, out var id) ? Fits(id, field, today, sex, birth) : [SubmitProblems.NumberLength.At(field, digits.Length)];
    }

    public static bool IsRegistrationCode(string code) => RegistrationCodes.IsKnown(code);

    private static IEnumerable<Problem> Fits(CitizenId id, string field, DateOnly today, int? sex, BirthDate? birth)
    {
        if (!IsRegistrationCode(id.RegistrationCode))
        {
            yield return SubmitProblems.NumberProvince.At(field, id.RegistrationCode);
        }

        if (sex is { } declared && declared != id.Sex)
        {
            yield return SubmitProblems.NumberSex.At(field, SexWord(id.Sex), SexWord(declared));
        }

        if (id.BirthYear > today.Year)
        {
            yield return SubmitProblems.NumberAhead.At(field, id.BirthYear);
        }
        else if (birth is { } date && date.Assumed.Year != id.BirthYear)
        {
            yield return SubmitProblems.NumberYear.At(field, id.BirthYear, date.Assumed.Year);
        }
    }

    /// <summary>A label inside a sentence starts small.</summary>
    public static string Inside(string label) => label.Length < 2 || char.IsUpper(label[1]) ? label : char.ToLower(label[0], VietnameseFormat.Culture) + label[1..];

    /// <param name="sex">1 or 2.</param>
    public static string SexWord(int sex) => sex == 1 ? "nam" : "nữ";

    private static string Written(string day, string month, string year) => $"{day.Trim()}/{month.Trim()}/{year.Trim()}";

    private static bool Int(string text, out int value) =>
        int.TryParse(text.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out value);
}
