using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Organization.Accounts;

/// <summary>An official sets his own password with the one-time code of his slip.</summary>
[AllowAnonymous]
public sealed class ActivateModel(UserManager<Official> users, NodeDb db, VietnamTime time, SignInTries tries, SignInRecord record, IOptions<NodeOptions> options) : PageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public bool Done { get; private set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (tries.Barred(HttpContext))
        {
            return this.TooMany();
        }

        var problems = Check();
        if (problems.Count == 0 && !await ActivateAsync(cancel))
        {
            problems.Add(SessionProblems.NotActivated.Now());
        }

        this.Show(problems);
        Done = problems.Count == 0;
        return Page();
    }

    private List<Problem> Check()
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(UserName))
        {
            problems.Add(CommonProblems.Required.At(nameof(UserName), "tên đăng nhập"));
        }

        if (string.IsNullOrWhiteSpace(Code))
        {
            problems.Add(CommonProblems.Required.At(nameof(Code), "mã trên phiếu"));
        }

        if (PasswordRules.Check(UserName?.Trim() ?? "", Password) is { } weak)
        {
            problems.Add(weak);
        }
        else if (Password != Again)
        {
            problems.Add(SessionProblems.PasswordsDiffer.At(nameof(Again)));
        }

        return problems;
    }

    private async Task<bool> ActivateAsync(CancellationToken cancel)
    {
        var user = await users.FindByNameAsync(UserName!.Trim());
        var fits = user?.ActivationHash is { } hash && user.ActivationUntil > time.UtcNow && !user.Disabled && !await users.IsLockedOutAsync(user)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(ActivationCode.Hash(Code!)));
        if (!fits)
        {
            if (user is not null)
            {
                await users.AccessFailedAsync(user);
            }

            if (tries.Failed(HttpContext, user?.Id))
            {
                await record.FailedAsync(user?.Id, "activation", cancel);
            }

            return false;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        (user!.ActivationHash, user.ActivationUntil, user.MustChangePassword, user.PasswordHash) = (null, null, false, null);
        var act = Act.BySystem(TenantPath.Parse(options.Value.ProvinceCode), ActKinds.AccountChange, time.UtcNow, "activate").On("official", user.Id);
        if (!(await users.AddPasswordAsync(user, Password!)).Succeeded || !await db.SaveAsync(act, cancel))
        {
            return false;
        }

        await transaction.CommitAsync(cancel);
        return true;
    }
}
