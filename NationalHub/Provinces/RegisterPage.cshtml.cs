using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Provinces;

/// <summary>Registers a province and shows the invitation of its node, once.</summary>
public sealed class RegisterPageModel(HubDb db, RegisterProvince register) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "ma")]
    public string? Code { get; set; }

    public IReadOnlyList<RegisterChoice> Choices { get; private set; } = [];

    public NewInvitation? Issued { get; private set; }

    public string Fault { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var registered = (await db.Provinces.Select(p => p.Code).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        Choices = [.. ProvinceUnits.Today.Select(u => new RegisterChoice(u.Code, u.Name, registered.Contains(u.Code)))];
    }

    /// <summary>Answers with the page itself: a redirect would have to carry the secret.</summary>
    public async Task OnPostAsync(CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        if (ProvinceUnits.Find(Code ?? "") is null)
        {
            Fault = "Hãy chọn một tỉnh, thành phố trong danh sách.";
            await OnGetAsync(cancellation);
            return;
        }

        try
        {
            Issued = await register.HandleAsync(Code!, User.Identity?.Name ?? "", cancellation);
        }
        catch (ArgumentException e)
        {
            Fault = e.Message;
            await OnGetAsync(cancellation);
        }
    }
}

/// <summary>A province that may be invited.</summary>
public sealed record RegisterChoice(string Code, string Name, bool Registered);
