using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;

namespace TestSupport;

/// <summary>Seals a session as the node itself does after a sign-in.</summary>
public static class SessionCookie
{
    /// <returns><c>name=value; path=/</c>.</returns>
    public static async Task<string> ForAsync(IServiceProvider services, Official official)
    {
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Official>>().CreateAsync(official);
        var now = TimeProvider.System.GetUtcNow();
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + options.ExpireTimeSpan };
        // Tests let months go by within one session.
        SessionServices.Begin(properties, DateTimeOffset.MaxValue);
        var ticket = new AuthenticationTicket(principal, properties, IdentityConstants.ApplicationScheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}; path=/";
    }
}
