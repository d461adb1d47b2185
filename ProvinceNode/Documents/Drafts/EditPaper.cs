using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents.Drafts;

/// <summary>What an editor of a waiting paper sent.</summary>
/// <param name="Made"><see cref="DraftForm.Made"/> of the text that he saw.</param>
/// <param name="Texts">Text by the name of its field.</param>
public sealed record EditPaperInput(Guid Id, string Made, IReadOnlyDictionary<string, string> Texts);

/// <summary>Sửa câu chữ: a paper that waits for its signer (a notice, a letter, an invitation) is still a draft; amounts, names and dates stay as the facts made them.</summary>
public sealed class EditPaper(PaperTurn turn, NodeDb db)
{
    private static readonly string[] Makers = [Actions.DossierSign, Actions.DossierForward, Actions.DossierAppraise, Actions.DossierReview];

    public async Task<Outcome<IssuedPaper>> Handle(EditPaperInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == input.Id, cancel) is not { } paper)
        {
            return CommonProblems.NotFound.Now();
        }

        var text = PaperContent.Parse(paper.Content);
        var (edits, faults) = PaperDrafts.Read(new DraftInput(paper.DossierId, paper.TenantPath, paper.Paper, 0, text, input.Texts, await KnownAsync(paper.DossierId, cancel)));
        if (faults.Count > 0)
        {
            return faults;
        }

        return edits.Count == 0 ? paper : await turn.TakeAsync(input.Id, official, ActKinds.EditPaper, p => Refusal(p, official) ?? Stale(p, input.Made), (p, _) =>
        {
            p.Content = DraftEdits.Apply(PaperContent.Parse(p.Content), edits).Paper.ToJson();
            return Task.CompletedTask;
        }, cancel);
    }

    /// <summary>Officials of the office that issues it who make or sign its papers.</summary>
    public static Problem? Refusal(IssuedPaper paper, SignedInOfficial official) =>
        paper.State != PaperState.AwaitingSignature ? PaperProblems.WrongState.Now(PaperProblems.Word(paper.State))
        : official.Office.Value != paper.OfficePath ? PaperProblems.OtherOffice.Now(paper.OfficeName)
        : Draftless.Drafted.Contains(paper.Paper) && Makers.Any(official.May) ? null : CommonProblems.NotAllowed.Now();

    /// <summary>The form that edits a text.</summary>
    public static DraftForm FormOf(PaperContent text) => DraftForm.Of(text, new DraftedPaper(text, [], null));

    private static Problem? Stale(IssuedPaper paper, string made) => FormOf(PaperContent.Parse(paper.Content)).Made == made ? null : DraftProblems.FactsChanged.Now();

    // Names, address and code of its dossier; a paper of a list has none of its own.
    private async Task<IReadOnlyList<string>> KnownAsync(Guid dossier, CancellationToken cancel) =>
        await db.Dossiers.AsNoTracking().Where(d => d.Id == dossier).Select(d => new { d.Code, Owner = d.Owner.FullName, d.Owner.Village, Applicant = d.Applicant.FullName }).FirstOrDefaultAsync(cancel) is { } d
            ? [.. new[] { d.Code, d.Owner, PaperStyle.Upper(d.Owner), d.Applicant, d.Village }.Where(k => k.Length > 1).Distinct(StringComparer.Ordinal)] : [];
}

/// <inheritdoc cref="EditPaper"/>
[Needs(Actions.DossierView)]
public sealed class EditPaperModel(EditPaper verb, NodeDb db, CurrentOfficial current, ForeignTenant foreign) : PaperVerbPage(db, current, foreign)
{
    protected override string Done => "Đã lưu câu chữ. Văn bản vẫn chờ ký.";

    /// <summary>The texts, with what was typed.</summary>
    public DraftForm Form => EditPaper.FormOf(Text) is var form && HttpMethods.IsPost(Request.Method) ? form.With(form.Typed(Request.Form)) : form;

    protected override Problem? Refusal() => EditPaper.Refusal(Issued, Official);

    protected override Task<Outcome<IssuedPaper>> ActAsync(CancellationToken cancel) =>
        verb.Handle(new EditPaperInput(Paper, Request.Form[nameof(DraftForm.Made)].ToString(), EditPaper.FormOf(Text).Typed(Request.Form)), Official, cancel);
}
