using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Citizens;

/// <summary>Chooses the procedure; only what can be done here is shown.</summary>
[AllowAnonymous]
public sealed class ApplyStartModel : PageModel;

/// <summary>What is needed before starting, and the door to the first page.</summary>
[AllowAnonymous]
public sealed class ApplyNeedsModel(Drafts drafts, Throttle throttle) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!throttle.CountOne("draft:" + Address.Of(HttpContext), 60, TimeSpan.FromHours(1)))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var code = Drafts.NewCode();
        await drafts.StartAsync(code, Procedures.MonthlyAssistance, null, cancel);
        DraftCookie.Set(HttpContext, code);
        return Redirect("/nop-ho-so/" + ApplyStep.All[0].Slug);
    }
}

/// <summary>Opens a draft with its code on another device.</summary>
[AllowAnonymous]
public sealed class ApplyResumeModel(Drafts drafts, Throttle throttle) : PageModel
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    public string Code { get; private set; } = "";

    /// <summary>A draft is open in this browser.</summary>
    public bool Open { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) =>
        Open = await drafts.FindAsync(DraftCookie.Get(HttpContext), cancel) is { DossierCode: null, OfficialId: null };

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken cancel)
    {
        if (!throttle.CountOne("resume:" + Address.Of(HttpContext), 30, Window))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (await drafts.FindAsync(code, cancel) is not { OfficialId: null } draft)
        {
            Code = code ?? "";
            this.Show([SubmitProblems.DraftGone.At("code")]);
            return Page();
        }

        DraftCookie.Set(HttpContext, Drafts.Normal(code)!);
        return Redirect(draft.DossierCode is null ? "/nop-ho-so/" + ApplyStep.Review : "/nop-ho-so/bien-nhan");
    }
}
