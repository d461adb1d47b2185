using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>Sổ theo dõi hồ sơ (D07): to read, print and take out as a file.</summary>
[Needs(Actions.DossierView)]
public sealed class RegisterPageModel(DossierRegister register, FlowRules rules, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    public const int PageSize = 200;

    [BindProperty(SupportsGet = true, Name = "nam")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "ky")]
    public string? Part { get; set; }

    /// <summary>Office within the scope; the own one when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? OfficePath { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public Period Period { get; private set; } = null!;

    public IReadOnlyList<RegisterLine> Lines { get; private set; } = [];

    public int Total { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public string ShownPart => Part ?? $"{Period.From.Month}";

    /// <summary>Offices of the scope, to choose from.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Offices { get; private set; } = [];

    public string OfficeName => Offices.FirstOrDefault(o => o.Key == Office.Value).Value ?? "";

    private string FileName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"so-theo-doi-{Office.UnitCode}-{Period.From:yyyyMMdd}-{Period.To:yyyyMMdd}");

    private TenantPath Office => TenantPath.TryParse(OfficePath, out var path) && current.Required.Office.Covers(path) ? path : current.Required.Office;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Period = Period.Of(Year, Part, time.Today);
        Total = await register.CountAsync(Period, Office, cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Lines = await register.LinesAsync(Period, Office, (PageNumber - 1) * PageSize, PageSize, cancel);
        var scope = current.Required.Office;
        Offices = [.. (await db.Offices.AsNoTracking().Where(o => o.Level != UnitLevel.Institution).OrderBy(o => o.TenantPath).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel))
            .Where(o => scope.Covers(o.TenantPath)).DistinctBy(o => o.TenantPath).Select(o => KeyValuePair.Create(o.TenantPath, o.UnitName))];
    }

    /// <param name="kind">csv, xlsx, or pdf: the register as the book that is printed and kept.</param>
    public async Task<IActionResult> OnPostAsync(string? kind, CancellationToken cancel)
    {
        Period = Period.Of(Year, Part, time.Today);
        var lines = await register.ExportAsync(Period, Office, current.Required, time, cancel);
        if (!lines.Succeeded)
        {
            this.Show(lines.Problems);
            await OnGetAsync(cancel);
            return Page();
        }

        if (kind == "pdf")
        {
            var context = await rules.ForAsync(Office, cancel);
            var book = RegisterPapers.Register(PaperScenes.Of(context, Office), Period.From, Period.To, [.. lines.Value.Skip(1)]);
            return File(PaperPdf.Render(book, PaperFonts.Shipped, new PdfOptions { Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), CreatedAt = context.NowUtc }).Bytes, "application/pdf", $"{FileName}.pdf");
        }

        return kind == "xlsx"
            ? File(SheetFile.Xlsx("So theo doi", lines.Value), SheetFile.XlsxType, FileName + ".xlsx")
            : File(SheetFile.Csv(lines.Value), SheetFile.CsvType, FileName + ".csv");
    }
}
