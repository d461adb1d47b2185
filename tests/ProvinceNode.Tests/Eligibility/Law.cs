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
    public static RuleBook Book { get; } = new([.. RuleSeed.Levels()], [.. RuleSeed.Categories()]);

    /// <summary>The shipped rules with one more level.</summary>
    public static RuleBook With(string province, long amount, DateOnly from, DateOnly? to = null) => new(
        [.. RuleSeed.Levels(), new LevelRow { ProvinceCode = province, Amount = amount, Legal = "Nghị quyết của HĐND tỉnh", ValidFrom = from, ValidTo = to }],
        [.. RuleSeed.Categories()]);

    /// <summary>A disabled person of an age in completed months in a month; the certificate is of the same month unless told.</summary>
    public static Facts Disabled(DisabilityDegree degree, PayMonth month, int ageInMonths, DateOnly? certificateOn = null) => new()
    {
        Birth = BirthDate.Of(month.AddMonths(-ageInMonths).Year, month.AddMonths(-ageInMonths).Month, 15),
        Disability = new DisabilityFacts(degree, 1, "38.400.16063.000012", certificateOn ?? month.FirstDay),
    };

    public static Answer Decide(Facts facts, int month, RuleBook? rules = null, string province = Province) =>
        Assistance.Decide(facts, new PayMonth(month), rules ?? Book, province);
}
