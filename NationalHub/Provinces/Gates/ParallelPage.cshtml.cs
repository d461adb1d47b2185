using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Provinces.Gates;

/// <summary>What a province paid beside its node, typed from its report.</summary>
public sealed class ParallelPageModel(HubDb db, EnterParallel enter) : PageModel
{
    private const int Shown = 600;
    private const int StepsShown = 100;

    public Province Province { get; private set; } = null!;

    public IReadOnlyList<ParallelPayment> Entered { get; private set; } = [];

    /// <summary>What was entered and taken back, the newest first.</summary>
    public IReadOnlyList<ParallelStep> Steps { get; private set; } = [];

    public IReadOnlyList<string> Faults { get; private set; } = [];

    public string? Month { get; private set; }

    public string? Source { get; private set; }

    public string? Lines { get; private set; }

    /// <summary>Whether the form that takes a line back was refused.</summary>
    public bool Removing { get; private set; }

    /// <summary>The line to take back: chosen in the table, or as typed.</summary>
    [BindProperty(SupportsGet = true, Name = "thang")]
    public string? RemoveMonth { get; set; }

    [BindProperty(SupportsGet = true, Name = "xa")]
    public string? RemoveCommune { get; set; }

    public string? RemoveWhy { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation)
    {
        if (await db.Provinces.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, cancellation) is not { } province)
        {
            return NotFound();
        }

        Province = province;
        Entered = await db.ParallelPayments.AsNoTracking().Where(p => p.ProvinceCode == code)
            .OrderByDescending(p => p.Month).ThenBy(p => p.CommuneCode).Take(Shown).ToListAsync(cancellation);
        Steps = await db.ParallelSteps.AsNoTracking().Where(s => s.ProvinceCode == code).OrderByDescending(s => s.Id).Take(StepsShown).ToListAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, string? month, string? source, string? lines, CancellationToken cancellation)
    {
        if (!await db.Provinces.AnyAsync(p => p.Code == code, cancellation))
        {
            return NotFound();
        }

        Faults = await enter.HandleAsync(code, month ?? "", source ?? "", lines ?? "", User.Identity?.Name ?? "", cancellation);
        if (Faults.Count == 0)
        {
            return LocalRedirect($"/tinh/{code}/chi-song-song");
        }

        (Month, Source, Lines) = (month, source, lines);
        return await OnGetAsync(code, cancellation);
    }

    /// <summary>Takes back one line that was entered by mistake.</summary>
    public async Task<IActionResult> OnPostTakeBackAsync(string code, string? month, string? commune, string? why, [FromServices] TakeBackParallel takeBack, CancellationToken cancellation)
    {
        if (!await db.Provinces.AnyAsync(p => p.Code == code, cancellation))
        {
            return NotFound();
        }

        if (await takeBack.HandleAsync(code, month ?? "", commune ?? "", why ?? "", User.Identity?.Name ?? "", cancellation) is not { } fault)
        {
            return LocalRedirect($"/tinh/{code}/chi-song-song");
        }

        (Removing, Faults, RemoveMonth, RemoveCommune, RemoveWhy) = (true, [fault], month, commune, why);
        return await OnGetAsync(code, cancellation);
    }

    public string CommuneName(string code) => ProvinceUnits.Find(Province.Code)?.CommuneName(code) ?? "";
}
