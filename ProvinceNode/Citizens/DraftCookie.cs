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
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "local";
}
