using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;

namespace ProvinceNode.Documents.Drafts;

/// <summary>A paper that the next step will issue, as the step's data make it now.</summary>
/// <param name="Editable">False for what is made from the log alone.</param>
/// <param name="May">Whether this official holds the step.</param>
public sealed record OpenDraft(string Paper, PaperContent Rendered, bool Editable, bool May);

/// <summary>A dossier with its issued papers, for the list on its page.</summary>
public sealed record PapersOfDossier(OpenDossier Open, IReadOnlyList<IssuedPaper> Issued);

/// <summary>
/// Papers that are never a draft, each with its reason; every other one is a draft before its step (<see cref="DraftSource"/>) or until it is signed
/// (<see cref="EditPaper"/>).
/// </summary>
public static class Draftless
{
    private const string AtOnce = "printed at once before the citizen: it says what was brought, wanted or given, and what the clerk typed on the step's page";
    private const string OfTheForm = "a form of Circular 01/2019: its words are the form's, and what is filled in is typed on the step's page";
    private const string OfItsSigner = "signed by who types its text, in the same step";
    private const string OfItsDecision = "made with the decision that is signed in the same step, of what stands in it";
    private const string OfRecords = "made of records alone; its words are figures and the log";

    public static IReadOnlyDictionary<string, string> Why { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["D01"] = AtOnce, ["D02"] = AtOnce, ["D03"] = AtOnce, ["BS1"] = AtOnce, ["D21"] = AtOnce, ["D06"] = OfRecords, ["D07"] = OfRecords, ["D10"] = OfRecords, ["D22"] = OfRecords, ["D23"] = OfRecords, ["D25"] = OfRecords,
        ["SY"] = "a certified copy: its words are the original's", ["KN1"] = OfItsSigner, ["CS5"] = OfItsSigner, ["CS7"] = OfItsSigner, ["CS3"] = OfItsDecision, ["CS4"] = OfItsDecision, ["KC2"] = OfItsDecision, ["KT8"] = OfItsSigner, ["KT9"] = OfItsSigner, ["KT2"] = OfTheForm, ["KT4"] = OfTheForm, ["KT5"] = OfTheForm, ["KT6"] = OfTheForm,
    };

    /// <summary>Papers that are drafts.</summary>
    public static IReadOnlyList<string> Drafted { get; } =
    [
        "D04", "D05", "D08", "D09", "D11", "D12", "D13", "D14", "D15", "D16", "D17", "D18", "D19", "D20", "D24", "D26", "CV17", "KC1", "CS0", "CS1", "CS2", "CS6", "CS8", "KT1", "KT7",
    ];
}

/// <summary>Which papers a dossier waits for, made by the same functions that the verbs issue them with.</summary>
public sealed class DraftSource(Sign sign, OutcomeDesk outcomes, ReviewMinutes minutes, Submissions submissions)
{
    /// <summary>Papers of the present step; the control sheet is there at any time.</summary>
    public async Task<IReadOnlyList<OpenDraft>> OfAsync(OpenDossier open, CancellationToken cancel)
    {
        var (dossier, context, official) = open;
        var unsigned = official with { FullName = "", Title = "Chủ tịch" };
        List<OpenDraft> drafts = [.. await OfStepAsync(open, unsigned, cancel)];
        // The minutes of a meeting are completed after it, the submission is signed by the head of the division: both are frozen by the next step.
        if (await minutes.WaitsAsync(dossier, cancel))
        {
            drafts.Add(new(ReviewMinutes.Code, await minutes.MadeAsync(context, dossier, cancel), true, May(open, Actions.DossierReview, Authorities.CommuneOfficer)));
        }

        if (await submissions.WaitsAsync(open, cancel))
        {
            var heads = official.Is(Roles.DivisionHead) && May(open, Actions.DossierSign, Authorities.DivisionHead);
            var may = heads || May(open, Actions.DossierAppraise, Authorities.Appraiser);
            drafts.AddRange((await submissions.MadeAsync(open, null, cancel)).Select(p => new OpenDraft(p.Paper, p.Content, true, may)));
        }

        if (ApologyNeeded.WillBeLate(context, dossier) && ApologyNeeded.ResolvingOffice(context, dossier) is { } late)
        {
            // Reason and new day are typed when it is signed; the sentences around them can be edited before.
            var head = unsigned with { Office = late };
            drafts.Add(new("D04", DeskPapers.Apology(context, dossier, dossier.DueOn!.Value, null, "………", head), true, official.May(Actions.DossierSign) && official.Office == late));
        }

        drafts.Add(new("D06", RegisterPapers.ControlSheet(context, dossier), false, false));
        return drafts;
    }

