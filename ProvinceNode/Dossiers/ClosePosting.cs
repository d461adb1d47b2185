using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Kết thúc niêm yết, after its last whole day and not with an open complaint (policy 3.13 guards). Minutes D10.</summary>
public sealed class ClosePosting(DossierDesk desk)
{
    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel) =>
        desk.InTransactionAsync(() => CloseAsync(id, version, official, cancel), cancel);

    private async Task<Outcome<Dossier>> CloseAsync(Guid id, long version, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.ClosePosting, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        if (context.Today <= dossier.PostedUntil)
        {
            return DossierProblems.PostingNotOver.Now(VietnameseFormat.Date(dossier.PostedUntil.Value), LegalClock.PostingDays(context, dossier.ProcedureCode, dossier.Kind));
        }

        var objections = await desk.Db.Objections.AsNoTracking().Where(o => o.DossierId == id).ToListAsync(cancel);
        desk.Db.Papers.Add(await NumberedPaper.IssueAsync(desk.Db, opened.Value, "D10", StepPapers.PostingEnded(context, dossier, objections, official), cancel));
        return await desk.MoveAsync(opened.Value, ActKinds.ClosePosting, DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Posting), "Hết thời gian niêm yết, không còn khiếu nại", cancel);
    }
}

/// <inheritdoc cref="ClosePosting"/>
[Needs(Actions.DossierReview)]
public sealed class ClosePostingModel(ClosePosting verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    public override string Verb => ActKinds.ClosePosting;

    protected override string Done => "Đã kết thúc niêm yết.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel);
}
