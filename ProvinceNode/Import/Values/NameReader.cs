using System.Text.RegularExpressions;
using Protos.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Values;

/// <summary>Reads names of people. Accents are never guessed (policy appendix B). Pure.</summary>
public static partial class NameReader
{
    private const int Longest = 100;

    /// <summary>A person's name, first letters capital when the cell has one case only.</summary>
    /// <param name="clean">The cell's text as cleaned, with what was done to it.</param>
    public static Reading<string> Read(CleanText clean)
    {
        var text = clean.Value;
        if (text.Length == 0)
        {
            return Reading.Nothing<string>();
        }

        var (name, cut) = Bare(text);
        if (name.Length is 0 or > Longest || !name.Any(char.IsLetter) || name.Any(c => !char.IsLetter(c) && c is not (' ' or '\'' or '’' or '-' or '.')) || name.Any(c => c is >= '\u0370' and <= '\u04FF') || StrangeCase(name))
        {
            return Reading.Wrong<string>(ValueProblems.NameCharacters, null, text);
        }

        var reading = Reading.Of(Cased(name));
        reading = cut.Length > 0 ? reading.And(ValueProblems.NameCut, reading.Value, cut) : reading;
        reading = clean.LookAlikes ? reading.And(ValueProblems.LookAlike, reading.Value, reading.Value!) : reading;
        return name.Contains(' ', StringComparison.Ordinal) ? reading : reading.And(ValueProblems.NameOneWord, null, name);
    }

    /// <summary>"NGUYỄN VĂN AN" and "nguyễn văn an" as "Nguyễn Văn An"; mixed case is left as the sender wrote it.</summary>
    public static string Cased(string name) => VietnameseText.Cased(name);

    // "Bà Nguyễn Thị A (Tý)": forms of address, nicknames and numbers of the list are no part of the name.
    private static (string Name, string Cut) Bare(string text)
    {
        var cut = new List<string>();
        string Take(Regex regex, string from) => regex.Replace(from, m =>
        {
            cut.Add(m.Value.Trim());
            return " ";
        });
        var name = Take(Title(), Take(Nickname(), Take(Numbered(), text)));
        return (VietnameseText.Clean(name.Trim(' ', '.', ',', ';', '-', '*')), string.Join(" ", cut));
    }

    // A capital inside a word comes from a font that was not recognised.
    private static bool StrangeCase(string name) =>
        name.Any(char.IsLower) && name.Split(' ', '-', '\'', '’', '.').Any(w => w.Length > 1 && w.Skip(1).Any(char.IsUpper) && w.Any(char.IsLower));

    [GeneratedRegex(@"^\s*\d{1,4}\s*[.)\-]\s*")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\s*\([^)]*\)\s*")]
    private static partial Regex Nickname();

    [GeneratedRegex(@"^(ông|bà|anh|chị|cụ|cháu|em)[ .:]+(?=\p{L}+ )", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();
}
