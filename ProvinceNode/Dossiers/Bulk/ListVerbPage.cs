using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>The page of one verb of a list; it goes back to the list.</summary>
public abstract class ListVerbPage(ListDesk lists, CurrentOfficial current, ForeignTenant foreign) : VerbPage<DecisionList>(lists.Db)
{
    /// <summary>See <see cref="OpenList.Seen"/>.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public OpenList Open { get; private set; } = null!;

    public SignedInOfficial Official => current.Required;

    /// <summary>What the page shows: the submission before the signature, the decision after it.</summary>
    public PaperContent Text => Open.List.Content is { } signed ? PaperContent.Parse(signed) : PaperContent.Parse(Open.List.Proposal) with { IsDraft = true };

    protected override string Next => $"/ho-so/danh-sach-trinh/{Id:D}";

    protected override async Task<IActionResult?> LoadAsync(CancellationToken cancel)
    {
        if (await lists.FindAsync(Id, Official, cancel) is not { } open)
        {
            return await foreign.NotFoundAsync<DecisionList>(Id, cancel);
        }

        Open = open;
        // Opened or refused, it shows everybody.
        await HttpContext.RequestServices.GetRequiredService<PersonViews>().RecordAllAsync("dossier", [.. open.Members.Select(m => m.Dossier.Id)], Official, cancel);
        ModelState.Remove(nameof(Seen));
        Seen = open.Seen;
        return null;
    }
}
