using System.Text.RegularExpressions;
using Protos.Values;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Columns;

/// <summary>What the values below a heading look like: shares from 0 to 1 of the filled cells. Pure.</summary>
public sealed partial class ColumnValues
{
    private static readonly HashSet<string> SexWords = ["nam", "nu", "nam gioi", "nu gioi", "m", "f"];
    private static readonly HashSet<string> Marks = ["x", "v", "✓", "✔", "1"];

    private readonly Dictionary<Field, double> _shares = [];

    private ColumnValues(IReadOnlyList<SheetCell> cells, LegacyFont font)
    {
        Filled = cells.Count;
        var texts = cells.Select(c => TextCleaner.Clean(c.Text, font).Value).ToList();
        Samples = texts.Take(3).ToList();
        var folded = texts.Select(VietnameseText.Fold).ToList();
        double Share(Func<int, bool> test) => Filled == 0 ? 0 : (double)Enumerable.Range(0, Filled).Count(test) / Filled;
        var digits = texts.Select(t => CitizenId.Clean(t).Trim('\'')).ToList();
        _shares[Field.CitizenNumber] = Share(i => Long().IsMatch(digits[i]));
        _shares[Field.OldNumber] = Share(i => digits[i].Length is 9 or 8 && digits[i].All(char.IsAsciiDigit));
        _shares[Field.Birth] = Share(i => cells[i].Kind == CellKind.Date || IsBirth(texts[i]));
        _shares[Field.BirthYear] = Share(i => Year().IsMatch(texts[i]));
        _shares[Field.FullName] = Share(i => IsName(texts[i]));
        _shares[Field.Sex] = Share(i => SexWords.Contains(folded[i]));
        _shares[Field.FemaleMark] = Share(i => Marks.Contains(folded[i]));
        _shares[Field.Ethnic] = Share(i => WordReaders.IsEthnicName(folded[i]));
        _shares[Field.MonthlyAmount] = Share(i => IsMoney(cells[i], texts[i]));
        _shares[Field.Coefficient] = Share(i => Factor().IsMatch(texts[i]));
        _shares[Field.Phone] = Share(i => PhoneNumber().IsMatch(digits[i]));
        _shares[Field.Village] = Share(i => VillageWords().IsMatch(folded[i]));
        _shares[Field.DecisionNumber] = Share(i => folded[i].Contains("qd", StringComparison.Ordinal));
        _shares[Field.Category] = Share(i => CategoryWords().IsMatch(folded[i]));
        Ascending = Filled > 2 && Share(i => int.TryParse(texts[i], out var n) && n <= i + 3 && n >= 1) > 0.9;
    }

    /// <summary>Cells with something in them.</summary>
    public int Filled { get; }

    /// <summary>The first values, for the screen.</summary>
    public IReadOnlyList<string> Samples { get; }

    /// <summary>1, 2, 3 …</summary>
    public bool Ascending { get; }

    /// <summary>Looks at the cells of one column.</summary>
    public static ColumnValues Of(IEnumerable<SheetLine> lines, int column, LegacyFont font = LegacyFont.None) =>
        new([.. lines.Select(l => l[column]).Where(c => !c.IsEmpty)], font);

    /// <summary>How well the values fit a field, 0 to 1; null when values tell nothing of it.</summary>
    public double? Fit(Field field) => field switch
    {
        Field.BirthMale or Field.BirthFemale or Field.Birth => Math.Max(_shares[Field.Birth], _shares[Field.BirthYear]),
        Field.CitizenNumber or Field.ReceiverNumber => Math.Min(1, _shares[Field.CitizenNumber] + _shares[Field.OldNumber]),
        Field.FullName or Field.ReceiverName => _shares[Field.FullName],
        Field.MonthlyAmount or Field.CareAmount or Field.StandardLevel => _shares[Field.MonthlyAmount],
        Field.MaleMark or Field.FemaleMark => Math.Max(_shares[Field.FemaleMark], _shares[Field.BirthYear]),
        Field.OldNumber or Field.BirthYear or Field.Sex or Field.Ethnic or Field.Coefficient or Field.Phone or Field.DecisionNumber => _shares[field],
        Field.Order => Ascending ? 1 : null,
        _ => null,
    };

    /// <summary>What a column without telling words would be, by its values alone.</summary>
    public (Field Field, double Share) Guess()
    {
        if (Filled < 3)
        {
            return (Field.None, 0);
        }

        Field[] telling = [Field.CitizenNumber, Field.Ethnic, Field.Sex, Field.Village, Field.Category, Field.FullName, Field.Birth, Field.Coefficient, Field.MonthlyAmount, Field.Phone];
        var best = telling.Select(f => (Field: f, Share: _shares[f])).MaxBy(g => g.Share);
        return best.Share >= 0.7 ? best : (Field.None, 0);
    }

    private static bool IsBirth(string text) => DateText().IsMatch(text) || Year().IsMatch(text);

    private static bool IsName(string text)
    {
        var words = text.Split(' ');
        return words.Length is >= 2 and <= 6 && text.All(c => char.IsLetter(c) || c is ' ' or '\'' or '-' or '.')
            && words.Count(w => char.IsUpper(w[0])) >= words.Length - 1 && !VillageWords().IsMatch(VietnameseText.Fold(text));
    }

    private static bool IsMoney(SheetCell cell, string text) =>
        cell.Number is >= 100_000 and < 50_000_000 || Money().IsMatch(text.Replace(" ", "", StringComparison.Ordinal));

    [GeneratedRegex(@"^0?\d{11}$|^0\d{2}\d{9}$")]
    private static partial Regex Long();

    [GeneratedRegex(@"^(18[5-9]\d|19\d\d|20[0-4]\d)$")]
    private static partial Regex Year();

    [GeneratedRegex(@"^\d{1,2}[/.\- ]\d{1,2}[/.\- ](\d{4}|\d{2})$|^\d{1,2}[/.\-]\d{4}$|^\d{4}-\d{2}-\d{2}$")]
    private static partial Regex DateText();

    [GeneratedRegex(@"^[xX]?\d([.,]\d{1,2})?$")]
    private static partial Regex Factor();

    [GeneratedRegex(@"^\d{1,3}([.,]\d{3})+(đ|đồng|d|/tháng)?$|^\d{6,8}(đ|đồng)?$")]
    private static partial Regex Money();

    [GeneratedRegex(@"^(\+?84|0)?[35789]\d{8}$")]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^(thon|ban|lang|xom|khu|khu pho|kp|to|tdp|to dan pho|ap|buon|khoi|khom|tieu khu|pho)\b")]
    private static partial Regex VillageWords();

    [GeneratedRegex(@"khoan \d|k\d ?d5|khuyet tat|\bnkt\b|\bnct\b|cao tuoi|mo coi|don than|htxh|huu tri|^\d\.?[a-d]?$|ttxh|hiv|nhom \d")]
    private static partial Regex CategoryWords();
}
