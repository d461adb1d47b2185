using System.Text.RegularExpressions;
using ProvinceNode.Platform.Text;
using Protos.Reference;
using Protos.Values;

namespace ProvinceNode.Import.Values;

/// <summary>What a list says of a person's category. Pure.</summary>
/// <param name="Codes">Codes of the category table that the words allow; several when only the age or the household tells them apart.</param>
public sealed record CategoryWord(string Text, IReadOnlyList<string> Codes);

/// <summary>Reads categories: our codes, references to Decree 20/2021 Art. 5, 18–20, or words of the lists (policy 1.2, appendix A.2). Pure.</summary>
public static partial class CategoryReader
{
    private static readonly List<(string Code, int Least, int Most)> Table =
        [.. ReferenceTable.Read("categories").Rows.Select(r => (r["code"], r.Int("ageMinMonths") ?? 0, r.Int("ageMaxMonthsExclusive") ?? int.MaxValue))];

    private static readonly string[] Severe = ["6.n.adult", "6.n.child", "6.n.elder"];
    private static readonly string[] MostSevere = ["6.dbn.adult", "6.dbn.child", "6.dbn.elder"];

    // Folded words, first match wins.
    private static readonly (Regex Words, string[] Codes)[] Phrases =
    [
        Phrase(@"(cham soc|nuoi duong).*(dac biet nang|dbn)", "CS.6", "CS.7", "CS.8"),
        Phrase(@"mang thai|nuoi con (duoi|nho).*36|con duoi 36", "CS.4", "CS.5"),
        Phrase(@"nhan nuoi duong.*cao tuoi", "CS.3"),
        Phrase(@"nhan (nuoi|cham soc).*(tre|mo coi)|nuoi duong tre", "CS.1", "CS.2"),
        Phrase(@"dac biet nang|\bdbn\b|khuyet tat db", MostSevere),
        Phrase(@"(khuyet tat|\bnkt\b|\btkt\b).*\b(nang|n)$|(khuyet tat|\bnkt\b).*\bnang\b|^nang$", Severe),
        Phrase(@"khuyet tat|\bnkt\b", [.. Severe, .. MostSevere]),
        Phrase(@"hiv|aids", "3.u4", "3.o4", "8"),
        Phrase(@"mo coi|bo roi|khong co nguon nuoi duong", "1.x.u4", "1.x.o4"),
        Phrase(@"don than", "4"),
        Phrase(@"huu tri|htxh", "HT.1", "HT.2"),
        Phrase(@"(cao tuoi|\bnct\b).*(co don|khong.*phung duong)|co don", "5.a.60", "5.a.80"),
        Phrase(@"(cao tuoi|\bnct\b).*co nguoi nhan", "5.d"),
        Phrase(@"(75|80).*(dtts|dan toc|dac biet kho khan|dbkk|ngheo.*mien nui)|dtts", "5.b"),
        Phrase(@"(cao tuoi|\bnct\b|nguoi|tren|du|tu).*\b80\b|\b80\b.*tuoi", "5.c"),
        Phrase(@"(tre|duoi).*3 tuoi", "7"),
        Phrase(@"dang di hoc|16.*22", "2"),
    ];

    /// <summary>The codes that a cell allows.</summary>
    public static Reading<CategoryWord> Read(string clean)
    {
        if (clean.Length == 0)
        {
            return Reading.Nothing<CategoryWord>();
        }

        var codes = Known(clean) ?? ByArticle(clean) ?? Phrases.FirstOrDefault(p => p.Words.IsMatch(WordKey.Of(clean))).Codes;
        return codes is { Length: > 0 } ? Reading.Of(new CategoryWord(clean, codes)) : Reading.Wrong<CategoryWord>(ValueProblems.CategoryUnknown, null, clean);
    }

