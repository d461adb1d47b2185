using System.Globalization;
using System.Text.RegularExpressions;
using Protos.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Values;

/// <summary>Reads births as lists have them (policy 8.1: very old people know only the year). Pure.</summary>
public static partial class BirthReader
{
    private const int OldestYears = 125;

    /// <summary>A birth from one cell.</summary>
    /// <param name="column">What the whole column shows.</param>
    /// <param name="today">Nobody is born later.</param>
    /// <param name="hint">Birth year told by the personal number, when there is one: it settles two readings, it does not replace the cell.</param>
    public static Reading<BirthDate> Read(SheetCell cell, BirthColumn column, DateOnly today, int? hint = null)
    {
        var reading = cell switch
        {
            { IsEmpty: true } => Reading.Nothing<BirthDate>(),
            { Kind: CellKind.Date, Date: { } date } => Dated(cell, DateOnly.FromDateTime(date), column, hint),
            { Kind: CellKind.Number, Number: { } number } => Numbered(number, cell.Text, today),
            _ => Texted(TextCleaner.Digits(TextCleaner.Clean(cell.Text).Value, out _), column, today, hint),
        };
        return reading.HasValue && IsOutside(reading.Value, today) ? Reading.Wrong<BirthDate>(ValueProblems.BirthOutside, null, reading.Value.Printed) : reading;
    }

