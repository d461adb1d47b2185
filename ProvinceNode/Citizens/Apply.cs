using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Citizens.Own;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>The wizard: one page for every step of every form. What was typed is kept in the draft before it is judged, so nothing is lost.</summary>
[AllowAnonymous]
[RequestSizeLimit(Uploads.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostRequestBytes)]
public sealed class ApplyModel(Drafts drafts, CommuneSearch communes, Submit submit, Uploads uploads, Offers offers, VietnamTime time) : PageModel
{
    private Draft _draft = default!;
    private DraftContent _content = default!;
    private IReadOnlyList<CommuneChoice>? _found;

    /// <summary>Name of a commune as typed.</summary>
    public string Query { get; private set; } = "";

    public FormSet Set { get; private set; } = default!;

    public FormStep Step { get; private set; } = default!;

    /// <summary>Pages that these answers are asked.</summary>
    public IReadOnlyList<FormStep> Asked => Set.Asked(_content.Values.On(time.Today));

    public int Number => Asked.ToList().IndexOf(Step) + 1;

    public ApplyView View { get; private set; } = default!;

    /// <summary>Shown so that it can be copied and used on another device.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Came from the review page and goes back there.</summary>
    [BindProperty(SupportsGet = true, Name = "sua")]
    public string? Mending { get; set; }

    [BindProperty(SupportsGet = true, Name = "tat-ca")]
    public string? WholeList { get; set; }

    public string? Back => Mending is null ? Beside(-1)?.Slug : EndBlocks.Review;

    private bool HasCommune => Step.Owns("CommuneCode");

