using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Reference.Packs;

namespace NationalHub.Reference;

/// <summary>Published packs, drafts that wait, which province holds and has put in force which, and the form that drafts the next one.</summary>
[RequestSizeLimit(16 * 1024 * 1024)]
public sealed class PacksPageModel(HubDb db, PackShelf shelf, DraftPack draft) : PageModel
{
    [BindProperty]
    public PackKind? Kind { get; set; }

    /// <summary>yyyy-MM-dd, as browsers send it.</summary>
    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public IReadOnlyList<PackLine> Packs { get; private set; } = [];

    public IReadOnlyList<PackDraft> Drafts { get; private set; } = [];

    public IReadOnlyList<(string Code, string Name, IReadOnlyDictionary<PackKind, ProvincePack> Packs)> Provinces { get; private set; } = [];

    /// <summary>Number in force at the ministry: the newest not withdrawn.</summary>
    public int Newest(PackKind kind) => Packs.Where(p => p.Kind == kind && p.WithdrawnAt is null).Max(p => p.Number);

    /// <summary>Provinces at which a pack, or a later one of its kind, is in force.</summary>
    public int ActiveAt(PackLine pack) => Provinces.Count(p => p.Packs.TryGetValue(pack.Kind, out var told) && told.Active >= pack.Number);

    public int HeldAt(PackLine pack) => Provinces.Count(p => p.Packs.TryGetValue(pack.Kind, out var told) && told.Held >= pack.Number);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Packs = await shelf.LinesAsync(cancellation);
        Drafts = await db.PackDrafts.AsNoTracking().Where(d => d.State == PackDraftState.Open).OrderByDescending(d => d.DraftedAt)
            .Select(d => new PackDraft { Id = d.Id, Kind = d.Kind, BasedOn = d.BasedOn, InForceFrom = d.InForceFrom, Basis = d.Basis, Content = Array.Empty<byte>(), DraftedBy = d.DraftedBy, DraftedAt = d.DraftedAt }).ToListAsync(cancellation);
        var told = (await db.ProvincePacks.AsNoTracking().ToListAsync(cancellation)).ToLookup(p => p.ProvinceCode, StringComparer.Ordinal);
        Provinces = [.. (await db.Provinces.AsNoTracking().OrderBy(p => p.Code).Select(p => new { p.Code, p.Name }).ToListAsync(cancellation))
            .Select(p => (p.Code, p.Name, (IReadOnlyDictionary<PackKind, ProvincePack>)told[p.Code].ToDictionary(t => t.Kind)))];
    }

    /// <summary>Drafts the next pack; it is published by another operator.</summary>
    public async Task<IActionResult> OnPostAsync(List<IFormFile> files, CancellationToken cancellation)
    {
        if (Kind is not { } kind || !Enum.IsDefined(kind))
        {
            Faults = ["Hãy chọn loại gói."];
            await OnGetAsync(cancellation);
            return Page();
        }

        DateOnly? from = DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        var drafted = await draft.HandleAsync(new(kind, from, Basis ?? "", await ReadAsync(files, cancellation)), User.Identity?.Name ?? "", cancellation);
        if (drafted.Draft is { } kept)
        {
            return LocalRedirect($"/goi-tham-chieu/du-thao/{kept.Id}");
        }

        Faults = drafted.Faults;
        await OnGetAsync(cancellation);
        return Page();
    }

    /// <summary>The present tables of a kind, one after the other, to edit the next pack from.</summary>
    public async Task<IActionResult> OnGetTableAsync(PackKind kind, string name, CancellationToken cancellation) =>
        Enum.IsDefined(kind) && PackShelf.Read((await shelf.PresentAsync(kind, cancellation)).File).Texts.TryGetValue(name ?? "", out var text)
            ? File([.. System.Text.Encoding.UTF8.GetPreamble(), .. System.Text.Encoding.UTF8.GetBytes(text)], "text/csv", name + ".csv") : NotFound();

    /// <summary>Words of how a province stands; colour never speaks alone.</summary>
    public (string Css, string Words) Standing(ProvincePack? told, PackKind kind) =>
        told is null ? ("wait", "… chưa hỏi lần nào")
        : told.Trouble.Length > 0 ? ("bad", $"▲ giữ số {told.Held}, áp dụng số {told.Active}: {told.Trouble}")
        : told.Active >= Newest(kind) ? ("good", $"● áp dụng số {told.Active}") : ("warn", $"◆ giữ số {told.Held}, áp dụng số {told.Active}");

    private static async Task<IReadOnlyList<TableFile>> ReadAsync(List<IFormFile> files, CancellationToken cancellation)
    {
        var read = new List<TableFile>();
        foreach (var file in files.Where(f => f.Length > 0))
        {
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy, cancellation);
            read.Add(new(Path.GetFileName(file.FileName), copy.ToArray()));
        }

        return read;
    }
}
