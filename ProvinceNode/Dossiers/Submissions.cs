using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>Tờ trình (D13): a draft after the appraisal, frozen and numbered in the division's book when the chairman acts on it, as it then lay before him.</summary>
public sealed class Submissions(NodeDb db, PaperDrafts drafts)
{
    public const string Code = "D13";

    /// <summary>Whether the last appraisal has its submission still to come. A commune's officer beside his chairman writes none, nor does a division or an institution that decides itself; a list has one for all.</summary>
    public async Task<bool> WaitsAsync(OpenDossier open, CancellationToken cancel)
    {
        var (dossier, context, _) = open;
        if (dossier.AppraisedEligible is null || dossier.ListId is not null || dossier.Status is not (DossierStatus.AwaitingSignature or DossierStatus.AwaitingProposal)
            || !dossier.Steps.Exists(s => s.Verb == ActKinds.Appraise) || PaperScenes.Of(context, dossier).CommuneAlone
            || (dossier.Status == DossierStatus.AwaitingSignature && DossierFlow.RouteOf(context, dossier).Step(RouteStepKind.Decide)?.Authority is not null))
        {
            return false;
        }

        var appraised = dossier.Steps.Where(s => s.Verb == ActKinds.Appraise).Max(s => s.At);
        return !await db.Papers.AnyAsync(p => p.DossierId == dossier.Id && p.Paper == Code && p.IssuedAt >= appraised, cancel);
    }

    /// <summary>The submission as the step's data make it, to be signed by the head of the division.</summary>
    public async Task<PaperContent> MadeAsync(OpenDossier open, CancellationToken cancel)
    {
        var (dossier, context, official) = open;
        var office = context.OfficeFor(Authorities.Appraiser, TenantPath.Parse(dossier.TenantPath));
        var head = await OfficeNames.OnlyAsync(db, office, Roles.DivisionHead, cancel);
        return StepPapers.Submit(context, dossier, Sign.Today(dossier, context), official with { FullName = head ?? "", Title = "Trưởng phòng" });
    }

    /// <summary>Freezes it, edited as it is; nothing when it is issued or none is due. Inside the transaction of the chairman's verb.</summary>
    public async Task IssueAsync(OpenDossier open, CancellationToken cancel)
    {
        if (await WaitsAsync(open, cancel))
        {
            var edited = await drafts.ContentFor(open.Dossier.Id, Code, await MadeAsync(open, cancel), cancel);
            db.Papers.Add(await NumberedPaper.IssueAsync(db, open, Code, edited.Content, cancel));
        }
    }
}
