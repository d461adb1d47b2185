using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>
/// A request that was filed under a law one of whose groups has ended before it is signed: points b and c of Art. 5(5) with June 2025. The months
/// that the law sets back are still due by it, and who is due them is converted to what takes its place like everybody who received it, without a
/// new request (Decree 176/2025; policy 1.4, 10.3). Pure.
/// </summary>
public static class Transition
{
    /// <summary>The facts with which the month of signing is asked, and the answer of the last month of the ended group; null when nothing of one is due.</summary>
    /// <param name="filed">Month of filing: the group must still have been in force.</param>
    public static (Facts Facts, Answer? Before) Of(Facts facts, PayMonth filed, PayMonth month, RuleBook rules, string provinceCode)
    {
        // Who receives already is adjusted and not granted.
        if (facts.CurrentCategory.Length > 0)
        {
            return (facts, null);
        }

        foreach (var last in rules.LastMonthsBetween(filed, month))
        {
            var due = Timeline.Of(facts, new(last, last, month), rules, provinceCode)[0].Parts.FirstOrDefault(p => rules.EndsWith(p.CategoryCode!, last));
            var answer = Assistance.Decide(facts, last, rules, provinceCode);
            if (due.CategoryCode is { } code && answer.Awards.FirstOrDefault(a => a.CategoryCode == code) is { } award)
            {
                return (Converted(facts, code, month, rules, provinceCode), answer with { Awards = [award] });
            }
        }

        return (facts, null);
    }

    // Another group of the same law that holds in the month of signing goes its own way, from the signature.
    private static Facts Converted(Facts facts, string code, PayMonth month, RuleBook rules, string provinceCode)
    {
        var held = facts with { CurrentCategory = code };
        return Assistance.Amounts(held, month, rules, provinceCode).Main.Kind == AwardKind.SocialPension ? held : facts;
    }
}