    /// <summary>The one code when the age decides, else a question with the candidates.</summary>
    /// <param name="ageMonths">Completed months in the month that the list is about; null when no birth is known.</param>
    public static Reading<string> Decide(CategoryWord word, int? ageMonths)
    {
        var fit = ageMonths is { } age ? word.Codes.Where(c => Table.Any(r => r.Code == c && age >= r.Least && age < r.Most)).ToList() : [.. word.Codes];
        return fit.Count == 1 ? Reading.Of(fit[0])
            : word.Codes.Count == 1 ? Reading.Of(word.Codes[0])
            : Reading.Wrong<string>(ValueProblems.CategoryAsk, fit.Count > 0 ? fit[0] : null, word.Text, string.Join(", ", fit.Count > 0 ? fit : word.Codes));
    }

    private static string[]? Known(string text) => Table.Any(r => string.Equals(r.Code, text, StringComparison.OrdinalIgnoreCase)) ? [Table.First(r => string.Equals(r.Code, text, StringComparison.OrdinalIgnoreCase)).Code] : null;

    // Paragraph and point of Article 5: "Điểm a khoản 5 Điều 5", "K5Đ5.c", "Đ5.k5.a", "TTXH 5b", "5.1a", "khoản 6".
    private static string[]? ByArticle(string text)
    {
        // Decree 136/2013 numbers its paragraphs otherwise; its lists must be read by their words.
        var folded = VietnameseText.Clean(text).ToLower(VietnameseFormat.Culture);
        if (folded.Contains("136", StringComparison.Ordinal) || folded.Contains("67/2007", StringComparison.Ordinal))
        {
            return null;
        }

        var match = new[] { PointFirst(), ParagraphFirst(), Short(), Bare() }.Select(r => r.Match(folded)).FirstOrDefault(m => m.Success);
        return match is null ? null : Codes(match.Groups["k"].Value, match.Groups["p"].Value, WordKey.Of(text));
    }

    private static string[]? Codes(string paragraph, string point, string words) => (paragraph, point) switch
    {
        ("1", _) => ["1.x.u4", "1.x.o4"],
        ("2", "") => ["2"],
        ("3", "") => ["3.u4", "3.o4"],
        ("4", "") => ["4"],
        ("5", "a") => ["5.a.60", "5.a.80"],
        ("5", "b") => ["5.b"],
        ("5", "c") => ["5.c"],
        ("5", "d") => ["5.d"],
        ("5", "") => ["5.a.60", "5.a.80", "5.b", "5.c", "5.d"],
        ("6", "") => MostSevereWords().IsMatch(words) ? MostSevere : SevereWords().IsMatch(words) ? Severe : [.. Severe, .. MostSevere],
        ("7", "") => ["7"],
        ("8", "") => ["8"],
        _ => null,
    };

    private static (Regex, string[]) Phrase(string words, params string[] codes) => (new Regex(words, RegexOptions.CultureInvariant), codes);

    [GeneratedRegex(@"điểm\s*(?<p>[a-zđ])\s*[,;]?\s*khoản\s*(?<k>[1-8])(\s*[,;]?\s*điều\s*5\b|\s*$)")]
    private static partial Regex PointFirst();

    [GeneratedRegex(@"khoản\s*(?<k>[1-8])\s*[,;]?\s*(điểm\s*(?<p>[a-zđ])\b)?\s*[,;]?\s*(điều\s*5\b|$|\W)(?!.*điều\s*(?!5\b)\d)")]
    private static partial Regex ParagraphFirst();

    [GeneratedRegex(@"^\W*(k\s*(?<k>[1-8])\s*[.,]?\s*đ\s*5|đ\s*5\s*[.,]?\s*k\s*(?<k>[1-8]))\s*[.,(]?\s*(?<p>[a-zđ])?\)?\s*$")]
    private static partial Regex Short();

    [GeneratedRegex(@"^(ttxh|btxh|nhóm|đối tượng|loại|mã)?\s*(?<k>[1-8])\s*[.\-]?\s*(?<p>[a-zđ])?$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"dac biet nang|\bdbn\b")]
    private static partial Regex MostSevereWords();

    [GeneratedRegex(@"\bnang\b")]
    private static partial Regex SevereWords();
}
