using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>One account: move, roles, disable, new slip, second factor.</summary>
[Needs(Actions.AccountsManage)]
public sealed class AccountPageModel(ChangeAccount change, StepUp stepUp, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? FullName { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? OfficePath { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    /// <summary>The administrator's second factor, where none is fresh.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The same, of the form below.</summary>
    [BindProperty]
    public string? OtherCode { get; set; }

    public Official Account { get; private set; } = default!;

    /// <summary>Name of the unit that he is of now; a code alone says little.</summary>
    public string OfficeName { get; private set; } = "";

    public IReadOnlyList<Slip> Slips { get; private set; } = [];

    [TempData]
    public string? Done { get; set; }

    /// <summary>Every handler first finds the account in the administrator's own subtree; another's id is "not found", and an act.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (cancel, by) = (HttpContext.RequestAborted, current.Required);
        if (await ChangeAccount.Within(db, by.Office).AsNoTracking().FirstOrDefaultAsync(o => o.Id == Id, cancel) is { } account)
        {
            Account = account;
            OfficeName = await db.Offices.AsNoTracking().Where(o => o.TenantPath == account.OfficePath).Select(o => o.UnitName).FirstOrDefaultAsync(cancel) ?? "";
            await next();
            return;
        }

        if (await db.Users.AnyAsync(o => o.Id == Id, cancel))
        {
            await db.SaveAsync(Act.By(by, ActKinds.ForeignTenant, time.UtcNow).On("official", Id), cancel);
        }

        context.Result = NotFound();
    }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        (FullName, Title, OfficePath) = (Account.FullName, Account.Title, Account.OfficePath);
        Roles = await db.OfficialRoles.Where(r => r.OfficialId == Id).Select(r => r.Role).ToListAsync(cancel);
    }

    public async Task<IActionResult> OnPostMoveAsync(CancellationToken cancel)
    {
        var wanted = new NewAccount(Account.UserName!, VietnameseText.Clean(FullName), VietnameseText.Clean(Title), VietnameseText.Clean(OfficePath), Roles.Distinct().ToList());
        return await AnswerAsync(await stepUp.GuardAsync(current.Required, nameof(Code), Code, () => change.MoveAsync(Id, wanted, current.Required, cancel), cancel), "Đã lưu thay đổi. Người này phải đăng nhập lại.", keep: true);
    }

    public async Task<IActionResult> OnPostDisableAsync(CancellationToken cancel) =>
        await AnswerAsync(await GuardedAsync(() => change.DisableAsync(Id, true, current.Required, cancel), cancel), "Đã khóa tài khoản; mọi phiên đã kết thúc.");

    public async Task<IActionResult> OnPostEnableAsync(CancellationToken cancel) =>
        await AnswerAsync(await GuardedAsync(() => change.DisableAsync(Id, false, current.Required, cancel), cancel), "Đã mở lại tài khoản.");

    public async Task<IActionResult> OnPostSecondFactorAsync(CancellationToken cancel) =>
        await AnswerAsync(await GuardedAsync(() => change.ResetSecondFactorAsync(Id, current.Required, cancel), cancel), "Đã đặt lại xác thực hai lớp; người này cài lại khi đăng nhập lần tới.");

    public async Task<IActionResult> OnPostSlipAsync(CancellationToken cancel)
    {
        var slip = await GuardedAsync(() => change.NewSlipAsync(Id, current.Required, cancel), cancel);
        if (slip.Succeeded)
        {
            Slips = [slip.Value];
            return Page();
        }

        return await AnswerAsync(slip, "");
    }

    // Whoever found an administrator's screen open does not take over those who sign.
    private Task<Outcome<T>> GuardedAsync<T>(Func<Task<Outcome<T>>> act, CancellationToken cancel) => stepUp.GuardAsync(current.Required, nameof(OtherCode), OtherCode, act, cancel);

    private async Task<IActionResult> AnswerAsync<T>(Outcome<T> outcome, string done, bool keep = false)
    {
        if (outcome.Succeeded)
        {
            Done = done;
            return RedirectToPage();
        }

        if (!keep)
        {
            await OnGetAsync(HttpContext.RequestAborted);
        }

        this.Show(outcome.Problems);
        return Page();
    }
}
