namespace Protos.Values;

/// <summary>Spells an amount as Vietnamese papers want it (policy appendix B): 1.305.000 is "Một triệu ba trăm lẻ năm nghìn đồng".</summary>
public static class AmountInWords
{
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    private static readonly string[] Scales = ["", " nghìn", " triệu"];
    private const long Billion = 1_000_000_000;

    /// <summary>The amount in words, first letter capital, ending with "đồng".</summary>
    public static string Of(Dong amount)
    {
        var words = Number(Math.Abs(amount.Amount)) + " đồng";
        if (amount.Amount < 0)
        {
            words = "âm " + words;
        }

        return char.ToUpper(words[0], VietnameseFormat.Culture) + words[1..];
    }

    /// <summary>A non-negative whole number in words, lower case.</summary>
    public static string Number(long value)
    {
        if (value == 0)
        {
            return Digits[0];
        }

        if (value < Billion)
        {
            return Below(value, leading: true);
        }

        // "Tỷ" is counted itself: 1.500.000.000.000 is "một nghìn năm trăm tỷ".
        var rest = value % Billion;
        return $"{Number(value / Billion)} tỷ{(rest == 0 ? "" : " " + Below(rest, leading: false))}";
    }

    // leading: no number stands before, so its hundreds are not spelled when there are none.
    private static string Below(long value, bool leading)
    {
        var text = new List<string>();
        for (var (i, unit) = (2, 1_000_000); i >= 0; i--, unit /= 1000)
        {
            if ((int)(value / unit % 1000) is var group && group > 0)
            {
                text.Add(Group(group, leading && text.Count == 0) + Scales[i]);
            }
        }

        return string.Join(' ', text);
    }

    private static string Group(int value, bool leading)
    {
        var (hundreds, tens, units) = (value / 100, value / 10 % 10, value % 10);
        var parts = new List<string>();
        if (hundreds > 0 || !leading)
        {
            parts.Add(Digits[hundreds] + " trăm");
        }

        if (tens == 0 && units > 0 && parts.Count > 0)
        {
            parts.Add("lẻ");
        }
        else if (tens == 1)
        {
            parts.Add("mười");
        }
        else if (tens > 1)
        {
            parts.Add(Digits[tens] + " mươi");
        }

        if (units > 0)
        {
            parts.Add(Unit(tens, units));
        }

        return string.Join(' ', parts);
    }

    private static string Unit(int tens, int units) => units switch
    {
        1 when tens > 1 => "mốt",
        4 when tens > 1 => "tư",
        5 when tens > 0 => "lăm",
        _ => Digits[units],
    };
}
