using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>What the appraiser found in the papers, what he proposes beside the rules' awards, and his conclusion.</summary>
/// <param name="Eligible">Null when nothing was chosen.</param>
/// <param name="Measure">Reason, day, receiver, destination or aid, where the request wants them.</param>
public sealed record AppraiseInput(Guid Id, long Version, bool? Eligible, string Note, Facts Facts, Measure? Measure = null);

/// <summary>Thẩm định (policy 3.4 S5): facts from the papers, the answer of the rules, a conclusion, and the slip D12.</summary>
public sealed class Appraise(DossierDesk desk, OutcomeDesk outcomes)
{
    public async Task<Outcome<Dossier>> Handle(AppraiseInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.Appraise, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var found = await AskAsync(opened.Value, input, cancel);
        if (Faults(input, found) is { Count: > 0 } faults)
        {
            return faults;
        }

        dossier.AppraisalJson = found.Appraisal.ToJson();
        (dossier.AppraisedEligible, dossier.AppraisalNote, dossier.AppraisedById) = (input.Eligible, input.Note.Trim(), official.Id);
        var checks = SlipData.Of(found, await outcomes.BlockedByAsync(found, cancel));
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D12", "",
            AppraisalPapers.Slip(context, dossier, found.Appraisal, input.Eligible!.Value, input.Note.Trim(), official, checks)));
        var words = input.Eligible.Value ? "Kết luận thẩm định: đủ điều kiện" : "Kết luận thẩm định: không đủ điều kiện";
        var route = DossierFlow.RouteOf(context, dossier);
        // The written answer that somebody is not eligible goes to no department: who decides signs it.
        var to = input.Eligible.Value ? route.After(RouteStepKind.Appraise) : DossierStatus.AwaitingSignature;
        return await desk.MoveAsync(opened.Value, ActKinds.Appraise, to, words, cancel);
    }

    /// <summary>What the rules answer for the month of today, beside what the registry knows of the person. Nothing is stored.</summary>
    public async Task<Case> AskAsync(OpenDossier open, AppraiseInput input, CancellationToken cancel)
    {
        var (dossier, context, _) = open;
        var person = await OutcomeDesk.PersonAsync(desk.Db, dossier, cancel);
        var before = person is not null && FactsBefore.Begin(dossier.Kind) ? await FactsBefore.FindAsync(desk.Db, person, cancel) : null;
        var facts = before is { } known ? FactsBefore.Over(known.Facts, input.Facts) with { CurrentCategory = known.Category } : input.Facts;
        // What is paid now wins ties and carries limits of age over to the next month (policy 1.3); care support alone is no category of a person.
        if (before is null && facts.CurrentCategory.Length == 0 && person is { Status: not EntitlementStatus.Ended } && !person.CategoryCode.StartsWith("CS.", StringComparison.Ordinal))
        {
            facts = facts with { CurrentCategory = person.CategoryCode };
        }

        facts = person is null ? facts : facts with { CurrentCare = await FactsBefore.CareAsync(desk.Db, person, context.Month, cancel) };
        if (dossier.Kind == RequestKind.Admit && facts.Institution.Count == 0)
        {
            // The form asks to be taken in: the rules are asked for a whole month there; which month is the first is the outcome's (one payer a month).
            facts = facts with { Institution = [new DaySpan()] };
        }

        var appraisal = Appraisal.Of(facts, context.Month, context.Rules, TenantPath.Parse(dossier.TenantPath).Province) with { Measure = input.Measure ?? new Measure() };
        return await outcomes.FindAsync(open, appraisal, cancel);
    }

    private List<Problem> Faults(AppraiseInput input, Case found)
    {
        var (faults, today) = (new List<Problem>(), found.Context.Today);
        if (input.Eligible is null)
        {
            faults.Add(DossierProblems.ChooseConclusion.At(nameof(input.Eligible)));
        }

        if (ReasonText.Fault(nameof(input.Note), input.Note.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        if (input.Facts.Disability?.CertificateOn > today || input.Facts.EarlierCertificates.Any(c => c.CertificateOn > today))
        {
            faults.Add(CertificateInFuture.At("CertificateOn"));
        }

        if (input.Facts.OtherAllowances.Any(a => a.MonthlyDong < 0) || input.Facts.Incomes.Any(i => i.MonthlyDong < 0) || input.Measure?.CostDong < 0)
        {
            faults.Add(NegativeMoney.At("OtherAssistanceDong"));
        }

        // The amount is the rules' and so is the right: a conclusion against them needs other facts, not another tick.
        return input.Eligible == true ? [.. faults, .. outcomes.Of(found.Dossier).Faults(found)] : faults;
    }

    public static readonly ProblemKind CertificateInFuture = new("certificate-in-future",
        "Ngày cấp giấy xác nhận khuyết tật không thể sau hôm nay. Hãy kiểm tra lại ngày trên giấy.");

    public static readonly ProblemKind NegativeMoney = new("negative-money", "Số tiền không thể nhỏ hơn 0. Hãy nhập 0 nếu không có.");
}
