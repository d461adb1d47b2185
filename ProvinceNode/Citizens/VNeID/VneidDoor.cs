using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using ProvinceNode.Citizens.Own;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens.VNeID;

/// <summary>
/// Sends a citizen to VNeID, and says in words why a sign-in came to nothing, with the way by dossier code beside it. A link, not a form: browsers refuse a form whose answer leads to
/// another site.
/// </summary>
[AllowAnonymous]
public sealed class VneidDoorModel(VneidService vneid, IOptions<VneidOptions> options, Throttle throttle) : PageModel
{
    public const string Address = CitizenPass.Page + "/vneid";

    /// <summary>Where VNeID sends people back to; registered there with the node's public address before it, letter by letter.</summary>
    public const string Back = Address + "/ve";

    public const string SignedOut = Address + "/da-thoat";

    private const int MostPerAddress = 60;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>Page of this node to come back to.</summary>
    [BindProperty(SupportsGet = true, Name = "ve")]
    public string? Return { get; set; }

    [BindProperty(SupportsGet = true, Name = "loi")]
    public string? Why { get; set; }

    /// <summary>What happened and what to do.</summary>
    public string Words { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!options.Value.IsConfigured)
        {
            return Redirect(OwnDoorModel.Address);
        }

        if (Why is not null)
        {
            return Say(Why);
        }

        if (!throttle.CountOne("vneid:" + Citizens.Address.Of(HttpContext), MostPerAddress, Window))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var why = await vneid.SendAsync(HttpContext, Url.IsLocalUrl(Return) ? Return : CitizenPass.Page, cancel);
        return why.Length > 0 ? Say(why) : new EmptyResult();
    }

    private PageResult Say(string why)
    {
        Words = VneidFailure.Words(why) ?? VneidFailure.Words(VneidFailure.NotProven)!;
        return Page();
    }
}
