using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>What was found wrong with a certificate.</summary>
/// <param name="FoundOn">dd/MM/yyyy: the authority concluded on this day that the type or degree is wrong.</param>
public sealed record WithdrawCertificateInput(Guid Id, long Version, string FoundOn, string Why);

/// <summary>Thu hồi: the competent authority concluded that the type or degree is wrong; the chairman withdraws within five working days (Circular 01/2019 Art. 8(3), 9).</summary>
public sealed class WithdrawCertificate(NodeDb db, FlowRules rules)
{
    /// <summary>Working days from the conclusion.</summary>
    public const int Days = 5;

    public async Task<Outcome<DisabilityCertificate>> Handle(WithdrawCertificateInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.DisabilityCertificates.SingleOrDefaultAsync(c => c.Id == input.Id, cancel) is not { } certificate)
        {
            return CommonProblems.NotFound.Now();
        }

        if (official.Office.Value != certificate.TenantPath || !official.May(Actions.DossierSign))
        {
            return DossierProblems.OtherOffice.Now(certificate.IssuerName);
        }

        if (certificate.Version != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        var context = await rules.ForAsync(TenantPath.Parse(certificate.TenantPath), cancel);
        var faults = new List<Problem>();
        var found = DayText.Past(input.FoundOn, context.Today, nameof(input.FoundOn), "ngày kết luận sai", faults);
        if (ReasonText.Fault(nameof(input.Why), input.Why.Trim()) is { } fault)
        {
            faults.Add(fault);
        }

        if (certificate.State != CertificateState.Active)
        {
            faults.Add(DisabilityProblems.CertificateEnded.Now(certificate.Number, PersonRules.Inside(CertificateWords.State(certificate.State))));
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var due = context.Calendar.AddWorkingDays(found!.Value, Days);
        var why = $"{input.Why.Trim()} (kết luận ngày {VietnameseFormat.Date(found.Value)}, hạn thu hồi {VietnameseFormat.Date(due)}{(context.Today > due ? ", quá hạn" : "")})";
        return await EndAsync(context, certificate, why, input.Why.Trim(), official, cancel);
    }

    private async Task<Outcome<DisabilityCertificate>> EndAsync(FlowContext context, DisabilityCertificate certificate, string history, string why, SignedInOfficial official, CancellationToken cancel)
    {
        var act = Act.By(official, ActKinds.WithdrawCertificate, context.NowUtc, history).On("certificate", certificate.Id);
        // The paper may have stayed with the commune that issued it before a change of units.
        db.Scope.Enter(TenantPath.Parse(official.Office.Province));
        try
        {
            await EndCertificate.WithdrawAsync(db, certificate, history, why, official.FullName, context.NowUtc, cancel);
            db.Papers.Add(await PaperAsync(context, certificate, why, official, cancel));
            return await db.SaveAsync(act, cancel) ? certificate : CommonProblems.ChangedMeanwhile.Now();
        }
        finally
        {
            db.Scope.Enter(official.Office);
        }
    }

    // The dossier may have stayed with a commune of the three-tier organisation; the paper belongs to whoever holds the certificate now.
    private async Task<IssuedPaper> PaperAsync(FlowContext context, DisabilityCertificate certificate, string why, SignedInOfficial chairman, CancellationToken cancel)
    {
        var dossier = await db.Dossiers.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().SingleAsync(d => d.Id == certificate.DossierId, cancel);
        var commune = TenantPath.Parse(certificate.TenantPath);
        var scene = PaperScenes.Of(context, commune) with { DossierCode = dossier.Code };
        var paper = PaperDesk.Issue(context, dossier, "KT9", "", DisabilityPapers.Withdraw(scene, certificate.Number, PaperScenes.Owner(scene, dossier), why, chairman), commune);
        paper.TenantPath = certificate.TenantPath;
        return paper;
    }
}

/// <summary>One certificate whole, with its history; the chairman withdraws it here.</summary>
[Needs(Actions.RegistryView)]
public sealed class CertificatePageModel(WithdrawCertificate verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? FoundOn { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public DisabilityCertificate Certificate { get; private set; } = null!;

    public DateOnly Today => time.Today;

    public bool MayWithdraw => Certificate.State == CertificateState.Active && current.Required.May(Actions.DossierSign) && current.Required.Office.Value == Certificate.TenantPath;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        Version = Certificate.Version;
        await views.RecordAsync("certificate", Id, current.Required, cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        db.ChangeTracker.Clear();
        var outcome = await verb.Handle(new WithdrawCertificateInput(Id, Version, FoundOn ?? "", Why ?? ""), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã thu hồi. Quyết định thu hồi có ở văn bản của hồ sơ.";
            return RedirectToPage(new { id = Id });
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return Page();
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await db.DisabilityCertificates.AsNoTracking().Include(c => c.History).SingleOrDefaultAsync(c => c.Id == Id, cancel) is not { } certificate)
        {
            return await foreign.NotFoundAsync<DisabilityCertificate>(Id, cancel);
        }

        Certificate = certificate;
        return null;
    }
}
