using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Forms;
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
public sealed record AppraiseInput(Guid Id, long Version, bool? Eligible, string Note, Facts Facts, Measure? Measure = null)
{
    /// <summary>People whom a household cares for (form 2a) as the appraiser corrected them; null: as declared.</summary>
    public IReadOnlyList<CaredMember>? Members { get; init; }

    /// <summary>What is wrong with what was typed, told by the page that read it: it is then no fact of a decision.</summary>
    public IReadOnlyList<Problem> Typed { get; init; } = [];
}

/// <summary>Thẩm định (policy 3.4 S5): facts from the papers, the answer of the rules, a conclusion, and the slip D12.</summary>
public sealed class Appraise(DossierDesk desk, OutcomeDesk outcomes, ReviewMinutes minutes, Submissions submissions)
{
    public Task<Outcome<Dossier>> Handle(AppraiseInput input, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => AppraiseAsync(input, official, cancel), cancel);

    private async Task<Outcome<Dossier>> AppraiseAsync(AppraiseInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.Appraise, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var found = await AskAsync(opened.Value, input, cancel);
        if (await FaultsAsync(input, found, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        dossier.AppraisalJson = found.Appraisal.ToJson();
        PersonChecks.Keep(dossier, PersonChecks.Of(dossier)); // who takes the money is asked about too
        (dossier.AppraisedEligible, dossier.AppraisalNote, dossier.AppraisedById) = (input.Eligible, input.Note.Trim(), official.Id);
        await minutes.IssueAsync(opened.Value, cancel);
        var words = input.Eligible!.Value ? "Kết luận thẩm định: đủ điều kiện" : "Kết luận thẩm định: không đủ điều kiện";
        var to = Next(DossierFlow.RouteOf(context, dossier), input.Eligible.Value);
        if (await submissions.HeadSignsAsync(opened.Value, to, cancel))
        {
            to = DossierStatus.AwaitingHead;
        }
        else
        {
            var checks = SlipData.Of(found, await outcomes.BlockedByAsync(found, cancel));
            desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, Submissions.Slip, "", AppraisalPapers.Slip(context, dossier, found.Appraisal, official.FullName, checks),
                official.Office, official.Level == UnitLevel.Institution ? context.UnitName(official.Office) : null));
        }

        return await desk.MoveAsync(opened.Value, ActKinds.Appraise, to, words, cancel);
    }

    /// <summary>
    /// Where an appraised dossier goes. The written answer that somebody is not eligible goes to no department: who decides signs it, and where an
    /// admission is only proposed, who would propose it.
    /// </summary>
    public static DossierStatus Next(Route route, bool eligible) =>
        eligible ? route.After(RouteStepKind.Appraise) : route.Has(RouteStepKind.Propose) ? DossierStatus.AwaitingProposal : DossierStatus.AwaitingSignature;

    /// <summary>What the rules answer for the month of today, beside what the registry knows of the person. Nothing is stored.</summary>
    public async Task<Case> AskAsync(OpenDossier open, AppraiseInput input, CancellationToken cancel)
    {
        var (dossier, context, _) = open;
        var (household, members) = await MembersAsync(open, input, cancel);
        var facts = household ? members[0].Facts : await KnownAsync(dossier, AttestedChecks.Over(CarerChecks.Over(input.Facts, dossier), dossier), await OutcomeDesk.PersonAsync(desk.Db, dossier, cancel), context.Month, cancel);
        if (dossier.Kind == RequestKind.Admit && facts.Institution.Count == 0 && facts.Admission?.Case != AdmissionCase.Voluntary)
        {
            // The form asks to be taken in: the rules are asked for a whole month there; which month is the first is the outcome's (one payer a month).
            facts = facts with { Institution = [new DaySpan()] };
        }

        var province = TenantPath.Parse(dossier.TenantPath).Province;
        PayMonth? filed = dossier.Requests.Any(r => r.Kind == RequestKind.Grant) ? PayMonth.Of(VietnamTime.Day(dossier.SubmittedAt)) : null;
        var appraisal = Appraisal.Of(facts, context.Month, context.Rules, province, filed) with
        {
            Measure = input.Measure ?? new Measure(), About = household ? members[0] : null,
            Beside = members.Skip(household ? 1 : 0).Select(m => m.Asked(context.Month, context.Rules, province)).ToList(),
        };
        return await outcomes.FindAsync(open, appraisal, cancel);
    }

