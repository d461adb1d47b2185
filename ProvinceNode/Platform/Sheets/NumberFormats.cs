using System.Globalization;
using System.Text.RegularExpressions;
using Protos.Values;

namespace ProvinceNode.Platform.Sheets;

/// <summary>Shows a number or date as Excel with Vietnamese settings would, so far as lists of people use formats. Pure.</summary>
public static partial class NumberFormats
{
    /// <summary>A number with its leading zeros, thousands and literals; without a format all its digits, never an exponent.</summary>
    public static string Show(double number, string? format)
    {
        if (format is not { Length: > 0 } || format.StartsWith("General", StringComparison.OrdinalIgnoreCase) || format == "@" || format.Contains('%', StringComparison.Ordinal) || format.Contains("E+", StringComparison.OrdinalIgnoreCase))
        {
            return Plain(number);
        }

        var (before, core, after) = Parts(Section(format));
        if (core.Length == 0)
        {
            return Plain(number);
        }

        var point = core.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? core : core[..point];
        var pattern = (whole.Contains(',', StringComparison.Ordinal) ? "#," : "") + new string('0', Math.Max(1, whole.Count(c => c == '0')))
            + (point < 0 ? "" : "." + core[(point + 1)..].Replace(",", "", StringComparison.Ordinal).Replace('?', '#'));
        return before + number.ToString(pattern, VietnameseFormat.Culture) + after;
    }

    /// <summary>A date as dd/MM/yyyy; a month or year alone when the format shows no more.</summary>
    public static string Show(DateTime date, string? format)
    {
        var letters = Quoted().Replace(format ?? "d", "");
        var (day, month) = (letters.Contains('d', StringComparison.OrdinalIgnoreCase), letters.Contains('m', StringComparison.OrdinalIgnoreCase));
        var year = letters.Contains('y', StringComparison.OrdinalIgnoreCase);
        return date.ToString(day || !year ? "dd/MM/yyyy" : month ? "MM/yyyy" : "yyyy", CultureInfo.InvariantCulture);
    }

    private static string Plain(double number) => number == Math.Truncate(number) && Math.Abs(number) < 1e15
        ? number.ToString("0", CultureInfo.InvariantCulture) : Math.Round(number, 10).ToString("0.##########", VietnameseFormat.Culture);

    // The part for positive numbers, without colours, conditions and fillers.
    private static string Section(string format) => Marks().Replace(Sections().Match(format).Value, "");

    private static (string Before, string Core, string After) Parts(string section)
    {
        var core = Core().Match(Quoted().Replace(section, m => new string('\u0001', m.Length)));
        return core.Success
            ? (Literal(section[..core.Index]), core.Value, Literal(section[(core.Index + core.Length)..]))
            : ("", "", "");
    }

    private static string Literal(string text) => Quoted().Replace(text, m => m.Value[0] == '\\' ? m.Value[1..] : m.Value.Trim('"'));

    [GeneratedRegex("^(?:\"[^\"]*\"|\\\\.|[^;])*")]
    private static partial Regex Sections();

    [GeneratedRegex(@"\[[^\]]*\]|_.|\*.")]
    private static partial Regex Marks();

    [GeneratedRegex("\"[^\"]*\"|\\\\.")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"[0#?][0#?.,]*")]
    private static partial Regex Core();
}
