using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Pdf;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Báo cáo xác định mức độ khuyết tật, Mẫu 07 of a commune and 08 of a district or the province: to read, print and take out (policy 3.11, 7.1).</summary>
[Needs(Actions.RegistryView)]
public sealed class DisabilityReportModel(DisabilityFigures figures, FlowRules rules, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "nam")]
    public int? Year { get; set; }

    /// <summary>1 or 2 for a half of the year, empty for the whole.</summary>
    [BindProperty(SupportsGet = true, Name = "ky")]
    public string? Half { get; set; }

    public static IReadOnlyList<KeyValuePair<string, string>> Halves { get; } = [new("1", "Sáu tháng đầu năm"), new("2", "Sáu tháng cuối năm"), new("nam", "Cả năm")];

    public DateOnly From { get; private set; }

    public DateOnly Until { get; private set; }

    public PaperContent Paper { get; private set; } = null!;

    public string Form => current.Required.Level == UnitLevel.Commune ? "07" : "08";

    public Task OnGetAsync(CancellationToken cancel) => LoadAsync(cancel);

    public async Task<IActionResult> OnGetPdfAsync(CancellationToken cancel)
    {
        var at = await LoadAsync(cancel);
        return File(PaperPdf.Render(Paper, PaperFonts.Shipped, new PdfOptions { Id = Guid.CreateVersion7(new DateTimeOffset(at)), CreatedAt = at }).Bytes, "application/pdf", FileName + ".pdf");
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancel)
    {
        await LoadAsync(cancel);
        var table = Paper.Tables[0];
        return File(SheetFile.Xlsx("Mau " + Form, [[.. table.Columns.Select(c => c.Header)], .. table.Rows, .. table.Footers]), SheetFile.XlsxType, FileName + ".xlsx");
    }

    private string FileName => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"mau-{Form}-khuyet-tat-{current.Required.Office.UnitCode}-{From:yyyyMMdd}-{Until:yyyyMMdd}");

    private async Task<DateTime> LoadAsync(CancellationToken cancel)
    {
        var (official, today) = (current.Required, time.Today);
        var year = Year is >= 2019 and <= 2060 ? Year.Value : today.Year;
        Half = Halves.Any(h => h.Key == Half) ? Half : today.Month <= 6 ? "1" : "2";
        (From, Until) = Half switch { "1" => (new DateOnly(year, 1, 1), new DateOnly(year, 6, 30)), "2" => (new DateOnly(year, 7, 1), new DateOnly(year, 12, 31)), _ => (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)) };
        var context = await rules.ForAsync(official.Office, cancel);
        var chairman = await OfficeNames.OnlyAsync(db, official.Office, Roles.Chairman, cancel);
        var head = new ReportHead(official.Office, From, Until, official.FullName, "Chủ tịch", chairman ?? "");
        Paper = DisabilityReports.Report(PaperScenes.Of(context, official.Office), head, await figures.RowsAsync(From, Until, cancel), official.Level == UnitLevel.Commune);
        return context.NowUtc;
    }
}
