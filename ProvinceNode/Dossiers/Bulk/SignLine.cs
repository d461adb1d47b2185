using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
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
    public static SignLine Of(FlowContext context, Dossier dossier, SignedInOfficial official)
    {
        if (dossier.AppraisedEligible != true || dossier.AppraisalJson is null)
        {
            return new SignLine(dossier, false, "", 0, 0, 0, 0, Conclude(dossier), FlagsOf(context, dossier, null, 0), HindrancesOf(dossier, null, official));
        }

        var appraisal = Sign.Today(dossier, context);
        var arrears = ArrearsOf(appraisal, context);
        var (main, months) = (appraisal.Answer.Main, arrears.Sum(a => a.Months));
        // In a list that others may look over: what tells of HIV is named neutrally.
        var category = main is null ? "" : context.Rules.Category(main.CategoryCode)?.Sensitive == true ? NeutralWords.Label : main.Label;
        return new SignLine(dossier, true, category, appraisal.Answer.Awards.Sum(a => a.MonthlyDong), main?.StartMonth ?? 0, arrears.Sum(a => a.TotalDong), months,
            Conclude(dossier), FlagsOf(context, dossier, appraisal, months), HindrancesOf(dossier, appraisal, official));
    }

    /// <summary>Months due before the first regular list, which is the month after signing.</summary>
    public static IReadOnlyList<ArrearsSpan> ArrearsOf(Appraisal appraisal, FlowContext context) => Arrears.Between(
        appraisal.Facts, new PayMonth(appraisal.Answer.Main?.StartMonth ?? context.Month.Number), context.Month.AddMonths(1), context.Rules, appraisal.ProvinceCode);

    private static string Conclude(Dossier dossier) => dossier.AppraisedEligible switch
    {
        true => $"Đủ điều kiện. {dossier.AppraisalNote}".Trim(),
        false => $"Không đủ điều kiện. {dossier.AppraisalNote}".Trim(),
        _ => $"{(dossier.ReviewedEligible == false ? "Không đủ điều kiện" : "Đủ điều kiện")} (xét duyệt). {dossier.ReviewNote}".Trim(),
    };

    private static List<string> FlagsOf(FlowContext context, Dossier dossier, Appraisal? now, int months)
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

        if (now is not null && Appraisal.Parse(dossier.AppraisalJson!).Answer.Awards.Sum(a => a.MonthlyDong) != now.Answer.Awards.Sum(a => a.MonthlyDong))
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

    private static List<string> HindrancesOf(Dossier dossier, Appraisal? now, SignedInOfficial official)
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
        else if (now is not null && !now.Answer.Eligible)
        {
            why.Add(DossierProblems.NotEligible.Now(now.WhyNot(dossier.Form)).Message);
        }

        return why;
    }
}
