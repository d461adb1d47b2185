using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Citizens;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Worklist;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers;

/// <summary>What a clerk began and did not send.</summary>
public sealed record UnsentEntry(Guid Key, string Title, string Person, DateTime UpdatedAt);

/// <summary>
/// Nhập hộ: a commune's official keys in the application of a citizen who came to the desk. Who entered it stands on record.
/// Without a situation the page offers the procedures of today and what was begun before.
/// </summary>
[Needs(Actions.DossierEnter)]
[RequestSizeLimit(Uploads.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostRequestBytes)]
public sealed class EnterForCitizenModel(Drafts drafts, Submit submit, Uploads uploads, CommuneSearch communes, Offers offers, CurrentOfficial current) : PageModel
{
    public ApplyView? View { get; private set; }

    /// <summary>Key of the draft, carried by the page: the same page sent twice is one dossier.</summary>
    public Guid Key { get; private set; }

    /// <summary>The commune of the official, or empty for other offices: they cannot enter.</summary>
    public string CommuneName { get; private set; } = "";

    public DateOnly Today => offers.Today;

    public SubmitReceipt? Receipt { get; private set; }

    public Situation? Situation { get; private set; }

    /// <summary>Situations by procedure code.</summary>
    public IReadOnlyList<IGrouping<string, Situation>> Offered { get; private set; } = [];

    public IReadOnlyList<UnsentEntry> Unsent { get; private set; } = [];

    private string OwnCommune => current.Required.Level == UnitLevel.Commune ? current.Required.Office.UnitCode : "";

