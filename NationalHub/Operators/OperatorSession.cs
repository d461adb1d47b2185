using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace NationalHub.Operators;

/// <summary>
/// A session of an operator: begun by password and second factor, held against his account at each request, so that a closed account, another password, other roles or signing out take effect at once, on whatever machine; and
/// over after some hours however much it is used. Between the two steps a cookie of its own says that the password was right; it opens the second step and nothing else.
/// </summary>
internal static class OperatorSession
{
    /// <summary>A session lives no longer, used or not.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    /// <summary>From the right password to the right code.</summary>
    public static readonly TimeSpan Halfway = TimeSpan.FromMinutes(10);

    public const string HalfwayScheme = "OperatorHalfway";
    private const string Stamp = "stamp";
    private const string Since = "since";
    private const string Factor = "factor";

    /// <summary>The password was right.</summary>
    public static Task BeginHalfwayAsync(HttpContext context, Operator account) => context.SignInAsync(HalfwayScheme, PrincipalOf(account, HalfwayScheme), new() { Items = { [Since] = Ticks(context) } });

    /// <summary>Whose password was right some minutes ago; null: nobody's.</summary>
    public static async Task<Operator?> HalfwayAsync(HttpContext context)
    {
        var half = await context.AuthenticateAsync(HalfwayScheme).ConfigureAwait(false);
        return half.Principal is { } principal && Age(context, half.Properties, Since) < Halfway ? await AccountAsync(context, principal).ConfigureAwait(false) : null;
    }

    /// <summary>Signs in under the name as the account has it; the second factor was right just now.</summary>
    public static async Task BeginAsync(HttpContext context, Operator account)
    {
        await context.SignOutAsync(HalfwayScheme).ConfigureAwait(false);
        await WriteAsync(context, account, Ticks(context)).ConfigureAwait(false);
    }

    /// <summary>How long ago who is signed in proved his second factor.</summary>
    public static async Task<TimeSpan> FactorAgeAsync(HttpContext context)
    {
        return Age(context, (await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false)).Properties, Factor);
    }

    /// <summary>He proved it again; his session stays as old as it is.</summary>
    public static async Task RenewFactorAsync(HttpContext context, Operator account)
    {
        var session = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
        await WriteAsync(context, account, session.Properties?.Items[Since] ?? Ticks(context)).ConfigureAwait(false);
    }

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var account = context.Principal is { } principal && Age(context.HttpContext, context.Properties, Since) < Longest ? await AccountAsync(context.HttpContext, principal).ConfigureAwait(false) : null;
        // A session without a second factor is one of before there were any.
        if (account is not { FactorSeal.Length: > 0 })
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name).ConfigureAwait(false);
            return;
        }

        context.ReplacePrincipal(PrincipalOf(account, context.Scheme.Name));
    }

    private static async Task<Operator?> AccountAsync(HttpContext context, ClaimsPrincipal principal)
    {
        var name = principal.Identity?.Name ?? "";
        var account = await context.RequestServices.GetRequiredService<OperatorAccounts>().OpenAsync(name, context.RequestAborted).ConfigureAwait(false);
        return account is not null && account.Name == name && principal.FindFirstValue(Stamp) == account.Stamp ? account : null;
    }

    private static Task WriteAsync(HttpContext context, Operator account, string since) =>
        context.SignInAsync(PrincipalOf(account, CookieAuthenticationDefaults.AuthenticationScheme), new AuthenticationProperties { Items = { [Since] = since, [Factor] = Ticks(context) } });

    private static ClaimsPrincipal PrincipalOf(Operator account, string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, account.Name), new(Stamp, account.Stamp), .. OperatorRoleNames.Names.Values.Where(r => account.Roles.HasFlag(r)).Select(r => new Claim(ClaimTypes.Role, $"{r}"))], scheme));

    // What was never noted is as old as can be, and so is what a clock noted that was set back since: it makes nothing fresh and no session longer.
    private static TimeSpan Age(HttpContext context, AuthenticationProperties? session, string what) =>
        session is not null && session.Items.TryGetValue(what, out var at) && long.TryParse(at, CultureInfo.InvariantCulture, out var ticks) && Now(context) - ticks is >= 0 and var age ? new TimeSpan(age) : TimeSpan.MaxValue;

    private static string Ticks(HttpContext context) => Now(context).ToString(CultureInfo.InvariantCulture);

    private static long Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcTicks;
}
