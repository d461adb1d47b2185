using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>What the appraisal slip (D12, policy 4.3) says beside the clauses: the papers of the dossier, who receives already, other allowances. Pure.</summary>
public static class SlipData
{
    /// <param name="blocking">Who receives already what must not stand beside, or null.</param>
    public static SlipChecks Of(Case found, Beneficiary? blocking) => new(Papers(found.Dossier), Duplicate(found, blocking), Beside(found.Appraisal.Facts)) { Carers = [.. CarerChecks.Of(found.Dossier).Select(CarerChecks.Words), .. AttestedChecks.Of(found.Dossier).Select(AttestedChecks.Words)] };

    /// <summary>Declarations, needed papers and what was sent beside. Papers are shown at intake and need not be filed (Art. 8(1)(a)): what was not sent is compared with the original.</summary>
    public static IReadOnlyList<string> Papers(Dossier dossier)
    {
        var forms = FormFacts.FormsOf(dossier);
        var (day, sent) = (VietnamTime.Day(dossier.SubmittedAt), dossier.Attachments.GroupBy(a => a.Paper, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal));
        var scope = FormFacts.ValuesOf(dossier).On(day);
        var shown = PresentedPapers.Of(dossier).GroupBy(p => p.Paper, StringComparer.Ordinal).ToDictionary(g => g.Key, g => string.Join("; ", g.Select(PresentedPapers.Words)), StringComparer.Ordinal);
        var known = forms.Count == 0 ? [] : new FormSet(forms).Papers;
        string Found(string code) => string.Join("; ", new[] { sent.TryGetValue(code, out var files) ? $"{files} tệp" : "", shown.GetValueOrDefault(code, "") }.Where(t => t.Length > 0))
            is { Length: > 0 } what ? $"đủ ({what})" : "không nộp bản chụp, đối chiếu bản chính";
        return
        [
            .. forms.Select(f => $"Tờ khai mẫu {f.Code}: đủ"),
            .. known.Where(p => sent.ContainsKey(p.Kind.Code) || shown.ContainsKey(p.Kind.Code) || p.IsNeeded(scope)).Select(p => $"{p.Kind.NameOn(day)}: {Found(p.Kind.Code)}"),
            .. sent.Where(s => known.All(p => p.Kind.Code != s.Key)).Select(s => $"{SubmitPapers.NameOf(s.Key)}: đủ ({s.Value} tệp)"),
        ];
    }

    private static string Duplicate(Case found, Beneficiary? blocking) =>
        blocking is not null ? $"Trùng với người đang hưởng, mã đối tượng {blocking.Code}"
        : found.Number.Length == 0 ? "Không có số định danh để đối chiếu; đã đối chiếu theo giấy tờ"
        : found.Person is { Status: not EntitlementStatus.Ended } own ? $"Không trùng với người khác; chính người này đang hưởng, mã đối tượng {own.Code}"
        : "Không trùng với người đang hưởng trong tỉnh";

    private static string Beside(Facts facts) => string.Join("; ",
    [
        .. facts.Incomes.Where(i => i.MonthlyDong > 0 && i.Kind is IncomeKind.Pension or IncomeKind.SocialInsurance)
            .Select(i => $"{(i.Kind == IncomeKind.Pension ? "lương hưu" : "trợ cấp bảo hiểm xã hội hàng tháng")} {new Dong(i.MonthlyDong)}/tháng"),
        .. facts.OtherAllowances.Where(a => a.MonthlyDong > 0).Select(a => $"{Name(a)} {new Dong(a.MonthlyDong)}/tháng"),
    ]);

    private static string Name(AllowanceSpan allowance) => allowance.Name.Length > 0 ? allowance.Name : allowance.Kind switch
    {
        AllowanceKind.Merit => "trợ cấp ưu đãi người có công", AllowanceKind.SocialAssistance => "trợ cấp xã hội theo văn bản khác", _ => "trợ cấp khác",
    };
}
