using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>One case with what both sides have and say, all that happened to it, and the ministry's decision where it is waited for, or its word that a settled case is asked anew.</summary>
public sealed class CasePageModel(HubDb db, DecideCase decide, ReopenCase reopen) : PageModel
{
    public CrossCase Case { get; private set; } = null!;

    public CaseFacts? Facts { get; private set; }

    public IReadOnlyList<CrossCaseStep> Steps { get; private set; } = [];

    public string Fault { get; private set; } = "";

    /// <summary>What was typed into the form that was refused.</summary>
    public string? Payer { get; private set; }

    public string? Stop { get; private set; }

    public string? Reason { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.CrossCases.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellation) is not { } found)
        {
            return NotFound();
        }

        (Case, Facts) = (found, CaseFacts.Read(found.Facts));
        Steps = await db.CrossCaseSteps.AsNoTracking().Where(s => s.CaseId == id).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(cancellation);
        return Page();
    }

    /// <summary>Takes the decision of the ministry.</summary>
    /// <param name="payer">Province code, or <c>khac</c> for two people.</param>
    public async Task<IActionResult> OnPostAsync(Guid id, long version, string? payer, string? stop, string? reason, CancellationToken cancellation)
    {
        var two = payer == "khac";
        var month = DateOnly.TryParseExact(stop?.Trim(), ["MM/yyyy", "M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? PayMonth.Of(first).Number : 0;
        var fault = string.IsNullOrEmpty(payer) ? "Hãy chọn tỉnh tiếp tục chi trả, hoặc không phải một người." : await decide.HandleAsync(new(id, version, two ? "" : payer, month, reason ?? ""), User.Identity?.Name ?? "", cancellation);
        (Payer, Stop, Reason) = (payer, stop, reason);
        return await DoneAsync(id, fault, cancellation);
    }

    /// <summary>Has both provinces asked anew.</summary>
    public async Task<IActionResult> OnPostReopenAsync(Guid id, long version, string? reason, CancellationToken cancellation)
    {
        Reason = reason;
        return await DoneAsync(id, await reopen.HandleAsync(new(id, version, reason ?? ""), User.Identity?.Name ?? "", cancellation), cancellation);
    }

    private async Task<IActionResult> DoneAsync(Guid id, string? fault, CancellationToken cancellation)
    {
        if (fault is null)
        {
            return LocalRedirect($"/trung-tinh/{id:D}");
        }

        db.ChangeTracker.Clear();
        Fault = fault;
        return await OnGetAsync(id, cancellation);
    }
}
