using ProvinceNode.Eligibility;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>The shipped rules, and people by intention.</summary>
internal static class Law
{
    /// <summary>Thanh Hóa, which has no level of its own unless a test gives it one.</summary>
    public const string Province = "38";

    /// <summary>Levels and categories as shipped.</summary>
    public static RuleBook Book { get; } = new(RuleSeed.Law());

    /// <summary>The shipped rules with one more level.</summary>
    public static RuleBook With(string province, long amount, DateOnly from, DateOnly? to = null) => With(rows => rows with
    {
        Levels = [.. rows.Levels, new LevelRow { ProvinceCode = province, Amount = amount, Legal = "Nghị quyết của HĐND tỉnh", ValidFrom = from, ValidTo = to }],
    });

    /// <summary>The shipped rules, changed.</summary>
    public static RuleBook With(Func<LawRows, LawRows> change) => new(change(RuleSeed.Law()));

    /// <summary>A disabled person of an age in completed months in a month; the certificate is of the same month unless told.</summary>
    public static Facts Disabled(DisabilityDegree degree, PayMonth month, int ageInMonths, DateOnly? certificateOn = null) => new()
    {
        Birth = BirthDate.Of(month.AddMonths(-ageInMonths).Year, month.AddMonths(-ageInMonths).Month, 15),
        Disability = new DisabilityFacts(degree, 1, "38.400.16063.000012", certificateOn ?? month.FirstDay),
    };

    /// <summary>The trial of a group, e.g. 6 or 5.a; its category when one fits.</summary>
    public static Trial Trial(Answer answer, string group) =>
        answer.Trials.Single(t => t.CategoryCode == group || t.CategoryCode.StartsWith(group + ".", StringComparison.Ordinal));

    public static Answer Decide(Facts facts, int month, RuleBook? rules = null, string province = Province) =>
        Assistance.Decide(facts, new PayMonth(month), rules ?? Book, province);
}
