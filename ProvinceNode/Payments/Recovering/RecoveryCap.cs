using ProvinceNode.Eligibility;

namespace ProvinceNode.Payments.Recovering;

/// <summary>
/// How much of somebody's monthly money one list takes of what he owes back, in hundredths. The law names no share (policy 3.6 [D]): the row that is in force says it, the shipped one all. Pure.
/// </summary>
public static class RecoveryCap
{
    public const int All = 100;

    /// <param name="day">First day of the month of the list.</param>
    public static int On(RuleBook rules, DateOnly day) => (int)(rules.Parameter(LawParameters.RecoveryCapPercent, day)?.Value ?? All);
}
