using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Organization.Sessions;

/// <summary>An official changes his own password; his other sessions end.</summary>
[Authorize]
public sealed class OwnPasswordModel(SignInManager<Official> sessions, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    [BindProperty]
    public string? OldPassword { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    [TempData]
    public bool Done { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var users = sessions.UserManager;
        var user = await users.FindByIdAsync(current.Required.Id.ToString()) ?? throw new InvalidOperationException("Signed in, but gone.");
        var problems = Check(user.UserName!);
        if (problems.Count == 0 && !(await sessions.CheckPasswordSignInAsync(user, OldPassword!, lockoutOnFailure: true)).Succeeded)
        {
            problems.Add(SessionProblems.OldPasswordWrong.At(nameof(OldPassword)));
        }

        if (problems.Count > 0)
        {
            this.Show(problems);
            return Page();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        user.MustChangePassword = false;
        var result = await users.ChangePasswordAsync(user, OldPassword!, Password!);
        if (!result.Succeeded)
        {
            this.Show([CommonProblems.ChangedMeanwhile.Now()]);
            return Page();
        }

        await db.SaveAsync(Act.By(current.Required, ActKinds.AccountChange, time.UtcNow, "password").On("official", user.Id), cancel);
        await transaction.CommitAsync(cancel);
        await sessions.RefreshSignInAsync(user);
        Done = true;
        return RedirectToPage();
    }

    private List<Problem> Check(string userName)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrEmpty(OldPassword))
        {
            problems.Add(CommonProblems.Required.At(nameof(OldPassword), "mật khẩu đang dùng"));
        }

        if (PasswordRules.Check(userName, Password) is { } weak)
        {
            problems.Add(weak);
        }
        else if (Password == OldPassword)
        {
            problems.Add(SessionProblems.PasswordSame.At(nameof(Password)));
        }
        else if (Password != Again)
        {
            problems.Add(SessionProblems.PasswordsDiffer.At(nameof(Again)));
        }

        return problems;
    }
}
