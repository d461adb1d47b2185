using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Organization.Sessions;

/// <summary>First step of signing in: name and password.</summary>
[AllowAnonymous]
public sealed class SignInModel(SignInManager<Official> sessions, NodeDb db, CurrentOfficial current, SignInTries tries, SignInRecord record) : PageModel
{
    // Somebody who does not exist, is locked or disabled costs the same time as somebody who does.
    private static readonly Lazy<string> Nobody = new(() => new PasswordHasher<Official>().HashPassword(null!, Guid.NewGuid().ToString()));

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true, Name = "ve")]
    public string? ReturnTo { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel) =>
        current.Official is { } official && await SessionCheck.FindAsync(db, official.Id, null, cancel) is { } session ? Redirect(session.Home) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var missing = Missing();
        if (missing.Count > 0)
        {
            this.Show(missing);
            return Page();
        }

        if (tries.Barred(HttpContext))
        {
            return this.TooMany();
        }

        var user = await sessions.UserManager.FindByNameAsync(UserName!.Trim());
        var result = user is null ? Microsoft.AspNetCore.Identity.SignInResult.Failed : await sessions.PasswordSignInAsync(user, Password!, isPersistent: false, lockoutOnFailure: true);
        if (user is null || user.PasswordHash is null || result.IsLockedOut || result.IsNotAllowed)
        {
            sessions.UserManager.PasswordHasher.VerifyHashedPassword(new Official { FullName = "", Title = "", OfficePath = "" }, Nobody.Value, Password!);
        }

        if (result.RequiresTwoFactor)
        {
            return RedirectToPage("/Organization/Sessions/SecondFactor", new { ve = ReturnTo });
        }

        if (result.Succeeded)
        {
            return await record.EnterAsync(this, user!.Id, ReturnTo, cancel);
        }

        if (tries.Failed(HttpContext, user?.Id))
        {
            await record.FailedAsync(user?.Id, result.IsLockedOut ? "locked" : "password", cancel);
        }

        this.Show([SessionProblems.NotSignedIn.Now()]);
        return Page();
    }

    private List<Problem> Missing()
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(UserName))
        {
            problems.Add(CommonProblems.Required.At(nameof(UserName), "tên đăng nhập"));
        }

        if (string.IsNullOrEmpty(Password))
        {
            problems.Add(CommonProblems.Required.At(nameof(Password), "mật khẩu"));
        }

        return problems;
    }
}

/// <summary>Puts sign-ins on record and leads to the first page.</summary>
public sealed class SignInRecord(NodeDb db, VietnamTime time, Microsoft.Extensions.Options.IOptions<NodeOptions> options)
{
    public async Task<IActionResult> EnterAsync(PageModel page, Guid id, string? returnTo, CancellationToken cancel)
    {
        var session = await SessionCheck.FindAsync(db, id, null, cancel) ?? throw new InvalidOperationException("Signed in, but disabled.");
        await db.SaveAsync(Act.By(session.Official, ActKinds.SignIn, time.UtcNow).On("official", id), cancel);
        return new RedirectResult(session.Owes is null && page.Url.IsLocalUrl(returnTo) ? returnTo! : session.Home);
    }

    /// <param name="id">Null when nobody has the name; what was typed is not recorded, for it may be a password.</param>
    public async Task FailedAsync(Guid? id, string part, CancellationToken cancel)
    {
        var act = Act.BySystem(TenantPath.Parse(options.Value.ProvinceCode), ActKinds.SignInFailed, time.UtcNow, part);
        await db.SaveAsync(id is { } known ? act.On("official", known) : act, cancel);
    }
}
