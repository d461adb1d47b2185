using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Reference.Packs;

namespace NationalHub.Reference;

/// <summary>What a draft changes of the present pack, in words; another operator than who drafted it publishes it or drops it.</summary>
public sealed class DraftPageModel(HubDb db, PackShelf shelf, PublishPack publish) : PageModel
{
    public PackDraft Draft { get; private set; } = null!;

    public PackDifference Difference { get; private set; } = new([], []);

    public string Fault { get; private set; } = "";

    /// <summary>A draft is not published by who drafted it.</summary>
    public bool MayPublish => Draft.State == PackDraftState.Open && Draft.DraftedBy != User.Identity?.Name;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.PackDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellation) is not { } draft)
        {
            return NotFound();
        }

        var content = PackContent.Read(draft.Content);
        var before = await db.PublishedPacks.AsNoTracking().SingleAsync(p => p.Kind == draft.Kind && p.Number == draft.BasedOn, cancellation);
        (Draft, Difference) = (draft, PackDifference.Of(draft.Kind, await shelf.TextsAsync(before, cancellation), content.Texts, draft.InForceFrom));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        var (pack, fault) = await publish.HandleAsync(id, User.Identity?.Name ?? "", cancellation);
        return pack is null ? await RefuseAsync(id, fault, cancellation) : LocalRedirect($"/goi-tham-chieu/{PackKinds.Word(pack.Kind)}/{pack.Number}");
    }

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken cancellation) =>
        await publish.DropAsync(id, User.Identity?.Name ?? "", cancellation) is { Length: > 0 } fault ? await RefuseAsync(id, fault, cancellation) : LocalRedirect("/goi-tham-chieu");

    private Task<IActionResult> RefuseAsync(Guid id, string fault, CancellationToken cancellation)
    {
        Fault = fault;
        return OnGetAsync(id, cancellation);
    }
}
