using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers.Disability;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Biên bản họp xét duyệt (D08): a draft after the review, with the chairman, the bodies that sit in the commune's council and what the rules give for
/// the declared facts; frozen and numbered by the next step, with what the officer wrote into it.
/// </summary>
public sealed class ReviewMinutes(NodeDb db, PaperDrafts drafts)
{
    public const string Code = "D08";

    /// <summary>Whether the dossier went through a review that a meeting holds (policy 3.4 S2): stops, moves and certificates have none.</summary>
    public static bool Held(Dossier dossier) => dossier.ReviewedEligible is not null && dossier.Steps.Exists(s => s.Verb == ActKinds.Review) && !Forms.EmergencyForms.SkipsTheVote(dossier)
        && dossier.Kind is RequestKind.Grant or RequestKind.Care or RequestKind.SocialPension or RequestKind.Adjust or RequestKind.Admit or RequestKind.Emergency;

    /// <summary>Whether the last review has its minutes still to come.</summary>
    public async Task<bool> WaitsAsync(Dossier dossier, CancellationToken cancel) =>
        Held(dossier) && !StatusTable.IsFinished(dossier.Status) && !(await EarlierAsync(dossier, cancel) is { } paper && paper.IssuedAt >= ReviewedAt(dossier));

    /// <summary>The minutes as the step's data make them.</summary>
    public async Task<PaperContent> MadeAsync(FlowContext context, Dossier dossier, CancellationToken cancel)
    {
        var commune = TenantPath.Parse(dossier.TenantPath);
        var chair = await OfficeNames.OnlyAsync(db, context.OfficeFor(Authorities.CommuneChair, commune), Roles.Chairman, cancel);
        var (path, today) = (commune.Value, context.Today);
        var council = await db.DisabilityCouncils.AsNoTracking().Include(c => c.Members)
            .Where(c => c.TenantPath == path && c.EstablishedOn <= today && today <= c.TermUntil).OrderByDescending(c => c.EstablishedOn).FirstOrDefaultAsync(cancel);
        // The same bodies sit in both (policy 3.11, 4.3 D08); who did not come is taken out of the draft.
        var members = council?.Sitting.Where(m => m.Role is not (CouncilRole.Chairman or CouncilRole.Secretary)).Select(m => new PaperMember(m.FullName, m.Post)).ToList() ?? [];
        var secretary = dossier.Steps.Where(s => s.Verb == ActKinds.Review).OrderBy(s => s.Number).LastOrDefault()?.ActorName ?? "";
        return StepPapers.Review(context, dossier, new ReviewMeeting(ReviewedAt(dossier), chair ?? "", secretary, members, Proposed(context, dossier)) { Carers = [.. CarerChecks.Of(dossier).Select(CarerChecks.Words), .. AttestedChecks.Of(dossier).Select(AttestedChecks.Words)] });
    }

    /// <summary>Freezes the minutes of the last review, edited as they are; nothing when they are issued or none is held. Inside the transaction of the next step.</summary>
    public async Task IssueAsync(OpenDossier open, CancellationToken cancel)
    {
        var (dossier, context, _) = open;
        if (!await WaitsAsync(dossier, cancel))
        {
            return;
        }

        var earlier = await EarlierAsync(dossier, cancel);
        var edited = await drafts.ContentFor(dossier.Id, Code, await MadeAsync(context, dossier, cancel), cancel);
        var paper = await NumberedPaper.IssueAsync(db, open, Code, edited.Content, cancel);
        db.Papers.Add(paper);
        if (earlier is not null)
        {
            PaperDesk.Supersede(earlier, paper, context.NowUtc);
        }
    }

    private Task<IssuedPaper?> EarlierAsync(Dossier dossier, CancellationToken cancel) =>
        db.Papers.Where(p => p.DossierId == dossier.Id && p.Paper == Code).OrderByDescending(p => p.IssuedAt).FirstOrDefaultAsync(cancel);

    private static DateTime ReviewedAt(Dossier dossier) => dossier.Steps.Where(s => s.Verb == ActKinds.Review).Select(s => s.At).DefaultIfEmpty(dossier.SubmittedAt).Max();

    /// <summary>What the meeting proposes, asked of the declared facts: the appraiser comes after it.</summary>
    internal static PaperAward? Proposed(FlowContext context, Dossier dossier)
    {
        if (dossier.ReviewedEligible != true || dossier.Kind is not (RequestKind.Grant or RequestKind.Care or RequestKind.SocialPension))
        {
            return null;
        }

        var facts = AttestedChecks.Over(CarerChecks.Over(FormFacts.Of(dossier), dossier), dossier) with { Birth = BirthDate.Parse(dossier.Owner.BirthDate) };
        var answer = Assistance.Decide(facts, context.Month, context.Rules, TenantPath.Parse(dossier.TenantPath).Province);
        return answer.Awards.Count > 0 ? PaperScenes.Award(answer.Main ?? answer.Awards[0]) : null;
    }
}
