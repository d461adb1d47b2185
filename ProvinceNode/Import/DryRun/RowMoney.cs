using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.DryRun;

/// <summary>What a row pays and what the law pays for its category in the month of the list. Pure.</summary>
/// <param name="Category">Empty when the row does not say.</param>
/// <param name="Times">Children of group 4 who count in the month, from their births; 0 when none does or none is told. Else 1.</param>
/// <param name="Law">Null when the category is not in force or depends on a pension that the list does not tell.</param>
/// <param name="FileDong">Null when the row does not say.</param>
public sealed record RowMoney(string Category, int Times, Rate? Law, long? FileDong, int FileCoefficient)
{
    /// <summary>A single parent: paid for each child (Decree 20/2021 Art. 6(1)(d)).</summary>
    public const string OfChildren = "4";

    public static RowMoney Of(RowValues said, PayMonth month, RuleBook rules, string province)
    {
        var category = said.Text(Field.Category);
        // The amount of a list does not tell how many children there are: who reached 16 without school is still in it.
        var children = category == OfChildren ? ListedChild.Parse(said.Text(Field.Children)) : [];
        var times = category == OfChildren ? children.Count(c => c.CountsIn(month)) : 1;
        var law = category.Length == 0 || times == 0 ? null : rules.RateOf(category, month, times, province);
        return new(category, times, law, said.Number(Field.MonthlyAmount), (int)(said.Number(Field.Coefficient) ?? 0)) { Children = children };
    }

    /// <summary>Children of group 4; else none.</summary>
    public IReadOnlyList<ListedChild> Children { get; init; } = [];

    /// <summary>How many times the law pays in another month: children are born and grow up.</summary>
    public int TimesIn(PayMonth month) => Category == OfChildren ? Children.Count(c => c.CountsIn(month)) : Times;

    public bool Differs => FileDong is { } file && Law is { } law && file != law.MonthlyDong;

    /// <summary>Đồng a month to be entered; null while it cannot be told or nobody has chosen.</summary>
    public long? Entered(AmountRule rule) => (FileDong, Law) switch
    {
        (null, { } law) => law.MonthlyDong,
        ({ } file, null) => file,
        ({ } file, { } law) => file == law.MonthlyDong || rule == AmountRule.File ? file : rule == AmountRule.Law ? law.MonthlyDong : null,
        _ => null,
    };

    /// <summary>
    /// The award to be entered. Its version begins with the month that the row says, or later: with the first month from which on the law pays this same
    /// amount, because what was paid before is not known to the registry. An amount that the law does not explain begins with the list's month.
    /// </summary>
    /// <param name="declared">Month since which the person receives assistance, as the row says.</param>
    public AwardRow? Award(AmountRule rule, PayMonth month, PayMonth? declared, RuleBook rules, string province, Receiver receiver)
    {
        if (Entered(rule) is not { } dong || Category.Length == 0 || Times == 0)
        {
            return null;
        }

        var start = declared ?? month;
        if (start < month)
        {
            var first = month;
            while (Law is not null && dong == Law.MonthlyDong && first > start && TimesIn(first.AddMonths(-1)) is > 0 and var times && rules.RateOf(Category, first.AddMonths(-1), times, province) == Law)
            {
                first = first.AddMonths(-1);
            }

            start = first;
        }

        var kind = KindOf(Category);
        var level = Law?.LevelDong ?? rules.LevelIn(month, province, kind == EntitlementKind.SocialPension ? LevelKind.SocialPension : LevelKind.Standard)?.Amount ?? 0;
        return new AwardRow(kind, Category, Law is not null && dong == Law.MonthlyDong ? Law.CoefficientHundredths : FileCoefficient, Times, new Dong(level), new Dong(dong), start, receiver);
    }

    /// <summary>What a category pays: its code tells (policy, table of categories).</summary>
    public static EntitlementKind KindOf(string category) => category.Split('.')[0] switch
    {
        "HT" => EntitlementKind.SocialPension, "CS" => EntitlementKind.Care, "INST" => EntitlementKind.Institution, _ => EntitlementKind.Assistance,
    };
}
