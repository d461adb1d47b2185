using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Upload;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Import.Poverty;

/// <summary>Nhập danh sách hộ nghèo, hộ cận nghèo of a year: the commune's officer sends the recognised list, another official accepts it.</summary>
[Needs(Actions.ImportView)]
[RequestSizeLimit(TakeFiles.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = TakeFiles.MostRequestBytes)]
public sealed class PovertyPageModel(NodeDb db, TakeFiles take, CurrentOfficial current, VietnamTime time) : PageModel
{
    private const int Shown = 50;

    // The multidimensional standard of Decree 07/2021 is of 2022 and later.
    private const int FirstYear = 2022;

    [BindProperty]
    public string? Year { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? On { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    public IReadOnlyList<ImportBatch> Batches { get; private set; } = [];

    /// <summary>The import that has a sent file already.</summary>
    public Guid? Known { get; private set; }

    public bool MayUpload => current.Required.May(Actions.ImportUpload) && current.Required.Level == UnitLevel.Commune;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        // Reviewed in the last months of a year for the next one.
        var today = time.Today;
        Year = (today.Month >= 10 ? today.Year + 1 : today.Year).ToString(CultureInfo.InvariantCulture);
        await ListAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!current.Required.May(Actions.ImportUpload))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var (decision, faults) = Read();
        if (decision is null)
        {
            return await ShowAsync(faults, cancel);
        }

        var streams = Files.Where(f => f is not null).Select(f => new SentFile(f.FileName, f.OpenReadStream())).ToList();
        var outcome = await take.Handle(streams, $"01/{decision.Year}", current.Required, cancel, decision);
        foreach (var stream in streams)
        {
            await stream.Content.DisposeAsync();
        }

        if (outcome is { Succeeded: true, Value: { Batch: { } batch } taken })
        {
            TempData["Done"] = $"Đã nhận {taken.Taken.Count} tệp. Hệ thống đang đọc và đối chiếu với sổ; chưa có gì được ghi.";
            return Redirect($"/nhap-danh-sach/{batch}");
        }

        Known = outcome.Succeeded ? outcome.Value.Known : null;
        return await ShowAsync(outcome.Succeeded ? outcome.Value.Refused : outcome.Problems, cancel);
    }

    private (PovertyDecision? Decision, List<Problem> Faults) Read()
    {
        var (faults, latest) = (new List<Problem>(), time.Today.Year + 1);
        if (!MayUpload)
        {
            faults.Add(PovertyProblems.CommuneOnly.Now());
        }

        if (!int.TryParse(Year?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year < FirstYear || year > latest)
        {
            faults.Add(PovertyProblems.YearWrong.At(nameof(Year), FirstYear, latest));
        }

        var number = VietnameseText.Clean(Number);
        if (number.Length is 0 or > 60)
        {
            faults.Add(PovertyProblems.DecisionMissing.At(nameof(Number)));
        }

        var day = BirthDate.TryParse(On, out var told) && told.Precision == BirthPrecision.Day && told.Assumed <= time.Today ? told.Assumed : (DateOnly?)null;
        if (day is null)
        {
            faults.Add(PovertyProblems.DecisionDay.At(nameof(On)));
        }

        return faults.Count > 0 ? (null, faults) : (new(year, number, day!.Value), faults);
    }

    private async Task<IActionResult> ShowAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        this.Show(problems);
        await ListAsync(cancel);
        return Page();
    }

    private async Task ListAsync(CancellationToken cancel) =>
        Batches = await db.ImportBatches.AsNoTracking().Where(b => b.Kind == ListKind.Poverty).OrderByDescending(b => b.SentAt).ThenBy(b => b.Id).Take(Shown).ToListAsync(cancel);
}
