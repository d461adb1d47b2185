using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Citizens.Own;
using ProvinceNode.Citizens.VNeID;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform.Layout;
using Protos.Values;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>Chooses what is asked for, in plain words; only what can be done here today is shown.</summary>
[AllowAnonymous]
public sealed class ApplyStartModel(Offers offers) : PageModel
{
    /// <summary>Situations by topic.</summary>
    public IReadOnlyList<IGrouping<string, Situation>> Topics { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) =>
        Topics = (await offers.TodayAsync(cancel)).Where(s => !s.ByOfficials).GroupBy(s => s.Topic).ToList();
}

/// <summary>What is needed before starting, and the door to the first page.</summary>
[AllowAnonymous]
public sealed class ApplyNeedsModel(Drafts drafts, Offers offers, Throttle throttle, CitizenPass pass, VietnamTime time) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "loai")]
    public string? Kind { get; set; }

    /// <summary>Who signed in with VNeID; null without.</summary>
    public CitizenIdentity? Who { get; private set; }

    public Situation Situation { get; private set; } = default!;

    public FormDefinition Form { get; private set; } = default!;

    public DateOnly Today => time.Today;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (await offers.FindAsync(Kind, cancel) is not { } situation)
        {
            return Redirect("/nop-ho-so");
        }

        (Situation, Form, Who) = (situation, situation.FormOn(time.Today)!, pass.Of(HttpContext));
        return Page();
    }

    /// <param name="cho">Whom who signed in declares for: himself, or somebody else.</param>
    public async Task<IActionResult> OnPostAsync(string? cho, CancellationToken cancel)
    {
        if (!throttle.CountOne("draft:" + Address.Of(HttpContext), 60, TimeSpan.FromHours(1)))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        if (await offers.FindAsync(Kind, cancel) is not { } situation)
        {
            return Redirect("/nop-ho-so");
        }

        var code = Drafts.NewCode();
        var draft = await drafts.StartAsync(code, situation, cancel);
        if (pass.Of(HttpContext) is { MayFile: true } who)
        {
            var content = DraftContent.Parse(draft.Answers);
            Prefill.Into(content.Values, situation.FormOn(time.Today)!, who, cho == Prefill.Other);
            await drafts.SaveAsync(draft, content, cancel);
        }

        DraftCookie.Set(HttpContext, code);
        return Redirect("/nop-ho-so/" + situation.FormOn(time.Today)!.Steps[0].Slug);
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
        return Redirect(draft.DossierCode is null ? "/nop-ho-so/" + EndBlocks.Review : "/nop-ho-so/bien-nhan");
    }
}
