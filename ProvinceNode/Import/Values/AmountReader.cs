using System.Globalization;
using System.Text.RegularExpressions;
using Protos.Values;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;

namespace ProvinceNode.Import.Values;

/// <summary>Reads money and coefficients. Pure.</summary>
public static partial class AmountReader
{
    // No monthly aid of one person was ever below 67/2007's 120,000 × 0.5 or above ten standard levels with every coefficient.
    private const long Least = 50_000;
    private const long Most = 20_000_000;

    /// <summary>A monthly amount in đồng.</summary>
    /// <param name="thousands">The sheet says that amounts are in thousands.</param>
    public static Reading<Dong> Money(SheetCell cell, bool thousands)
    {
        var text = TextCleaner.Clean(cell.Text).Value;
        if (text.Length == 0 || text is "-" or "0" or "–")
        {
            return Reading.Nothing<Dong>();
        }

        if (cell is { Kind: CellKind.Number, Number: { } number })
        {
            return Sized(text, (decimal)number, thousands, cut: number != Math.Truncate(number));
        }

        var typed = Unit().Match(TextCleaner.Digits(text, out _).Trim());
        if (!typed.Success)
        {
            return Reading.Wrong<Dong>(ValueProblems.AmountUnreadable, null, text);
        }

        var digits = typed.Groups["n"].Value.Replace(" ", "", StringComparison.Ordinal);
        var unit = VietnameseText.Fold(typed.Groups["u"].Value);
        decimal factor = unit.StartsWith("tr", StringComparison.Ordinal) ? 1_000_000 : unit is "k" or "nghin" or "ngan" or "nghin dong" or "ngan dong" ? 1_000 : 1;
        if (Grouped().IsMatch(digits))
        {
            var end = Cents().Match(digits);
            var whole = decimal.Parse(string.Concat((end.Success ? digits[..end.Index] : digits).Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
            return factor == 1 ? Sized(text, whole, thousands, cut: false) : Sized(text, whole * factor, false, cut: false);
        }

        return decimal.TryParse(digits.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var plain)
            ? factor == 1 ? Sized(text, plain, thousands, cut: plain != Math.Truncate(plain)) : Sized(text, plain * factor, false, cut: false)
            : Reading.Wrong<Dong>(ValueProblems.AmountUnreadable, null, text);
    }

    /// <summary>A coefficient in hundredths (150 is 1,5), one of those that the law has or a sum of them (Decree 20/2021 Art. 6, 20, 25).</summary>
    public static Reading<int> Coefficient(SheetCell cell)
    {
        var text = TextCleaner.Clean(cell.Text).Value;
        if (text.Length == 0 || text == "-")
        {
            return Reading.Nothing<int>();
        }

        if (cell is { Kind: CellKind.Date, Date: { } date })
        {
            // "1,5" became 1 May, "1.5" became 1 May or 5 January: which number was meant, the day and month still tell, but not their order.
            return Reading.Wrong<int>(ValueProblems.CoefficientWrong, $"{date.Day},{date.Month}", text);
        }

        var bare = Times().Replace(TextCleaner.Digits(text, out _), "").Replace(',', '.').Trim();
        var value = cell.Number is { } number ? (decimal)Math.Round(number, 4)
            : decimal.TryParse(bare, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var typed) ? typed : 0;
        return value is >= 0.5m and < 10m && value * 10 % 5 == 0
            ? Reading.Of((int)(value * 100))
            : Reading.Wrong<int>(ValueProblems.CoefficientWrong, value is >= 10 and <= 50 && value % 5 == 0 ? VietnameseFormat.Coefficient((int)value * 10) : null, text);
    }

    private static Reading<Dong> Sized(string text, decimal amount, bool thousands, bool cut)
    {
        if (amount >= Least && amount <= Most && !cut)
        {
            return Reading.Of(new Dong((long)amount));
        }

        // 540 and 1.080 under "nghìn đồng", or where nobody would write so few đồng.
        if (amount * 1000 is >= Least and <= Most && (!cut || thousands) && amount * 1000 == Math.Truncate(amount * 1000))
        {
            var full = new Dong((long)(amount * 1000));
            return thousands ? Reading.Of(full) : Reading.Doubtful(full, ValueProblems.AmountThousands, full.Digits(), text, full);
        }

        // 1.080.000 typed into an American Excel may be kept as 1.08; nobody can tell from the cell.
        var guess = amount * 1_000_000 is >= Least and <= Most && cut ? new Dong((long)(amount * 1_000_000)).Digits() : null;
        return Reading.Wrong<Dong>(ValueProblems.AmountOdd, guess, text);
    }

    [GeneratedRegex(@"^(?<n>\d[\d., ]*\d|\d)\s*(?<u>đồng|đ|d|vnđ|vnd|k|nghìn đồng|ngàn đồng|nghìn|ngàn|triệu|tr)?\s*\.?\s*(/\s*(tháng|th|t|người))?\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unit();

    // Groups of three by one kind of separator; decimals by the other kind must be zeros.
    [GeneratedRegex(@"^\d{1,3}(\.\d{3})+(,0{1,2})?$|^\d{1,3}(,\d{3})+(\.0{1,2})?$|^\d{4,}[.,]0{1,2}$")]
    private static partial Regex Grouped();

    [GeneratedRegex(@"[.,]0{1,2}$")]
    private static partial Regex Cents();

    [GeneratedRegex(@"^\s*(hs|hệ số)?\s*[x×*:]?\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Times();
}
