using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>What the officer found in the archive about the certificate to be exchanged or issued again.</summary>
/// <param name="Reason">One of <see cref="ExchangeReasons"/>.</param>
/// <param name="CertificateId">The certificate on the system; null for a paper one of earlier years, whose data follow.</param>
/// <param name="OldOn">dd/MM/yyyy.</param>
public sealed record CheckCertificateInput(
    Guid Id, long Version, string Reason, Guid? CertificateId, string OldNumber, string OldOn, string Degree, IReadOnlyList<string> Types, string Basis, bool? Eligible, string Note);

/// <summary>Kiểm tra hồ sơ lưu for an exchange or a re-issue: five working days, no council (Circular 01/2019 Art. 8, 9).</summary>
public sealed class CheckCertificate(CouncilDesk council)
{
    public async Task<Outcome<Dossier>> Handle(CheckCertificateInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await council.Dossiers.OpenAsync(input.Id, input.Version, official, ActKinds.CheckCertificate, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var found = await CertificateRegister.OfPersonAsync(council.Db, dossier.Owner.CitizenId, dossier.Owner.OldIdentityNumber, cancel);
        var known = found.FirstOrDefault(c => c.Id == input.CertificateId);
        var faults = new List<Problem>();
        var check = known is null ? OfPaper(input, dossier, context, faults) : OfKnown(input, known, dossier, context);
        faults.AddRange(Faults(input, check, known, context.Today));
        if (faults.Count > 0)
        {
            return faults;
        }

        council.Db.CertificateChecks.Add(check);
        (dossier.ReviewedEligible, dossier.ReviewNote, dossier.AppraisedById) = (input.Eligible, input.Note.Trim(), official.Id);
        var words = input.Eligible!.Value ? "Kết luận: đủ điều kiện đổi, cấp lại" : "Kết luận: không đủ điều kiện đổi, cấp lại";
        return await council.Dossiers.MoveAsync(opened.Value, ActKinds.CheckCertificate, DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Check), words, cancel);
    }

    private static CertificateCheck OfKnown(CheckCertificateInput input, DisabilityCertificate known, Dossier dossier, FlowContext context) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Reason = input.Reason, CertificateId = known.Id,
        OldNumber = known.Number, OldIssuedOn = known.IssuedOn, Degree = known.Degree, Types = known.Types, Basis = known.Basis, ValidTo = known.ValidTo,
        ListedExtremelySevere = known.ListedExtremelySevere, Eligible = input.Eligible == true, Note = input.Note.Trim(), At = context.NowUtc,
    };

    // A paper certificate of earlier years: its data stand in the commune's archive and are typed from there.
    private static CertificateCheck OfPaper(CheckCertificateInput input, Dossier dossier, FlowContext context, List<Problem> faults)
    {
        var refused = input.Eligible == false;
        var on = refused ? DayText.Parse(input.OldOn) : DayText.Past(input.OldOn, context.Today, nameof(input.OldOn), "ngày cấp giấy cũ", faults);
        var degree = Enum.TryParse<DisabilityDegree>(input.Degree, out var d) ? d : DisabilityDegree.None;
        var types = CouncilWords.Types(input.Types);
        if (!refused && input.CertificateId is not null)
        {
            faults.Add(DisabilityProblems.CertificateUnknown.At(nameof(input.CertificateId)));
        }

        if (!refused && TextFault.Of(input.OldNumber.Trim(), nameof(input.OldNumber), "số giấy cũ", "Số giấy", 40) is { } number)
        {
            faults.Add(number);
        }

        if (!refused && degree == DisabilityDegree.None)
        {
            faults.Add(DisabilityProblems.ChooseDegree.At(nameof(input.Degree)));
        }

        if (!refused && types.Length == 0)
        {
            faults.Add(DisabilityProblems.TypeNeeded.At(nameof(input.Types)));
        }

        if (!refused && TextFault.Of(input.Basis.Trim(), nameof(input.Basis), "căn cứ trong hồ sơ lưu, ví dụ biên bản của Hội đồng", "Căn cứ", 500) is { } basis)
        {
            faults.Add(basis);
        }

        return new CertificateCheck
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath, Reason = input.Reason,
            OldNumber = input.OldNumber.Trim(), OldIssuedOn = on, Degree = degree, Types = types, Basis = input.Basis.Trim(),
            ValidTo = on is { } issued ? DisabilityCertificate.LastDay(BirthDate.Parse(dossier.Owner.BirthDate), issued, listedExtremelySevere: false) : null,
            Eligible = input.Eligible == true, Note = input.Note.Trim(), At = context.NowUtc,
        };
    }

    private static IEnumerable<Problem> Faults(CheckCertificateInput input, CertificateCheck check, DisabilityCertificate? known, DateOnly today)
    {
        if (ExchangeReasons.All.All(r => r.Key != input.Reason))
        {
            yield return DisabilityProblems.ReasonUnknown.At(nameof(input.Reason));
        }

        if (input.Eligible is null)
        {
            yield return DossierProblems.ChooseConclusion.At(nameof(input.Eligible));
        }

        if (ReasonText.Fault(nameof(input.Note), input.Note.Trim()) is { } note)
        {
            yield return note;
        }

        if (input.Eligible != true)
        {
            yield break;
        }

        if (CouncilRules.NeedsCouncil(input.Reason, check.ValidTo, today))
        {
            yield return DisabilityProblems.WholeProcedure.At(nameof(input.Eligible), input.Reason == ExchangeReasons.Changed ? "thay đổi dạng hoặc mức độ khuyết tật" : "trẻ đã đủ 6 tuổi");
        }

        if (known is { State: not CertificateState.Active })
        {
            yield return DisabilityProblems.CertificateEnded.At(nameof(input.CertificateId), known.Number, PersonRules.Inside(CertificateWords.State(known.State)));
        }
    }
}

/// <inheritdoc cref="CheckCertificate"/>
[Needs(Actions.DossierReview)]
public sealed class CheckCertificateModel(CheckCertificate verb, CouncilDesk council, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(council.Dossiers, current, foreign)
{
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Id of a certificate on the system, or empty for a paper one.</summary>
    [BindProperty]
    public string? CertificateId { get; set; }

    [BindProperty]
    public string? OldNumber { get; set; }

    [BindProperty]
    public string? OldOn { get; set; }

    [BindProperty]
    public string? Degree { get; set; }

    [BindProperty]
    public List<string> Types { get; set; } = [];

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public bool? Eligible { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public override string Verb => ActKinds.CheckCertificate;

    public IReadOnlyList<DisabilityCertificate> Found { get; private set; } = [];

    protected override string Done => "Đã ghi kết luận và trình Chủ tịch UBND ký.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Found = await CertificateRegister.OfPersonAsync(Db, Dossier.Owner.CitizenId, Dossier.Owner.OldIdentityNumber, cancel);
        var declared = DeclaredDisability.Of(Dossier);
        (Reason, OldNumber) = (Reason ?? declared.ExchangeReason, OldNumber ?? declared.OldNumber);
        CertificateId ??= Found.FirstOrDefault(c => c.State == CertificateState.Active)?.Id.ToString();
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(
        new CheckCertificateInput(Id, Version, Reason ?? "", Guid.TryParse(CertificateId, out var known) ? known : null, OldNumber ?? "", OldOn ?? "", Degree ?? "", Types, Basis ?? "", Eligible, Note ?? ""),
        Official, cancel);
}
