using System.Collections.Frozen;
using System.Globalization;

namespace NationalServices.PopulationDatabase;

/// <summary>The 12-digit personal number (policy 8.1): province of birth registration, century and sex, two digits of the birth year, six at random.</summary>
internal static class PersonalNumber
{
    // The 63 codes of Decision 124/2004, valid for ever; three-digit codes over 100 are countries.
    private static readonly FrozenSet<int> Provinces = FrozenSet.ToFrozenSet(
    [
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
        49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
    ]);

    /// <summary>Composes a number. <paramref name="sex"/> is 1 male or 2 female.</summary>
    public static string Compose(int province, int sex, int birthYear, int random) =>
        $"{province:000}{CenturyDigit(sex, birthYear)}{birthYear % 100:00}{random:000000}";

    public static bool IsTwelveDigits(string number) => number.Length == 12 && number.All(char.IsAsciiDigit);

    public static bool IsNineDigits(string number) => number.Length == 9 && number.All(char.IsAsciiDigit);

    /// <summary>What is wrong with a number for a person of this sex and birth year; empty when nothing is.</summary>
    public static string Wrong(string number, int sex, int birthYear)
    {
        if (!IsTwelveDigits(number))
        {
            return "Số định danh phải có đúng 12 chữ số.";
        }

        var place = int.Parse(number[..3], CultureInfo.InvariantCulture);
        if (place <= 100 && !Provinces.Contains(place))
        {
            return $"Ba chữ số đầu {number[..3]} không phải mã tỉnh.";
        }

        var digit = number[3] - '0';
        var century = CenturyDigit(1, birthYear);
        // Sex 0 and 3 have no digit of their own: either of the century's two is taken.
        if (sex is 1 or 2 ? digit != CenturyDigit(sex, birthYear) : digit != century && digit != century + 1)
        {
            return $"Chữ số thứ tư ({digit}) không hợp với giới tính và thế kỷ sinh.";
        }

        return number[4..6] == $"{birthYear % 100:00}" ? "" : $"Chữ số 5–6 ({number[4..6]}) không hợp với năm sinh {birthYear}.";
    }

    private static int CenturyDigit(int sex, int birthYear) => ((birthYear / 100) - 19) * 2 + (sex == 2 ? 1 : 0);
}
