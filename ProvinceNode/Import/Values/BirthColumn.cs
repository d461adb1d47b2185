using System.Text.RegularExpressions;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Values;

/// <summary>
/// How a column writes births, seen over all its cells: a date of one cell can be read two ways where the column as a whole can not.
/// Pure: counts only.
/// </summary>
public sealed partial class BirthColumn
{
    private int _firstOfJanuary;
    private int _otherDays;
    private int _dateCells;
    private int _dateCellsBeyond12;
    private int _dates;
    private int _eitherWay;
    private int _serialYears;
    private int _dayFirst;
    private int _monthFirst;

    /// <summary>Every full date is 1 January: people meant the year, their program wanted a date. At least five of them.</summary>
    public bool YearsOnly => _firstOfJanuary >= 5 && _otherDays == 0;

    /// <summary>Some cells can only be month/day/year.</summary>
    public bool SomeMonthFirst => _monthFirst > 0;

    /// <summary>Some cells can only be day/month/year.</summary>
    public bool SomeDayFirst => _dayFirst > 0;

    /// <summary>
    /// Excel with American settings makes a date of "05/03/1954" (and takes it for 3 May) but leaves "25/03/1954" as text: then every date cell has
    /// a day up to 12, and every text goes beyond.
    /// </summary>
    public bool DatesMayBeSwapped => _dateCells > 0 && _dateCellsBeyond12 == 0 && _dayFirst > 0 && _eitherWay == 0;

    /// <summary>Years that a date format turned into days of 1905: 1954 is shown as 07/05/1905.</summary>
    public bool YearsAsDates => _serialYears >= 3 && _serialYears == _dates;

    /// <summary>The year behind a day of 1905, when it may be one.</summary>
    public static int? YearBehind(DateOnly date) =>
        date.Year is 1904 or 1905 && (int)date.ToDateTime(default).ToOADate() is >= 1850 and <= 2100 and var year ? year : null;

    /// <summary>Takes a cell into account.</summary>
    public void Add(SheetCell cell)
    {
        if (cell is { Kind: CellKind.Date, Date: { } date })
        {
            _dateCells++;
            _dateCellsBeyond12 += date.Day > 12 ? 1 : 0;
            Count(date.Day, date.Month, date.Year);
        }
        else if (Parts().Match(cell.Text) is { Success: true } match)
        {
            var (first, second) = (int.Parse(match.Groups[1].ValueSpan, null), int.Parse(match.Groups[2].ValueSpan, null));
            _dayFirst += first is > 12 and <= 31 && second <= 12 ? 1 : 0;
            _monthFirst += second is > 12 and <= 31 && first <= 12 ? 1 : 0;
            _eitherWay += first is > 0 and <= 12 && second is > 0 and <= 12 ? 1 : 0;
            Count(first, second, int.Parse(match.Groups[3].ValueSpan, null));
        }
    }

    private void Count(int day, int month, int year)
    {
        _dates++;
        _serialYears += year is 1904 or 1905 && month is > 0 and <= 12 && day > 0 && day <= DateTime.DaysInMonth(year, month) && YearBehind(new DateOnly(year, month, day)) is not null ? 1 : 0;
        _firstOfJanuary += day == 1 && month == 1 ? 1 : 0;
        _otherDays += day == 1 && month == 1 ? 0 : 1;
    }

    [GeneratedRegex(@"^\s*'?(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})\s*$")]
    private static partial Regex Parts();
}