    /// <param name="work">A row of the worklist: the form begins with what it knows of the person.</param>
    public async Task<IActionResult> OnGetAsync(
        string? loai, Guid? nhap, [FromQuery(Name = "da-nop")] Guid? sent, [FromQuery(Name = "viec")] Guid? work, [FromServices] WorklistPrefill prefill, CancellationToken cancel)
    {
        CommuneName = (await communes.ByCodeAsync(OwnCommune, cancel))?.Name ?? "";
        if (sent is { } filed)
        {
            return await SentAsync(filed, loai, cancel);
        }

        if (nhap is { } key)
        {
            if (await drafts.OfOfficialAsync(key, current.Required.Id, cancel) is not { DossierCode: null } draft)
            {
                return NotFound();
            }

            Key = key;
            return await ShowAsync(DraftContent.Parse(draft.Answers), [], cancel);
        }

        if (loai is null)
        {
            await OfferAsync(cancel);
            return Page();
        }

        Key = Guid.CreateVersion7();
        if (await offers.FindAsync(loai, cancel) is not { } situation)
        {
            return Redirect("/ho-so/nhap-ho");
        }

        var opened = Drafts.Opened(situation, offers.Today);
        if (work is { } row)
        {
            await prefill.FillAsync(row, opened.Values, current.Required, cancel);
        }

        return await ShowAsync(opened, [], cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? loai, Guid code, string? go, string? remove, string? row, CancellationToken cancel)
    {
        var official = current.Required;
        if (code == Guid.Empty || await offers.FindAsync(loai, cancel) is not { } situation)
        {
            return BadRequest();
        }

        Key = code;
        CommuneName = (await communes.ByCodeAsync(OwnCommune, cancel))?.Name ?? "";
        var draft = await drafts.StartForAsync(code, situation, official.Id, cancel);
        var content = DraftContent.Parse(draft.Answers);
        if (SituationSets.SetOf(content.Situations, offers.Today) is not { } set)
        {
            return Redirect("/ho-so/nhap-ho");
        }

        var problems = await TakeAsync(set, content, remove, cancel);
        var stays = FormEntry.Row(set.Fields, content.Values, row) | await AskMoreAsync(content, go, cancel) || go is "upload" or "save" || remove is not null;
        if (draft.DossierCode is null)
        {
            await drafts.SaveAsync(draft, content, cancel);
        }

        if (problems.Count == 0 && !stays)
        {
            problems = await SendAsync(draft, content, official, cancel);
        }

        // What was filed is shown by its own address: to load it again files nothing.
        return Receipt is { } receipt ? Redirect($"/ho-so/nhap-ho?da-nop={draft.Id:D}&loai={situation.Slug}{(receipt.Again ? "&lai=1" : "")}") : await ShowAsync(content, problems, cancel);
    }

    /// <summary>Throws away what was begun.</summary>
    public async Task<IActionResult> OnPostForgetAsync(Guid nhap, CancellationToken cancel)
    {
        await drafts.ForgetAsync(nhap, current.Required.Id, cancel);
        return Redirect("/ho-so/nhap-ho");
    }

    private async Task<List<Problem>> TakeAsync(FormSet set, DraftContent content, string? remove, CancellationToken cancel)
    {
        FormEntry.Take(set.Fields, content.Values, Request.Form, byClerk: true);
        content.Values["CommuneCode"] = OwnCommune;
        content.Files.RemoveAll(f => f.Hash == remove);
        return await uploads.TakeAsync(Request.Form.Files, content.Files, null, cancel);
    }

    private async Task<bool> AskMoreAsync(DraftContent content, string? go, CancellationToken cancel)
    {
        var parts = (go ?? "").Split(':');
        if (parts is ["less", var unwanted] && content.Situations.Count > 1 && content.Situations[0] != unwanted)
        {
            return content.Situations.Remove(unwanted);
        }

        if (parts is not ["more", var wanted] || !(await offers.BesideAsync(content.Situations, cancel)).Any(s => s.Slug == wanted))
        {
            return false;
        }

        content.Situations.Add(wanted);
        return true;
    }

    private async Task<List<Problem>> SendAsync(Draft draft, DraftContent content, SignedInOfficial official, CancellationToken cancel)
    {
        var outcome = await submit.Handle(new SubmitInput
        {
            ProcedureCode = draft.ProcedureCode, Requests = SituationSets.RequestsOf(content.Situations, offers.Today), Values = content.Values,
            Files = content.Files, SubmissionKey = draft.SubmissionKey, EnteredBy = official,
        }, cancel);
        if (!outcome.Succeeded)
        {
            return outcome.Problems.ToList();
        }

        Receipt = outcome.Value;
        await drafts.CloseAsync(draft.Id, Receipt.Code, cancel);
        return [];
    }

    private async Task<IActionResult> SentAsync(Guid key, string? kind, CancellationToken cancel)
    {
        if (await drafts.OfOfficialAsync(key, current.Required.Id, cancel) is not { DossierCode: not null } draft || await submit.FirstReceiptAsync(draft.SubmissionKey, cancel) is not { } receipt)
        {
            return NotFound();
        }

        Receipt = receipt with { Again = Request.Query.ContainsKey("lai") };
        Situation = Situations.Of(kind);
        return Page();
    }

    private async Task OfferAsync(CancellationToken cancel)
    {
        Offered = (await offers.TodayAsync(cancel)).GroupBy(s => s.Procedure).ToList();
        Unsent = (await drafts.UnsentOfAsync(current.Required.Id, cancel)).Select(d => (Draft: d, Content: DraftContent.Parse(d.Answers)))
            .Select(d => new UnsentEntry(d.Draft.Id, Situations.Of(d.Content.Situations.FirstOrDefault())?.Title ?? d.Draft.Form, d.Content.Values["FullName"], d.Draft.UpdatedAt)).ToList();
    }

    private async Task<IActionResult> ShowAsync(DraftContent content, List<Problem> problems, CancellationToken cancel)
    {
        if (SituationSets.SetOf(content.Situations, offers.Today) is not { } set)
        {
            return Redirect("/ho-so/nhap-ho");
        }

        Situation = Situations.Of(content.Situations[0]);
        View = new ApplyView
        {
            Set = set, Values = content.Values, Files = content.Files, Today = offers.Today, ByClerk = true, Query = CommuneName,
            Villages = await communes.VillagesAsync(OwnCommune, offers.Today, cancel), OwnGroups = await submit.OwnGroupsAsync(cancel),
            Asked = content.Situations.Select(Situations.Of).OfType<Situation>().ToList(), Beside = await offers.BesideAsync(content.Situations, cancel),
        };
        this.Show(problems);
        return Page();
    }
}
