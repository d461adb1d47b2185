using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Mailbox;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>Both sides of each dossier's state at the national portal, those that need a person first; an operator may have one sent again.</summary>
public sealed class LedgerModel(HubDb db, PortalPause pause, VietnamTime time, ILogger<LedgerModel> logger) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "tinh")]
    public string? ProvinceCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "ma")]
    public string? DossierCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<PortalEntry> Entries { get; private set; } = [];

    public IReadOnlyDictionary<PortalState, int> Counts { get; private set; } = new Dictionary<PortalState, int>();

    /// <summary>Dossiers filed at the portal that are on their way to a province, or of which the portal does not know the outcome yet.</summary>
    public IReadOnlyList<PortalFiling> Filings { get; private set; } = [];

    public bool HasMore { get; private set; }

    /// <summary>The portal did not answer lately.</summary>
    public bool IsPortalDown => pause.IsProbing;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 10_000);
        var (province, code) = (ProvinceCode?.Trim() ?? "", DossierCode?.Trim() ?? "");
        Counts = await PortalCounts.OfAsync(db, cancellation);
        var found = await db.PortalLedger.AsNoTracking()
            .Where(e => (province == "" || e.ProvinceCode == province) && (code == "" || e.DossierCode == code))
            .OrderBy(e => e.State).ThenBy(e => e.NextAttemptAt).ThenBy(e => e.DossierId)
            .Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        Filings = await db.PortalFilings.AsNoTracking().Where(f => !f.IsTold && (province == "" || f.ProvinceCode == province) && (code == "" || f.Code == code))
            .OrderBy(f => f.ReceivedAt).ThenBy(f => f.Code).Take(PageSize).ToListAsync(cancellation);
        HasMore = found.Count > PageSize;
        Entries = [.. found.Take(PageSize)];
    }

    /// <summary>Sends one dossier again now, whatever its state; what the portal has already it knows as repeated.</summary>
    public async Task<IActionResult> OnPostAgainAsync(string? province, string? dossier, CancellationToken cancellation)
    {
        var now = time.UtcNow;
        var entry = await db.PortalLedger.AsNoTracking().FirstOrDefaultAsync(e => e.ProvinceCode == province && e.DossierId == dossier, cancellation);
        if (entry is null)
        {
            return NotFound();
        }

        await db.PortalLedger.Where(e => e.ProvinceCode == province && e.DossierId == dossier).ExecuteUpdateAsync(
            set => set.SetProperty(e => e.State, PortalState.Waiting).SetProperty(e => e.SentVersion, 0).SetProperty(e => e.Attempts, 0).SetProperty(e => e.NextAttemptAt, now), cancellation);
        pause.End();
        Log.SentAgain(logger, User.Identity?.Name ?? "", entry.ProvinceCode, entry.DossierCode);
        return LocalRedirect("/cong-dvc?ma=" + Uri.EscapeDataString(entry.DossierCode));
    }

    public static string Shown(int status) => status == 0 ? "chưa có" : $"{status} {PortalWords.Status(status)}";

    public static string Moment(DateTime? utc) =>
        utc is { } at ? VietnamTime.Local(at).ToString("dd/MM/yyyy HH:mm:ss", System.Globalization.CultureInfo.GetCultureInfo("vi-VN")) : "";
}
