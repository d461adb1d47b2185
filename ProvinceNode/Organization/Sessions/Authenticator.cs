using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;
using QRCoder;

namespace ProvinceNode.Organization.Sessions;

/// <summary>An official sets up his authenticator (TOTP): mandatory for those who sign, approve or administer.</summary>
[Authorize]
public sealed class AuthenticatorModel(SignInManager<Official> sessions, NodeDb db, CurrentOfficial current, VietnamTime time) : PageModel
{
    private const int RecoveryCodes = 10;

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The key in groups of four, to type by hand.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The same key as a picture.</summary>
    public string Picture { get; private set; } = "";

    public bool Enabled { get; private set; }

    /// <summary>Shown once, right after the set-up.</summary>
    public IReadOnlyList<string> Recovery { get; private set; } = [];

    public async Task OnGetAsync() => await FillAsync(await UserAsync());

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var (users, user) = (sessions.UserManager, await UserAsync());
        var code = (Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        if (user.TwoFactorEnabled)
        {
            return RedirectToPage();
        }

        if (!await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, code))
        {
            this.Show([SessionProblems.WrongCode.At(nameof(Code))]);
            await FillAsync(user);
            return Page();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        await users.SetTwoFactorEnabledAsync(user, true);
        Recovery = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];
        await db.SaveAsync(Act.By(current.Required, ActKinds.AccountChange, time.UtcNow, "second-factor").On("official", user.Id), cancel);
        await transaction.CommitAsync(cancel);
        await sessions.RefreshSignInAsync(user);
        Enabled = true;
        return Page();
    }

    private async Task<Official> UserAsync() =>
        await sessions.UserManager.FindByIdAsync(current.Required.Id.ToString()) ?? throw new InvalidOperationException("Signed in, but gone.");

    private async Task FillAsync(Official user)
    {
        Enabled = user.TwoFactorEnabled;
        if (Enabled)
        {
            return;
        }

        var users = sessions.UserManager;
        if (await users.GetAuthenticatorKeyAsync(user) is not { Length: > 0 } key)
        {
            await users.ResetAuthenticatorKeyAsync(user);
            await sessions.RefreshSignInAsync(user);
            key = (await users.GetAuthenticatorKeyAsync(user))!;
        }

        Key = Totp.Grouped(key);
        using var data = QRCodeGenerator.GenerateQrCode(Totp.AddressOf("BaoTroXaHoi", user.UserName!, key), QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        Picture = picture.GetGraphic(5);
    }
}
