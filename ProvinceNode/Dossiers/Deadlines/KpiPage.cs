using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>Chỉ số của Quyết định 766/QĐ-TTg by office and period, rolled up over all below; as a page and as CSV.</summary>
[Needs(Actions.DossierView)]
public sealed class KpiPageModel(KpiReport report, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "nam")]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true, Name = "ky")]
    public string? Part { get; set; }

    public KpiTable Table { get; private set; } = null!;

    public KpiFigures Own => Table.Offices[0];

    public int ShownYear => Table.Period.From.Year;

    public string ShownPart => Part ?? $"{Table.Period.From.Month}";

    public async Task OnGetAsync(CancellationToken cancel) => Table = await report.ForAsync(Asked(), cancel);

    public async Task<IActionResult> OnGetCsvAsync(CancellationToken cancel)
    {
        var table = await report.ForAsync(Asked(), cancel);
        return File(SheetFile.Csv(table.Lines()), SheetFile.CsvType, $"chi-so-766-{table.Period.From:yyyyMMdd}-{table.Period.To:yyyyMMdd}.csv");
    }

    private Period Asked() => Period.Of(Year, Part, time.Today);
}
