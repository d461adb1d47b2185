using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Events;

/// <summary>One event: who told what, what holds for its sake, and what is to be done.</summary>
[Needs(Actions.RegistryView)]
public sealed class EventPageModel(EventDesk events, CurrentOfficial current, ForeignTenant foreign, PersonViews views) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public OpenEvent Open { get; private set; } = null!;

    /// <summary>Whether this official sees to it.</summary>
    public bool MayAct => CommuneOfficers.Fault(Open.Context, current.Required, Protos.Values.TenantPath.Parse(Open.Person.TenantPath)) is null;

    /// <summary>Whether it can still be refuted: nothing is signed.</summary>
    public bool MayRefute => MayAct && Open.Told.IsOpen && (Open.Waits || !StatusTable.IsDecided(Open.Dossier!.Status));

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await events.FindAsync(Id, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<LifeEvent>(Id, cancel);
        }

        Open = open;
        await views.RecordAsync("beneficiary", open.Person.Id, current.Required, cancel);
        return Page();
    }
}
