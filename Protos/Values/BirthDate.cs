using System.Globalization;

namespace Protos.Values;

/// <summary>How much of a birth date is known; very old people often know only the year (policy 8.1).</summary>
public enum BirthPrecision
{
    Year = 1,
    Month = 2,
    Day = 3,
}

/// <summary>A birth date with its precision. Text form: <c>1954</c>, <c>1954-03</c> or <c>1954-03-02</c>.</summary>
public readonly record struct BirthDate(DateOnly Assumed, BirthPrecision Precision)
{
    /// <summary>The last year that is read. Other days and months that people type are read by this type too, and days are counted on from them: 12/9999 is a slip of the hand, behind which no calendar goes on.</summary>
    public const int LastYear = 2200;

    private const int FirstYear = 1850;

    /// <summary>A missing day counts as the 1st, a missing month as January (policy 8.1, by analogy with the retirement-age texts).</summary>
    public static BirthDate Of(int year, int? month = null, int? day = null) => (month, day) switch
    {
        (null, _) => new(new DateOnly(year, 1, 1), BirthPrecision.Year),
        ({ } m, null) => new(new DateOnly(year, m, 1), BirthPrecision.Month),
        ({ } m, { } d) => new(new DateOnly(year, m, d), BirthPrecision.Day),
    };

    /// <summary>Reads the text form; also <c>dd/MM/yyyy</c> and <c>MM/yyyy</c> as people write them. Years before 1850 and after <see cref="LastYear"/> are none.</summary>
    public static bool TryParse(string? text, out BirthDate value)
    {
        value = default;
        text = text?.Trim() ?? "";
        if (Exact(text, ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], out var day))
        {
            value = new(day, BirthPrecision.Day);
        }
        else if (Exact(text, ["yyyy-MM", "MM/yyyy", "M/yyyy"], out var month))
        {
            value = new(month, BirthPrecision.Month);
        }
        else if (Exact(text, ["yyyy"], out var year))
        {
            value = new(year, BirthPrecision.Year);
        }

        return value.Precision != 0;
    }

    /// <summary>Reads the text form.</summary>
    /// <exception cref="FormatException">The text is none of the three forms.</exception>
    public static BirthDate Parse(string text) =>
        TryParse(text, out var value) ? value : throw new FormatException("Not a birth date.");

    /// <summary>Completed months of age at the end of a month: "reaches N within the month" counts for that month (policy appendix B).</summary>
    public int AgeInMonths(PayMonth month) => month.MonthsSince(PayMonth.Of(Assumed));

    /// <summary>Completed years on a day.</summary>
    public int AgeInYears(DateOnly on) =>
        on.Year - Assumed.Year - ((on.Month, on.Day).CompareTo((Assumed.Month, Assumed.Day)) < 0 ? 1 : 0);

    /// <summary>As printed: <c>1954</c>, <c>03/1954</c> or <c>02/03/1954</c>.</summary>
    public string Printed => Precision switch
    {
        BirthPrecision.Year => Assumed.ToString("yyyy", CultureInfo.InvariantCulture),
        BirthPrecision.Month => Assumed.ToString("MM/yyyy", CultureInfo.InvariantCulture),
        _ => VietnameseFormat.Date(Assumed),
    };

    /// <summary>The text form that is stored and sent.</summary>
    public override string ToString() => Assumed.ToString(
        Precision switch { BirthPrecision.Year => "yyyy", BirthPrecision.Month => "yyyy-MM", _ => "yyyy-MM-dd" },
        CultureInfo.InvariantCulture);

    private static bool Exact(string text, string[] formats, out DateOnly value) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
        && value.Year is >= FirstYear and <= LastYear;
}
