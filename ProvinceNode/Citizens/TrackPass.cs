using Microsoft.AspNetCore.DataProtection;

namespace ProvinceNode.Citizens;

/// <summary>Proof, in an encrypted cookie for half an hour, that this browser named a dossier's code and digits.</summary>
public sealed class TrackPass(IDataProtectionProvider protection)
{
    private const string Name = "btxh-tra-cuu";
    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("citizens.track").ToTimeLimitedDataProtector();

    public void Give(HttpContext context, Guid dossier) => context.Response.Cookies.Append(Name, _protector.Protect(dossier.ToString("N"), TimeSpan.FromMinutes(30)),
        new CookieOptions { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true, Path = "/tra-cuu" });

    public Guid? Of(HttpContext context)
    {
        try
        {
            return context.Request.Cookies[Name] is { Length: > 0 } value && Guid.TryParse(_protector.Unprotect(value), out var id) ? id : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // too old, or not ours
        }
    }
}
