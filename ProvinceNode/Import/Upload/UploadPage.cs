using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Import.Upload;

/// <summary>Nhập danh sách: the upload door and the imports of the office's area.</summary>
[Needs(Actions.ImportView)]
[RequestSizeLimit(TakeFiles.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = TakeFiles.MostRequestBytes)]
public sealed class UploadPageModel(NodeDb db, TakeFiles take, CurrentOfficial current, VietnamTime time) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public string? Month { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public IReadOnlyList<ImportBatch> Batches { get; private set; } = [];

    /// <summary>Names of the files of each import.</summary>
    public ILookup<Guid, string> Names { get; private set; } = Array.Empty<ImportFile>().ToLookup(f => f.BatchId, f => f.Name);

    public int Pages { get; private set; }

    /// <summary>The import that has a sent file already.</summary>
    public Guid? Known { get; private set; }

    public bool MayUpload => current.Required.May(Actions.ImportUpload);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Month = time.Month.ToString();
        await ListAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!MayUpload)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var streams = Files.Where(f => f is not null).Select(f => new SentFile(f.FileName, f.OpenReadStream())).ToList();
        var outcome = await take.Handle(streams, Month, current.Required, cancel);
        foreach (var stream in streams)
        {
            await stream.Content.DisposeAsync();
        }

        if (outcome is { Succeeded: true, Value: { Batch: { } batch } taken })
        {
            TempData["Done"] = $"Đã nhận {taken.Taken.Count} tệp. Hệ thống đang đọc; chưa có gì được ghi sổ.";
            return Redirect($"/nhap-danh-sach/{batch}");
        }

        Known = outcome.Succeeded ? outcome.Value.Known : null;
        this.Show(outcome.Succeeded ? outcome.Value.Refused : outcome.Problems);
        await ListAsync(cancel);
        return Page();
    }

    private async Task ListAsync(CancellationToken cancel)
    {
        Pages = Math.Max(1, (await db.ImportBatches.CountAsync(cancel) + PageSize - 1) / PageSize);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Batches = await db.ImportBatches.AsNoTracking().OrderByDescending(b => b.SentAt).ThenBy(b => b.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var ids = Batches.Select(b => b.Id).ToList();
        Names = (await db.ImportFiles.AsNoTracking().Where(f => ids.Contains(f.BatchId)).OrderBy(f => f.Ordinal).ToListAsync(cancel)).ToLookup(f => f.BatchId, f => f.Name);
    }
}
