using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace NationalHub.Operators;

/// <summary>
/// A session of an operator: held against his account at each request, so that a closed account, another password or signing out ends it at once, on whatever machine; and over after some hours
/// however much it is used.
/// </summary>
internal static class OperatorSession
{
    /// <summary>A session lives no longer, used or not.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(10);

    private const string Stamp = "stamp";
    private const string Since = "since";

    /// <summary>Signs in under the name as the account has it.</summary>
    public static Task BeginAsync(HttpContext context, Operator account)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, account.Name), new(Stamp, account.Stamp)], CookieAuthenticationDefaults.AuthenticationScheme);
        var began = new AuthenticationProperties();
        began.Items[Since] = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
        return context.SignInAsync(new ClaimsPrincipal(identity), began);
    }

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var (services, principal) = (context.HttpContext.RequestServices, context.Principal);
        var account = principal?.Identity?.Name is { } name ? await services.GetRequiredService<OperatorAccounts>().OpenAsync(name, context.HttpContext.RequestAborted).ConfigureAwait(false) : null;
        var young = context.Properties.Items.TryGetValue(Since, out var since) && long.TryParse(since, CultureInfo.InvariantCulture, out var ticks)
            && services.GetRequiredService<TimeProvider>().GetUtcNow().UtcTicks - ticks < Longest.Ticks;
        if (account is null || !young || account.Name != principal!.Identity!.Name || principal.FindFirstValue(Stamp) != account.Stamp)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name).ConfigureAwait(false);
        }
    }
}
