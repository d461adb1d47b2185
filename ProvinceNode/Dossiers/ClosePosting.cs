using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Kết thúc niêm yết, after its last whole day and not with an open complaint (policy 3.13 guards). Minutes D10.</summary>
public sealed class ClosePosting(DossierDesk desk)
{
    /// <summary>Longest name of a witness with his post.</summary>
    public const int MostWitness = 150;

    /// <param name="witness">Who saw the notice put up and taken down, as the minutes name him; empty: written in by hand.</param>
    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel, string witness = "") =>
        desk.InTransactionAsync(() => CloseAsync(id, version, VietnameseText.Clean(witness), official, cancel), cancel);

    private async Task<Outcome<Dossier>> CloseAsync(Guid id, long version, string witness, SignedInOfficial official, CancellationToken cancel)
    {
        if (witness.Length > MostWitness)
        {
            return CommonProblems.TooLong.At("Witness", "Người chứng kiến", MostWitness, witness.Length);
        }

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
        desk.Db.Papers.Add(await NumberedPaper.IssueAsync(desk.Db, opened.Value, "D10", StepPapers.PostingEnded(context, dossier, objections, official, witness), cancel));
        return await desk.MoveAsync(opened.Value, ActKinds.ClosePosting, DossierFlow.RouteOf(context, dossier).After(RouteStepKind.Posting), "Hết thời gian niêm yết, không còn khiếu nại", cancel);
    }
}

/// <inheritdoc cref="ClosePosting"/>
[Needs(Actions.DossierReview)]
public sealed class ClosePostingModel(ClosePosting verb, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    [BindProperty]
    public string? Witness { get; set; }

    public override string Verb => ActKinds.ClosePosting;

    protected override string Done => "Đã kết thúc niêm yết.";

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel, Witness ?? "");
}
