using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Phiếu thẩm định (D12) and tờ trình (D13) of the division. Where it has a head with an account he signs both before the dossier goes on
/// (Decree 30/2020 Art. 13); where it has none the slip is the appraiser's alone, and the submission waits unsigned: nobody's name or seal is put for him.
/// </summary>
public sealed class Submissions(NodeDb db, PaperDrafts drafts, OutcomeDesk outcomes)
{
    public const string Code = PaperKind.Submission;

    public const string Slip = "D12";

    /// <summary>Whether a dossier that was just appraised waits for the head of the division before it goes on.</summary>
    /// <param name="next">Where it goes then.</param>
    public async Task<bool> HeadSignsAsync(OpenDossier open, DossierStatus next, CancellationToken cancel)
    {
        var (dossier, context, official) = open;
        if (!IsDue(dossier, context, next) || DossierFlow.RouteOf(context, dossier).Step(RouteStepKind.Appraise) is not { Authority: null or Authorities.Appraiser })
        {
            return false;
        }

        var office = context.OfficeFor(Authorities.DivisionHead, TenantPath.Parse(dossier.TenantPath)).Value;
        // Who appraised does not sign for his own head (four eyes).
        return await db.Users.AnyAsync(u => u.OfficePath == office && !u.Disabled && u.Id != official.Id
            && db.OfficialRoles.Any(r => r.OfficialId == u.Id && r.Role == Roles.DivisionHead), cancel);
    }

    /// <summary>Whether the last appraisal has its submission still to come.</summary>
    public async Task<bool> WaitsAsync(OpenDossier open, CancellationToken cancel)
    {
        var (dossier, context, _) = open;
        if (dossier.AppraisedEligible is null || !dossier.Steps.Exists(s => s.Verb == ActKinds.Appraise)
            || (dossier.Status != DossierStatus.AwaitingHead && !IsDue(dossier, context, dossier.Status)))
        {
            return false;
        }

        var appraised = LastAppraisal(dossier).At;
        return !await db.Papers.AnyAsync(p => p.DossierId == dossier.Id && p.Paper == Code && p.IssuedAt >= appraised, cancel);
    }

    /// <summary>What is signed or waits, as the step's data make it: the slip and the submission where the head signs both, else the submission alone.</summary>
    /// <param name="head">Who signs; null while nobody does.</param>
    public async Task<IReadOnlyList<Drafted>> MadeAsync(OpenDossier open, SignedInOfficial? head, CancellationToken cancel)
    {
        var (dossier, context, official) = open;
        var signer = head ?? official with { FullName = "", Title = "Trưởng phòng" };
        var submission = new Drafted(Code, StepPapers.Submit(context, dossier, await RowsAsync(open, cancel), signer));
        if (dossier.Status != DossierStatus.AwaitingHead)
        {
            return [submission];
        }

        var found = await outcomes.FindAsync(open, Appraisal.Parse(dossier.AppraisalJson!), cancel);
        var checks = SlipData.Of(found, await outcomes.BlockedByAsync(found, cancel));
        return [new(Slip, AppraisalPapers.Slip(context, dossier, found.Appraisal, LastAppraisal(dossier).ActorName, checks, signer)), submission];
    }

    // What is asked for and granted to everybody whom the dossier is about, as the decision will say.
    private async Task<IReadOnlyList<PaperListRow>> RowsAsync(OpenDossier open, CancellationToken cancel)
    {
        if (open.Dossier.AppraisedEligible != true)
        {
            return [];
        }

        var found = await outcomes.FindAsync(open, Sign.Today(open.Dossier, open.Context), cancel);
        return open.Dossier.Kind switch
        {
            RequestKind.Grant or RequestKind.Care or RequestKind.SocialPension =>
                [.. MonthlyOutcome.Granting(found).SelectMany(c => MonthlyOutcome.Printed(c).Select(a => new PaperListRow(OutcomeWords.Owner(c), a)))],
            RequestKind.MoveIn or RequestKind.Admit => [.. PaperScenes.Awards(found.Appraisal, []).Select(a => new PaperListRow(OutcomeWords.Owner(found), a))],
            _ => [],
        };
    }

    /// <summary>The same with what people edited in the drafts.</summary>
    public async Task<IReadOnlyList<Drafted>> EditedAsync(OpenDossier open, SignedInOfficial? head, CancellationToken cancel)
    {
        var papers = new List<Drafted>();
        foreach (var paper in await MadeAsync(open, head, cancel))
        {
            papers.Add(paper with { Content = (await drafts.ContentFor(open.Dossier.Id, paper.Paper, paper.Content, cancel)).Content });
        }

        return papers;
    }

    /// <summary>Freezes both under the head's name and numbers the submission in the division's book. Inside the transaction of his verb.</summary>
    /// <returns>The submission.</returns>
    public async Task<IssuedPaper> SignAsync(OpenDossier open, SignedInOfficial head, CancellationToken cancel)
    {
        var papers = await EditedAsync(open, head, cancel);
        var slip = PaperDesk.Issue(open.Context, open.Dossier, Slip, "", papers[0].Content);
        var submission = await NumberedPaper.IssueAsync(db, open, Code, papers[1].Content, cancel);
        foreach (var paper in new[] { slip, submission })
        {
            paper.SignerId = head.Id;
            await AddAsync(paper, cancel);
        }

        return submission;
    }

    /// <summary>Where no head signed, what the chairman acted on is kept as it lay before him, without name, number or seal; nothing when it was signed or none is due. Inside the transaction of his verb.</summary>
    public async Task IssueAsync(OpenDossier open, CancellationToken cancel)
    {
        if (await WaitsAsync(open, cancel))
        {
            var edited = (await EditedAsync(open, null, cancel))[^1];
            await AddAsync(PaperDesk.Issue(open.Context, open.Dossier, Code, "", edited.Content), cancel);
        }
    }

    // A dossier that came back was appraised again: its later papers stand in the place of the earlier, also of one that nobody signed, which then waits for nobody.
    private async Task AddAsync(IssuedPaper paper, CancellationToken cancel)
    {
        db.Papers.Add(paper);
        foreach (var earlier in await db.Papers.Where(p => p.DossierId == paper.DossierId && p.Paper == paper.Paper && p.Id != paper.Id).ToListAsync(cancel))
        {
            PaperDesk.Supersede(earlier, paper, paper.IssuedAt);
        }
    }

    // A commune's officer beside his chairman writes none, nor does a division or an institution that decides itself; a list has one for all.
    private static bool IsDue(Dossier dossier, FlowContext context, DossierStatus next) =>
        dossier.ListId is null && next is (DossierStatus.AwaitingSignature or DossierStatus.AwaitingProposal) && !PaperScenes.Of(context, dossier).CommuneAlone
        && (next != DossierStatus.AwaitingSignature || DossierFlow.RouteOf(context, dossier).Step(RouteStepKind.Decide)?.Authority is null);

    private static DossierStep LastAppraisal(Dossier dossier) => dossier.Steps.Where(s => s.Verb == ActKinds.Appraise).MaxBy(s => s.Number)!;
}
