using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>
/// Who may gain a right by an age, for which the law wants his request: until June 2025 75 (5.b) and 80 (5.c), since then 70 and 75 (social pension), and
/// everybody of those ages in the month in which the pension came (policy 1.4, 1.5). The rules are asked as if he had requested. Pure.
/// </summary>
public static class CandidateRules
{
    /// <summary>Situations of the public page: social pension, elderly people before it.</summary>
    public const string Pension = "huu-tri-xa-hoi";

    public const string Elder = "cao-tuoi";

    private static readonly int[] Ages = [70, 75, 80];

    /// <param name="facts">As they are known; somebody without a decision is known by his birth alone.</param>
    public static IEnumerable<WorklistItem> Of(WorklistPerson person, Facts facts, WorklistTerms terms)
    {
        if (person.IsDead || person.Birth.AgeInMonths(terms.To) < Ages[0] * 12)
        {
            return [];
        }

        var known = RegistryFacts.Over(facts, person, terms.To).Facts with { Birth = person.Birth };
        var found = Months(person.Birth, terms).Select(m => At(m.Month, m.What, person, known, terms)).FirstOrDefault(i => i is not null);
        return found is null ? [] : [found];
    }

    // The last one first: who is 75 is no candidate of 70 any more.
    private static IEnumerable<(PayMonth Month, string What)> Months(BirthDate birth, WorklistTerms terms)
    {
        var months = Ages.Select(a => (Month: PayMonth.Of(birth.Assumed).AddMonths(a * 12), What: $"Đủ {a} tuổi")).ToList();
        for (var month = terms.From; month <= terms.To; month = month.AddMonths(1))
        {
            if (terms.HasPension(month) && !terms.HasPension(month.AddMonths(-1)))
            {
                months.Add((month, "Trợ cấp hưu trí xã hội bắt đầu có hiệu lực"));
            }
        }

        return months.Where(m => m.Month >= terms.From && m.Month <= terms.To).OrderByDescending(m => m.Month);
    }

    private static WorklistItem? At(PayMonth month, string what, WorklistPerson person, Facts facts, WorklistTerms terms)
    {
        var asked = month > terms.Month ? month : terms.Month;
        var (paid, pension) = (person.DongIn(asked), terms.HasPension(month));
        var requested = Requested(facts, person, asked, pension);
        var now = Assistance.Amounts(requested, asked, terms.Rules, terms.Province);
        var before = Assistance.Amounts(Requested(facts, person, month.AddMonths(-1), pension), month.AddMonths(-1), terms.Rules, terms.Province);
        var gain = now.Main.CategoryCode is { } code && (pension ? code.StartsWith("HT", StringComparison.Ordinal) : code is "5.b" or "5.c") && now.TotalDong > paid;
        if (!gain || before.Main.CategoryCode == now.Main.CategoryCode || person.PaidIn(asked).Any(c => c.StartsWith(now.Main.CategoryCode + "×", StringComparison.Ordinal)))
        {
            return null;
        }

        return new(WorklistKind.Candidate, WorklistStep.Apply, month, what)
        {
            Effect = $"Có thể được hưởng {new Dong(now.TotalDong)}/tháng{(paid > 0 ? $", cao hơn mức đang hưởng {new Dong(paid)}/tháng" : "")}: hướng dẫn lập hồ sơ (cần văn bản đề nghị của người dân)",
            Why = WorklistWords.Why(requested, asked, terms), EffectMonth = asked.Number, BeforeDong = paid, AfterDong = now.TotalDong, On = WorklistDays.Birthday(person.Birth, month), Due = month.LastDay,
            Situation = pension ? Pension : Elder,
        };
    }

    private static Facts Requested(Facts facts, WorklistPerson person, PayMonth month, bool pension) => facts with
    {
        PensionRequestedOn = pension ? month.FirstDay : facts.PensionRequestedOn,
        CurrentCategory = person.Running.Where(r => r.IsMain).Select(r => r.CategoryCode).FirstOrDefault() ?? "",
    };
}
