using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Forecast;

/// <summary>What one person is due in a month to come.</summary>
public readonly record struct ForecastSum(int Month, string Category, long Dong);

/// <summary>
/// What somebody who receives now will be due in each of the twelve months to come: where his facts explain what he is paid, the timeline of the rules (birthdays, studies, pregnancies, poverty
/// years, levels and laws that are in the tables already); else what runs goes on to the end that is known. Nobody new is guessed, nobody's death. Pure.
/// </summary>
public static class ForecastRules
{
    /// <summary>Months that are told: the first is the one after the present.</summary>
    public const int Months = 12;

    /// <param name="explained">Set when the rules explain what is paid now, so that time is followed.</param>
    public static IReadOnlyList<ForecastSum> Of(WorklistPerson person, WorklistTerms terms, out bool explained)
    {
        explained = false;
        if (!person.IsPaid || person.IsDead)
        {
            return [];
        }

        var due = Explained(person, terms);
        explained = due is not null;
        var sums = new List<ForecastSum>(Months);
        for (var ahead = 1; ahead <= Months; ahead++)
        {
            var month = terms.Month.AddMonths(ahead);
            var running = person.Rows.Where(r => r.Status == EntitlementStatus.Active && r.Covers(month)).ToList();
            if (running.Count == 0)
            {
                continue; // a decision has ended it already
            }

            sums.AddRange(due is not null && due[ahead] is { Note.Length: 0 } told
                ? told.Parts.Where(p => p.MonthlyDong > 0).Select(p => new ForecastSum(month.Number, p.CategoryCode ?? "", p.MonthlyDong))
                : running.Select(r => new ForecastSum(month.Number, r.CategoryCode, r.MonthlyAmount.Amount)));
        }

        return sums;
    }

    // The timeline from this month on; null when it does not give what is paid this month.
    private static IReadOnlyList<MonthDue>? Explained(WorklistPerson person, WorklistTerms terms)
    {
        if ((person.Decided ?? StandingFacts.Of(person, terms)) is not { } facts)
        {
            return null;
        }

        var known = RegistryFacts.Over(WorklistRules.Standing(facts, person), person, terms.To).Facts;
        var due = Timeline.Of(known, new(terms.Month, terms.Month.AddMonths(Months), terms.Month), terms.Rules, terms.Province);
        return due[0].Note.Length == 0 && WorklistPerson.Codes(due[0].Parts).SequenceEqual(person.PaidIn(terms.Month)) && due[0].TotalDong == person.DongIn(terms.Month) ? due : null;
    }
}
