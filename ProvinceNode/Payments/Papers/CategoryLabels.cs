using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments.Papers;

/// <summary>
/// Label and name of categories by the law of a month. All groups of Article 5 of Decree 20/2021 are one, as on lists: a row for some and a neutral one for the HIV groups would tell how
/// many are in these, and in a commune who (Art. 28(1)(b)).
/// </summary>
public sealed class CategoryLabels(RuleBook rules, PayMonth month)
{
    private const string Article5 = "đối tượng quy định tại " + NeutralWords.Article;

    private readonly Dictionary<string, PaperAward> _known = new(StringComparer.Ordinal);

    /// <summary>By the law of a month as it is known on a day.</summary>
    public static async Task<CategoryLabels> OfAsync(NodeDb db, PayMonth month, DateOnly day, CancellationToken cancel) => new((await RuleTables.ReadAsync(db, cancel)).On(day), month);

    /// <summary>E.g. K1Đ20, or Đ5.</summary>
    public string Short(string code) => ListWords.Category(Of(code).ShortCode);

    /// <summary>Its name in words, beginning small.</summary>
    public string Words(string code) => Short(code) == NeutralWords.Code ? Article5 : Of(code).Label;

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
