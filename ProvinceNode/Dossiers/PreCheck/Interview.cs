using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.PreCheck;

/// <summary>
/// Which question comes next: the first whose answer can still change what is paid, tried against every way in which the other open questions
/// can be answered. When none can, the matter is settled. Pure.
/// </summary>
public sealed class Interview(BirthDate birth, DateOnly today, RuleBook rules, string province)
{
    // A guard: more open combinations than this are thinned out by leaving the last questions at "no".
    private const int MostCombinations = 40_000;

    private readonly RuleBook _rules = rules.On(today);
    private readonly PayMonth _month = PayMonth.Of(today);
    private readonly long _pensionLevel = rules.On(today).LevelIn(PayMonth.Of(today), province, LevelKind.SocialPension)?.Amount ?? 0;

    /// <summary>Questions that can be asked of somebody of this age.</summary>
    public IReadOnlyList<Question> Possible { get; } =
        Questions.All(new Dong(rules.On(today).LevelIn(PayMonth.Of(today), province, LevelKind.SocialPension)?.Amount ?? 0))
            .Concat(OwnQuestions.Of(rules.On(today).ExtraGroupsOn(PayMonth.Of(today).FirstDay, province)))
            .GroupBy(q => q.Key).Select(g => g.First() with { Applies = a => g.Any(q => q.Applies(a)) })
            .Where(q => q.Applies(birth.AgeInMonths(PayMonth.Of(today)))).ToList();

    /// <summary>The next question; null when what was answered settles it.</summary>
    public Question? Next(IReadOnlyDictionary<string, string> answers)
    {
        var open = Possible.Where(q => !answers.ContainsKey(q.Key)).ToList();
        var counted = Countable(open);
        var outcomes = Outcomes(answers, counted);
        var stride = 1;
        var matters = new bool[counted.Count];
        for (var q = 0; q < counted.Count; q++)
        {
            var choices = counted[q].Choices.Count;
            for (var i = 0; i < outcomes.Length && !matters[q]; i++)
            {
                matters[q] = outcomes[i] != outcomes[i - (i / stride % choices * stride)];
            }

            stride *= choices;
        }

        for (var q = 0; q < counted.Count; q++)
        {
            if (matters[q])
            {
                return counted[q];
            }
        }

        return open.Count > counted.Count ? open[counted.Count] : null;
    }

    /// <summary>The answer of the rules for what was said; what was not asked counts as "no".</summary>
    public Answer Answer(IReadOnlyDictionary<string, string> answers) =>
        Assistance.Decide(PreCheckFacts.Of(birth, answers, today, _pensionLevel), _month, _rules, province);

    private static List<Question> Countable(List<Question> open)
    {
        var counted = new List<Question>();
        var combinations = 1;
        foreach (var question in open)
        {
            if (combinations * question.Choices.Count > MostCombinations)
            {
                break;
            }

            combinations *= question.Choices.Count;
            counted.Add(question);
        }

        return counted;
    }

    // One number per combination; equal numbers pay the same.
    private int[] Outcomes(IReadOnlyDictionary<string, string> answers, List<Question> open)
    {
        var known = new Dictionary<(PaidPart, PaidPart, PaidPart, PaidPart, PaidPart), int>();
        var outcomes = new int[open.Aggregate(1, (n, q) => n * q.Choices.Count)];
        var tried = new Dictionary<string, string>(answers, StringComparer.Ordinal);
        for (var i = 0; i < outcomes.Length; i++)
        {
            var rest = i;
            foreach (var question in open)
            {
                tried[question.Key] = question.Choices[rest % question.Choices.Count].Value;
                rest /= question.Choices.Count;
            }

            var paid = Assistance.Amounts(PreCheckFacts.Of(birth, tried, today, _pensionLevel), _month, _rules, province);
            var key = (paid.Main, paid.Second, paid.SelfCare, paid.Care, paid.Institution);
            if (!known.TryGetValue(key, out var number))
            {
                known[key] = number = known.Count;
            }

            outcomes[i] = number;
        }

        return outcomes;
    }
}
