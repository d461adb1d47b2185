using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers;

/// <summary>Why work may go on without a match.</summary>
public sealed record OverrideInput(Guid Id, long Version, string Reason);

/// <summary>Chấp nhận khi chưa khớp: an official justifies a decision without a match of the population database (policy 8.2). The status of the dossier stays.</summary>
public sealed class OverrideIdentity(DossierDesk desk)
{
    public static readonly ProblemKind AlreadyMatched = new("identity-already-settled", "Thông tin định danh đã khớp hoặc đã được chấp nhận; không cần ghi lý do.");

    public async Task<Outcome<Dossier>> Handle(OverrideInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await desk.FindAsync(input.Id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (dossier, context, _) = open;
        if (!official.May(Actions.IdentityOverride))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (dossier.Version != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        if (StatusTable.IsDecided(dossier.Status))
        {
            return DossierProblems.WrongStatus.Now(StatusTable.Name(dossier.Status));
        }

        if (PersonChecks.Stand(dossier))
        {
            return AlreadyMatched.Now();
        }

        if (ReasonText.Fault(nameof(input.Reason), input.Reason.Trim()) is { } fault)
        {
            return fault;
        }

        AcceptAll(dossier, input.Reason.Trim(), official);
        var act = Act.By(official, ActKinds.OverrideIdentity, context.NowUtc, input.Reason.Trim()).On("dossier", dossier.Id);
        return await desk.Db.SaveAsync(act, cancel) ? dossier : CommonProblems.ChangedMeanwhile.Now();
    }

    // One reason for everybody who is not settled: the official saw all their papers.
    private static void AcceptAll(Dossier dossier, string reason, SignedInOfficial official)
    {
        var people = PersonChecks.Of(dossier);
        foreach (var check in people.Select(p => p.Check).Prepend(dossier.Identity).Where(c => !c.AllowsDecision))
        {
            Accept(check, reason, official);
        }

        PersonChecks.Keep(dossier, people);
    }

    private static void Accept(IdentityCheck check, string reason, SignedInOfficial official) =>
        (check.Status, check.OverrideReason, check.OverrideBy) = (IdentityStatus.Overridden, reason, official.FullName);
}

/// <inheritdoc cref="OverrideIdentity"/>
[Needs(Actions.IdentityOverride)]
public sealed class OverrideIdentityModel(OverrideIdentity verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public Dossier Dossier { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await desk.FindAsync(Id, current.Required, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<Dossier>(Id, cancel);
        }

        (Dossier, Version) = (open.Dossier, open.Dossier.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(new OverrideInput(Id, Version, Reason ?? ""), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã ghi lý do chấp nhận thông tin định danh.";
            return RedirectToPage("/Dossiers/DossierPage", new { id = Id });
        }

        desk.Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        ModelState.Remove(nameof(Version));
        return await OnGetAsync(cancel);
    }
}
