using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Mailbox;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>A reason and how many dossiers it keeps.</summary>
public sealed record ReasonCount(string Reason, int Count);

/// <summary>Both sides of each dossier's state at the national portal, those that need a person first; an operator may have one sent again, or all that he filtered.</summary>
public sealed class LedgerModel(HubDb db, PortalPause pause, GatewayKey key, VietnamTime time, ILogger<LedgerModel> logger) : PageModel
{
    private HashSet<string> _shut = [];

    private const int PageSize = 50;
    private const int MostReasons = 20;

    /// <summary>Dossiers that one press sends again; the next press takes the next.</summary>
    public const int MostAtOnce = 1000;

    [BindProperty(SupportsGet = true, Name = "tinh")]
    public string? ProvinceCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "ma")]
    public string? DossierCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "loc")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "ly-do")]
    public string? Reason { get; set; }

    /// <summary>Days without going through.</summary>
    [BindProperty(SupportsGet = true, Name = "tuoi")]
    public int Days { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    /// <summary>UTC ticks of a press of "Gửi lại tất cả" whose progress is shown.</summary>
    [BindProperty(SupportsGet = true, Name = "dot")]
    public long Round { get; set; }

    public LedgerFilter Filter => LedgerFilter.Of(ProvinceCode, DossierCode, Show, Reason, Days);

    public IReadOnlyList<PortalEntry> Entries { get; private set; } = [];

    public IReadOnlyDictionary<PortalState, int> Counts { get; private set; } = new Dictionary<PortalState, int>();

    /// <summary>Why dossiers did not go through, the most frequent first.</summary>
    public IReadOnlyList<ReasonCount> Reasons { get; private set; } = [];

    /// <summary>Result papers of the dossiers on the page.</summary>
    public ILookup<string, PortalResult> Results { get; private set; } = Array.Empty<PortalResult>().ToLookup(r => r.DossierId);

    /// <summary>Of the round, by state; empty when none is looked at.</summary>
    public IReadOnlyDictionary<PortalState, int> Progress { get; private set; } = new Dictionary<PortalState, int>();

    /// <summary>Dossiers filed at the portal that are on their way to a province, or of which the portal does not know the outcome yet.</summary>
    public IReadOnlyList<PortalFiling> Filings { get; private set; } = [];

    /// <summary>Whether the hub can open the content of one on the page; true of what nobody waits to open.</summary>
    public bool Opens(PortalFiling filing) => !_shut.Contains(filing.Code);

    public bool HasMore { get; private set; }

    /// <summary>How many of the filter could be sent again.</summary>
    public int Troubled { get; private set; }

    /// <summary>The portal did not answer lately.</summary>
    public bool IsPortalDown => pause.IsProbing;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 10_000);
        var (filter, now) = (Filter, time.UtcNow);
        Counts = await PortalCounts.OfAsync(db, cancellation);
        var found = await filter.Rows(db, now).AsNoTracking().OrderBy(e => e.State).ThenBy(e => e.NextAttemptAt).ThenBy(e => e.DossierId)
            .Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        Filings = await db.PortalFilings.AsNoTracking().Where(f => !f.IsTold && (filter.Province == "" || f.ProvinceCode == filter.Province) && (filter.Code == "" || f.Code == filter.Code))
            .OrderBy(f => f.ReceivedAt).ThenBy(f => f.Code).Take(PageSize).ToListAsync(cancellation);
        _shut = Filings.Where(f => f.State == FilingState.Waiting && key.Open(f.Sealed, f.Code) is null).Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
        HasMore = found.Count > PageSize;
        Entries = [.. found.Take(PageSize)];
        var ids = Entries.Select(e => e.DossierId).ToList();
        Results = (await db.PortalResults.AsNoTracking().Where(r => ids.Contains(r.DossierId)).OrderBy(r => r.PaperId).ToListAsync(cancellation)).ToLookup(r => r.DossierId, StringComparer.Ordinal);
        Troubled = await (filter with { Show = LedgerFilter.Troubled }).Rows(db, now).CountAsync(cancellation);
        Reasons = await ReasonsOf(db).Take(MostReasons).ToListAsync(cancellation);
        if (Round > 0 && Round < DateTime.MaxValue.Ticks)
        {
            var at = new DateTime(Round, DateTimeKind.Utc);
            Progress = (await db.PortalLedger.Where(e => e.AgainAt == at).GroupBy(e => e.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation)).ToDictionary(g => g.Key, g => g.Count);
        }
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

        await AgainAsync(db.PortalLedger.Where(e => e.ProvinceCode == province && e.DossierId == dossier), now, cancellation);
        Log.SentAgain(logger, User.Identity?.Name ?? "", entry.ProvinceCode, entry.DossierCode);
        return LocalRedirect("/cong-dvc?ma=" + Uri.EscapeDataString(entry.DossierCode));
    }

    /// <summary>Sends again what did not go through and fits the filter, the first <see cref="MostAtOnce"/> of it; the rounds of the ledger do the sending, the page shows how far they are.</summary>
    public async Task<IActionResult> OnPostAllAsync(CancellationToken cancellation)
    {
        var (filter, now) = (Filter with { Show = LedgerFilter.Troubled }, time.UtcNow);
        var ids = await filter.Rows(db, now).OrderBy(e => e.State).ThenBy(e => e.NextAttemptAt).ThenBy(e => e.DossierId).Take(MostAtOnce).Select(e => e.DossierId).ToListAsync(cancellation);
        var sent = await AgainAsync(filter.Rows(db, now).Where(e => ids.Contains(e.DossierId)), now, cancellation);
        Log.AllSentAgain(logger, User.Identity?.Name ?? "", sent);
        return LocalRedirect($"/cong-dvc?dot={now.Ticks.ToString(CultureInfo.InvariantCulture)}&{Filter.Address()}");
    }

    public static string Shown(int status) => status == 0 ? "chưa có" : $"{status} {PortalWords.Status(status)}";

    public static string Moment(DateTime? utc) =>
        utc is { } at ? VietnamTime.Local(at).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.GetCultureInfo("vi-VN")) : "";

    /// <summary>Why dossiers did not go through, the most frequent first.</summary>
    internal static IQueryable<ReasonCount> ReasonsOf(HubDb db) => db.PortalLedger.Where(e => (e.State == PortalState.Stuck || e.State == PortalState.Failed) && e.Reason != "")
        .GroupBy(e => e.Reason).Select(g => new { Reason = g.Key, Count = g.Count() }).OrderByDescending(r => r.Count).ThenBy(r => r.Reason).Select(r => new ReasonCount(r.Reason, r.Count));

    private async Task<int> AgainAsync(IQueryable<PortalEntry> which, DateTime now, CancellationToken cancellation)
    {
        var sent = await which.ExecuteUpdateAsync(
            set => set.SetProperty(e => e.State, PortalState.Waiting).SetProperty(e => e.SentVersion, 0).SetProperty(e => e.Attempts, 0).SetProperty(e => e.NextAttemptAt, now).SetProperty(e => e.AgainAt, now), cancellation);
        pause.End();
        return sent;
    }
}
