using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvinceNode.Citizens;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Nhập hộ: a commune's official keys in the application of a citizen who came to the desk. Who entered it stands on record.</summary>
[Needs(Actions.DossierEnter)]
[RequestSizeLimit(Uploads.MostRequestBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostRequestBytes)]
public sealed class EnterForCitizenModel(Drafts drafts, Submit submit, Uploads uploads, CommuneSearch communes, CurrentOfficial current, VietnamTime time) : PageModel
{
    public ApplyView View { get; private set; } = default!;

    /// <summary>Key of the draft, carried by the page: the same page sent twice is one dossier.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The commune of the official, or empty for other offices: they cannot enter.</summary>
    public string CommuneName { get; private set; } = "";

    public SubmitReceipt? Receipt { get; private set; }

    private string OwnCommune => current.Required.Level == UnitLevel.Commune ? current.Required.Office.UnitCode : "";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Code = Drafts.NewCode();
        await FillAsync(new DraftContent(), [], cancel);
    }

    public async Task<IActionResult> OnPostAsync(string? code, string? go, string? remove, CancellationToken cancel)
    {
        if (Drafts.Normal(code) is not { } normal)
        {
            return BadRequest();
        }

        var official = current.Required;
        Code = normal;
        var draft = await drafts.StartAsync(normal, Procedures.MonthlyAssistance, official.Id, cancel);
        if (draft.OfficialId != official.Id)
        {
            return NotFound();
        }

        var content = DraftContent.Parse(draft.Answers);
        var problems = await TakeAsync(content, remove, cancel);
        if (draft.DossierCode is null)
        {
            await drafts.SaveAsync(draft, content, cancel);
        }

        if (problems.Count == 0 && remove is null && go != "upload")
        {
            problems = await SendAsync(draft, content, official, cancel);
        }

        await FillAsync(content, problems, cancel);
        return Page();
    }

    private async Task<List<Problem>> TakeAsync(DraftContent content, string? remove, CancellationToken cancel)
    {
        foreach (var step in ApplyStep.All)
        {
            step.Take(content.Form, Request.Form);
        }

        content.Form.CommuneCode = OwnCommune;
        content.Form.OriginalsSeen = Request.Form[nameof(SubmitForm.OriginalsSeen)].FirstOrDefault() ?? "";
        content.Files.RemoveAll(f => f.Hash == remove);
        return await uploads.TakeAsync(Request.Form.Files, content.Files, cancel);
    }

    private async Task<List<Problem>> SendAsync(Draft draft, DraftContent content, SignedInOfficial official, CancellationToken cancel)
    {
        var outcome = await submit.Handle(new SubmitInput
        {
            ProcedureCode = draft.ProcedureCode, Form = content.Form, Files = content.Files, SubmissionKey = draft.SubmissionKey, EnteredBy = official,
        }, cancel);
        if (!outcome.Succeeded)
        {
            return outcome.Problems.ToList();
        }

        Receipt = outcome.Value;
        await drafts.CloseAsync(draft.Id, Receipt.Code, cancel);
        return [];
    }

    private async Task FillAsync(DraftContent content, List<Problem> problems, CancellationToken cancel)
    {
        CommuneName = (await communes.ByCodeAsync(OwnCommune, cancel))?.Name ?? "";
        View = new ApplyView { Form = content.Form, Files = content.Files, Today = time.Today, ByClerk = true, Query = CommuneName };
        this.Show(problems);
    }
}
