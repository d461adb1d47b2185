using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Beneficiaries of the office's area, with what they receive; numbers masked.</summary>
[Needs(Actions.RegistryView)]
public sealed class PeopleModel(NodeDb db) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<Beneficiary> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public Dong Money { get; private set; }

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>Names by their folded form, so that "hoa loc" finds "Hòa Lộc"; numbers and codes whole.</summary>
    public static IQueryable<Beneficiary> Find(NodeDb db, string? text)
    {
        var (folded, exact) = (VietnameseText.Fold(text), VietnameseText.Clean(text));
        return folded.Length == 0 ? db.Beneficiaries
            : db.Beneficiaries.Where(b => b.FoldedName.Contains(folded) || b.Code == exact || b.CitizenId == exact || b.OldIdentityNumber == exact);
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var rows = Find(db, Search);
        Total = await rows.CountAsync(cancel);
        var amounts = await rows.Where(b => b.Status == EntitlementStatus.Active).GroupBy(b => b.MonthlyAmount)
            .Select(g => new { Amount = g.Key, People = g.Count() }).ToListAsync(cancel);
        Money = new Dong(amounts.Sum(a => a.Amount.Amount * a.People));
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        Rows = await rows.OrderBy(b => b.FoldedName).ThenBy(b => b.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).AsNoTracking().ToListAsync(cancel);
    }

    /// <summary>Status in the law's words.</summary>
    public static string Words(EntitlementStatus status) => status switch
    {
        EntitlementStatus.Active => "Đang hưởng",
        EntitlementStatus.Suspended => "Tạm dừng",
        _ => "Thôi hưởng",
    };
}
