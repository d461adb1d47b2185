using System.Net;
using Protos.Hosting;

namespace ProvinceNode.Citizens;

/// <summary>The code of the draft that this browser writes.</summary>
public static class DraftCookie
{
    private const string Name = "btxh-nhap";

    public static string? Get(HttpContext context) => context.Request.Cookies[Name];

    public static void Set(HttpContext context, string code) => context.Response.Cookies.Append(Name, code, new CookieOptions
    {
        HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(Drafts.KeptDays), IsEssential = true, Path = "/nop-ho-so",
    });
}

/// <summary>Where a request comes from, for counting tries only; it is not stored.</summary>
public static class Address
{
    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>The IPv4 address, also when it came written as IPv6; of IPv6 its network (/64).</summary>
    internal static string Of(IPAddress? remote) => remote is null ? "local" : ClientNetwork.Of(remote);
}
