using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Outcomes;

/// <summary>People, awards and months of a case as the papers' texts take them. Pure.</summary>
public static class OutcomeWords
{
    public static PaperScene Scene(Case found) => PaperScenes.Of(found.Context, found.Dossier);

    public static PaperPerson Owner(Case found) => PaperScenes.Person(Scene(found), found.Subject);

    /// <summary>Who takes the money, as papers name him; what is not known of him is not printed.</summary>
    public static PaperPerson Receiver(Receiver receiver) => new() { FullName = receiver.Name, Number = receiver.Number };

    /// <summary>An entitlement that runs or ran.</summary>
    public static PaperAward Award(Case found, Entitlement row) =>
        Award(found, row.Kind, row.CategoryCode, row.CoefficientHundredths, row.Times, row.MonthlyAmount, (new PayMonth(row.StartMonth), row.EndMonth > 0 ? new PayMonth(row.EndMonth) : null),
            row.Receiver) with { Decision = CitedDecisions.Of(found, row) };

    /// <summary>What is granted, with the months before the first list.</summary>
    public static PaperAward Award(Case found, AwardRow row, IReadOnlyList<ArrearsSpan>? arrears = null) =>
        Award(found, row.Kind, row.CategoryCode, row.CoefficientHundredths, row.Times, row.Monthly, (row.Start, row.End), row.Receiver) with { Arrears = Arrears(arrears ?? []) };

    /// <summary>Months with something due.</summary>
    public static IReadOnlyList<PaperArrears> Arrears(IReadOnlyList<ArrearsSpan> spans) => PaperScenes.Arrears(spans.Where(s => s.MonthlyDong > 0));

    /// <summary>The highest of some entitlements: the one that a paper speaks of.</summary>
    public static PaperAward Highest(Case found, IEnumerable<Entitlement> rows) => Award(found, rows.OrderByDescending(r => r.MonthlyAmount.Amount).First());

    /// <summary>The others of them.</summary>
    public static IReadOnlyList<PaperAward> Beside(Case found, IEnumerable<Entitlement> rows) =>
        rows.OrderByDescending(r => r.MonthlyAmount.Amount).Skip(1).Select(r => Award(found, r)).ToList();

    /// <summary>Name of what somebody receives, for an official who may not be the one that decided on it: groups kept apart have the neutral one.</summary>
    public static string LabelOf(Case found, Entitlement row) => found.Context.Rules.IsSensitive(row.CategoryCode) ? NeutralWords.Label
        : found.Context.Rules.Category(row.CategoryCode, found.Month)?.Label ?? row.CategoryCode;

    private static PaperAward Award(Case found, EntitlementKind kind, string code, int coefficient, int times, Dong monthly, (PayMonth Start, PayMonth? End) months, Receiver receiver)
    {
        // By the law of the last month that it pays: what is open is named as the law names it now.
        var category = found.Context.Rules.Category(code, months.End ?? (months.Start > found.Month ? months.Start : found.Month));
        return new PaperAward
        {
            Kind = kind switch
            {
                EntitlementKind.Care => AwardWord.Care, EntitlementKind.SocialPension => AwardWord.Pension, EntitlementKind.Institution => AwardWord.Institution, _ => AwardWord.Assistance,
            },
            CategoryCode = code, CategoryLabel = category?.Label ?? code, CategoryArticle = category?.Article ?? "Nghị định số 20/2021/NĐ-CP", Sensitive = found.Context.Rules.IsSensitive(code),
            CoefficientHundredths = kind == EntitlementKind.SocialPension ? 0 : coefficient, Times = times, MonthlyDong = monthly.Amount, Start = months.Start,
            Receiver = receiver.Name == found.Subject.FullName ? "" : receiver.Name,
        };
    }
}
