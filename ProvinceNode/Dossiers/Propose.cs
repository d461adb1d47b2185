using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Đề nghị Sở: the deciding chairman proposes an admission to an institution of the province (Decree 20 Art. 28). His clerk numbers the letter.</summary>
public sealed class Propose(DossierDesk desk, Submissions submissions, SignedLetters letters, PaperDrafts drafts)
{
    public const string Code = "CS0";

    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => SendAsync(id, version, official, cancel), cancel);

    private async Task<Outcome<Dossier>> SendAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.Propose, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        if (dossier.AppraisedById == official.Id)
        {
            return DossierProblems.FourEyes.Now("thẩm định", "ký đề nghị");
        }

        await submissions.IssueAsync(opened.Value, cancel);
        var letter = await letters.IssueAsync(opened.Value, Code, (await drafts.ContentFor(dossier.Id, Code, Letter(context, dossier, official), cancel)).Content, cancel);
        return await desk.MoveAsync(opened.Value, ActKinds.Propose, DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Propose), SignedLetters.Words(letter), cancel, $"paper/{letter.Id:D}");
    }

    // What the declaration tells and the sentence written for the reader; the appraiser's opinion stays inside.
    private static string Why(Dossier dossier, Measure measure) =>
        string.Join("; ", new[] { Declared.Words(dossier, "AdmissionCase"), measure.Words }.Where(w => w.Length > 0)) is { Length: > 0 } why ? why : "đủ điều kiện tiếp nhận theo kết quả thẩm định";

    /// <summary>The letter as the appraisal makes it.</summary>
    public static PaperContent Letter(FlowContext context, Dossier dossier, SignedInOfficial official)
    {
        var (scene, measure) = (PaperScenes.Of(context, dossier), Appraisal.Parse(dossier.AppraisalJson!).Measure);
        return InstitutionPapers.Propose(scene, new AdmitPaper
        {
            Institution = measure.Institution, Person = PaperScenes.Owner(scene, dossier), From = measure.On ?? context.Today,
        }, Why(dossier, measure), official);
    }
}

/// <inheritdoc cref="Propose"/>
[Needs(Actions.DossierSign)]
public sealed class ProposeModel(Propose verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    public override string Verb => ActKinds.Propose;

    protected override string Done => "Đã ký công văn và gửi đề nghị đến Sở. Văn thư vào số công văn.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