    // Form 2a names everybody whom the household cares for: alone it is about them, beside another form about those who are not its person.
    private async Task<(bool Household, List<CaredMember> Members)> MembersAsync(OpenDossier open, AppraiseInput input, CancellationToken cancel)
    {
        var dossier = open.Dossier;
        var (forms, known) = (FormFacts.FormsOf(dossier), new List<CaredMember>());
        var named = input.Members ?? (forms.Any(f => f.Code == "2a") ? FormFacts.Members(FormFacts.ValuesOf(dossier), VietnamTime.Day(dossier.SubmittedAt)) : []);
        var household = FormFacts.IsOfHousehold(forms) && named.Count > 0;
        foreach (var member in named.Where(m => household || !m.Is(dossier.Owner)))
        {
            var person = await OutcomeDesk.PersonAsync(desk.Db, member.CitizenId, member.OldIdentityNumber, cancel);
            known.Add(member with { Facts = await KnownAsync(RequestKind.Care, null, CarerChecks.Over(member.Facts, dossier), person, open.Context.Month, cancel) });
        }

        return (household, known);
    }

    // What the form does not tell stands as it was decided; what is paid now wins ties and carries limits of age over to the next month (policy 1.3).
    private async Task<Facts> KnownAsync(Dossier dossier, Facts told, Beneficiary? person, PayMonth month, CancellationToken cancel)
    {
        var arrived = dossier.TransferId is { } transfer
            ? FactsBefore.OfArrival(await desk.Db.TransferHalves.AsNoTracking().FirstOrDefaultAsync(h => h.TransferId == transfer && h.Side == TransferSide.In, cancel)) : null;
        return arrived is { } before ? FactsBefore.Over(before.Facts, told) with { CurrentCategory = before.Category }
            : await KnownAsync(dossier.Kind, Undoing.Of(dossier), told, person, month, cancel);
    }

    private async Task<Facts> KnownAsync(RequestKind kind, Guid? wrong, Facts told, Beneficiary? person, PayMonth month, CancellationToken cancel)
    {
        if (person is null)
        {
            return told;
        }

        // Care support alone is no category of a person.
        var paid = person is { Status: not EntitlementStatus.Ended, CategoryCode.Length: > 0 } && !person.CategoryCode.StartsWith("CS.", StringComparison.Ordinal);
        var facts = told.CurrentCategory.Length == 0 && paid ? told with { CurrentCategory = person.CategoryCode } : told;
        if (kind == RequestKind.Grant && paid)
        {
            // The form asks for "trợ cấp xã hội hàng tháng": what this registry pays is no allowance under other texts, and group 4 may stand beside it.
            facts = facts with { OtherAllowances = facts.OtherAllowances.Where(a => a.Kind != AllowanceKind.SocialAssistance).ToList() };
        }

        var begins = FactsBefore.Begin(kind) || (kind == RequestKind.Grant && paid && Standing.MayJoin(person.CategoryCode));
        if (begins && await FactsBefore.FindAsync(desk.Db, person, cancel, wrong) is { } before)
        {
            // Of whom nothing is paid any more the carer is supported only when the facts themselves say so.
            facts = FactsBefore.Over(before.Facts, facts) with { CurrentCategory = kind != RequestKind.Care || paid ? before.Category : "" };
        }

        return facts with { CurrentCare = await FactsBefore.CareAsync(desk.Db, person, month, cancel) };
    }

    private async Task<List<Problem>> FaultsAsync(AppraiseInput input, Case found, CancellationToken cancel)
    {
        var (faults, today) = (input.Typed.ToList(), found.Context.Today);
        if (input.Eligible is null)
        {
            faults.Add(DossierProblems.ChooseConclusion.At(nameof(input.Eligible)));
        }

        if (ReasonText.Fault(nameof(input.Note), input.Note.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        if (found.Everybody.Select(c => c.Appraisal.Facts).Any(f => f.Disability?.CertificateOn > today || f.EarlierCertificates.Any(c => c.CertificateOn > today)))
        {
            faults.Add(CertificateInFuture.At("CertificateOn"));
        }

        if (input.Facts.OtherAllowances.Any(a => a.MonthlyDong < 0) || input.Facts.Incomes.Any(i => i.MonthlyDong < 0) || input.Measure?.CostDong < 0)
        {
            faults.Add(NegativeMoney.At("OtherAssistanceDong"));
        }

        if (input.Eligible == false && input.Typed.Count == 0 && OutcomePapers.Lacks(found) is { } lacks)
        {
            faults.Add(lacks);
        }

        // The amount is the rules' and so is the right: a conclusion against them needs other facts, not another tick.
        // What was mistyped is told first: the rules' answer to it would mislead.
        return input.Eligible == true && input.Typed.Count == 0
            ? [.. faults, .. outcomes.Of(found.Dossier).Faults(found), .. await outcomes.PersonFaultsAsync(found, cancel)] : faults;
    }

    public static readonly ProblemKind CertificateInFuture = new("certificate-in-future",
        "Ngày cấp giấy xác nhận khuyết tật không thể sau hôm nay. Hãy kiểm tra lại ngày trên giấy.");

    public static readonly ProblemKind NegativeMoney = new("negative-money", "Số tiền không thể nhỏ hơn 0. Hãy nhập 0 nếu không có.");
}
