using System.Globalization;

namespace NationalServices.PopulationDatabase;

/// <summary>A birth date as far as it is known (policy 8.1): year, year and month, or the day.</summary>
internal readonly record struct BirthDate(int Year, int? Month, int? Day)
{
    private const int Earliest = 1850;

    /// <summary>Reads 1954, 1954-03, 1954-03-02, 195403 or 19540302. False for a day that does not exist or a year before 1850.</summary>
    public static bool TryParse(string text, out BirthDate date)
    {
        var digits = text.Length switch
        {
            4 or 6 or 8 => text,
            7 when text[4] == '-' => text.Remove(4, 1),
            10 when text[4] == '-' && text[7] == '-' => text.Remove(7, 1).Remove(4, 1),
            _ => "",
        };
        date = default;
        if (digits.Length == 0 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        var padded = digits + "0101"[(digits.Length - 4)..];
        if (!DateOnly.TryParseExact(padded, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year < Earliest)
        {
            return false;
        }

        date = new BirthDate(day.Year, digits.Length > 4 ? day.Month : null, digits.Length > 6 ? day.Day : null);
        return true;
    }

    /// <summary>Whether both may be the same day: compared only as far as both are known.</summary>
    public bool Agrees(BirthDate other) =>
        Year == other.Year
        && (Month is null || other.Month is null || Month == other.Month)
        && (Day is null || other.Day is null || Day == other.Day);

    /// <summary>The first day it can be: missing month is January, missing day the first (policy 8.1).</summary>
    public DateOnly First => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>1954, 195403 or 19540302, as the "037" answer writes it.</summary>
    public string Compact => ToString().Replace("-", "", StringComparison.Ordinal);

    /// <summary>1954, 1954-03 or 1954-03-02.</summary>
    public override string ToString() =>
        Month is null ? $"{Year:0000}" : Day is null ? $"{Year:0000}-{Month:00}" : $"{Year:0000}-{Month:00}-{Day:00}";
}
