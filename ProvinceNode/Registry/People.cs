using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Search;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Beneficiaries of the office's area, with what they receive; numbers masked, and found by whole numbers only by who may not read them. Without words the whole list with its sums, with words who fits them best.</summary>
[Needs(Actions.RegistryView)]
public sealed class PeopleModel(NodeDb db, FindPeople find, CurrentOfficial current, PersonViews views) : PageModel
{
    public const int PageSize = 50;

    /// <summary>As many as are read at a glance while typing.</summary>
    public const int Suggested = 10;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Beneficiary> Rows { get; private set; } = [];

    /// <summary>All of the area, or those found as far as they were looked for.</summary>
    public int Total { get; private set; }

    /// <summary>Whether there are more than <see cref="Total"/>.</summary>
    public bool More { get; private set; }

    public Dong Money { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    public bool IsSearch => !Query.IsEmpty;

    /// <summary>A part of a number was typed by who finds people only by whole ones.</summary>
    public bool WantsWholeNumber => Query.WantsWholeNumber;

    private PeopleQuery Query => PeopleQuery.Parse(Search) with { WholeNumbers = !current.Required.May(Actions.PersonReveal) };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var query = Query;
        await (query.IsEmpty ? ListAsync(cancel) : FindAsync(query, cancel));
    }

    /// <summary>The fragment that is put under the field while somebody types.</summary>
    public async Task<PartialViewResult> OnGetSuggestAsync(CancellationToken cancel) =>
        Partial("/Registry/_Suggestions.cshtml", await FoundAsync(Query, Suggested, cancel));

    // Who asks by a whole number learns whose it is, and whether anybody here has it.
    private async Task<IReadOnlyList<Beneficiary>> FoundAsync(PeopleQuery query, int most, CancellationToken cancel)
    {
        var (found, number) = (await find.HandleAsync(query, most, cancel), query.Number);
        // Nine digits may be the beginning of twelve that are still being typed.
        var whole = found.Where(b => b.CitizenId == number || b.OldIdentityNumber == number || !b.CitizenId.StartsWith(number, StringComparison.Ordinal)).Select(b => b.Id).ToList();
        if (query.HasWholeNumber && (whole.Count > 0 || found.Count == 0))
        {
            await views.RecordSearchAsync(whole, current.Required, cancel);
        }

        return found;
    }

    private async Task FindAsync(PeopleQuery query, CancellationToken cancel)
    {
        PageNumber = Math.Clamp(PageNumber, 1, FindPeople.Most / PageSize);
        var found = await FoundAsync(query, (PageNumber * PageSize) + 1, cancel);
        Total = Math.Min(found.Count, PageNumber * PageSize);
        More = found.Count > Total;
        PageNumber = Math.Min(PageNumber, Pages);
        Rows = [.. found.Take(Total).Skip((PageNumber - 1) * PageSize)];
    }

    private async Task ListAsync(CancellationToken cancel)
    {
        Total = await db.Beneficiaries.CountAsync(cancel);
        var amounts = await db.Beneficiaries.Where(b => b.Status == EntitlementStatus.Active).GroupBy(b => b.MonthlyAmount)
            .Select(g => new { Amount = g.Key, People = g.Count() }).ToListAsync(cancel);
        Money = new Dong(amounts.Sum(a => a.Amount.Amount * a.People));
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = await db.Beneficiaries.OrderBy(b => b.FoldedName).ThenBy(b => b.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).AsNoTracking().ToListAsync(cancel);
    }

    /// <summary>Status in the law's words.</summary>
    public static string Words(EntitlementStatus status) => status switch
    {
        EntitlementStatus.Active => "Đang hưởng",
        EntitlementStatus.Suspended => "Tạm dừng",
        _ => "Thôi hưởng",
    };
}
