using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Reference.Packs;

namespace NationalHub.Reference;

/// <summary>A published pack: what it changed, its file to carry to a node without a link, and its withdrawal.</summary>
public sealed class PackPageModel(HubDb db, PackShelf shelf, PublishPack publish) : PageModel
{
    public PublishedPack Pack { get; private set; } = null!;

    public PackDifference Difference { get; private set; } = new([], []);

    public string Fault { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string kind, int number, CancellationToken cancellation)
    {
        if (await FindAsync(kind, number, cancellation) is not { } pack)
        {
            return NotFound();
        }

        var before = await db.PublishedPacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == pack.Kind && p.Number == pack.Previous, cancellation);
        Pack = pack;
        // One whose file is damaged is shown all the same: here it is withdrawn.
        Difference = before is null || PackReader.Peek(before.File) is null || PackReader.Peek(pack.File) is null ? Difference : PackDifference.Of(pack.Kind, await shelf.TextsAsync(before, cancellation), PackShelf.Read(pack.File).Texts, pack.InForceFrom);
        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(string kind, int number, CancellationToken cancellation) =>
        await FindAsync(kind, number, cancellation) is { WithdrawnAt: null } pack ? File(pack.File, "application/json", $"goi-{PackKinds.Word(pack.Kind)}-{pack.Number}.json") : NotFound();

    public async Task<IActionResult> OnPostWithdrawAsync(string kind, int number, string? why, CancellationToken cancellation)
    {
        if (PackKinds.Of(kind) is { } known && await publish.WithdrawAsync(known, number, why ?? "", User.Identity?.Name ?? "", cancellation) is { Length: > 0 } fault)
        {
            Fault = fault;
            return await OnGetAsync(kind, number, cancellation);
        }

        return LocalRedirect("/goi-tham-chieu");
    }

    private async Task<PublishedPack?> FindAsync(string word, int number, CancellationToken cancellation) =>
        PackKinds.Of(word) is { } kind ? await db.PublishedPacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == kind && p.Number == number, cancellation) : null;
}
