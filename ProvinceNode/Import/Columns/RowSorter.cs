using System.Text.RegularExpressions;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;
using Protos.Values;

namespace ProvinceNode.Import.Columns;

/// <summary>What a row below the heading is.</summary>
public enum RowKind
{
    /// <summary>A person, or what should be one.</summary>
    Person = 1,

    /// <summary>A sum of a village, a commune or all.</summary>
    Total = 2,

    /// <summary>A row with only a place's name, which holds for the rows below.</summary>
    Place = 3,

    /// <summary>A row with only a group's name ("II. Người khuyết tật nặng"), which holds for the rows below.</summary>
    Group = 4,

    /// <summary>The heading again, at the top of a printed page, or its row of column numbers.</summary>
    HeadingAgain = 5,

    /// <summary>Amount in words, place and date, signatures.</summary>
    Footer = 6,
}

/// <summary>A sorted row.</summary>
/// <param name="Text">What a place or group row says.</param>
public readonly record struct SortedRow(RowKind Kind, SheetLine Line, string Text = "", int Column = 0);

/// <summary>Tells people from totals, headings and signatures, row by row. Pure: it keeps only whether the signatures have begun.</summary>
public sealed partial class RowSorter(SheetHeader header, ColumnMap map)
{
    private readonly HashSet<string> _titles = header.Paths.SelectMany(p => p).Select(WordKey.Of).Where(k => k.Length > 0).ToHashSet(StringComparer.Ordinal);
    private readonly int? _order = map[Field.Order];
    private bool _closed;

    // A row with any of these filled is about a person.
    private static readonly Field[] Personal =
    [
        Field.CitizenNumber, Field.OldNumber, Field.Birth, Field.BirthMale, Field.BirthFemale, Field.BirthYear, Field.Sex, Field.Category, Field.DecisionNumber,
    ];

    /// <summary>Sorts the next row of the sheet; rows come from top to bottom.</summary>
    /// <param name="texts">Cleaned texts of its cells.</param>
    public SortedRow Next(SheetLine line, IReadOnlyList<string> texts)
    {
        if (HasNumber(texts))
        {
            return new(RowKind.Person, line); // nothing but a person has a number; most rows end here
        }

        var filled = Enumerable.Range(0, texts.Count).Where(c => texts[c].Length > 0).ToList();
        if (IsHeadingAgain(filled.ConvertAll(c => WordKey.Of(texts[c]))) || HeaderFinder.IsNumbering(line))
        {
            _closed = false;
            return new(RowKind.HeadingAgain, line);
        }

        var personal = Personal.Any(f => map[f] is { } c && c < texts.Count && texts[c].Length > 0 && !Total().IsMatch(VietnameseText.Fold(texts[c])));
        if (filled.Take(3).Any(c => IsTotal(texts[c])))
        {
            return new(RowKind.Total, line);
        }

        if (!HasBirth(texts) && filled.Any(c => Footer().IsMatch(VietnameseText.Fold(texts[c]))))
        {
            _closed = true;
            return new(RowKind.Footer, line);
        }

        if (filled.Count == 1 && IsPlace(texts[filled[0]]))
        {
            return new(RowKind.Place, line, texts[filled[0]], filled[0]);
        }

        if (!personal && Alone(filled, texts) is { } alone)
        {
            var text = Numeral().Replace(texts[alone], "").Trim();
            return IsPlace(text) ? new(RowKind.Place, line, text, alone)
                : _closed ? new(RowKind.Footer, line)
                : IsGroup(texts, alone) ? new(RowKind.Group, line, text, alone)
                : new(RowKind.Person, line);
        }

        return _closed && !HasBirth(texts) ? new(RowKind.Footer, line) : new(RowKind.Person, line);
    }

    /// <summary>Whether a text begins like a village, hamlet, quarter, commune or district.</summary>
    public static bool IsPlace(string text) => PlaceWords().IsMatch(VietnameseText.Fold(text)) && text.Length <= 60;

    /// <summary>Whether a text is the word of a row that is no person: a place or a total.</summary>
    public static bool IsWord(string text) => IsPlace(text) || IsTotal(text);

