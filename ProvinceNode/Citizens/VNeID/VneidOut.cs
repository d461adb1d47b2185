using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProvinceNode.Citizens.Own;

namespace ProvinceNode.Citizens.VNeID;

/// <summary>He left here; a link leaves VNeID too, for a computer that others use after him.</summary>
[AllowAnonymous]
public sealed class VneidOutModel(CitizenPass pass, VneidService vneid, IOptions<VneidOptions> options) : PageModel
{
    public const string Address = VneidDoorModel.Address + "/thoat";

    /// <summary>VNeID is to be left too.</summary>
    [BindProperty(SupportsGet = true, Name = "ca-vneid")]
    public string? There { get; set; }

    public bool IsAway { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!options.Value.IsConfigured)
        {
            return Redirect("/");
        }

        pass.Take(HttpContext);
        if (There is null)
        {
            return Page();
        }

        IsAway = !await vneid.AnswersAsync(cancel);
        return IsAway ? Page() : SignOut(new AuthenticationProperties { RedirectUri = "/" }, VneidSetup.Scheme);
    }
}
