namespace ProvinceNode.Documents;

/// <summary>How text of a paper is cut, the same on the page, in PDF and in DOCX. Pure.</summary>
public static class PaperText
{
    private const char Unbreakable = '\u00A0';

    private static readonly string[] Units =
    [
        "THÀNH PHỐ ", "THỊ TRẤN ", "THỊ XÃ ", "ĐẶC KHU ", "PHƯỜNG ", "HUYỆN ", "QUẬN ", "TỈNH ", "XÃ ",
    ];

    /// <summary>"Điều n." and what follows; an empty start for any other paragraph.</summary>
    public static (string Start, string Text) SplitArticle(string paragraph)
    {
        var dot = paragraph.StartsWith("Điều ", StringComparison.Ordinal) ? paragraph.IndexOf('.', StringComparison.Ordinal) : -1;
        return dot is > 0 and < 12 ? (paragraph[..(dot + 1)], paragraph[(dot + 1)..]) : ("", paragraph);
    }

    /// <summary>
    /// A body's name with the places where no line may end: a place name stays whole, and so does ỦY BAN NHÂN DÂN before it.
    /// </summary>
    public static string KeepNames(string body)
    {
        foreach (var unit in Units)
        {
            // The type of unit is a word of its own: XÃ in THỊ XÃ is found by the longer words before it.
            for (var at = body.IndexOf(unit, StringComparison.Ordinal); at >= 0; at = body.IndexOf(unit, at + unit.Length, StringComparison.Ordinal))
            {
                if ((at == 0 || body[at - 1] == ' ') && !body.AsSpan(at).StartsWith("XÃ HỘI", StringComparison.Ordinal))
                {
                    return Words(body[..at]) + Bind(body[at..]);
                }
            }
        }

        return Words(body);
    }

    /// <summary>"Hậu Lộc, ngày 05 tháng 10 năm 2022" may break only after the comma.</summary>
    public static string KeepDate(string placeAndDate)
    {
        var comma = placeAndDate.LastIndexOf(", ", StringComparison.Ordinal);
        return comma < 0 ? Bind(placeAndDate) : $"{Bind(placeAndDate[..(comma + 1)])} {Bind(placeAndDate[(comma + 2)..])}";
    }

    /// <summary>The whole text on one line.</summary>
    public static string Bind(string text) => text.Replace(' ', Unbreakable);

    private static string Words(string text) => text
        .Replace("ỦY BAN NHÂN DÂN", Bind("ỦY BAN NHÂN DÂN"), StringComparison.Ordinal)
        .Replace("HỘI ĐỒNG NHÂN DÂN", Bind("HỘI ĐỒNG NHÂN DÂN"), StringComparison.Ordinal)
        .Replace("LAO ĐỘNG –", Bind("LAO ĐỘNG –"), StringComparison.Ordinal)
        .Replace("THƯƠNG BINH", Bind("THƯƠNG BINH"), StringComparison.Ordinal)
        .Replace("XÃ HỘI", Bind("XÃ HỘI"), StringComparison.Ordinal)
        .Replace("TRẢ KẾT QUẢ", Bind("TRẢ KẾT QUẢ"), StringComparison.Ordinal)
        .Replace("TIẾP NHẬN", Bind("TIẾP NHẬN"), StringComparison.Ordinal);
}
