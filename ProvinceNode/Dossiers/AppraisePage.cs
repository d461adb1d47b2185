using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <inheritdoc cref="Appraise"/>
[Needs(Actions.DossierAppraise)]
public sealed class AppraiseModel(Appraise verb, OutcomeDesk outcomes, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
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

    [BindProperty]
    public MeasureFields Measure { get; set; } = new();

    /// <summary>What the rules answer with the facts on the page, and what the registry knows of the person.</summary>
    public Case? Found { get; private set; }

    public Appraisal? Preview => Found?.Appraisal;

    /// <summary>Somebody with the same number who receives already, anywhere in the province: the decision would be refused.</summary>
    public Beneficiary? Blocking { get; private set; }

    public override string Verb => ActKinds.Appraise;

    protected override string Done => "Đã ghi kết quả thẩm định và trình ký.";

    /// <summary>Shows what the rules answer for the facts as typed; nothing is stored.</summary>
    public async Task<IActionResult> OnPostComputeAsync(CancellationToken cancel)
    {
        _typed = true;
        return await OnGetAsync(cancel);
    }

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        if (!_typed && HttpMethods.IsGet(Request.Method))
        {
            Fill(DeclaredFacts.Of(Dossier));
        }

        Found = await verb.AskAsync(Open, Input(Dossier), cancel);
        Blocking = await outcomes.BlockedByAsync(Found, cancel);
    }

    protected override async Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => await FindAsync(cancel) is { } open
        ? await verb.Handle(Input(open.Dossier), Official, cancel) : CommonProblems.NotFound.Now();

    private void Fill(DeclaredFacts declared)
    {
        (Degree, Kind, CertificateNumber) = (declared.Degree, declared.Kind, declared.CertificateNumber);
        CertificateOn = declared.CertificateOn is { } day ? VietnameseFormat.Date(day) : "";
        (InInstitution, OtherAssistanceDong) = (declared.InInstitution, declared.OtherAssistanceDong);
    }

    private AppraiseInput Input(Dossier dossier)
    {
        var birth = BirthDate.Parse(dossier.Owner.BirthDate);
        var certificate = Degree == DisabilityDegree.None || Day(CertificateOn) is not { } on ? null
            : new DisabilityFacts(Degree, Kind, (CertificateNumber ?? "").Trim(), on);
        var facts = new Facts
        {
            Birth = birth, Disability = certificate, Institution = InInstitution ? [new DaySpan()] : [],
            OtherAllowances = OtherAssistanceDong == 0 ? [] : [new AllowanceSpan(AllowanceKind.SocialAssistance, "", OtherAssistanceDong)],
        };
        return new AppraiseInput(Id, Version, Eligible, Note ?? "", facts, Measure.Read());
    }

    private static DateOnly? Day(string? text) =>
        BirthDate.TryParse(text, out var day) && day.Precision == BirthPrecision.Day ? day.Assumed : null;
}
