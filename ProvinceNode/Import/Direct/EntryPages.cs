using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using ProvinceNode.Documents;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;
using Field = ProvinceNode.Import.Columns.Field;

namespace ProvinceNode.Import.Direct;

/// <summary>Nhập trực tiếp: entries of the area, those that wait first.</summary>
[Needs(Actions.ImportView)]
public sealed class EntryListModel(NodeDb db, CurrentOfficial current) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<DirectEntry> Entries { get; private set; } = [];

    public int Pages { get; private set; } = 1;

    public bool MayEnter => current.Required.May(Actions.ImportUpload);

    public static string Words(EntryState state) => state switch { EntryState.Waiting => "Chờ kiểm tra", EntryState.Entered => "Đã ghi sổ", _ => "Trả lại" };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Pages = Math.Max(1, (await db.DirectEntries.CountAsync(cancel) + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Entries = await db.DirectEntries.AsNoTracking().OrderByDescending(e => e.State == EntryState.Waiting).ThenByDescending(e => e.EnteredAt).ThenBy(e => e.Id)
            .Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
    }
}

/// <summary>The form of a direct entry.</summary>
[Needs(Actions.ImportUpload)]
[RequestSizeLimit(AttachmentStore.MostBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = AttachmentStore.MostBytes + (1 << 20))]
public sealed class NewEntryModel(ProposeEntry propose, EntryDesk desk, CurrentOfficial current, VietnamTime time) : PageModel
{
    /// <summary>Names of the answers to questions begin so.</summary>
    public const string Choice = "Chon.";

    [BindProperty]
    public string? Body { get; set; }

    [BindProperty]
    public string? AmountWhy { get; set; }

    [BindProperty]
    public IFormFile? Scan { get; set; }

    public IReadOnlyDictionary<Field, string> Typed { get; private set; } = new Dictionary<Field, string>();

    public IReadOnlyDictionary<string, string> Choices { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Questions about the person in the registry.</summary>
    public IReadOnlyList<StoredFault> Asked { get; private set; } = [];

    /// <summary>The person in the registry who is meant or looks alike.</summary>
    public Guid? Person { get; private set; }

    /// <summary>What the law pays, once it can be told.</summary>
    public RowMoney? Money { get; private set; }

    /// <summary>The last month that is due, when the right has ended since; else null.</summary>
    public PayMonth? EndsWith { get; private set; }

    public IEnumerable<KeyValuePair<string, string>> Categories { get; } =
        [.. Protos.Reference.ReferenceTable.Read("categories").Rows.DistinctBy(r => r["code"]).Select(r => KeyValuePair.Create(r["code"], $"{r["code"]} – {r["label"]}"))];

    public void OnGet()
    {
    }

    /// <param name="viec">tinh: only compare with the law; else send.</param>
    public async Task<IActionResult> OnPostAsync(string? viec, CancellationToken cancel)
    {
        Typed = EntryDesk.Fields.ToDictionary(f => f, f => Request.Form[f.ToString()].ToString().Trim());
        Choices = Request.Form.Keys.Where(k => k.StartsWith(Choice, StringComparison.Ordinal)).ToDictionary(k => k[Choice.Length..], k => Request.Form[k].ToString(), StringComparer.Ordinal);
        var read = await desk.ReadAsync(Typed, about => Choices.GetValueOrDefault(about, ""), current.Required, cancel);
        (Money, Asked, Person, EndsWith) = (read.Money, read.Asked, read.Finding.Person, EntryDesk.EndsWith(read.Said, time.Month));
        if (viec == "tinh")
        {
            this.Show(read.Problems);
            return Page();
        }

        await using var content = Scan?.OpenReadStream();
        var outcome = await propose.Handle(new(Typed, Body ?? "", content is null ? null : new(Scan!.FileName, content), Choices, AmountWhy ?? ""), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã gửi kiểm tra. Một người khác đối chiếu với bản quét rồi mới ghi sổ.";
            return Redirect($"/nhap-truc-tiep/{outcome.Value.Id}");
        }

        this.Show(outcome.Problems);
        return Page();
    }
}

/// <summary>One direct entry beside its scan: accepted or returned by a second official.</summary>
[Needs(Actions.ImportView)]
public sealed class EntryPageModel(NodeDb db, CurrentOfficial current, ForeignTenant foreign, CheckEntry check, PersonViews views, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public DirectEntry Entry { get; private set; } = null!;

    public RowValues Said { get; private set; } = RowValues.Empty();

    /// <inheritdoc cref="NewEntryModel.EndsWith"/>
    public PayMonth? EndsWith { get; private set; }

    public bool MayCheck => Entry.State == EntryState.Waiting && current.Required.May(Actions.ImportAccept) && Entry.EnteredById != current.Required.Id;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) => await ShowAsync(cancel) ?? Page();

    public async Task<IActionResult> OnPostAsync(string? viec, CancellationToken cancel)
    {
        if (await ShowAsync(cancel) is { } missing)
        {
            return missing;
        }

        if (!current.Required.May(Actions.ImportAccept))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var outcome = await check.Handle(Id, Version, viec == "duyet", Note ?? "", current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = viec == "duyet" ? "Đã ghi sổ." : "Đã trả lại người nhập.";
            return Redirect($"/nhap-truc-tiep/{Id}");
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        return await ShowAsync(cancel) ?? Page();
    }

    private async Task<IActionResult?> ShowAsync(CancellationToken cancel)
    {
        if (await db.DirectEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == Id, cancel) is not { } entry)
        {
            return await foreign.NotFoundAsync<DirectEntry>(Id, cancel);
        }

        (Entry, Said) = (entry, entry.Said());
        EndsWith = entry.State == EntryState.Waiting ? EntryDesk.EndsWith(Said, time.Month) : null;
        await views.RecordAsync("entry", Id, current.Required, cancel);
        return null;
    }
}

/// <summary>The scan of a direct entry's decision.</summary>
[Needs(Actions.ImportView)]
public sealed class EntryScanModel(NodeDb db, AttachmentStore store, ForeignTenant foreign, PersonViews views, CurrentOfficial current) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await db.DirectEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } entry)
        {
            return await foreign.NotFoundAsync<DirectEntry>(id, cancel);
        }

        if (await store.OpenAsync(entry.ScanHash, cancel) is not { } content)
        {
            return NotFound();
        }

        await views.RecordAsync("entry", id, current.Required, cancel);
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(entry.ScanName);
        Response.Headers.ContentDisposition = disposition.ToString();
        return File(content, entry.ScanType);
    }
}
