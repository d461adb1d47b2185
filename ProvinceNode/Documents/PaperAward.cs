using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>What an award is for.</summary>
public enum AwardWord
{
    /// <summary>Trợ cấp xã hội hàng tháng (Decree 20 Art. 6).</summary>
    Assistance,

    /// <summary>Hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng (Art. 20).</summary>
    Care,

    /// <summary>Trợ cấp hưu trí xã hội (Decree 176/2025).</summary>
    Pension,

    /// <summary>Trợ cấp nuôi dưỡng tại cơ sở trợ giúp xã hội (Art. 25).</summary>
    Institution,
}

/// <summary>A run of months at one amount that is paid at once.</summary>
public sealed record PaperArrears(PayMonth From, PayMonth To, int Months, long MonthlyDong)
{
    public long TotalDong => MonthlyDong * Months;

    /// <summary>"từ tháng 05/2024 đến tháng 06/2024, 2 tháng × 540.000 đồng".</summary>
    public string Words => $"từ tháng {From} đến tháng {To}, {Months} tháng × {new Dong(MonthlyDong)}";
}

/// <summary>One award as papers print it: the words of a sensitive category are neutral here, once for all papers. Pure.</summary>
public sealed record PaperAward
{
    public AwardWord Kind { get; init; }

    public required string CategoryCode { get; init; }

    /// <summary>Name of the category as the law has it.</summary>
    public required string CategoryLabel { get; init; }

    /// <summary>E.g. khoản 6 Điều 5 Nghị định số 20/2021/NĐ-CP.</summary>
    public required string CategoryArticle { get; init; }

    /// <summary>HIV groups: neither label nor article is printed.</summary>
    public bool Sensitive { get; init; }

    /// <summary>150 is 1,5; 0 when the amount is no multiple of a level (social pension).</summary>
    public int CoefficientHundredths { get; init; }

    /// <summary>Children of a single parent, persons cared for; 1 otherwise.</summary>
    public int Times { get; init; } = 1;

    public required long MonthlyDong { get; init; }

    public required PayMonth Start { get; init; }

    /// <summary>Last month, when the law itself ended it; null while open.</summary>
    public PayMonth? Until { get; init; }

    public IReadOnlyList<PaperArrears> Arrears { get; init; } = [];

    /// <summary>Who gets the money when it is not the person himself, e.g. ông Trần Văn An (người giám hộ); empty otherwise.</summary>
    public string Receiver { get; init; } = "";

    /// <summary>Decision that granted what runs already, e.g. Quyết định số 05/QĐ-UBND ngày 05/10/2022 của Chủ tịch …; empty for what is granted now, or when nobody knows it.</summary>
    public string Decision { get; init; } = "";

    public string Label => Sensitive ? NeutralWords.Label : InFull(LowerFirst(CategoryLabel));

    public string Article => Sensitive ? NeutralWords.Article : CategoryArticle;

    /// <summary>Short label of lists, e.g. K6Đ5; neutral for sensitive categories.</summary>
    public string ShortCode => Sensitive ? NeutralWords.Code : ShortArticle(CategoryArticle, CategoryCode);

    public string CoefficientWords => CoefficientHundredths == 0 ? "" : VietnameseFormat.Coefficient(CoefficientHundredths);

    public long ArrearsDong => Arrears.Sum(a => a.TotalDong);

    public string KindWords => Kind switch
    {
        AwardWord.Care => "hỗ trợ kinh phí chăm sóc, nuôi dưỡng hàng tháng",
        AwardWord.Pension => "trợ cấp hưu trí xã hội hàng tháng",
        AwardWord.Institution => "trợ cấp nuôi dưỡng hàng tháng tại cơ sở trợ giúp xã hội",
        _ => "trợ cấp xã hội hàng tháng",
    };

    /// <summary>"Mức trợ cấp" or "Mức hỗ trợ".</summary>
    public string AmountWord => Kind == AwardWord.Care ? "Mức hỗ trợ" : "Mức trợ cấp";

    /// <summary>"Thuộc đối tượng: … quy định tại …; hệ số 1,5."</summary>
    public string CategorySentence()
    {
        var coefficient = CoefficientHundredths == 0 ? "" : $"; hệ số {CoefficientWords}{(Times > 1 ? $" × {Times}" : "")}";
        return $"Thuộc đối tượng: {Label} quy định tại {Article}{coefficient}.";
    }

    /// <summary>"Mức trợ cấp: 540.000 đồng/tháng (Bằng chữ: …). Thời gian hưởng: kể từ tháng 10/2022. Truy lĩnh: …"</summary>
    public string AmountSentence()
    {
        var receiver = Receiver.Length > 0 ? $" Người nhận tiền: {Receiver}." : "";
        return $"{AmountWord}: {new Dong(MonthlyDong)}/tháng {PaperStyle.InWords(MonthlyDong)}. Thời gian hưởng: {(Until is { } last ? $"từ tháng {Start} đến hết tháng {last}" : $"kể từ tháng {Start}")}.{ArrearsSentence(Arrears)}{receiver}";
    }

    /// <summary>" Truy lĩnh: …; tổng cộng … đồng." or nothing.</summary>
    public static string ArrearsSentence(IReadOnlyList<PaperArrears> arrears) => arrears.Count == 0 ? ""
        : $" Truy lĩnh: {string.Join("; ", arrears.Select(a => a.Words))}; tổng cộng {new Dong(arrears.Sum(a => a.TotalDong))}.";

    // "điểm d khoản 5 Điều 5 Nghị định …" is K5Đ5.d; a text of another shape keeps its code.
    private static string ShortArticle(string article, string code)
    {
        var words = article.Split(' ');
        string After(string word) => Array.IndexOf(words, word) is >= 0 and var i && i + 1 < words.Length ? words[i + 1].TrimEnd(',', ';') : "";
        var (point, clause, number) = (After("điểm"), After("khoản"), After("Điều"));
        return number.Length == 0 ? code : $"{(clause.Length > 0 ? $"K{clause}" : "")}Đ{number}{(point.Length > 0 ? $".{point}" : "")}";
    }

    // Short labels of the tables are written out on papers.
    private static string InFull(string label) => label
        .Replace("NKT", "người khuyết tật", StringComparison.Ordinal).Replace("TGXH", "trợ giúp xã hội", StringComparison.Ordinal)
        .Replace("DTTS&MN ĐBKK", "đồng bào dân tộc thiểu số và miền núi đặc biệt khó khăn", StringComparison.Ordinal)
        .Replace("BHXH", "bảo hiểm xã hội", StringComparison.Ordinal).Replace("TCXH", "trợ cấp xã hội", StringComparison.Ordinal);

    // Inside a sentence; an abbreviation such as NKT keeps its capitals.
    private static string LowerFirst(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLower(text[0], VietnameseFormat.Culture) + text[1..] : text;
}
