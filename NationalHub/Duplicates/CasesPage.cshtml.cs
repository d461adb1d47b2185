using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>A case as a row.</summary>
public sealed record CaseLine(CrossCase Case, CaseFacts? Facts, bool Late);

/// <summary>People in two provinces: what waits for the ministry first, then the longest asked.</summary>
public sealed class CasesPageModel(HubDb db, VietnamTime time) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "tinh")]
    public string? ProvinceCode { get; set; }

    /// <summary>Empty: what is not ended.</summary>
    [BindProperty(SupportsGet = true, Name = "tinh-trang")]
    public CaseState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<CaseLine> Lines { get; private set; } = [];

    public IReadOnlyDictionary<CaseState, int> Counts { get; private set; } = new Dictionary<CaseState, int>();

    public bool HasMore { get; private set; }

    /// <summary>Whether only what is not ended is shown.</summary>
    public bool GoingOnly => State is null;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 10_000);
        var province = ProvinceCode?.Trim() ?? "";
        var cases = Of(db, province);
        Counts = (await cases.GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation)).ToDictionary(g => g.Key, g => g.Count);
        var found = await Shown(cases, State).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        HasMore = found.Count > PageSize;
        var today = time.Today;
        Lines = [.. found.Take(PageSize).Select(c => new CaseLine(c, CaseFacts.Read(c.Facts), c.IsOpen && c.DueOn < today))];
    }

    internal static IQueryable<CrossCase> Of(HubDb db, string province) => db.CrossCases.AsNoTracking().Where(c => province == "" || c.FirstProvince == province || c.SecondProvince == province);

    // By the stored names: Disagreed stands apart, the ministry is waited for. What is settled of past months is over here: taking back is the province's own.
    internal static IQueryable<CrossCase> Shown(IQueryable<CrossCase> cases, CaseState? state) =>
        (state is { } one ? cases.Where(c => c.State == one) : cases.Where(c => c.State == CaseState.Asked || c.State == CaseState.Disagreed || (!c.Past && (c.State == CaseState.Agreed || c.State == CaseState.Decided))))
            .OrderByDescending(c => c.State == CaseState.Disagreed).ThenBy(c => c.AskedAt).ThenBy(c => c.Id);
}
