using System.Globalization;
using System.Text.RegularExpressions;
using Protos.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Values;

/// <summary>A child that a single parent brings up, as a list tells of it. Pure.</summary>
/// <param name="Studies">Said to be at school: counts from 16 to 22 years.</param>
public sealed record ListedChild(BirthDate Birth, bool Studies)
{
    // Art. 5(4) of Decree 20/2021: under 16, or from 16 to 22 at school; the month of the 22nd birthday counts (policy appendix B).
    private const int Young = 16 * 12;
    private const int Oldest = 22 * 12;

    /// <summary>Whether the parent is helped for this child in a month.</summary>
    public bool CountsIn(PayMonth month) => Birth.AgeInMonths(month) is var age && age >= 0 && (age < Young || (Studies && age <= Oldest));

    /// <summary>
    /// The last month that is due to a parent who is paid when by some month none of the children counts any more: the month in which the last one reaches 16 is still
    /// due, what he no longer counts for ends with the next (Decree 20/2021 Art. 8; policy 1.5). Null while one counts.
    /// </summary>
    /// <param name="from">First month, in which one counts.</param>
    /// <param name="until">The last month that is looked at.</param>
    public static PayMonth? LastMonth(IReadOnlyList<ListedChild> children, PayMonth from, PayMonth until)
    {
        for (var month = from.AddMonths(1); month <= until; month = month.AddMonths(1))
        {
            if (!children.Any(c => c.CountsIn(month)))
            {
                return children.Any(c => c.Birth.AgeInMonths(month) == Young) ? month : month.AddMonths(-1);
            }
        }

        return null;
    }

    /// <summary>Kept text of children: <c>2015-05-12;2006h</c>, the letter for who is at school.</summary>
    public static string Write(IEnumerable<ListedChild> children) => string.Join(';', children.Select(c => c.Birth + (c.Studies ? "h" : "")));

    /// <param name="text">As written by <see cref="Write"/>; empty for none.</param>
    public static IReadOnlyList<ListedChild> Parse(string text) =>
        [.. text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(c => new ListedChild(BirthDate.Parse(c.TrimEnd('h')), c.EndsWith('h')))];

    public override string ToString() => Birth.Printed + (Studies ? " (đang học)" : "");
}

/// <summary>Reads the births of the children of a single parent from one cell: "12/05/2015; 2018, Nam 03/2006 (đang học)". Pure.</summary>
public static partial class ChildrenReader
{
    /// <summary>Nobody brings up more at once; beyond it the cell holds something else.</summary>
    public const int Most = 12;

    private const string Study = "hoc";

    /// <returns>The kept text of the children (<see cref="ListedChild.Write"/>).</returns>
    public static Reading<string> Read(SheetCell cell, DateOnly today)
    {
        if (cell.IsEmpty)
        {
            return Reading.Nothing<string>();
        }

        if (cell.Kind == CellKind.Date)
        {
            var only = BirthReader.Read(cell, new BirthColumn(), today);
            return only.HasValue ? only.With(ListedChild.Write([new(only.Value, false)])) : new Reading<string>(null, true, only.Faults);
        }

        var text = TextCleaner.Digits(TextCleaner.Clean(cell.Text).Value, out _);
        var children = new List<ListedChild>();
        foreach (var part in Between().Split(text).Where(p => p.Trim().Length > 0))
        {
            var births = Birth().Matches(part);
            if (births.Count != 1 || Of(births[0], today) is not { } birth)
            {
                return Reading.Wrong<string>(ValueProblems.ChildrenUnreadable, null, part.Trim());
            }

            children.Add(new(birth, WordKey.Of(part).Contains(Study, StringComparison.Ordinal)));
        }

        return children.Count is 0 or > Most ? Reading.Wrong<string>(ValueProblems.ChildrenUnreadable, null, text) : Reading.Of(ListedChild.Write(children));
    }

    // Day first, as everywhere in a list.
    private static BirthDate? Of(Match match, DateOnly today)
    {
        int? Part(string name) => match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : null;
        var (day, month, year) = (Part("d"), Part("m"), Part("y")!.Value);
        if (month is < 1 or > 12 || year < 1900 || (day is { } d && (d < 1 || d > DateTime.DaysInMonth(year, month!.Value))))
        {
            return null;
        }

        var birth = BirthDate.Of(year, month, day);
        return birth.Assumed <= today ? birth : null;
    }

    // Between two children, not within brackets; the stroke belongs to dates.
    [GeneratedRegex(@"(?:[;,+&\n\r]|\s+và\s+)(?![^(]*\))")]
    private static partial Regex Between();

    [GeneratedRegex(@"(?<!\d)(?:(?:(?<d>\d{1,2})[/.\-])?(?<m>\d{1,2})[/.\-])?(?<y>\d{4})(?!\d)")]
    private static partial Regex Birth();
}
