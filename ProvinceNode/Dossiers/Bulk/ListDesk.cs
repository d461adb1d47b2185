using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>A list with its dossiers in the order of its annex.</summary>
/// <param name="DraftVersion">Version of the edits of its decision; 0 when nobody edited it.</param>
public sealed record OpenList(DecisionList List, IReadOnlyList<OpenDossier> Members, FlowContext Context, long DraftVersion)
{
    /// <summary>What an official saw of a list whose text is frozen: the same dossiers in the same versions, and nothing else, are what he then numbers.</summary>
    public string Seen => SeenWith(null);

    /// <summary>What he saw of one that is yet to be signed: also the same words. A month that turned or a level that came meanwhile changes them without changing any dossier.</summary>
    public string SeenWith(PaperContent? text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{List.Id:D} {DraftVersion} {string.Join(' ', Members.Select(m => new BulkItem(m.Dossier.Id, m.Dossier.Version).Value))} {text?.ToJson()}")))[..32];
}

/// <summary>Loads lists, tells who may do what with them, and draws their papers.</summary>
public sealed class ListDesk(DossierDesk desk, OutcomeDesk outcomes, FlowRules rules)
{
    /// <summary>Dossiers on one list: an annex of a few pages.</summary>
    public const int Most = 50;

    /// <summary>Kinds whose decisions have a list form: new monthly assistance (D14), social pension (D26), care support (D18), and what the officer lists: adjustments (D15), stops, suspensions and resumptions (D16; policy 3.5, 3.6).</summary>
    public static IReadOnlyList<RequestKind> Kinds { get; } =
    [
        RequestKind.Grant, RequestKind.SocialPension, RequestKind.Care, RequestKind.Adjust, RequestKind.Stop, RequestKind.Suspend, RequestKind.Resume,
    ];

    private static readonly string[] Listed = ["D14", "D15", "D16", "D18", "D26"];

    public NodeDb Db => desk.Db;

    public DossierDesk Desk => desk;

    /// <summary>The list within the official's scope, or null.</summary>
    public async Task<OpenList?> FindAsync(Guid id, SignedInOfficial official, CancellationToken cancel)
    {
        if (await Db.DecisionLists.SingleOrDefaultAsync(l => l.Id == id, cancel) is not { } list)
        {
            return null;
        }

        var ids = await Db.Dossiers.Where(d => d.ListId == id).OrderBy(d => d.Owner.SortName).ThenBy(d => d.Code).Select(d => d.Id).ToListAsync(cancel);
        var draft = await Db.PaperDrafts.Where(d => d.DossierId == id).Select(d => d.Version).FirstOrDefaultAsync(cancel);
        return new OpenList(list, await MembersAsync(ids, official, cancel), await rules.ForAsync(TenantPath.Parse(list.TenantPath), cancel), draft);
    }

    /// <summary>The dossiers that are in the scope, in this order.</summary>
    public async Task<IReadOnlyList<OpenDossier>> MembersAsync(IEnumerable<Guid> ids, SignedInOfficial official, CancellationToken cancel)
    {
        var (members, known) = (new List<OpenDossier>(), new Dictionary<string, FlowContext>(StringComparer.Ordinal));
        foreach (var id in ids)
        {
            if (await desk.FindAsync(id, official, cancel, known) is { } open)
            {
                members.Add(open);
            }
        }

        return members;
    }

    /// <summary>Whether he may put dossiers of a commune on lists and take them off: appraiser or chairman of the office that decides them today.</summary>
    public static bool MayMake(FlowContext context, TenantPath commune, SignedInOfficial official) =>
        new[] { (Role: Authorities.Appraiser, Action: Actions.DossierAppraise), (Role: Authorities.Decider, Action: Actions.DossierSign) }.Any(w =>
            official.Is(Authorities.AccountRole[w.Role]) && official.May(w.Action) && context.OfficeFor(w.Role, commune) == official.Office);

    /// <summary>The case as it would be signed today.</summary>
    public Task<Case> CaseAsync(OpenDossier open, CancellationToken cancel) => outcomes.FindAsync(open, Sign.Today(open.Dossier, open.Context), cancel);

    /// <summary>Why a dossier cannot be on a list; empty when it can. What concerns only the signature (identity, duplicates) is asked too: the chairman gets no list that he cannot sign.</summary>
    public async Task<List<Problem>> UnfitAsync(Case found, CancellationToken cancel)
    {
        var (dossier, context) = (found.Dossier, found.Context);
        var sign = StatusTable.Find(dossier.Status, ActKinds.Sign);
        if (dossier.Status != DossierStatus.AwaitingSignature || dossier.AppraisedEligible != true || !Kinds.Contains(dossier.Kind)
            || DossierFlow.AuthorityOf(context, dossier, sign!) != Authorities.Decider)
        {
            return [ListProblems.NotForLists.Now()];
        }

        if (await outcomes.FaultsAsync(found, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var paper = PaperOf(found);
        if (await Db.PaperDrafts.AnyAsync(d => d.DossierId == dossier.Id && d.Paper == paper && d.Edits != "[]", cancel))
        {
            return [ListProblems.Edited.Now()];
        }

        // A name on a list is read by everybody on it: groups 3 and 8 are decided alone (Decree 20 Art. 8(1)(b)). So is who gets several amounts, for which the annex has no columns, and who is refused a part.
        var answer = found.Appraisal.Answer;
        var apart = answer.Awards.Any(a => a.Sensitive) || answer.Trials.Any(t => t is { Sensitive: true, Holds: true })
            || found.Rows.Any(r => found.Context.Rules.IsSensitive(r.CategoryCode));
        var several = ListPapers.HasAmounts(dossier.Kind) && (MonthlyOutcome.Crosses(found) || MonthlyOutcome.Awards(found).Count != 1);
        return apart || found.Beside.Count > 0 || several || outcomes.Of(dossier).Papers(found).Count != 1 || !Listed.Contains(paper) ? [ListProblems.Alone.Now()] : [];
    }

    /// <summary>The members as the papers of a list take them, each with the decision that he would get alone.</summary>
    public List<ListMember> MembersOf(IEnumerable<Case> cases) => [.. cases.Select(c => new ListMember(c, outcomes.Of(c.Dossier).Papers(c)[0].Content))];

    /// <summary>Code of the decision that the dossier leads to.</summary>
    public string PaperOf(Case found) => outcomes.Of(found.Dossier).Papers(found)[0].Paper;

    /// <summary>The outcome of a dossier of a list.</summary>
    public IOutcome OutcomeOf(Dossier dossier) => outcomes.Of(dossier);

    /// <summary>Every dossier of a list or page as it would be signed today.</summary>
    public async Task<List<Case>> CasesAsync(IEnumerable<OpenDossier> members, CancellationToken cancel)
    {
        var cases = new List<Case>();
        foreach (var open in members)
        {
            cases.Add(await CaseAsync(open, cancel));
        }

        return cases;
    }
}
