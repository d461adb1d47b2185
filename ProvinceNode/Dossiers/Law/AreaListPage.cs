using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Lines of a sheet as they were tried.</summary>
public sealed record TriedAreas(string File, IReadOnlyList<AreaLine> Lines, DateOnly? OthersUntil);

/// <summary>Danh sách xã, thôn đặc biệt khó khăn từ tệp: first a trial that saves nothing and tells every fault with its row, then one proposal for the leader.</summary>
[Needs(Actions.RulesPropose)]
[RequestSizeLimit(40L << 20)]
[RequestFormLimits(ValueLengthLimit = 16 << 20)]
public sealed class AreaListModel(LawBook book, CurrentOfficial current, IDataProtectionProvider protection) : PageModel
{
    private static readonly TimeSpan TrialHolds = TimeSpan.FromHours(1);

    [BindProperty]
    public IFormFile? Sheet { get; set; }

    /// <summary>The lines that were tried, sealed: what is proposed is what was shown.</summary>
    [BindProperty]
    public string? Sealed { get; set; }

    [BindProperty]
    public string? PastConfirmed { get; set; }

    [BindProperty]
    public string? PastReason { get; set; }

    /// <summary>What the sheet would change; null before a trial.</summary>
    public IReadOnlyList<AreaChange>? Changes { get; private set; }

    public TriedAreas? Tried { get; private set; }

    /// <summary>It reaches days before today: it is confirmed and given a reason.</summary>
    public bool Past { get; private set; }

    public RuleGround Ground { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => await GroundAsync(cancel);

    /// <summary>A sample that opens in Excel: byte order mark, semicolons.</summary>
    public FileContentResult OnGetSample()
    {
        var text = string.Join(';', AreaSheet.Columns) + "\r\n16072;Bản Mới;01/07/2021;;Quyết định số 612/QĐ-UBDT ngày 16/9/2021\r\n";
        return File((byte[])[.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)], "text/csv; charset=utf-8", "mau-dia-ban.csv");
    }

    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancel)
    {
        await GroundAsync(cancel);
        var day = string.Join('/', new[] { "Day", "Month", "Year" }.Select(part => Request.Form[AreaPlans.OthersUntil + part].ToString().Trim())).Trim('/');
        DateOnly? others = BirthDate.TryParse(day, out var read) && read.Precision == BirthPrecision.Day ? read.Assumed : null;
        if (Sheet is null || Sheet.Length == 0 || (day.Length > 0 && others is null))
        {
            this.Show([Sheet is null || Sheet.Length == 0 ? LawProblems.AreaEmpty.At(nameof(Sheet)) : LawProblems.NoDay.At(AreaPlans.OthersUntil, "Ngày cuối của các nơi khác")]);
            return Page();
        }

        await using var content = Sheet.OpenReadStream();
        var lines = AreaSheet.Read(content, Sheet.FileName, Ground.CommuneUnits);
        if (!lines.Succeeded)
        {
            this.Show(lines.Problems);
            return Page();
        }

        var tried = new TriedAreas(Platform.Sheets.FileGuard.Bare(Sheet.FileName), lines.Value, others);
        var faults = book.Faults(RuleKind.SpecialAreas, Values(tried), Ground);
        this.Show(faults);
        if (faults.Count == 0)
        {
            await ShowAsync(tried, cancel);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostProposeAsync(CancellationToken cancel)
    {
        await GroundAsync(cancel);
        TriedAreas tried;
        try
        {
            tried = JsonSerializer.Deserialize<TriedAreas>(Sealer().Unprotect(Sealed ?? ""))!;
        }
        catch (CryptographicException)
        {
            this.Show([LawProblems.AreaStale.At(nameof(Sheet))]);
            return Page();
        }

        var values = Values(tried);
        (values[PastEffect.Confirmed], values[PastEffect.Reason]) = (PastConfirmed ?? "", PastReason ?? "");
        var outcome = await book.ProposeAsync(RuleKind.SpecialAreas, values, current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã ghi đề nghị. Danh sách chỉ có hiệu lực sau khi lãnh đạo khác duyệt.";
            return Redirect("/quan-tri/quy-dinh");
        }

        this.Show(outcome.Problems);
        await ShowAsync(tried, cancel);
        return Page();
    }

    private static Dictionary<string, string> Values(TriedAreas tried) => new(StringComparer.Ordinal)
    {
        [AreaPlans.File] = tried.File, [AreaPlans.Lines] = AreaPlans.Kept(tried.Lines),
        [AreaPlans.OthersUntil] = tried.OthersUntil?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "",
    };

    private async Task ShowAsync(TriedAreas tried, CancellationToken cancel)
    {
        Tried = tried;
        Changes = AreaPlans.Changes(tried.Lines, tried.OthersUntil, Ground);
        Sealed = Sealer().Protect(JsonSerializer.Serialize(tried), TrialHolds);
        Past = await book.PastOfAsync(RuleKind.SpecialAreas, Values(tried), Ground, cancel) is not null;
    }

    private async Task GroundAsync(CancellationToken cancel) => Ground = await book.GroundAsync(current.Required.Office.Province, cancel);

    // Sealed for this officer alone.
    private ITimeLimitedDataProtector Sealer() => protection.CreateProtector("area-list", current.Required.Id.ToString()).ToTimeLimitedDataProtector();
}
