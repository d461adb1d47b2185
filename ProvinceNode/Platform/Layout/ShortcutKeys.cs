using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ProvinceNode.Platform.Layout;

/// <summary>Whether single keys press buttons on this device. Who speaks to the computer, or trembles, turns them off (WCAG 2.2, 2.1.4).</summary>
public static class ShortcutKeys
{
    private const string Cookie = "btxh-phim-tat";
    private const string Off = "tat";

    public static bool AreOn(HttpContext context) => context.Request.Cookies[Cookie] != Off;

    /// <summary>Kept on this device for a year.</summary>
    public static void Set(HttpContext context, bool on) => context.Response.Cookies.Append(Cookie, on ? "bat" : Off, new CookieOptions
    {
        HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromDays(365), IsEssential = true,
    });
}

/// <summary>Phím tắt: what the keys do, and the switch.</summary>
[Authorize]
public sealed class ShortcutKeysPageModel : PageModel
{
    public bool On => ShortcutKeys.AreOn(HttpContext);

    public IActionResult OnPost(string? bat)
    {
        ShortcutKeys.Set(HttpContext, bat == "1");
        TempData["Done"] = bat == "1" ? "Đã bật phím tắt một chữ trên máy này." : "Đã tắt phím tắt một chữ trên máy này.";
        return RedirectToPage();
    }
}