    private bool IsHeadingAgain(List<string> keys) => keys.Count >= 2 && keys.Count(_titles.Contains) * 10 >= keys.Count * 6;

    // "Cộng", "Tổng số": told with its accents, since "Tống Thị Hoa" is a person.
    private static bool IsTotal(string text) => Total().IsMatch(VietnameseText.Fold(text)) && !VietnameseText.NameKey(text).StartsWith("tống", StringComparison.Ordinal);

    private bool HasNumber(IReadOnlyList<string> texts) => map[Field.CitizenNumber] is { } c && c < texts.Count && texts[c].Count(char.IsAsciiDigit) >= 8;

    // Names of the signers stand below anything, and a note may sound like them; a person has a number or a year. Counts under "Nam", "Nữ" are shorter, the place and day of signing stand without a name.
    private bool HasBirth(IReadOnlyList<string> texts) =>
        new[] { Field.Birth, Field.BirthMale, Field.BirthFemale, Field.BirthYear }.Any(f => map[f] is { } c && c < texts.Count && BirthMark().IsMatch(texts[c])
            && (texts[c].Length <= 12 || (map[Field.FullName] is { } name && name < texts.Count && texts[name].Length > 0)));

    // The one column with words; a roman numeral before it and a count or sum behind it do not matter.
    private int? Alone(List<int> filled, IReadOnlyList<string> texts)
    {
        var words = filled.Where(c => texts[c].Any(char.IsLetter) && !Roman().IsMatch(texts[c])).ToList();
        return words.Count == 1 && filled.Count - words.Count <= 2 && (words[0] <= (map[Field.FullName] ?? 3) || filled.Count == 1) ? words[0] : null;
    }

    // A group's name stands before the names or is numbered like a chapter; a lone text in the column of names may be a person without data.
    private bool IsGroup(IReadOnlyList<string> texts, int column) =>
        column != map[Field.FullName] || Numeral().IsMatch(texts[column]) || (_order is { } order && order < texts.Count && Roman().IsMatch(texts[order])) || GroupWords().IsMatch(VietnameseText.Fold(texts[column]));

    [GeneratedRegex(@"^(tong( (cong|so|toan|chung|hop|nguoi|doi tuong))?\b(?! (thi|van)\b)|cong\b( (thon|ban|xom|to|khu|xa|phuong|toan|chung|trang|lai|dan|so|mang|huyen|nhom|muc|doi tuong|i|ii|iii|iv|v|[0-9]).*|\s*[:(].*|)$|luy ke|mang sang|chuyen trang)")]
    private static partial Regex Total();

    [GeneratedRegex(@"\d{4}|\d\s*[/.\-]\s*\d")]
    private static partial Regex BirthMark();

    [GeneratedRegex(@"^(nguoi lap|ke toan|thu quy|chu tich|tm\.? |tm\.|k\.?t\.? chu tich|truong (phong|thon|ban)|can bo|cong chuc|giam doc|xac nhan cua|dai dien|\(?bang chu|so tien bang chu|an dinh|danh sach nay|ghi chu:|noi nhan)|, ngay .* thang .* nam|^ngay .* thang .* nam|\(ky")]
    private static partial Regex Footer();

    [GeneratedRegex(@"^(thon|ban|lang|xom|khu pho|khu|kp|to dan pho|tdp|to|ap|buon|khoi pho|khoi|khom|tieu khu|pho|xa|phuong|thi tran|tt\.|x\.|p\.|huyen|dac khu|thi xa)\b[ .:]*\S")]
    private static partial Regex PlaceWords();

    [GeneratedRegex(@"^\s*([IVX]{1,5}|[A-H]|\d{1,2})\s*[.)/:\-]\s*")]
    private static partial Regex Numeral();

    [GeneratedRegex(@"^\s*([IVX]{1,5}|[A-H])\s*[.)]?\s*$")]
    private static partial Regex Roman();

    [GeneratedRegex(@"khuyet tat|cao tuoi|mo coi|don than|doi tuong|tro cap|hiv|nhom|huu tri|cham soc|khoan \d|ho (moi |tai |thoat |khong )*(can )?ngheo")]
    private static partial Regex GroupWords();
}
