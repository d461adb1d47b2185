using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>One run of months at one amount.</summary>
public sealed record ArrearsSpan(int FromMonth, int ToMonth, long MonthlyDong, int Months)
{
    public long TotalDong => MonthlyDong * Months;
}

/// <summary>Truy lĩnh: whole calendar months from the start month to the month before the first listed one, each at its own level and coefficient (policy appendix B).</summary>
public static class Arrears
{
    /// <param name="start">First month of entitlement.</param>
    /// <param name="firstListed">First month that a regular list pays.</param>
    public static IReadOnlyList<ArrearsSpan> Between(Facts facts, PayMonth start, PayMonth firstListed, RuleBook rules, string provinceCode)
    {
        var spans = new List<ArrearsSpan>();
        for (var month = start; month < firstListed; month = month.AddMonths(1))
        {
            var amount = Assistance.Decide(facts, month, rules, provinceCode).TotalDong;
            if (spans.Count > 0 && spans[^1].MonthlyDong == amount)
            {
                spans[^1] = spans[^1] with { ToMonth = month.Number, Months = spans[^1].Months + 1 };
            }
            else
            {
                spans.Add(new ArrearsSpan(month.Number, month.Number, amount, 1));
            }
        }

        return spans;
    }
}
