using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// What tells that somebody lives with HIV: the form, its papers, the groups of clauses 3 and 8 (Law 64/2006; Decree 20 Art. 8(1)(b); policy 8.4, 10.2(6)).
/// Read by those who review, appraise or sign this dossier, at the offices that do; everybody else reads neutral words. Pure.
/// </summary>
public static class Sensitive
{
    /// <summary>Declaration of who lives with HIV.</summary>
    public const string Form = "1b";

    /// <summary>Under which a page gives the rules to its parts; a part that gets none takes every request for one of these.</summary>
    public const string Rules = "SensitiveRules";

    /// <summary>In place of what is not shown.</summary>
    public const string Closed = "Phần này chỉ người xét duyệt, thẩm định, ký hồ sơ xem được.";

    /// <summary>Whether an official reviews, appraises or signs this dossier: his role, at the office that the law names for the step.</summary>
    public static bool MaySee(FlowContext context, Dossier dossier, SignedInOfficial official)
    {
        var (route, commune) = (DossierFlow.RouteOf(context, dossier), TenantPath.Parse(dossier.TenantPath));
        return StatusTable.Moves.Where(m => m.Action is Actions.DossierReview or Actions.DossierAppraise or Actions.DossierSign && official.May(m.Action)
                && (Route.KindOf(m.From) is not { } kind || route.Has(kind)))
            .Select(m => DossierFlow.AuthorityOf(route, m, dossier.SignedAs)).OfType<string>().Distinct(StringComparer.Ordinal)
            .Any(a => official.Is(Authorities.AccountRole[a]) && context.For(dossier).OfficeFor(a, commune) == official.Office);
    }

    public static bool IsOf(Dossier dossier, RuleBook rules) => dossier.Requests.Exists(r => IsOf(r, rules));

    /// <summary>
    /// Made on the declaration of HIV, or on the one of own groups for a group that is kept apart: its code is one by any of its rows, whatever the words of the day on which
    /// it was filed, or the answer names the illness.
    /// </summary>
    public static bool IsOf(DossierRequest request, RuleBook rules) => request.Form == Form
        || (request.Form == ExtraGroupRow.OwnForm && FormValues.Parse(request.Answers)[OwnGroupForm.Group] is var group && (rules.IsSensitive(OwnGroupForm.CodeOf(group)) || IllnessWords.Tell(group)));

    /// <summary>Made for a group of the province or of a later decree that is as open as the others.</summary>
    public static bool IsOpenGroup(DossierRequest request, RuleBook rules) => request.Form == ExtraGroupRow.OwnForm && !IsOf(request, rules);

    /// <summary>Whether an answer of such a declaration names the group or why somebody belongs to it.</summary>
    public static bool Hides(DossierRequest request, string field, RuleBook rules) => field is OwnGroupForm.Group or OwnGroupForm.Why && IsOf(request, rules);

    /// <summary>Whether a file tells it: the confirmation itself, and in such a dossier the signed form and whatever was sent later.</summary>
    public static bool IsFile(Dossier dossier, string paper, RuleBook rules) => NeutralWords.Reveals(SubmitPapers.NameOf(paper))
        || (IsOf(dossier, rules) && (paper == SubmitPapers.SignedForm1.Code || paper == SubmitPapers.Supplement || paper == SubmitPapers.Reason.Code));

    /// <summary>A form as a page names it.</summary>
    public static string FormName(string form, bool maySee) => form == Form && !maySee ? "tờ khai trợ giúp xã hội" : $"tờ khai mẫu {form}";

    /// <summary>A text as a page shows it.</summary>
    public static string Text(string? text, bool maySee) => maySee || text is null ? text ?? "" : NeutralWords.Remark(text);

    /// <summary>Name of a filed paper as a page shows it.</summary>
    public static string Paper(string name, bool maySee) => maySee ? name : NeutralWords.Paper(name);
}
