using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>
/// Ký: who decides signs (policy 3.4 S6). The decisions, what they do to the registry and the outbox rows are one transaction. Amounts are
/// recomputed for the month of signing; nobody types them.
/// </summary>
public sealed class Sign(DossierDesk desk, OutcomeDesk outcomes, PaperDrafts drafts, Submissions submissions)
{
    /// <param name="seen"><see cref="Seen"/> of the papers that the signer was shown: an edit of a draft leaves the dossier's version, so that alone does not tell. Null for a caller that shows none.</param>
    public Task<Outcome<Dossier>> Handle(Guid id, long version, SignedInOfficial official, CancellationToken cancel, string? seen = null) =>
        desk.InTransactionAsync(() => DecideAsync(id, version, seen, official, cancel), cancel);

    private async Task<Outcome<Dossier>> DecideAsync(Guid id, long version, string? seen, SignedInOfficial official, CancellationToken cancel)
    {
        var opened = await desk.OpenAsync(id, version, official, ActKinds.Sign, cancel);
        if (!opened.Succeeded)
        {
            return opened.Problems.ToList();
        }

        var (dossier, context, _) = opened.Value;
        var found = await outcomes.FindAsync(opened.Value, Today(dossier, context), cancel);
        if (await FaultsAsync(found, official, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var papers = (await EditedAsync(found, cancel)).ConvertAll(p => p.Paper);
        if (seen is not null && seen != Seen(papers))
        {
            return DossierProblems.PaperChanged.Now();
        }

        await submissions.IssueAsync(opened.Value, cancel);
        var decisions = papers.Select((paper, i) => Draft(found, paper, order: i)).ToList();
        desk.Db.Decisions.AddRange(decisions);
        if (dossier.Concluded == true)
        {
            await outcomes.Of(dossier).ApplyAsync(desk.Db, found, decisions.ConvertAll(d => d.Id), cancel);
            await PersonFile.FillAsync(desk.Db, found, decisions.ConvertAll(d => d.Id), cancel);
            DecisionTraces.Note(desk.Db, found, decisions[0].Id);
            await EventSettlement.DecidedAsync(desk.Db, found, cancel);
        }
        else
        {
            await EventSettlement.RefusedAsync(desk.Db, found, cancel);
        }

        dossier.SignedAs = OutcomePapers.SignerRole(found);
        var words = dossier.Concluded == true ? "Ký quyết định" : "Ký thông báo không đủ điều kiện";
        return await desk.MoveAsync(opened.Value, ActKinds.Sign, DossierStatus.Signed, words, cancel, string.Join(" ", decisions.Select(d => $"decision/{d.Id:D}")));
    }

    /// <summary>The appraised facts and measure asked again for the month of signing.</summary>
    public static Appraisal Today(Dossier dossier, FlowContext context) =>
        (dossier.AppraisalJson is { } json ? Appraisal.Parse(json) : Appraisal.Of(new Facts { Birth = BirthDate.Parse(dossier.Owner.BirthDate) }, context.Month, context.Rules, ""))
            .Again(context.Month, context.Rules, TenantPath.Parse(dossier.TenantPath).Province);

    /// <summary>Exactly what is signed, with what people edited in the drafts, and the edits that no longer apply.</summary>
    public async Task<List<(Drafted Paper, IReadOnlyList<DraftEdit> Lost)>> EditedAsync(Case found, CancellationToken cancel)
    {
        var papers = new List<(Drafted, IReadOnlyList<DraftEdit>)>();
        foreach (var paper in Papers(found))
        {
            var edited = await drafts.ContentFor(found.Dossier.Id, paper.Paper, paper.Content, cancel);
            papers.Add((paper with { Content = edited.Content }, edited.Lost));
        }

        return papers;
    }

    /// <summary>Digest of papers as they are shown: nobody signs a text that changed after he read it.</summary>
    public static string Seen(IEnumerable<Drafted> papers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', papers.Select(p => $"{p.Paper} {p.Content.ToJson()}")))))[..32];

    /// <summary><see cref="Seen(IEnumerable{Drafted})"/> of what would be signed now; empty while nothing can be drawn.</summary>
    public async Task<string> SeenAsync(Case found, CancellationToken cancel) =>
        found.Dossier.Concluded == true && outcomes.Of(found.Dossier).Faults(found).Any() ? "" : Seen((await EditedAsync(found, cancel)).Select(p => p.Paper));

    /// <summary>What is signed as the facts make it, the leading paper first.</summary>
    public IReadOnlyList<Drafted> Papers(Case found)
    {
        var dossier = found.Dossier;
        return dossier.Concluded == true ? outcomes.Of(dossier).Papers(found) : [new("D20", OutcomePapers.Refusal(found))];
    }

    /// <summary>What stands in the way of this official's signature.</summary>
    public async Task<List<Problem>> FaultsAsync(Case found, SignedInOfficial official, CancellationToken cancel)
    {
        var faults = new List<Problem>();
        if (found.Dossier.AppraisedById == official.Id)
        {
            faults.Add(DossierProblems.FourEyes.Now("thẩm định", "ký quyết định"));
        }

        if (found.Dossier.Concluded == true)
        {
            faults.AddRange(await outcomes.FaultsAsync(found, cancel));
        }
        else if (OutcomePapers.Lacks(found) is { } lacks)
        {
            faults.Add(lacks with { Field = null });
        }

        return faults;
    }

    /// <summary>The decision of a paper, not numbered yet.</summary>
    /// <param name="list">List that is decided as one, or null.</param>
    /// <param name="order">Place among the papers of the dossier: the leading one is numbered and named first.</param>
    public static Decision Draft(Case found, Drafted paper, Guid? list = null, int order = 0)
    {
        var (dossier, context, official) = found.Open;
        return new Decision
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, Order = order, ListId = list, DossierCode = dossier.Code, TenantPath = dossier.TenantPath,
            Paper = paper.Paper, SignedOn = context.Today, SignerId = official.Id, SignerName = official.FullName, SignerTitle = official.Title,
            IssuerPath = official.Office.Value, IssuerName = OutcomePapers.IssuerName(found),
            Content = paper.Content.ToJson(), Explanation = found.Appraisal.ToJson(),
        };
    }
}

/// <inheritdoc cref="Sign"/>
[Needs(Actions.DossierSign)]
public sealed class SignModel(Sign verb, OutcomeDesk outcomes, DossierDesk desk, CurrentOfficial current, ForeignTenant foreign) : DossierVerbPage(desk, current, foreign)
{
    /// <summary>Digest of the papers that were shown.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public override string Verb => ActKinds.Sign;

    /// <summary>Exactly what will be signed; empty while something stands in the way.</summary>
    public IReadOnlyList<Drafted> Papers { get; private set; } = [];

    /// <summary>Edits of drafts that no longer apply because facts changed since.</summary>
    public IReadOnlyList<DraftEdit> LostEdits { get; private set; } = [];

    public Appraisal? Appraisal { get; private set; }

    /// <summary>What stands in the way now.</summary>
    public IReadOnlyList<Problem> Hindrances { get; private set; } = [];

    protected override string Done => "Đã ký. Văn thư vào số và phát hành.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        var found = await outcomes.FindAsync(Open, Sign.Today(Dossier, Open.Context), cancel);
        (Appraisal, Hindrances) = (found.Appraisal, await verb.FaultsAsync(found, Official, cancel));
        var draws = Dossier.Concluded != true || !outcomes.Of(Dossier).Faults(found).Any();
        var papers = draws ? await verb.EditedAsync(found, cancel) : [];
        (Papers, LostEdits) = (papers.ConvertAll(p => p.Paper), papers.SelectMany(p => p.Lost).ToList());
        ModelState.Remove(nameof(Seen));
        Seen = Sign.Seen(Papers);
    }

    protected override Task<Outcome<Dossier>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Version, Official, cancel, Seen ?? "");
}