    /// <param name="loi">What is wrong with this page is said. A page that answers a form is never a stop on the way back: browsers refuse to show it again.</param>
    /// <param name="q">Name of a commune as typed.</param>
    public async Task<IActionResult> OnGetAsync(string step, string? loi, string? q, CancellationToken cancel)
    {
        if (await OpenAsync(step, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        Query = VietnameseText.Clean(q);
        _found = HasCommune && Query.Length > 0 ? await communes.FindAsync(Query, cancel) : null;
        return await ShowAsync(loi is null ? [] : await HereAsync(cancel), cancel);
    }

    public async Task<IActionResult> OnPostAsync(string step, string? go, string? remove, string? row, [FromServices] CitizenPass pass, CancellationToken cancel)
    {
        if (await OpenAsync(step, cancel) is { } elsewhere)
        {
            return elsewhere;
        }

        var problems = await TakeAsync(remove, cancel);
        var changedRows = FormEntry.Row(Step.Fields, _content.Values, row);
        var added = Step.Slug == EndBlocks.Review ? await AskMoreAsync(go, cancel) : null;
        await drafts.SaveAsync(_draft, _content, cancel);
        if (go == "save")
        {
            return new NoContentResult(); // the page keeps itself while somebody types
        }

        if (go == "back" || added is not null)
        {
            return Redirect(Link(added ?? Back ?? Set.Steps[0].Slug));
        }

        if (problems.Count > 0)
        {
            return await ShowAsync(problems, cancel);
        }

        if (go is "search" or "upload" || changedRows || remove is not null)
        {
            return Redirect(Here(go == "search" ? "q=" + Uri.EscapeDataString(Query) : ""));
        }

        if (Step.Slug == EndBlocks.Review)
        {
            return await SendAsync(pass.Of(HttpContext), cancel);
        }

        return (await HereAsync(cancel)).Count > 0 ? Redirect(Here("loi=1")) : Redirect(Link(Mending is null ? Beside(+1)!.Slug : EndBlocks.Review));
    }

    /// <summary>Part of the residence page, for browsers that search while typing.</summary>
    public async Task<IActionResult> OnGetCommunesAsync(string step, string? q, CancellationToken cancel)
    {
        var found = await communes.FindAsync(q, cancel);
        return Partial("/Dossiers/Forms/_Communes.cshtml", new CommuneBox(found.Select(c => new KeyValuePair<string, string>(c.Code, c.Name)).ToList(), false, VietnameseText.Clean(q)));
    }

    private async Task<IActionResult?> OpenAsync(string step, CancellationToken cancel)
    {
        Code = Drafts.Normal(DraftCookie.Get(HttpContext)) ?? "";
        if (await drafts.FindAsync(Code, cancel) is not { OfficialId: null } draft)
        {
            return KnownSlugs.Contains(step) ? Redirect("/nop-ho-so") : NotFound();
        }

        (_draft, _content) = (draft, DraftContent.Parse(draft.Answers));
        if (draft.DossierCode is not null)
        {
            return Redirect("/nop-ho-so/bien-nhan");
        }

        // A form that went out of force while the draft lay: the choice is made again.
        if (SituationSets.SetOf(_content.Situations, time.Today) is not { } set)
        {
            return Redirect("/nop-ho-so");
        }

        Set = set;
        if (set.Step(step) is not { } known)
        {
            return KnownSlugs.Contains(step) ? Redirect("/nop-ho-so/" + EndBlocks.Review) : NotFound();
        }

        Step = known;
        return null;
    }

    // Takes what this page sent into the draft; answers with what is wrong with the files.
    private async Task<List<Problem>> TakeAsync(string? remove, CancellationToken cancel)
    {
        FormEntry.Take(Step.Fields, _content.Values, Request.Form);
        if (Step.Slug == EndBlocks.Papers)
        {
            _content.Files.RemoveAll(f => f.Hash == remove);
            return await uploads.TakeAsync(Request.Form.Files, _content.Files, Address.Of(HttpContext), cancel);
        }

        if (HasCommune)
        {
            await LookUpAsync(cancel);
        }

        return [];
    }

    // "more:slug" asks for something else in the same dossier, "less:slug" takes it back.
    private async Task<string?> AskMoreAsync(string? go, CancellationToken cancel)
    {
        var parts = (go ?? "").Split(':');
        if (parts is ["less", var unwanted] && _content.Situations.Count > 1 && _content.Situations[0] != unwanted)
        {
            _content.Situations.Remove(unwanted);
            return EndBlocks.Review;
        }

        if (parts is not ["more", var wanted] || (await offers.BesideAsync(_content.Situations, cancel)).FirstOrDefault(s => s.Slug == wanted) is not { } situation)
        {
            return null;
        }

        var before = Set.Content.Select(s => s.Slug).ToHashSet(StringComparer.Ordinal);
        _content.Situations.Add(situation.Slug);
        Set = SituationSets.SetOf(_content.Situations, time.Today)!;
        return Set.Content.FirstOrDefault(s => !before.Contains(s.Slug) && s.IsAsked(_content.Values.On(time.Today)))?.Slug ?? EndBlocks.Review;
    }

    // The box takes a name as long as nothing was chosen, and a new search after.
    private async Task LookUpAsync(CancellationToken cancel)
    {
        var (values, chosen) = (_content.Values, _content.Values["CommuneCode"]);
        var typed = chosen.All(char.IsAsciiDigit) ? Request.Form["q"].FirstOrDefault() : chosen;
        if (!chosen.All(char.IsAsciiDigit))
        {
            values["CommuneCode"] = "";
        }

        Query = VietnameseText.Clean(typed);
        if (Query.Length > 0)
        {
            _found = await communes.FindAsync(Query, cancel);
            values["CommuneCode"] = _found.Count == 1 ? _found[0].Code : _found.Any(c => c.Code == values["CommuneCode"]) ? values["CommuneCode"] : "";
        }
    }

    private async Task<List<Problem>> CheckAsync(CancellationToken cancel)
    {
        var chosen = await communes.ByCodeAsync(_content.Values["CommuneCode"], cancel);
        return FormCheck.Check(Set, _content.Values, new SubmitSurroundings(time.Today, _ => chosen is not null, _content.Files.Select(f => f.Paper).ToHashSet(StringComparer.Ordinal), InPerson: false)
        {
            Numbers = await submit.LawNumbersAsync(cancel), OwnGroups = await submit.OwnGroupsAsync(cancel),
        });
    }

    private async Task<List<Problem>> HereAsync(CancellationToken cancel) => (await CheckAsync(cancel)).Where(p => Set.StepOf(p.Field) == Step).ToList();

    private async Task<IActionResult> SendAsync(CitizenIdentity? who, CancellationToken cancel)
    {
        var outcome = await submit.Handle(new SubmitInput
        {
            ProcedureCode = _draft.ProcedureCode, Requests = SituationSets.RequestsOf(_content.Situations, time.Today), Values = _content.Values,
            Files = _content.Files, SubmissionKey = _draft.SubmissionKey, ProvenNumber = who is { MayFile: true } ? who.Number : "",
        }, cancel);
        if (!outcome.Succeeded)
        {
            // What the page itself finds is shown by its own address; what only sending finds, by this answer.
            var found = await CheckAsync(cancel);
            return outcome.Problems.All(p => found.Exists(f => (f.Code, f.Field) == (p.Code, p.Field))) ? Redirect(Here("loi=1")) : await ShowAsync(outcome.Problems, cancel);
        }

        await drafts.CloseAsync(_draft.Id, outcome.Value.Code, cancel);
        return Redirect("/nop-ho-so/bien-nhan");
    }

    private async Task<IActionResult> ShowAsync(IReadOnlyList<Problem> problems, CancellationToken cancel)
    {
        var list = _found ?? [];
        if (WholeList is not null && HasCommune)
        {
            list = await communes.AllAsync(cancel);
        }
        else if (list.Count == 0 && await communes.ByCodeAsync(_content.Values["CommuneCode"], cancel) is { } chosen)
        {
            list = [chosen];
        }

        var review = Step.Slug == EndBlocks.Review;
        View = new ApplyView
        {
            Set = Set, Values = _content.Values, Today = time.Today, Files = _content.Files, Communes = list, WholeList = WholeList is not null, Query = Query,
            Villages = await communes.VillagesAsync(_content.Values["CommuneCode"], time.Today, cancel), OwnGroups = await submit.OwnGroupsAsync(cancel),
            AllProblems = review ? await CheckAsync(cancel) : [],
            Asked = _content.Situations.Select(Situations.Of).OfType<Situation>().ToList(),
            Beside = review ? await offers.BesideAsync(_content.Situations, cancel) : [],
        };
        this.Show(review ? problems.Where(p => p.Field is null || Set.StepOf(p.Field) == Step).ToList() : problems);
        return Page();
    }

    // The asked page before or after; a page with nothing to ask of this person is passed over.
    private FormStep? Beside(int way)
    {
        var (all, asked) = (Set.Steps.ToList(), Asked);
        for (var i = all.IndexOf(Step) + way; i >= 0 && i < all.Count; i += way)
        {
            if (asked.Contains(all[i]))
            {
                return all[i];
            }
        }

        return null;
    }

    private string Link(string slug) => "/nop-ho-so/" + slug + (Mending is not null && slug != EndBlocks.Review ? "?sua=1" : "");

    // This page again; how it was opened stays.
    private string Here(string query)
    {
        var asked = string.Join('&', new[] { query, Mending is null ? "" : "sua=1", WholeList is null ? "" : "tat-ca=1" }.Where(q => q.Length > 0));
        return "/nop-ho-so/" + Step.Slug + (asked.Length > 0 ? "?" + asked : "");
    }

    private static readonly Lazy<HashSet<string>> Slugs = new(() => FormCatalogue.All.SelectMany(f => new FormSet([f]).Steps).Select(s => s.Slug).ToHashSet(StringComparer.Ordinal));

    private static HashSet<string> KnownSlugs => Slugs.Value;
}
