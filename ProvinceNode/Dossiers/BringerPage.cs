using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;

namespace ProvinceNode.Dossiers;

/// <summary>A verb page of the desk with somebody standing before the clerk.</summary>
public abstract class BringerPage(DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? BringerName { get; set; }

    [BindProperty]
    public string? BringerAs { get; set; }

    [BindProperty]
    public string? BringerNumber { get; set; }

    [BindProperty]
    public string? IdentitySeen { get; set; }

    protected Bringer Bringer => new(BringerName ?? "", BringerAs ?? "", BringerNumber ?? "", IdentitySeen == "1");

    protected override Task ShowAsync(CancellationToken cancel)
    {
        if (HttpMethods.IsGet(Request.Method))
        {
            // Mostly it is who filed; the clerk changes it when it is somebody else.
            (BringerName, BringerAs) = (Dossier.Applicant.FullName, Dossier.Applicant.IsOwner ? "owner" : "applicant");
        }

        return Task.CompletedTask;
    }
}
