using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>Label and name of categories by the law of a month; HIV groups have one neutral label (Decree 20/2021 Art. 28).</summary>
public sealed class CategoryLabels(RuleBook rules, PayMonth month)
{
    private readonly Dictionary<string, PaperAward> _known = new(StringComparer.Ordinal);

    /// <summary>By the law of a month as it is known on a day.</summary>
    public static async Task<CategoryLabels> OfAsync(NodeDb db, PayMonth month, DateOnly day, CancellationToken cancel) => new((await RuleTables.ReadAsync(db, cancel)).On(day), month);

    /// <summary>E.g. K5Đ5.a.</summary>
    public string Short(string code) => Of(code).ShortCode;

    /// <summary>Its name in words, beginning small.</summary>
    public string Words(string code) => Of(code).Label;

    private PaperAward Of(string code)
    {
        if (!_known.TryGetValue(code, out var award))
        {
            var row = rules.Category(code, month);
            _known[code] = award = new PaperAward { CategoryCode = code, CategoryLabel = row?.Label ?? code, CategoryArticle = row?.Article ?? "", Sensitive = rules.IsSensitive(code), MonthlyDong = 0, Start = month };
        }

        return award;
    }
}
