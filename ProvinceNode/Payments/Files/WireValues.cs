using System.Globalization;
using System.Text;
using Protos.Values;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Payments.Files;

/// <summary>Canonical texts of values: made from what the product holds, and told from what partners type, save and save again with a spreadsheet program. Pure.</summary>
public static class WireValues
{
    internal const string MomentForm = "yyyy-MM-dd'T'HH:mm:ss";

    // A province pays some hundred milliards a month; what is longer is no amount.
    private const long MostAmount = 9_999_999_999_999;
    private const long MostCount = 99_999_999;

    private static readonly string[] Moments =
    [
        MomentForm, "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "d/M/yyyy H:mm:ss", "d/M/yyyy H:mm", "d/M/yyyy", "yyyy-MM-dd",
    ];

    private static readonly string[] ZonedMoments = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>NFC with single spaces, without control characters and halves of letters: one text in every form of file.</summary>
    public static string Plain(string? text)
    {
        if (string.IsNullOrEmpty(text) || VietnameseText.IsClean(text))
        {
            return text ?? "";
        }

        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var pair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (pair)
            {
                kept.Append(c).Append(text[++i]);
            }
            else if (char.IsWhiteSpace(c))
            {
                kept.Append(' ');
            }
            else if (!char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF'))
            {
                kept.Append(c);
            }
        }

        return VietnameseText.Clean(kept.ToString());
    }

    public static string Of(Dong amount) => amount.Amount.ToString(CultureInfo.InvariantCulture);

    public static string Of(int count) => count.ToString(CultureInfo.InvariantCulture);

    public static string Of(PayMonth? month) => month?.Number.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Of(DateTime? moment) => moment?.ToString(MomentForm, CultureInfo.InvariantCulture) ?? "";

    /// <summary>The canonical text of a cell; false when it is no value of the kind. An empty cell is an empty text.</summary>
    public static bool TryRead(WireKind kind, SheetCell cell, out string value)
    {
        value = "";
        if (cell.IsEmpty)
        {
            return true;
        }

        var text = Plain(SheetText.Unquoted(cell.Text));
        return kind switch
        {
            _ when text.Length == 0 => true,
            WireKind.Text => (value = text) is not null,
            WireKind.Amount => Whole(cell, text, MostAmount, ref value),
            WireKind.Count => Whole(cell, text, MostCount, ref value),
            WireKind.Moment => Moment(cell, text, ref value),
            _ => Month(cell, text, ref value),
        };
    }

    private static bool Whole(SheetCell cell, string text, long most, ref string value)
    {
        if (cell.Number is { } number)
        {
            if (number != Math.Floor(number) || number < 0 || number > most)
            {
                return false;
            }

            value = ((long)number).ToString(CultureInfo.InvariantCulture);
            return true;
        }

        var digits = Ungrouped(text.Replace(" ", "", StringComparison.Ordinal));
        if (digits.Length is 0 or > 14 || !digits.All(char.IsAsciiDigit))
        {
            return false;
        }

        var whole = long.Parse(digits, CultureInfo.InvariantCulture);
        value = whole.ToString(CultureInfo.InvariantCulture);
        return whole <= most;
    }

    // "1.080.000" and "1,080,000": groups of three, one separator throughout.
    private static string Ungrouped(string text)
    {
        var separator = text.Contains('.', StringComparison.Ordinal) ? '.' : ',';
        var groups = text.Split(separator);
        return groups.Length > 1 && groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3) ? string.Concat(groups) : text;
    }

    private static bool Moment(SheetCell cell, string text, ref string value)
    {
        DateTime? moment = cell.Date
            ?? (DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed) ? typed
            : DateTimeOffset.TryParseExact(text, ZonedMoments, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var zoned) ? VietnamTime.Local(zoned.UtcDateTime) : null);
        value = Of(moment);
        return moment is not null;
    }

    private static bool Month(SheetCell cell, string text, ref string value)
    {
        if (cell.Date is { } date)
        {
            value = Of(PayMonth.Of(DateOnly.FromDateTime(date)));
            return true;
        }

        var plain = cell.Number is { } number ? number.ToString("0", CultureInfo.InvariantCulture) : text;
        if (!DateOnly.TryParseExact(plain, ["yyyyMM", "M/yyyy", "yyyy-MM"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) || month.Year is < 1990 or > 2100)
        {
            return false;
        }

        value = Of(PayMonth.Of(month));
        return true;
    }
}
