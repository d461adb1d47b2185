using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Disability;

/// <summary>Certificates of the office's area; among them those of children who reach six, whose degree must be determined again (policy 1.5).</summary>
[Needs(Actions.RegistryView)]
public sealed class CertificatesModel(NodeDb db, VietnamTime time) : PageModel
{
    public const int PageSize = 50;

    /// <summary>Children are called this many days before they turn six.</summary>
    public const int CalledBefore = 60;

    public const string EndingView = "du-6-tuoi";

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>Empty for all, or <see cref="EndingView"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "xem")]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public IReadOnlyList<DisabilityCertificate> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public int Ending { get; private set; }

    public DateOnly Today => time.Today;

    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);

    /// <summary>Standing certificates that run out by a day.</summary>
    public static IQueryable<DisabilityCertificate> EndingBy(NodeDb db, DateOnly day) =>
        db.DisabilityCertificates.Where(c => c.State == CertificateState.Active && c.ValidTo != null && c.ValidTo <= day);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var ending = EndingBy(db, time.Today.AddDays(CalledBefore));
        Ending = await ending.CountAsync(cancel);
        var (folded, exact) = (VietnameseText.Fold(Search), VietnameseText.Clean(Search));
        var rows = View == EndingView ? ending : db.DisabilityCertificates;
        rows = folded.Length == 0 ? rows : rows.Where(c => c.FoldedName.Contains(folded) || c.Number == exact || c.CitizenId == exact);
        Total = await rows.CountAsync(cancel);
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        rows = View == EndingView ? rows.OrderBy(c => c.ValidTo).ThenBy(c => c.Id) : rows.OrderByDescending(c => c.IssuedOn).ThenByDescending(c => c.Number);
        Rows = await rows.Skip((PageNumber - 1) * PageSize).Take(PageSize).AsNoTracking().ToListAsync(cancel);
    }

    public string Link(string view, int page = 1) => $"/giay-xac-nhan-khuyet-tat?xem={view}&trang={page}&q={Uri.EscapeDataString(Search ?? "")}";
}
