using System.Text.RegularExpressions;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>What was decided: one sentence, and why; null where the rules of amounts were not asked.</summary>
public sealed record TrackedResult(string Words, TrackedReasons? Reasons = null);

/// <summary>One amount that a decision gives, as its applicant reads it.</summary>
/// <param name="What">Kind of support: never a group of persons.</param>
/// <param name="Since">From which month, and why that one.</param>
public sealed record ReasonAward(string What, string Arithmetic, string Since, string Law);

/// <summary>A group that was asked; no clauses where the law keeps them confidential.</summary>
public sealed record ReasonTrial(string Label, bool Holds, IReadOnlyList<PaperClause> Clauses);

/// <summary>
/// The explanation of a decision for its applicant: arithmetic and clauses of what he asked for. Groups of HIV are told in neutral words and numbers
/// of certificates are left out, since the page opens with a code and four digits (Decree 20 Art. 8(1)(b); issue 3). Pure.
/// </summary>
public sealed partial record TrackedReasons(IReadOnlyList<ReasonAward> Awards, IReadOnlyList<ReasonTrial> Trials, IReadOnlyList<string> Remarks)
{
    /// <summary>Đồng a month of all that the decision grants; 0 when it grants nothing monthly.</summary>
    public long MonthlyDong { get; private init; }

    /// <summary>First month of it; null when it grants nothing monthly.</summary>
    public PayMonth? From { get; private init; }

    /// <param name="begun">Whether the decision began entitlements of a category.</param>
    /// <param name="granted">Which of those whom the dossier is about the decision gave something: of a household, others may have it already.</param>
    public static TrackedReasons Of(Dossier dossier, Appraisal appraisal, Func<Appraisal, bool> granted, Func<string, bool> begun)
    {
        if (appraisal.Once is { } once)
        {
            return new(once.Eligible ? [new("Hỗ trợ một lần", once.Arithmetic, "", "")] : [], TrialsOf(dossier, appraisal, []), Told(once.Remarks));
        }

        var everybody = appraisal.Everybody.Where(granted).Select(a => (Appraisal: a, Awards: Awarded(dossier, a).Where(w => begun(w.CategoryCode)).ToList())).ToList();
        var awards = everybody.SelectMany(e => e.Awards).ToList();
        return new(
            [.. Ended(appraisal), .. awards.Select(a => Award(a, $"từ tháng {new PayMonth(a.StartMonth)}"))],
            [.. everybody.SelectMany(e => TrialsOf(dossier, e.Appraisal, [.. e.Awards.Select(a => a.CategoryCode)])).DistinctBy(t => (t.Label, string.Join('|', t.Clauses)))],
            Told(PaperScenes.Remarks(appraisal)))
        {
            MonthlyDong = awards.Sum(a => a.MonthlyDong), From = awards.Count == 0 ? null : new PayMonth(awards.Min(a => a.StartMonth)),
        };
    }

    // An adjustment asks the rules for everything that the person is due; new requests get what they ask for.
    private static IReadOnlyList<Eligibility.Award> Awarded(Dossier dossier, Appraisal appraisal) =>
        dossier.Kind == RequestKind.Adjust ? appraisal.Answer.Awards : MonthlyOutcome.Asked(dossier, appraisal);

    // What a law that has ended since the filing still owes (policy 10.3).
    private static IEnumerable<ReasonAward> Ended(Appraisal appraisal) => appraisal.Before is not { } before ? []
        : before.Awards.Select(a => Award(a, $"từ tháng {new PayMonth(a.StartMonth)} đến hết tháng {new PayMonth(before.Month)}"));

    private static ReasonAward Award(Eligibility.Award award, string since)
    {
        var kind = PaperScenes.Award(award).KindWords;
        return new(char.ToUpper(kind[0], VietnameseFormat.Culture) + kind[1..], award.Arithmetic, $"{since}. {Word(award.StartWhy)}", Word(award.LevelLegal));
    }

    private static List<ReasonTrial> TrialsOf(Dossier dossier, Appraisal appraisal, IReadOnlyList<string> paid)
    {
        if (paid.Count == 0)
        {
            return PaperScenes.Trials(appraisal, dossier.Form).Select(t => Trial(t.Label, t.Sensitive, t.Eligible, t.Clauses)).ToList();
        }

        return appraisal.Answer.Trials.Where(t => t.Holds && paid.Contains(t.CategoryCode))
            .Select(t => Trial(t.Label, t.Sensitive, t.Holds, t.Clauses.Select(c => new PaperClause(c.Article, c.Wants, c.Found, c.Holds)))).ToList();
    }

    private static ReasonTrial Trial(string label, bool sensitive, bool holds, IEnumerable<PaperClause> clauses)
    {
        var told = clauses.ToList();
        return sensitive || NeutralWords.Reveals(label) || told.Exists(c => NeutralWords.Reveals($"{c.Article} {c.Wants} {c.Found}"))
            ? new(NeutralWords.Label, holds, []) : new(label, holds, told.ConvertAll(c => c with { Found = Numbers().Replace(c.Found, "…") }));
    }

    private static List<string> Told(IEnumerable<string> remarks) => remarks.Where(r => !NeutralWords.Reveals(r)).Select(r => Numbers().Replace(r, "…")).ToList();

    private static string Word(string text) => Numbers().Replace(NeutralWords.Remark(text), "…");

    // Certificates (38.400.16063.000012) and identity numbers; amounts have groups of three.
    [GeneratedRegex(@"\b\d+(\.\d+)+\.\d{5,}\b|\b\d{9,12}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
