using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Building;
using ProvinceNode.Platform;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments;

/// <summary>Danh sách chi trả: its lines, fifty a page, who built, approved and sent it, and approving or discarding a draft.</summary>
[Needs(Actions.PaymentView)]
public sealed class ListPageModel(ApproveLists approve, DiscardLists discard, StepUp factor, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    /// <summary>Version that the official saw.</summary>
    [BindProperty]
    public long Seen { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public PaymentList List { get; private set; } = null!;

    public IReadOnlyList<PaymentLine> Lines { get; private set; } = [];

    /// <summary>Whether the month of the fund holder is the official's to see.</summary>
    public bool SeesMonth => Desk.Db.Scope.Allows(Period.TenantPath);

    public int Pages => Math.Max(1, (List.Lines + PageSize - 1) / PageSize);

    /// <summary>Why this approver cannot approve it now, or null.</summary>
    public string? Hindered => PaymentStatusTable.ActedBefore(List, ListVerb.Approve, Official.Id) is { } did ? PaymentProblems.SamePerson.Now(did).Message : null;

    /// <summary>Numbers of people are masked in lists.</summary>
    public static string Masked(string number) => number.Length < 8 ? number : $"{number[..3]}•••••{number[^4..]}";

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(factor, () => approve.Handle(Id, Seen, Official, cancel), cancel), l => $"Đã duyệt danh sách. Mã băm: {l.Hash}", $"/chi-tra/danh-sach/{Id:D}", cancel);

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel) =>
        await AnswerAsync(await discard.Handle(Id, Why ?? "", Official, cancel), _ => "Đã hủy dự thảo.", $"/chi-tra/danh-sach/{Id:D}", cancel);

    protected override async Task<Guid?> PeriodAsync(CancellationToken cancel)
    {
        if (await Desk.Db.PaymentLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == Id, cancel) is not { } list)
        {
            return null;
        }

        List = list;
        return list.PeriodId;
    }

    // A commune sees its own list; its month is that of the district above it.
    protected override Task<PaymentPeriod?> FindAsync(Guid period, CancellationToken cancel) =>
        Desk.Db.PaymentPeriods.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().SingleOrDefaultAsync(p => p.Id == period, cancel);

    protected override Task<NotFoundResult> MissingAsync(CancellationToken cancel) => Foreign.NotFoundAsync<PaymentList>(Id, cancel);

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        ModelState.Remove(nameof(Seen));
        Seen = List.Version;
        Lines = await Desk.Db.PaymentLines.AsNoTracking().Where(l => l.ListId == Id).OrderBy(l => l.Order).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
    }
}
