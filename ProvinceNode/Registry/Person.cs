using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry;

/// <summary>One beneficiary whole: who, what from when by which decision, and who looked.</summary>
[Needs(Actions.RegistryView)]
public sealed class PersonModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public Beneficiary Person { get; private set; } = null!;

    public IReadOnlyList<Entitlement> Entitlements { get; private set; } = [];

    public IReadOnlyList<Act> Readings { get; private set; } = [];

    public RuleBook Rules { get; private set; } = null!;

    /// <summary>Whether the official may open a dossier of his own accord.</summary>
    public bool MayOpenDossier => current.Required.May(Actions.DossierReview);

    /// <summary>State of a version: one that another follows is no end of the entitlement, and one that was replaced whole was never due.</summary>
    public static string Words(Entitlement version, IReadOnlyList<Entitlement> all) =>
        version.EndMonth > 0 && version.EndMonth < version.StartMonth ? "Đã thay thế, không phát sinh"
            : version.Status == EntitlementStatus.Ended && all.Any(e => e.PreviousId == version.Id) ? "Đã đổi mức hoặc người nhận"
            : PeopleModel.Words(version.Status);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await db.Beneficiaries.AsNoTracking().SingleOrDefaultAsync(b => b.Id == Id, cancel) is not { } person)
        {
            return await foreign.NotFoundAsync<Beneficiary>(Id, cancel);
        }

        Person = person;
        await views.RecordAsync("beneficiary", Id, current.Required, cancel);
        Entitlements = await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == Id).OrderByDescending(e => e.StartMonth).ThenByDescending(e => e.RecordedAt).ToListAsync(cancel);
        var subject = $"beneficiary/{Id:D}";
        Readings = await db.Acts.AsNoTracking().Where(a => a.Subject == subject).OrderByDescending(a => a.Sequence).Take(20).ToListAsync(cancel);
        Rules = await RuleTables.ReadAsync(db, cancel);
        return Page();
    }
}
