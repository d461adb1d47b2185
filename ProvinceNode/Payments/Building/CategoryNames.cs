using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>Labels of categories as payment lists print them, from the rows of the law: HIV groups are neutral here already, so that no list ever knows them.</summary>
/// <param name="month">Month of the list: names and articles are those of it.</param>
public sealed class CategoryNames(RuleBook rules, PayMonth month)
{
    private readonly Dictionary<(string, int), PaperAward> _known = [];

    public PaperAward Of(Entitlement version)
    {
        var key = (version.CategoryCode, version.CoefficientHundredths);
        if (!_known.TryGetValue(key, out var award))
        {
            var category = rules.Category(version.CategoryCode, month);
            _known[key] = award = new PaperAward
            {
                CategoryCode = version.CategoryCode, CategoryLabel = category?.Label ?? version.CategoryCode, CategoryArticle = category?.Article ?? "", Sensitive = rules.IsSensitive(version.CategoryCode),
                CoefficientHundredths = version.Kind == EntitlementKind.SocialPension ? 0 : version.CoefficientHundredths, MonthlyDong = version.MonthlyAmount.Amount, Start = new PayMonth(version.StartMonth),
            };
        }

        return award;
    }
}
