using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Seeing;

/// <summary>The part of a person's page about money: what was paid, when, how and to whom, what is open, what is carried over.</summary>
public sealed class PaymentsOfPersonViewComponent(NodeDb db, CurrentOfficial current) : ViewComponent
{
    /// <summary>Sums of some three years.</summary>
    public const int Most = 80;

    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel)
    {
        var claims = await PaidClaims.OfAsync(db, db.PaymentClaims.Where(c => c.BeneficiaryId == id), Most, cancel);
        // A commune whose district holds the fund sees what its people were paid; the lists are the district's.
        ViewData["MayOpen"] = (Func<PaidClaim, bool>)(c => current.Required.May(Actions.PaymentView) && current.Required.Office.Covers(c.Holder));
        var once = await db.OneOffPayments.AsNoTracking().Where(o => o.BeneficiaryId == id && o.CancelledById == null).ToListAsync(cancel);
        var paper = await PaperPayments.OfAsync(db, once, cancel);
        ViewData["Paper"] = paper;
        return claims.Count + paper.Count == 0 ? Content("") : View("/Payments/Seeing/_PaymentsOfPerson.cshtml", claims);
    }
}

/// <summary>The part of a citizen's page about money: what the decisions of his dossier have brought him. No name, no account, no category: a phone is read over shoulders.</summary>
public sealed class PaymentsOfDossierViewComponent(NodeDb db) : ViewComponent
{
    private const int Most = 40;

    /// <param name="id">A dossier that the reader has proven to be his; the scope is its commune.</param>
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel)
    {
        var decisions = db.Decisions.AsNoTracking().Where(d => d.DossierId == id && d.Number != null).Select(d => d.Id);
        var granted = await db.Entitlements.AsNoTracking().Where(e => decisions.Contains(e.DecisionId)).Select(e => new { e.BeneficiaryId, e.Kind }).Distinct().ToListAsync(cancel);
        var once = await db.OneOffPayments.AsNoTracking().Where(p => decisions.Contains(p.DecisionId)).Select(p => p.Id).ToListAsync(cancel);
        if (granted.Count == 0 && once.Count == 0)
        {
            return Content("");
        }

        var (people, care, main) = (granted.Select(g => g.BeneficiaryId).Distinct().ToList(), granted.Exists(g => g.Kind == Registry.EntitlementKind.Care), granted.Exists(g => g.Kind != Registry.EntitlementKind.Care));
        // Later versions of what was granted (a level, a birthday) are paid in its place; drafts are nobody's news.
        var approved = db.PaymentLists.AsNoTracking().Where(l => l.Status != ListStatus.Draft && l.Status != ListStatus.Discarded).Select(l => l.Id);
        var claims = db.PaymentClaims.Where(c => approved.Contains(c.ListId) && ((people.Contains(c.BeneficiaryId) && ((main && c.Kind == ClaimKind.Regular) || (care && c.Kind == ClaimKind.Care))) || (c.Kind > ClaimKind.Care && once.Contains(c.SourceId))));
        var found = await PaidClaims.OfAsync(db, claims, Most, cancel);
        return found.Count == 0 ? Content("") : View("/Payments/Seeing/_PaymentsOfDossier.cshtml", found);
    }
}
