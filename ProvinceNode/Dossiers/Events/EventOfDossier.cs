using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Dossiers.Events;

/// <summary>On the page of a dossier: the reports that led to it; empty when nothing did.</summary>
public sealed class EventOfDossierViewComponent(NodeDb db, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel)
    {
        var told = current.Official is { } official && official.May(Actions.RegistryView)
            ? await db.LifeEvents.AsNoTracking().Where(e => e.DossierId == id).OrderBy(e => e.RecordedAt).ToListAsync(cancel) : [];
        return told.Count == 0 ? Content("") : View<IReadOnlyList<LifeEvent>>("/Dossiers/Events/_EventOfDossier.cshtml", told);
    }
}
