using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Building;
using ProvinceNode.Registry;

namespace ProvinceNode.Payments;

/// <summary>Danh sách chi trả: its lines, fifty a page, who built, approved and sent it, and approving or discarding a draft.</summary>
[Needs(Actions.PaymentView)]
public sealed class ListPageModel(ApproveLists approve, DiscardLists discard, StepUp factor, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentListPage(desk, current, foreign)
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    /// <summary>Version that the official saw.</summary>
    [BindProperty]
    public long Seen { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public IReadOnlyList<PaymentLine> Lines { get; private set; } = [];

    public int Pages => Math.Max(1, (List.Lines + PageSize - 1) / PageSize);

    /// <summary>Why this approver cannot approve it now, or null.</summary>
    public string? Hindered => PaymentStatusTable.ActedBefore(List, ListVerb.Approve, Official.Id) is { } did ? PaymentProblems.SamePerson.Now(did).Message : null;

    /// <summary>Numbers of people are masked in lists.</summary>
    public static string Masked(string number) => number.Length < 8 ? number : $"{number[..3]}•••••{number[^4..]}";

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(factor, () => approve.Handle(Id, Seen, Official, cancel), cancel), l => $"Đã duyệt danh sách. Mã băm: {l.Hash}", $"/chi-tra/danh-sach/{Id:D}", cancel);

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel) =>
        await AnswerAsync(await discard.Handle(Id, Why ?? "", Official, cancel), _ => "Đã hủy dự thảo.", $"/chi-tra/danh-sach/{Id:D}", cancel);

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        PageNumber = Math.Clamp(PageNumber, 1, Pages);
        ModelState.Remove(nameof(Seen));
        Seen = List.Version;
        Lines = await Desk.Db.PaymentLines.AsNoTracking().Where(l => l.ListId == Id).OrderBy(l => l.Order).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
    }
}
