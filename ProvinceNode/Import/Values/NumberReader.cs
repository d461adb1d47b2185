using System.Text.RegularExpressions;
using Protos.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Values;

/// <summary>Personal numbers of one cell. Pure.</summary>
/// <param name="Citizen">12 digits, or empty.</param>
/// <param name="Old">9 digits of the void identity card (CMND), or empty.</param>
public sealed record PersonNumbers(string Citizen, string Old)
{
    /// <summary>The number that tells the person apart: the new one when there is one.</summary>
    public string Any => Citizen.Length > 0 ? Citizen : Old;
}

/// <summary>Reads personal numbers (policy 8.1). Pure.</summary>
public static partial class NumberReader
{
    private static IReadOnlySet<string> Provinces => CodeCatalogue.InForce.RegistrationCodes;

    private static readonly HashSet<string> Blank = ["khong", "khong co", "chua co", "chua cap", "0", "-", "ko", "k"];

    /// <summary>The numbers in a cell: 12 digits, 9 digits, or both.</summary>
    public static Reading<PersonNumbers> Read(SheetCell cell)
    {
        var text = TextCleaner.Clean(cell.Text).Value;
        if (text.Length == 0 || Blank.Contains(VietnameseText.Fold(text)))
        {
            return Reading.Nothing<PersonNumbers>();
        }

        if (cell.Kind != CellKind.Number && Scientific().IsMatch(text))
        {
            return Reading.Wrong<PersonNumbers>(ValueProblems.NumberScientific, null, text);
        }

        var mended = false;
        var named = CodeCatalogue.InForce.IdentityPapers.FirstOrDefault(n => text.StartsWith(n, StringComparison.OrdinalIgnoreCase));
        var bare = Label().Replace(named is null ? text : "cccd" + text[named.Length..], "").Trim();
        if (bare.Any(char.IsLetter))
        {
            bare = TextCleaner.Digits(Issued().Replace(bare, "").Trim(), out mended);
        }

        // Two numbers in one cell: the old card and the new.
        var parts = Between().Split(bare).Select(Digits).Where(p => p.Length > 0).ToList();
        if (bare.Any(char.IsLetter) || parts.Count is 0 or > 2 || bare.Any(c => !char.IsAsciiDigit(c) && !" .-/;,\n()'".Contains(c, StringComparison.Ordinal)))
        {
            return Reading.Wrong<PersonNumbers>(ValueProblems.NumberLetters, null, text);
        }

        var reading = parts.Count == 1 ? One(parts[0], cell.Kind == CellKind.Number) : Two(parts[0], parts[1], text);
        return mended && reading.HasValue ? reading.And(ValueProblems.NumberMended, reading.Value!.Any, reading.Value!.Any) : reading;
    }

    /// <summary>Whether the first three digits are those of a province or of a foreign country (above 100).</summary>
    public static bool HasPlace(string citizen) => Provinces.Contains(citizen[..3]) || citizen[0] != '0';

    private static string Digits(string text) => new([.. text.Where(char.IsAsciiDigit)]);

    private static Reading<PersonNumbers> Two(string first, string second, string text) => (first.Length, second.Length) switch
    {
        (12, 9) => Placed(new(first, second)),
        (9, 12) => Placed(new(second, first)),
        _ => Reading.Wrong<PersonNumbers>(ValueProblems.NumberLetters, null, text),
    };

    private static Reading<PersonNumbers> One(string digits, bool fromNumber)
    {
        switch (digits.Length)
        {
            case 12:
                return Placed(new(digits, ""));
            case 9:
                return Reading.Of(new PersonNumbers("", digits));
            case 11 or 10 when digits[0] != '0' && Provinces.Contains(digits.PadLeft(12, '0')[..3]):
                var padded = digits.PadLeft(12, '0');
                return Reading.Doubtful(new PersonNumbers(padded, ""), ValueProblems.NumberZero, padded, padded);
            case 8 when digits[0] != '0' && fromNumber:
                return Reading.Doubtful(new PersonNumbers("", "0" + digits), ValueProblems.NumberZero, "0" + digits, "0" + digits);
            default:
                return Reading.Wrong<PersonNumbers>(ValueProblems.NumberLength, null, digits, digits.Length);
        }
    }

    private static Reading<PersonNumbers> Placed(PersonNumbers numbers) => HasPlace(numbers.Citizen)
        ? Reading.Of(numbers)
        : Reading.Doubtful(numbers, ValueProblems.NumberProvince, null, numbers.Citizen[..3]);

    [GeneratedRegex(@"^\s*\d([.,]\d+)?E\+?\d+\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"(số\s*)?(cccd|cmnd|cmtnd|cmt|đdcn|căn cước công dân|căn cước|định danh|chứng minh nhân dân)\s*(số)?\s*[:.]?", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    // "… cấp ngày 01/02/2021 tại …" has its own columns.
    [GeneratedRegex(@"[(,;]?\s*(cấp|do|ngày|tại|cũ)\b.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Issued();

    [GeneratedRegex(@"\s*[/;,\n(]\s*|(?<=\d{9}) +(?=\d{9})|(?<=\d{9})\s*-\s*(?=\d{9})")]
    private static partial Regex Between();
}
