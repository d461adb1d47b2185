using System.Text;

namespace Protos.Values;

/// <summary>Spells an amount as Vietnamese papers want it (policy appendix B): 1.305.000 is "Một triệu ba trăm lẻ năm nghìn đồng".</summary>
public static class AmountInWords
{
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    private static readonly string[] Scales = ["", " nghìn", " triệu", " tỷ", " nghìn tỷ", " triệu tỷ", " tỷ tỷ"];

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

        var groups = new List<int>();
        for (var rest = value; rest > 0; rest /= 1000)
        {
            groups.Add((int)(rest % 1000));
        }

        var text = new StringBuilder();
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            if (groups[i] == 0)
            {
                continue;
            }

            text.Append(text.Length > 0 ? " " : "").Append(Group(groups[i], leading: i == groups.Count - 1)).Append(Scales[i]);
        }

        return text.ToString();
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
