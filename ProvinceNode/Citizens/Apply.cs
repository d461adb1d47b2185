using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Dossiers;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>The wizard: one page for every step. What was typed is kept in the draft before it is judged, so nothing is lost.</summary>
[AllowAnonymous]
[RequestSizeLimit(Uploads.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostRequestBytes)]
public sealed class ApplyModel(Drafts drafts, CommuneSearch communes, Submit submit, Uploads uploads, VietnamTime time) : PageModel
{
    private Draft _draft = default!;
    private DraftContent _content = default!;
    private IReadOnlyList<CommuneChoice>? _found;

    /// <summary>Name of a commune as typed.</summary>
    public string Query { get; private set; } = "";

    public ApplyStep Step { get; private set; } = default!;

    public ApplyView View { get; private set; } = default!;

    /// <summary>Shown so that it can be copied and used on another device.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Came from the review page and goes back there.</summary>
    [BindProperty(SupportsGet = true, Name = "sua")]
    public string? Mending { get; set; }

    [BindProperty(SupportsGet = true, Name = "tat-ca")]
    public string? WholeList { get; set; }

    public string? Back => Mending is null ? Step.Before(_content.Form, time.Today)?.Slug : ApplyStep.Review;

    public async Task<IActionResult> OnGetAsync(string step, CancellationToken cancel)
    {
        if (await OpenAsync(step, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        return await ShowAsync([], cancel);
    }

    public async Task<IActionResult> OnPostAsync(string step, string? go, string? remove, CancellationToken cancel)
    {
        if (await OpenAsync(step, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        var problems = await TakeAsync(remove, cancel);
        await drafts.SaveAsync(_draft, _content, cancel);
        if (go == "back")
        {
            return Redirect(Link(Back is { } back ? ApplyStep.Of(back)! : ApplyStep.All[0]));
        }

        if (go is "search" or "upload" || remove is not null || problems.Count > 0)
        {
            return await ShowAsync(problems, cancel);
        }

        if (Step.Slug == ApplyStep.Review)
        {
            return await SendAsync(cancel);
        }

        problems = Step.Mine(await CheckAsync(cancel));
        if (problems.Count > 0)
        {
            return await ShowAsync(problems, cancel);
        }

        return Redirect(Link(Mending is null ? Step.After(_content.Form, time.Today)! : ApplyStep.Of(ApplyStep.Review)!));
    }

    /// <summary>Part of the residence page, for browsers that search while typing.</summary>
    public async Task<IActionResult> OnGetCommunesAsync(string step, string? q, CancellationToken cancel)
    {
        var found = await communes.FindAsync(q, cancel);
        return Partial("/Citizens/Steps/_Communes.cshtml", new ApplyView { Form = new SubmitForm(), Today = time.Today, Communes = found, Query = VietnameseText.Clean(q) });
    }

    private async Task<IActionResult?> OpenAsync(string step, CancellationToken cancel)
    {
        if (ApplyStep.Of(step) is not { } known)
        {
            return NotFound();
        }

        Step = known;
        Code = Drafts.Normal(DraftCookie.Get(HttpContext)) ?? "";
        if (await drafts.FindAsync(Code, cancel) is not { OfficialId: null } draft)
        {
            return Redirect("/nop-ho-so");
        }

        (_draft, _content) = (draft, DraftContent.Parse(draft.Answers));
        return draft.DossierCode is null ? null : Redirect("/nop-ho-so/bien-nhan");
    }

    // Takes what this page sent into the draft; answers with what is wrong with the files.
    private async Task<List<Problem>> TakeAsync(string? remove, CancellationToken cancel)
    {
        Step.Take(_content.Form, Request.Form);
        if (Step.Slug == ApplyStep.Papers)
        {
            _content.Files.RemoveAll(f => f.Hash == remove);
            return await uploads.TakeAsync(Request.Form.Files, _content.Files, cancel);
        }

        return Step.Slug == ApplyStep.Residence ? await LookUpAsync(cancel) : [];
    }

    // The box takes a name as long as nothing was chosen, and a new search after.
    private async Task<List<Problem>> LookUpAsync(CancellationToken cancel)
    {
        var form = _content.Form;
        var typed = form.CommuneCode.All(char.IsAsciiDigit) ? Request.Form["q"].FirstOrDefault() : form.CommuneCode;
        if (!form.CommuneCode.All(char.IsAsciiDigit))
        {
            form.CommuneCode = "";
        }

        Query = VietnameseText.Clean(typed);
        if (Query.Length > 0)
        {
            _found = await communes.FindAsync(Query, cancel);
            form.CommuneCode = _found.Count == 1 ? _found[0].Code : _found.Any(c => c.Code == form.CommuneCode) ? form.CommuneCode : "";
        }

        return [];
    }

    private async Task<List<Problem>> CheckAsync(CancellationToken cancel)
    {
        var chosen = await communes.ByCodeAsync(_content.Form.CommuneCode, cancel);
        return SubmitRules.Check(_content.Form, new SubmitSurroundings(time.Today, _ => chosen is not null, _content.Files.Select(f => f.Paper).ToHashSet(StringComparer.Ordinal), InPerson: false));
    }

    private async Task<IActionResult> SendAsync(CancellationToken cancel)
    {
        var outcome = await submit.Handle(
            new SubmitInput { ProcedureCode = _draft.ProcedureCode, Form = _content.Form, Files = _content.Files, SubmissionKey = _draft.SubmissionKey }, cancel);
        if (!outcome.Succeeded)
        {
            return await ShowAsync(outcome.Problems, cancel);
        }

        await drafts.CloseAsync(_draft.Id, outcome.Value.Code, cancel);
        return Redirect("/nop-ho-so/bien-nhan");
    }

    private async Task<IActionResult> ShowAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        var form = _content.Form;
        var list = _found ?? [];
        if (WholeList is not null && Step.Slug == ApplyStep.Residence)
        {
            list = await communes.AllAsync(cancel);
        }
        else if (list.Count == 0 && await communes.ByCodeAsync(form.CommuneCode, cancel) is { } chosen)
        {
            list = [chosen];
        }

        var review = Step.Slug == ApplyStep.Review;
        View = new ApplyView
        {
            Form = form, Today = time.Today, Files = _content.Files, Communes = list, WholeList = WholeList is not null, Query = Query,
            AllProblems = review ? await CheckAsync(cancel) : [],
        };
        this.Show(review ? problems.Where(p => Step.Owns(p.Field) || p.Field is null).ToList() : problems);
        return Page();
    }

    private string Link(ApplyStep to) => "/nop-ho-so/" + to.Slug + (Mending is not null && to.Slug != ApplyStep.Review ? "?sua=1" : "");
}
