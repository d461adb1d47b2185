using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>
/// Facts that what somebody receives says of him, where no decision is kept here (imported, decided on paper): who receives for severe disability is severely
/// disabled. Only what gives the very categories that he receives is taken; else nothing is told, and nothing is proposed. Pure.
/// </summary>
public static class StandingFacts
{
    private const string InRegistry = "(theo sổ)";

    /// <summary>Null when the categories do not tell enough, e.g. whose child is how old.</summary>
    public static Facts? Of(WorklistPerson person, WorklistTerms terms)
    {
        var running = person.Running.ToList();
        if (running.Count == 0)
        {
            return null;
        }

        var (start, stop) = (new PayMonth(running.Max(r => r.StartMonth)), terms.Month);
        var facts = (Facts?)new Facts { Birth = person.Birth, Residences = [new(person.CommuneCode, person.Village)], Supporters = [SupporterFacts.Untold] };
        foreach (var row in running.OrderBy(r => r.IsMain ? 0 : 1))
        {
            facts = facts is null ? null : With(facts, row);
        }

        if (facts is null)
        {
            return null;
        }

        facts = facts with { CurrentCategory = running.Find(r => r.IsMain)?.CategoryCode ?? "", CurrentCare = [.. running.Where(r => !r.IsMain).Select(r => r.CategoryCode)] };
        var paid = WorklistPerson.Codes(running.Select(r => ((string?)r.CategoryCode, r.Times)));
        // Asked of the month in which it began: what an age has taken away since is just what is looked for.
        var asked = terms.Rules.RuleSetIn(start) is null ? FirstComputed(terms, start) : start;
        return asked is { } month && month <= stop && WorklistPerson.Codes(Assistance.Amounts(facts, month, terms.Rules, terms.Province).Parts).SequenceEqual(paid)
            || WorklistPerson.Codes(Assistance.Amounts(facts, stop, terms.Rules, terms.Province).Parts).SequenceEqual(paid) ? facts : null;
    }

    private static PayMonth? FirstComputed(WorklistTerms terms, PayMonth from)
    {
        for (var month = from; month <= terms.Month; month = month.AddMonths(1))
        {
            if (terms.Rules.RuleSetIn(month) is not null)
            {
                return month;
            }
        }

        return null;
    }

    private static Facts? With(Facts facts, Entitlement row)
    {
        var since = new PayMonth(row.StartMonth).FirstDay;
        return row.CategoryCode switch
        {
            "1.x.u4" or "1.x.o4" => facts with { AbandonedOn = facts.Birth.Assumed },
            "2" => facts with { ReceivedAsGroup1 = true, Study = [new()] },
            "3.u4" or "3.o4" or "8" => facts with { Hiv = new(), Poverty = Poor },
            // Births of the children are not known: they count as many as are paid.
            "4" => facts with { Marital = MaritalState.NeverMarried, Poverty = facts.Poverty.Count > 0 ? facts.Poverty : NearPoor, Children = [.. Enumerable.Repeat(new ChildFacts(BirthDate.Of(since.Year)), row.Times)] },
            "5.a.60" or "5.a.80" => facts with { Poverty = Poor, Supporters = [] },
            "5.b" => facts with { Poverty = NearPoor },
            "5.c" => facts,
            // Who takes him in is paid by a row of his own.
            "5.d" => facts with { Poverty = Poor, Supporters = [], QualifiesForInstitution = true, Care = [new(CareKind.TakenIn, ConditionsMet: false)] },
            "6.dbn.adult" or "6.dbn.child" or "6.dbn.elder" => Disabled(facts, DisabilityDegree.ExtremelySevere, since),
            "6.n.adult" or "6.n.child" or "6.n.elder" => Disabled(facts, DisabilityDegree.Severe, since),
            "7" => facts with { Poverty = NearPoor },
            "HT.1" => facts with { PensionRequestedOn = since },
            "HT.2" => facts with { PensionRequestedOn = since, Poverty = facts.Poverty.Count > 0 ? facts.Poverty : NearPoor },
            "CS.1" or "CS.2" => facts with { AbandonedOn = facts.AbandonedOn ?? facts.Birth.Assumed, Care = [new(CareKind.TakenIn)] },
            "CS.3" => facts with { Poverty = Poor, Supporters = [], QualifiesForInstitution = true, Care = [new(CareKind.TakenIn)] },
            "CS.6" => Disabled(facts, DisabilityDegree.ExtremelySevere, since) with { Care = [new(CareKind.Family)] },
            "CS.7" or "CS.8" => Disabled(facts, DisabilityDegree.ExtremelySevere, since) with { Care = [new(CareKind.TakenIn)] },
            "INST.u4" or "INST.o4" => facts with { Institution = [new(since)] },
            _ => null,
        };
    }

    private static readonly PovertySpan[] Poor = [new(PovertyStatus.Poor)];

    private static readonly PovertySpan[] NearPoor = [new(PovertyStatus.NearPoor)];

    private static Facts Disabled(Facts facts, DisabilityDegree degree, DateOnly since) => facts.Disability is not null ? facts
        : facts with { Disability = new(degree, 0, InRegistry, since) };
}