    /// <summary>A birth from three cells; an empty day or month is one that nobody knows.</summary>
    public static Reading<BirthDate> Read(string day, string month, string year, DateOnly today)
    {
        if (day.Length + month.Length + year.Length == 0)
        {
            return Reading.Nothing<BirthDate>();
        }

        var text = string.Join('/', new[] { day, month, year }.Where(p => p.Length > 0));
        if (!Number(year, out var y) || (day.Length > 0 && month.Length == 0) || !Number(month.Length > 0 ? month : "1", out var m) || !Number(day.Length > 0 ? day : "1", out var d))
        {
            return Reading.Wrong<BirthDate>(ValueProblems.BirthUnreadable, null, text);
        }

        var reading = Make(y, month.Length > 0 ? m : null, day.Length > 0 ? d : null, text, today);
        return reading.HasValue && IsOutside(reading.Value, today) ? Reading.Wrong<BirthDate>(ValueProblems.BirthOutside, null, reading.Value.Printed) : reading;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool IsOutside(BirthDate birth, DateOnly today) => birth.Assumed > today || birth.Assumed.Year < today.Year - OldestYears;

    private static Reading<BirthDate> Dated(SheetCell cell, DateOnly date, BirthColumn column, int? hint)
    {
        if (column.YearsOnly || cell.Text.Length == 4)
        {
            return Reading.Of(BirthDate.Of(date.Year));
        }

        if (Behind(date, cell.Text, column, hint) is { } behind)
        {
            return behind;
        }

        if (column.DatesMayBeSwapped && date.Day <= 12 && date.Day != date.Month)
        {
            var other = new DateOnly(date.Year, date.Day, date.Month);
            return Reading.Wrong<BirthDate>(ValueProblems.BirthTwoWays, VietnameseFormat.Date(other), cell.Text, VietnameseFormat.Date(other), VietnameseFormat.Date(date));
        }

        return Reading.Of(new BirthDate(date, BirthPrecision.Day));
    }

    // A year that a date format turned into a day of 1905: 1954 is shown as 07/05/1905.
    private static Reading<BirthDate>? Behind(DateOnly date, string text, BirthColumn column, int? hint) =>
        BirthColumn.YearBehind(date) is not { } year ? null
        : column.YearsAsDates || hint == year ? Reading.Doubtful(BirthDate.Of(year), ValueProblems.BirthSerial, Invariant(year), text, Invariant(year))
        : Reading.Wrong<BirthDate>(ValueProblems.BirthTwoWays, Invariant(year), text, Invariant(year), text);

    private static Reading<BirthDate> Numbered(double number, string text, DateOnly today)
    {
        if (number != Math.Truncate(number) || number < 0 || number > 99_999_999)
        {
            return Reading.Wrong<BirthDate>(ValueProblems.BirthUnreadable, null, text);
        }

        var whole = (int)number;
        if (whole >= 1850 && whole <= today.Year)
        {
            return Reading.Of(BirthDate.Of(whole));
        }

        if (whole is > 5_000 and < 60_000)
        {
            var date = new BirthDate(DateOnly.FromDateTime(DateTime.FromOADate(whole)), BirthPrecision.Day);
            return Reading.Doubtful(date, ValueProblems.BirthSerial, date.Printed, text, date.Printed);
        }

        return Texted(text, new BirthColumn(), today, null);
    }

    private static Reading<BirthDate> Texted(string text, BirthColumn column, DateOnly today, int? hint)
    {
        text = Words().Replace(text, m => m.Groups[1].Value + (m.Groups[2].Length > 0 ? "/" + m.Groups[2].Value : "") + "/" + m.Groups[3].Value);
        if (text.Any(char.IsLetter))
        {
            text = Prefix().Replace(text, "");
        }

        if (Whole().Match(text) is { Success: true } year)
        {
            return Make(Value(year, 1), null, null, text, today);
        }

        if (MonthYear().Match(text) is { Success: true } month)
        {
            return Make(Value(month, 2), Value(month, 1), null, text, today);
        }

        if (Iso().Match(text) is { Success: true } iso)
        {
            return Make(Value(iso, 1), Value(iso, 2), Value(iso, 3), text, today);
        }

        if (Compact().Match(text) is { Success: true } compact)
        {
            return Make(Value(compact, 3), Value(compact, 2), Value(compact, 1), text, today);
        }

        return Full().Match(text) is { Success: true } full
            ? Day(text, Value(full, 1), Value(full, 2), full.Groups[3].Value, column, today, hint)
            : Reading.Wrong<BirthDate>(ValueProblems.BirthUnreadable, Guess(text), text);
    }

    private static Reading<BirthDate> Day(string text, int first, int second, string yearText, BirthColumn column, DateOnly today, int? hint)
    {
        var (years, shortYear) = Years(yearText, today, hint);
        if (years.Length != 1)
        {
            return Reading.Wrong<BirthDate>(ValueProblems.BirthTwoWays, null, text, $"{text[..^2]}{years[0]}", $"{text[..^2]}{years[1]}");
        }

        var year = years[0];
        if (column.YearsOnly && first == 1 && second == 1)
        {
            return Reading.Of(BirthDate.Of(year));
        }

        // 00/00/1954 and 0/3/1954: people write zeros for what nobody knows.
        if (first == 0)
        {
            return Make(year, second == 0 ? null : second, null, text, today);
        }

        var monthFirst = second > 12 && first <= 12;
        if (!monthFirst && first <= 12 && first != second && column.SomeMonthFirst)
        {
            var (a, b) = ($"{first:00}/{second:00}/{year}", $"{second:00}/{first:00}/{year}");
            return Reading.Wrong<BirthDate>(ValueProblems.BirthTwoWays, column.SomeDayFirst ? a : b, text, a, b);
        }

        var reading = monthFirst ? Make(year, first, second, text, today) : Make(year, second, first, text, today);
        return !reading.HasValue ? reading
            : Behind(reading.Value.Assumed, text, column, hint) is { } behind ? behind
            : monthFirst ? reading.And(ValueProblems.BirthMonthFirst, reading.Value.Printed, text, reading.Value.Printed)
            : shortYear ? reading.And(ValueProblems.BirthShortYear, reading.Value.Printed, text, reading.Value.Printed) : reading;
    }

    // A year of two digits belongs to one century, or to the one that the personal number tells.
    private static (int[] Years, bool Short) Years(string text, DateOnly today, int? hint)
    {
        var year = int.Parse(text, CultureInfo.InvariantCulture);
        if (text.Length == 4)
        {
            return ([year], false);
        }

        int[] both = [1900 + year, 2000 + year];
        return (2000 + year > today.Year ? [1900 + year] : hint is { } h && both.Contains(h) ? [h] : both, true);
    }

    private static Reading<BirthDate> Make(int year, int? month, int? day, string text, DateOnly today)
    {
        if (year < 1850 || year > today.Year + 100 || month is < 1 or > 12)
        {
            return Reading.Wrong<BirthDate>(ValueProblems.BirthUnreadable, year >= 1850 && year <= today.Year ? Invariant(year) : null, text);
        }

        return day is { } d && (d < 1 || d > DateTime.DaysInMonth(year, month ?? 1))
            ? Reading.Wrong<BirthDate>(ValueProblems.BirthNoSuchDay, $"{month:00}/{year}", text)
            : Reading.Of(BirthDate.Of(year, month, day));
    }

    private static string? Guess(string text) => AnyYear().Match(text) is { Success: true } year ? year.Value : null;

    private static string Invariant(int year) => year.ToString(CultureInfo.InvariantCulture);

    private static int Value(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:ngày\s*)?(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", RegexOptions.IgnoreCase)]
    private static partial Regex Words();

    [GeneratedRegex(@"^\s*(sinh\s*)?(ngày|năm|sn|ns)?\s*[:.]?\s*(?=\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"^\s*(\d{4})(?:[.,]0)?\s*$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"^\s*(\d{1,2})\s*[/.\-]\s*(\d{4})\s*$")]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"^\s*(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:[T ]00:00.*)?\s*$")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^\s*(\d{2})(\d{2})((?:19|20)\d{2})\s*$")]
    private static partial Regex Compact();

    [GeneratedRegex(@"^\s*(\d{1,2})\s*[/.,\-\\ ]\s*(\d{1,2})\s*[/.,\-\\ ]\s*(\d{4}|\d{2})(?:\s+0{1,2}:00.*)?\s*$")]
    private static partial Regex Full();

    [GeneratedRegex(@"(18[5-9]|19\d|20[0-4])\d")]
    private static partial Regex AnyYear();
}
