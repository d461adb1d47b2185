using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>One dossier as the chairman reviews it among thirty: what he would grant, what the appraiser concluded, and what is out of the ordinary.</summary>
/// <param name="Hindrances">Why he cannot sign it now; empty when he can.</param>
public sealed record SignLine(
    Dossier Dossier, bool Grants, string Category, long MonthlyDong, int StartMonth, long ArrearsDong, int ArrearsMonths, string Conclusion,
    IReadOnlyList<string> Flags, IReadOnlyList<string> Hindrances)
{
    /// <summary>Digest of the papers behind the line.</summary>
    public string Seen { get; init; } = "";

    /// <summary>Arrears above this many months are pointed out (policy 3.4).</summary>
    public const int LongArrears = 12;

    /// <summary>Kinds of which one line says all that is granted; what stops, moves or pays once is read on its own page.</summary>
    private static readonly RequestKind[] OneLine = [RequestKind.Grant, RequestKind.Care, RequestKind.SocialPension];

    /// <summary>Whether the dossier is signed on its own page only. A refusal says the same of every kind: its reason stands in the line.</summary>
    /// <param name="concluded">See <see cref="Dossier.Concluded"/>.</param>
    public static bool Alone(RequestKind kind, bool? concluded) => concluded == true && !OneLine.Contains(kind);

    /// <summary>It cannot be ticked, but be signed on its own page.</summary>
    public bool SignsAlone => Alone(Dossier.Kind, Dossier.Concluded);

    /// <summary>Pure but for what it is given: the rules are asked for the month of signing.</summary>
    /// <param name="found">The dossier as it would be signed today.</param>
    public static SignLine Of(Case found)
    {
        var (dossier, context, official) = found.Open;
        if (dossier.AppraisedEligible != true || dossier.AppraisalJson is null)
        {
            return new SignLine(dossier, false, "", 0, 0, 0, 0, Conclude(dossier), FlagsOf(context, dossier, null, 0), HindrancesOf(dossier, null, official));
        }

        // What is asked for and nothing else, with the arrears that the decision pays: two awards of one person begin each in its own month.
        var awards = found.Everybody.SelectMany(MonthlyOutcome.Awards).ToList();
        var arrears = OneLine.Contains(dossier.Kind) ? MonthlyOutcome.Arrears(found) : [];
        var due = arrears.SelectMany(l => l.Spans).Where(s => s.MonthlyDong > 0).ToList();
        var months = due.SelectMany(s => Enumerable.Range(0, s.Months).Select(new PayMonth(s.FromMonth).AddMonths)).Distinct().Count();
        var start = awards.Select(a => a.StartMonth).Concat(due.Select(s => s.FromMonth)).DefaultIfEmpty(0).Min();
        // In a list that others may look over: what tells of HIV is named neutrally.
        var names = awards.Select(a => a.Sensitive || context.Rules.IsSensitive(a.CategoryCode) ? NeutralWords.Label : a.Label).Distinct();
        return new SignLine(dossier, OneLine.Contains(dossier.Kind), string.Join("; ", names), awards.Sum(a => a.MonthlyDong), start, due.Sum(s => s.TotalDong), months,
            Conclude(dossier), FlagsOf(context, dossier, found, months), HindrancesOf(dossier, found, official));
    }

    private static string Conclude(Dossier dossier) => dossier.AppraisedEligible switch
    {
        true => $"Đủ điều kiện. {dossier.AppraisalNote}".Trim(),
        false => $"Không đủ điều kiện. {dossier.AppraisalNote}".Trim(),
        _ => $"{(dossier.ReviewedEligible == false ? "Không đủ điều kiện" : "Đủ điều kiện")} (xét duyệt). {dossier.ReviewNote}".Trim(),
    };

    private static long Monthly(Dossier dossier, Appraisal appraisal) => appraisal.Everybody.Sum(a => MonthlyOutcome.Asked(dossier, a).Sum(w => w.MonthlyDong));

    private static List<string> FlagsOf(FlowContext context, Dossier dossier, Case? now, int months)
    {
        var flags = new List<string>();
        if (dossier.ReviewedEligible is { } reviewed && dossier.AppraisedEligible is { } appraised && reviewed != appraised)
        {
            flags.Add("Thẩm định khác kết luận xét duyệt của xã");
        }

        if (dossier.Identity.Status == IdentityStatus.Overridden)
        {
            flags.Add($"Định danh chưa khớp, đã chấp nhận: {dossier.Identity.OverrideReason}");
        }

        if (now is not null && Monthly(dossier, Appraisal.Parse(dossier.AppraisalJson!)) != Monthly(dossier, now.Appraisal))
        {
            flags.Add("Mức trợ cấp tháng này khác mức khi thẩm định");
        }

        if (months > LongArrears)
        {
            flags.Add($"Truy lĩnh {months} tháng, trên {LongArrears} tháng");
        }

        if (dossier.DueOn < context.Today)
        {
            flags.Add($"Quá hẹn trả {DueWords.Date(dossier.DueOn)}");
        }

        if (dossier.Steps.Exists(s => s.Verb == Platform.ActKinds.Object))
        {
            flags.Add("Đã có khiếu nại khi niêm yết");
        }

        return flags;
    }

    private static List<string> HindrancesOf(Dossier dossier, Case? now, SignedInOfficial official)
    {
        var why = new List<string>();
        if (dossier.AppraisedById == official.Id)
        {
            why.Add(DossierProblems.FourEyes.Now("thẩm định", "ký quyết định").Message);
        }

        if (now is not null)
        {
            why.AddRange(PersonChecks.Faults(dossier).Select(p => p.Message));
        }

        if (Alone(dossier.Kind, dossier.Concluded))
        {
            why.Add(BulkDesk.SignAlone.Now().Message);
        }
        else if (now is not null && MonthlyOutcome.Granting(now).Count == 0)
        {
            why.Add(DossierProblems.NotEligible.Now(now.Appraisal.WhyNot(dossier.Form)).Message);
        }

        return why;
    }
}
