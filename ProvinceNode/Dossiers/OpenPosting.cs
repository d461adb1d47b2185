using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers;

/// <summary>Niêm yết công khai at the commune for the days of the law (Decree 20 Art. 8(1)(b): two working days). Notice D09.</summary>
public sealed class OpenPosting(DossierDesk desk, PaperDrafts drafts, ReviewMinutes minutes)
{
    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => OpenAsync(id, version, official, cancel), cancel);

    private async Task<Outcome<Dossier>> OpenAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.OpenPosting, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        await minutes.IssueAsync(opened.Value, cancel);
        dossier.PostedFrom = context.Today;
        dossier.PostedUntil = LastDay(context, dossier);
        var notice = await drafts.ContentFor(dossier.Id, "D09", await PaperAsync(context, dossier, cancel), cancel);
        desk.Db.Papers.Add(PaperDesk.Issue(context, dossier, "D09", "", notice.Content));
        return await desk.MoveAsync(opened.Value, ActKinds.OpenPosting, DossierStatus.Posted, "Niêm yết tại trụ sở UBND", cancel);
    }

    // What the council of disability concluded is posted in words of its own (Circular 01/2019).
    private async Task<PaperContent> PaperAsync(FlowContext context, Dossier dossier, CancellationToken cancel) =>
        await new Disability.CouncilDesk(desk).ConcludedAsync(dossier.Id, cancel) is { } round ? Disability.CouncilPapers.Posting(context, dossier, round) : FlowPapers.Posting(context, dossier);

    /// <summary>Day on which the posting has hung for all its working days.</summary>
    public static DateOnly LastDay(FlowContext context, Dossier dossier) =>
        context.Calendar.AddWorkingDays(context.Today, LegalClock.PostingDays(context, dossier.ProcedureCode, dossier.Kind));
}

/// <inheritdoc cref="OpenPosting"/>
[Needs(Actions.DossierReview)]
public sealed class OpenPostingModel(OpenPosting verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    public override string Verb => ActKinds.OpenPosting;

    public DateOnly LastDay => OpenPosting.LastDay(Open.Context, Dossier);

    protected override string Done => "Đã mở niêm yết. Hãy in thông báo và dán tại trụ sở UBND.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