    /// <summary>Names, addresses and codes of a dossier: an editor leaves them as they are.</summary>
    public static IReadOnlyList<string> KnownOf(Dossier dossier) => new[]
    {
        dossier.Code, dossier.Owner.FullName, PaperStyle.Upper(dossier.Owner.FullName), dossier.Applicant.FullName, dossier.Owner.Village,
    }.Where(k => k.Length > 1).Distinct(StringComparer.Ordinal).ToList();

    // What the status itself leads to. The signer is not yet known; the paper stands as the head of the body would sign it.
    private async Task<List<OpenDraft>> OfStepAsync(OpenDossier open, SignedInOfficial unsigned, CancellationToken cancel)
    {
        var (dossier, context, official) = open;
        List<OpenDraft> drafts = [];
        switch (dossier.Status)
        {
            case DossierStatus.Reviewed when FlowPapers.MayBePosted(context, dossier) && dossier.Kind != RequestKind.CertifyDisability:
                drafts.Add(new("D09", FlowPapers.Posting(context, dossier, context.Today, OpenPosting.LastDay(context, dossier)), true, May(open, Actions.DossierReview, Authorities.CommuneOfficer)));
                break;
            case DossierStatus.AwaitingForward:
                drafts.Add(new("D11", FlowPapers.Forwarding(context, dossier, "………/UBND-VHXH", unsigned), true,
                    May(open, Actions.DossierForward, Authorities.CommuneChair) || May(open, Actions.DossierReview, Authorities.CommuneOfficer)));
                break;
            case DossierStatus.AwaitingProposal when dossier.AppraisedEligible == true && !InstitutionOffices.IsOwn(context, dossier):
                drafts.Add(new(Propose.Code, Propose.Letter(context, dossier, unsigned), true, May(open, Actions.DossierSign, Authorities.Decider) || May(open, Actions.DossierAppraise, Authorities.Appraiser)));
                break;
            case DossierStatus.WithdrawalRequested:
                drafts.Add(new(StopDossier.Notice, StopDossier.Made(open, []), true, May(open, Actions.DossierReceive, Authorities.CommuneDesk)));
                break;
            case DossierStatus.AwaitingProposal:
            case DossierStatus.AwaitingSignature when dossier.ListId is null:
                drafts.AddRange(await DecisionsAsync(open with { Official = unsigned }, official, cancel));
                break;
        }

        return drafts;
    }

    private async Task<IEnumerable<OpenDraft>> DecisionsAsync(OpenDossier open, SignedInOfficial official, CancellationToken cancel)
    {
        var found = await outcomes.FindAsync(open, Sign.Today(open.Dossier, open.Context), cancel);
        if (open.Dossier.Concluded == true && outcomes.Of(open.Dossier).Faults(found).Any())
        {
            return []; // nothing can be decided from these facts; the signing page says why
        }

        var role = OutcomePapers.SignerRole(found);
        var mine = open with { Official = official };
        var may = May(mine, Actions.DossierSign, role) || May(mine, Actions.DossierAppraise, Authorities.Appraiser);
        return sign.Papers(found).Select(p => new OpenDraft(p.Paper, p.Content, true, may));
    }

    private static bool May(OpenDossier open, string action, string role) =>
        open.Official.May(action) && open.Context.OfficeFor(role, Protos.Values.TenantPath.Parse(open.Dossier.TenantPath)) == open.Official.Office;
}
