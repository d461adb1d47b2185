using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Organization.Sessions;

/// <summary>How long a second factor stands for what follows. Section <c>StepUp</c>.</summary>
public sealed class StepUpOptions
{
    public const string Section = "StepUp";

    /// <summary>Minutes; 0 asks each time, 60 at most.</summary>
    public int Minutes { get; set; } = 5;
}

/// <summary>What an official has of his second factor now.</summary>
/// <param name="IsSetUp">False: he has no authenticator yet.</param>
/// <param name="Until">UTC until which no code is asked; null: a code is asked.</param>
public sealed record FactorState(bool IsSetUp, DateTime? Until);

/// <summary>
/// Xác thực lại trước việc về tiền: approving, sending and confirming ask for a second factor that is some minutes old at most (reliability, level 3 for payments). What was confirmed, at the
/// sign-in or at an earlier form, stays in a sealed cookie of this browser that ends with the session, with the password and with another phone.
/// </summary>
public sealed class StepUp(SecondFactorAgain factor, UserManager<Official> users, IDataProtectionProvider protection, IHttpContextAccessor http, IOptions<StepUpOptions> options, TimeProvider clock)
{
    public const string CookieName = "btxh-xac-nhan";

    private readonly IDataProtector _protector = protection.CreateProtector("officials.step-up");

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Only within a request.");

    /// <summary>What is wrong with the second factor of this request, or null: it was confirmed a moment ago, or the code of this form is right.</summary>
    public async Task<Problem?> FaultAsync(SignedInOfficial official, string? code, CancellationToken cancel)
    {
        if ((await StateAsync(official, cancel)).Until is not null)
        {
            return null;
        }

        if (await factor.FaultAsync(official, code, cancel) is { } fault)
        {
            return fault;
        }

        await RememberAsync(official.Id, cancel);
        return null;
    }

    /// <summary>Does what binds money once the official's second factor is fresh; what is wrong with it is the answer else.</summary>
    /// <param name="field">Where the form has its code.</param>
    public async Task<Outcome<T>> GuardAsync<T>(SignedInOfficial official, string field, string? code, Func<Task<Outcome<T>>> act, CancellationToken cancel) =>
        await FaultAsync(official, code, cancel) is { } fault ? (string.IsNullOrEmpty(fault.Field) ? fault : fault with { Field = field }) : await act();

    public async Task<FactorState> StateAsync(SignedInOfficial official, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var user = await users.FindByIdAsync(official.Id.ToString());
        return user is not { TwoFactorEnabled: true } ? new(false, null) : new(true, Open(Context.Request.Cookies[CookieName], user));
    }

    /// <summary>He proved his second factor just now.</summary>
    public async Task RememberAsync(Guid official, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (options.Value.Minutes > 0 && await users.FindByIdAsync(official.ToString()) is { } user)
        {
            Context.Response.Cookies.Append(CookieName, Seal(user), Cookie());
        }
    }

    /// <summary>The session ends.</summary>
    public void Forget() => Context.Response.Cookies.Delete(CookieName, Cookie());

    /// <summary>The cookie's value for a second factor of this moment.</summary>
    public string Seal(Official user) => _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{user.Id:N} {user.SecurityStamp} {clock.GetUtcNow().Ticks}"));

    // Until when it stands; null when it is too old, somebody else's, or from before the password or phone was changed.
    private DateTime? Open(string? value, Official user)
    {
        try
        {
            if (value is not { Length: > 0 } || _protector.Unprotect(value).Split(' ') is not [var id, var stamp, var ticks] || id != user.Id.ToString("N") || stamp != user.SecurityStamp)
            {
                return null;
            }

            var (now, at) = (clock.GetUtcNow().UtcDateTime, new DateTime(long.Parse(ticks, CultureInfo.InvariantCulture), DateTimeKind.Utc));
            var until = at.AddMinutes(options.Value.Minutes);
            return at <= now && now < until ? until : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private CookieOptions Cookie() => new() { HttpOnly = true, Secure = Context.Request.IsHttps, SameSite = SameSiteMode.Strict, IsEssential = true, Path = "/" };
}

/// <summary>The part of a form that asks for the code, says until when none is asked, or where the authenticator is set up.</summary>
public sealed class StepUpViewComponent(StepUp stepUp, CurrentOfficial current, IOptions<StepUpOptions> options) : ViewComponent
{
    /// <param name="name">Of the field, where a page has several such forms.</param>
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel, string name = "Code")
    {
        ViewData["Name"] = name;
        ViewData["Minutes"] = options.Value.Minutes;
        return View("/Organization/Sessions/_StepUp.cshtml", await stepUp.StateAsync(current.Required, cancel));
    }
}
