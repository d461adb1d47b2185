using Protos.Values;

namespace ProvinceNode.Eligibility;

/// <summary>Facts and a month in, what is paid and its explanation out. Pure: same facts and rules, same answer, for ever.</summary>
public static class Assistance
{
    /// <summary>Asks every group and tells why.</summary>
    /// <param name="month">Month asked about; for a new decision the month it is signed.</param>
    /// <param name="provinceCode">For the province's own levels, supplements and groups.</param>
    public static Answer Decide(Facts facts, PayMonth month, RuleBook rules, string provinceCode)
    {
        var edition = rules.EditionIn(month, provinceCode);
        if (edition.RuleSet is null)
        {
            return new() { Month = month.Number, DecidedOn = rules.DecidedOn, Trials = [], Awards = [], Remarks = [Arrears.NotComputed(month)] };
        }

        var c = new CaseMonth(facts, month, rules, edition, PaidBefore.Of(facts));
        var (trials, hits) = (new List<Trial>(edition.Entries.Length), new List<Hit>());
        var chosen = Evaluate(ref c, month, trials, hits);
        var awards = Awards.Of(chosen, c, provinceCode);
        return new()
        {
            Month = month.Number, DecidedOn = rules.DecidedOn, RuleSet = edition.RuleSet.Code, Trials = trials, Awards = awards,
            Choices = Choices.Of(chosen, hits, c), Remarks = Remarks.Of(chosen, awards, c, provinceCode),
        };
    }

    /// <summary>The amounts of <see cref="Decide"/> without a word: same clauses, same choice.</summary>
    public static Paid Amounts(Facts facts, PayMonth month, RuleBook rules, string provinceCode) =>
        Amounts(facts, month, rules, provinceCode, PaidBefore.Of(facts), month);

    /// <param name="before">What the month before paid.</param>
    /// <param name="signedIn">Month of signing: before it only groups whose start the law sets back are paid (Art. 8(1)(đ)).</param>
    internal static Paid Amounts(Facts facts, PayMonth month, RuleBook rules, string provinceCode, PaidBefore before, PayMonth signedIn)
    {
        var edition = rules.EditionIn(month, provinceCode);
        if (edition.RuleSet is null)
        {
            return default;
        }

        var c = new CaseMonth(facts, month, rules, edition, before);
        var chosen = Evaluate(ref c, signedIn, null, null);
        return new Paid(chosen);
    }

    /// <summary>What holds in a month, and the choice among it. The one place where groups are asked.</summary>
    internal static Chosen Evaluate(ref CaseMonth c, PayMonth signedIn, List<Trial>? trials, List<Hit>? hits)
    {
        var (everybody, community) = (Everybody(c), CommonClauses.Community.Holds(c));
        var chosen = default(Chosen);
        foreach (var entry in c.Edition.Entries)
        {
            var rule = entry.Rule;
            var tariff = GroupRule.TariffOf(entry, c, out var grace);
            if (tariff is not null && everybody && (community || rule.Kind == AwardKind.Institution) && (rule.Start != StartKind.Signed || c.Month >= signedIn || PensionGroups.TakesOver(rule, c)) && rule.Holds(c))
            {
                var hit = new Hit(rule, tariff, rule.Times is null ? 1 : rule.Times(c), PensionGroups.Less(rule, c), grace);
                c.Held |= rule.Bit;
                chosen.Consider(hit, c);
                hits?.Add(hit);
            }

            trials?.Add(Trials.Of(entry, tariff, grace, c));
        }

        chosen.Settle(c);
        return chosen;
    }

    private static bool Everybody(in CaseMonth c)
    {
        foreach (var clause in CommonClauses.Everybody)
        {
            if (!clause.Holds(c))
            {
                return false;
            }
        }

        return true;
    }
}
