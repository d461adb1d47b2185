using System.Globalization;
using System.Text.RegularExpressions;
using Protos.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Values;

/// <summary>A decision on paper. Pure.</summary>
/// <param name="Number">As written, e.g. <c>123/QĐ-UBND</c>.</param>
/// <param name="Date">When the same cell tells it.</param>
public sealed record DecisionMark(string Number, DateOnly? Date);

/// <summary>Reads months, days and decision numbers. Pure.</summary>
public static partial class DateReaders
{
    /// <summary>A month: "T7/2024", "07/2024", "tháng 7 năm 2024", a date of that month.</summary>
    public static Reading<PayMonth> Month(SheetCell cell)
    {
        if (cell.IsEmpty)
        {
            return Reading.Nothing<PayMonth>();
        }

        var text = TextCleaner.Digits(TextCleaner.Clean(cell.Text).Value, out _);
        var match = cell.Kind == CellKind.Date ? Match.Empty : MonthText().Match(text);
        var (year, month) = cell switch
        {
            { Kind: CellKind.Date, Date: { } date } => (date.Year, date.Month),
            { Kind: CellKind.Number, Number: > 20_000 and < 60_000 and var serial } when serial == Math.Truncate(serial) => (DateTime.FromOADate(serial).Year, DateTime.FromOADate(serial).Month),
            { Kind: CellKind.Number, Number: >= 200_001 and <= 209_912 and var packed } => ((int)packed / 100, (int)packed % 100),
            _ when match.Success => (Int(match, "y"), Int(match, "m")),
            _ => (0, 0),
        };
        return year is >= 2000 and <= 2100 && month is >= 1 and <= 12
            ? Reading.Of(new PayMonth((year * 100) + month))
            : Reading.Wrong<PayMonth>(ValueProblems.MonthUnreadable, null, text);
    }

    /// <summary>A day of a paper: day first; a serial number of Excel counts too.</summary>
    public static Reading<DateOnly> Day(SheetCell cell)
    {
        if (cell.IsEmpty)
        {
            return Reading.Nothing<DateOnly>();
        }

        var text = TextCleaner.Digits(TextCleaner.Clean(cell.Text).Value, out _);
        var day = cell switch
        {
            { Kind: CellKind.Date, Date: { } date } => DateOnly.FromDateTime(date),
            { Kind: CellKind.Number, Number: > 20_000 and < 60_000 and var serial } => DateOnly.FromDateTime(DateTime.FromOADate(serial)),
            _ => DayIn(text, whole: true),
        };
        return day is { } value ? Reading.Of(value) : Reading.Wrong<DateOnly>(ValueProblems.DateUnreadable, null, text);
    }

    /// <summary>A decision's number, and its day when the cell has both: "123/QĐ-UBND ngày 01/7/2023".</summary>
    public static Reading<DecisionMark> Decision(string clean)
    {
        if (clean.Length == 0)
        {
            return Reading.Nothing<DecisionMark>();
        }

        var at = DecisionDay().Match(clean);
        var date = at.Success ? DayIn(at.Groups["d"].Value, whole: true) : null;
        if (at.Success && date is null)
        {
            return Reading.Wrong<DecisionMark>(ValueProblems.DateUnreadable, null, at.Groups["d"].Value);
        }

        var number = DecisionWords().Replace(at.Success ? clean[..at.Index] : clean, "").Trim(' ', ',', ';', '.', '(').ToUpper(VietnameseFormat.Culture);
        return number.Length is > 0 and <= 60 ? Reading.Of(new DecisionMark(number, date)) : Reading.Wrong<DecisionMark>(ValueProblems.TextLong, null, number.Length, 60);
    }

    private static DateOnly? DayIn(string text, bool whole)
    {
        var match = DayText().Match(text);
        if (!match.Success || (whole && match.Length < text.Trim().Length))
        {
            return null;
        }

        var (year, month, day) = match.Groups["iso"].Success ? (Int(match, "y"), Int(match, "mi"), Int(match, "di")) : (Int(match, "y2"), Int(match, "m"), Int(match, "d"));
        year += year < 100 ? 2000 : 0;
        return year is >= 1945 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static int Int(Match match, string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex(@"^\s*(?:từ\s*)?(?:(?:ngày\s*)?(?:0?1)[/.\-](?=\d{1,2}[/.\-]\d{4}))?(?:tháng|th|t)?\s*\.?\s*(?<m>\d{1,2})\s*(?:[/.\-]|năm|\s)\s*(?:năm\s*)?(?<y>\d{4})\s*$|^\s*(?<y>20\d{2})-?(?<m>\d{2})\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex MonthText();

    [GeneratedRegex(@"(?:ngày\s*)?(?<d>\d{1,2})\s*(?:[/.\-]|tháng)\s*(?<m>\d{1,2})\s*(?:[/.\-]|năm)\s*(?<y2>\d{4}|\d{2})\b|(?<iso>(?<y>\d{4})-(?<mi>\d{1,2})-(?<di>\d{1,2}))(?:[T ]00:00:00.*)?", RegexOptions.IgnoreCase)]
    private static partial Regex DayText();

    [GeneratedRegex(@"[\s,;(]*\b(?:ngày|ký ngày|n)\b[\s.:]*(?<d>\d{1,2}\s*(?:[/.\-]|tháng)\s*\d{1,2}\s*(?:[/.\-]|năm)\s*(?:\d{4}|\d{2}))\)?\s*(?:của.*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DecisionDay();

    [GeneratedRegex(@"^\s*(quyết định|qđ)?\s*(số)?\s*[:.]?\s*(?=\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DecisionWords();
}
