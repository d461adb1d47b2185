using Microsoft.AspNetCore.Mvc;
using Protos.Values;
using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>What the appraiser found in the papers, and his conclusion.</summary>
/// <param name="Eligible">Null when nothing was chosen.</param>
public sealed record AppraiseInput(
    Guid Id, long Version, bool? Eligible, string Note, DisabilityDegree Degree, int Kind, string CertificateNumber, DateOnly? CertificateOn,
    bool InInstitution, long OtherAssistanceDong);

/// <summary>Thẩm định (policy 3.4 S5): facts from the papers, the answer of the rules, a conclusion, and the slip D12.</summary>
public sealed class Appraise(DossierDesk desk)
{
    public async Task<Outcome<Dossier>> Handle(AppraiseInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(input.Id, input.Version, official, ActKinds.Appraise, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var appraisal = Ask(dossier, context, input);
        if (Faults(input, dossier, appraisal, context.Today) is { Count: > 0 } faults)
        {
            return faults;
        }

        dossier.AppraisalJson = appraisal.ToJson();
        (dossier.AppraisedEligible, dossier.AppraisalNote, dossier.AppraisedById) = (input.Eligible, input.Note.Trim(), official.Id);
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D12", "",
            FlowPapers.AppraisalSlip(context, dossier, appraisal, input.Eligible!.Value, input.Note.Trim(), official)));
        var words = input.Eligible.Value ? "Kết luận thẩm định: đủ điều kiện" : "Kết luận thẩm định: không đủ điều kiện";
        return await desk.MoveAsync(opened.Value, ActKinds.Appraise, DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Appraise), words, cancel);
    }

    /// <summary>What the rules answer for the month of today.</summary>
    public static Appraisal Ask(Dossier dossier, FlowContext context, AppraiseInput input) => Appraisal.Of(
        new Facts
        {
            Birth = BirthDate.Parse(dossier.Owner.BirthDate),
            Disability = input.Degree == DisabilityDegree.None || input.CertificateOn is null ? null
                : new DisabilityFacts(input.Degree, input.Kind, input.CertificateNumber.Trim(), input.CertificateOn.Value),
            Institution = input.InInstitution ? [new DaySpan()] : [],
            OtherAllowances = input.OtherAssistanceDong > 0 ? [new AllowanceSpan(AllowanceKind.SocialAssistance, "", input.OtherAssistanceDong)] : [],
        },
        context.Month, context.Rules, TenantPath.Parse(dossier.TenantPath).Province);

    private static List<Problem> Faults(AppraiseInput input, Dossier dossier, Appraisal appraisal, DateOnly today)
    {
        var faults = new List<Problem>();
        if (input.Eligible is null)
        {
            faults.Add(DossierProblems.ChooseConclusion.At(nameof(input.Eligible)));
        }

        if (ReasonText.Fault(nameof(input.Note), input.Note.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        if (input.CertificateOn > today)
        {
            faults.Add(CertificateInFuture.At(nameof(input.CertificateOn)));
        }

        if (input.OtherAssistanceDong < 0)
        {
            faults.Add(NegativeMoney.At(nameof(input.OtherAssistanceDong)));
        }

        // The amount is the rules' and so is the right: a conclusion against them needs other facts, not another tick.
        if (input.Eligible == true && !appraisal.Answer.Eligible)
        {
            faults.Add(DossierProblems.NotEligible.At(nameof(input.Eligible), appraisal.WhyNot(dossier.Form)));
        }

        return faults;
    }

    public static readonly ProblemKind CertificateInFuture = new("certificate-in-future",
        "Ngày cấp giấy xác nhận khuyết tật không thể sau hôm nay. Hãy kiểm tra lại ngày trên giấy.");

    public static readonly ProblemKind NegativeMoney = new("negative-money", "Số tiền không thể nhỏ hơn 0. Hãy nhập 0 nếu không có.");
}

/// <inheritdoc cref="Appraise"/>
[Needs(Actions.DossierAppraise)]
public sealed class AppraiseModel(Appraise verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    private bool _typed;

    [BindProperty]
    public bool? Eligible { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public DisabilityDegree Degree { get; set; }

    [BindProperty]
    public int Kind { get; set; }

    [BindProperty]
    public string? CertificateNumber { get; set; }

    [BindProperty]
    public string? CertificateOn { get; set; }

    [BindProperty]
    public bool InInstitution { get; set; }

    [BindProperty]
    public long OtherAssistanceDong { get; set; }

    /// <summary>What the rules answer with the facts on the page.</summary>
    public Appraisal? Preview { get; private set; }

    public override string Verb => ActKinds.Appraise;

    protected override string Done => "Đã ghi kết quả thẩm định và trình ký.";

    /// <summary>Shows what the rules answer for the facts as typed; nothing is stored.</summary>
    public async Task<IActionResult> OnPostComputeAsync(CancellationToken cancel)
    {
        _typed = true;
        return await OnGetAsync(cancel);
    }

    protected override Task ShowAsync(CancellationToken cancel)
    {
        if (!_typed && HttpMethods.IsGet(Request.Method))
        {
            Fill(DeclaredFacts.Of(Dossier));
        }

        Preview = Appraise.Ask(Dossier, Open.Context, Input());
        return Task.CompletedTask;
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Input(), Official, cancel);

    private void Fill(DeclaredFacts declared)
    {
        (Degree, Kind, CertificateNumber) = (declared.Degree, declared.Kind, declared.CertificateNumber);
        CertificateOn = declared.CertificateOn is { } day ? VietnameseFormat.Date(day) : "";
        (InInstitution, OtherAssistanceDong) = (declared.InInstitution, declared.OtherAssistanceDong);
    }

    private AppraiseInput Input() => new(
        Id, Version, Eligible, Note ?? "", Degree, Kind, CertificateNumber ?? "", Day(CertificateOn), InInstitution, OtherAssistanceDong);

    private static DateOnly? Day(string? text) =>
        BirthDate.TryParse(text, out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null;
}
