using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>Gói tham chiếu: packs in force, approved, waiting and past, what was refused and why; a carried file is handed in here.</summary>
[Needs(Actions.RulesView)]
[Starts<ReferenceJob>]
[RequestSizeLimit(PackReader.MostBytes + 65536)]
public sealed class PacksPageModel(NodeDb db, PackBook book, TakePack take, PullStatus status, CurrentOfficial current, VietnamTime time) : PageModel
{
    private const int Listed = 50;

    public IReadOnlyList<PackLine> Packs { get; private set; } = [];

    public IReadOnlyList<RefusedPack> Refused { get; private set; } = [];

    public PullStatus Status => status;

    public bool IsEnrolled => take.CanVerify;

    public DateOnly Today => time.Today;

    /// <summary>The province's administrator and who approves rules, at the province's office.</summary>
    public bool MayHandIn => current.Required.Office.Depth == 1 && (current.Required.May(Actions.RulesApprove) || current.Required.May(Actions.CalendarEdit));

    /// <param name="trouble">Of a pack that is past: why it was set aside; empty when a later one took its place.</param>
    public static string Word(ReferencePackState state, string trouble) => state switch
    {
        ReferencePackState.Waiting => "Chờ duyệt", ReferencePackState.Approved => "Đã duyệt, chờ ngày áp dụng", ReferencePackState.Active => "Đang áp dụng", _ => trouble.Length > 0 ? "Đã thu hồi, không áp dụng" : "Đã được thay bằng gói sau",
    };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Packs = await book.ListAsync(cancel);
        Refused = await db.RefusedPacks.AsNoTracking().OrderByDescending(r => r.LastAt).Take(Listed).ToListAsync(cancel);
    }

    /// <summary>The job begins now.</summary>
    public IActionResult OnPostAsk()
    {
        TempData["Done"] = "Đang hỏi trục quốc gia. Tải lại trang sau giây lát để xem kết quả.";
        return Redirect("/goi-tham-chieu");
    }

    /// <summary>A pack that was carried to a node without a link.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancel)
    {
        var faults = await HandInAsync(file, cancel);
        if (faults.Count == 0)
        {
            TempData["Done"] = "Đã nhận gói. Hãy xem những điểm khác rồi trình lãnh đạo Sở duyệt.";
            return Redirect("/goi-tham-chieu");
        }

        this.Show(faults);
        await OnGetAsync(cancel);
        return Page();
    }

    private async Task<IReadOnlyList<Problem>> HandInAsync(IFormFile? file, CancellationToken cancel)
    {
        if (!MayHandIn || !take.CanVerify)
        {
            return [MayHandIn ? PackProblems.NoAuthority.Now() : CommonProblems.NotAllowed.Now()];
        }

        if (file is not { Length: > 0 and <= PackReader.MostBytes })
        {
            return [PackProblems.NoFile.At("file")];
        }

        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, cancel);
        var taken = await take.HandleAsync(copy.ToArray(), null, current.Required, cancel);
        return taken.Faults.Count > 0 ? [.. taken.Faults.Select(f => PackProblems.NotTaken.At("file", f.Words))] : taken.Pack is null ? [PackProblems.HeldAlready.At("file")] : [];
    }
}

/// <summary>How many packs wait for a leader, or could not go into force, in the menu.</summary>
public sealed class PackCountViewComponent(NodeDb db, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        var asked = current.Official is { } official && (official.May(Actions.RulesApprove) || official.May(Actions.CalendarEdit));
        var count = asked ? await db.ReferencePacks.CountAsync(p => p.State == ReferencePackState.Waiting || (p.Trouble != "" && p.State != ReferencePackState.Past), cancel) : 0;
        return new HtmlContentViewComponentResult(new HtmlString(count == 0 ? "" : $" <span class=\"count\">{count}</span><span class=\"visually-hidden\"> gói cần xem</span>"));
    }
}
