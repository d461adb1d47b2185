using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>A paper of the office that waits.</summary>
/// <param name="Code">Code of its dossier; empty for a paper of a list.</param>
/// <param name="Mine">This official may do now what it waits for.</param>
public sealed record WaitingPaper(Guid DossierId, Guid Id, string Paper, string Code, string OwnerName, string SignerName, DateTime Since, bool Mine);

/// <summary>A result that waits: a decision or certificate of one dossier, or a list.</summary>
/// <param name="Address">Where it is signed or numbered.</param>
public sealed record WaitingResult(string Address, string Text, string About, DateOnly? DueOn);

/// <summary>What waits for one signature or number.</summary>
/// <param name="ResultsTotal">Single dossiers; <paramref name="Results"/> holds the first of them.</param>
public sealed record WaitingPile(IReadOnlyList<WaitingPaper> Papers, IReadOnlyList<WaitingResult> Results, int ResultsTotal, IReadOnlyList<WaitingResult> Lists)
{
    public int Total => Papers.Count + ResultsTotal + Lists.Count;
}

/// <summary>Văn bản chờ ký, chờ số of an office: notices and letters that its chairman signs and its clerk numbers, and the results, certificates and lists that are theirs to sign and number.</summary>
public sealed class WaitingPapers(NodeDb db, NumberPaper numbering, VietnamTime time)
{
    /// <summary>Results named one by one; the rest is behind the link to all.</summary>
    public const int Shown = 30;

    private static readonly DossierStatus[] ToSign = [DossierStatus.AwaitingSignature, DossierStatus.AwaitingProposal, DossierStatus.AwaitingCertificate, DossierStatus.AwaitingHead];
    private static readonly DossierStatus[] ToNumber = [DossierStatus.Signed];

    /// <summary>How much waits for this official himself.</summary>
    public async Task<int> CountAsync(SignedInOfficial official, CancellationToken cancel)
    {
        var mine = await MineAsync(official, cancel);
        var count = 0;
        foreach (var (state, statuses) in new[] { (PaperState.AwaitingSignature, ToSign), (PaperState.AwaitingNumber, ToNumber) })
        {
            count += (await Papers(official, state).ToListAsync(cancel)).Count(p => May(p, official));
            count += await Results(official, mine, statuses).Select(d => d.ListId ?? d.Id).Distinct().CountAsync(cancel) + (await LevelsAsync(official, state, cancel)).Count;
        }

        return count;
    }

    /// <summary>What waits for a signature.</summary>
    public async Task<WaitingPile> ToSignAsync(SignedInOfficial official, CancellationToken cancel) => await PileAsync(official, PaperState.AwaitingSignature, ToSign, cancel);

    /// <summary>What waits for a number.</summary>
    public async Task<WaitingPile> ToNumberAsync(SignedInOfficial official, CancellationToken cancel) => await PileAsync(official, PaperState.AwaitingNumber, ToNumber, cancel);

    private async Task<WaitingPile> PileAsync(SignedInOfficial official, PaperState state, DossierStatus[] statuses, CancellationToken cancel)
    {
        var papers = await Papers(official, state).OrderBy(p => p.IssuedAt).ThenBy(p => p.Id).ToListAsync(cancel);
        var subjects = papers.Select(p => p.DossierId).Distinct().ToList();
        var owners = await db.Dossiers.AsNoTracking().Where(d => subjects.Contains(d.Id)).Select(d => new { d.Id, d.Code, d.Owner.FullName }).ToDictionaryAsync(d => d.Id, cancel);
        var results = Results(official, await MineAsync(official, cancel), statuses);
        var alone = results.Where(d => d.ListId == null);
        var first = await QueueSections.ByDue(alone).Take(Shown)
            .Select(d => new { d.Id, d.Code, d.Owner.FullName, d.ProcedureCode, d.Status, d.DueOn, d.AppraisedEligible, Proposed = d.Status == DossierStatus.AwaitingProposal && d.Kind == RequestKind.Admit ? d.AppraisalJson : null }).ToListAsync(cancel);
        var own = first.Exists(d => d.Proposed is not null) ? await InstitutionOffices.OwnAsync(db, official.Office.Value, time.Today, cancel) : new HashSet<string>();
        var lists = await results.Where(d => d.ListId != null).GroupBy(d => d.ListId!.Value).Select(g => new { g.Key, Count = g.Count(), Due = g.Min(d => d.DueOn) }).ToListAsync(cancel);
        return new WaitingPile(
            [.. papers.Select(p => new WaitingPaper(p.DossierId, p.Id, p.Paper, owners.GetValueOrDefault(p.DossierId)?.Code ?? "", owners.GetValueOrDefault(p.DossierId)?.FullName ?? "", p.SignerName, p.IssuedAt, May(p, official)))],
            [.. first.Select(d => new WaitingResult(VerbLinks.Of(VerbOf(d.Status, d.AppraisedEligible != false && !InstitutionOffices.IsOwn(own, d.Proposed)), d.Id).Address, d.Code, $"{d.FullName}, {FlowContext.Lower(Procedures.NameOf(d.ProcedureCode))}", d.DueOn))],
            await alone.CountAsync(cancel),
            [.. lists.OrderBy(l => l.Due).Select(l => new WaitingResult($"/ho-so/danh-sach-trinh/{l.Key}", $"Danh sách {l.Count} hồ sơ", "một quyết định chung", l.Due)), .. await LevelsAsync(official, state, cancel)]);
    }

    // Decisions that convert everybody to a new level are no dossiers; the same people sign and number them.
    private async Task<List<WaitingResult>> LevelsAsync(SignedInOfficial official, PaperState state, CancellationToken cancel)
    {
        var (office, of, role) = (official.Office.Value, state == PaperState.AwaitingSignature ? ListState.Proposed : ListState.Signed, state == PaperState.AwaitingSignature ? Roles.Chairman : Roles.RecordsClerk);
        return !official.Is(role) ? [] : (await db.LevelLists.AsNoTracking().Where(l => l.TenantPath == office && l.State == of && l.SignerId != official.Id).OrderBy(l => l.MadeAt)
            .Select(l => new { l.Id, l.Change, People = db.LevelCommunes.Where(c => c.ListId == l.Id).Sum(c => c.People) }).ToListAsync(cancel))
            .ConvertAll(l => new WaitingResult($"/chuyen-muc/{l.Id}", LevelWords.Name(l.Change), $"{l.People} trường hợp, một quyết định chung", null));
    }

    // An admission that is proposed goes on by a letter; one that is refused, or into an institution of his own district, is answered by the chairman himself.
    private static string VerbOf(DossierStatus status, bool proposes) => status switch
    {
        DossierStatus.AwaitingProposal when proposes => ActKinds.Propose,
        DossierStatus.AwaitingCertificate => ActKinds.IssueCertificate,
        DossierStatus.AwaitingHead => ActKinds.SignSubmission,
        DossierStatus.Signed => ActKinds.Number,
        _ => ActKinds.Sign,
    };

    private async Task<IReadOnlyDictionary<DossierStatus, IReadOnlyList<string>>> MineAsync(SignedInOfficial official, CancellationToken cancel) =>
        QueueMine.Of(new AuthorityMap(await db.AuthorityRules.AsNoTracking().ToListAsync(cancel)), official, time.Today);

    private IQueryable<IssuedPaper> Papers(SignedInOfficial official, PaperState state)
    {
        var office = official.Office.Value;
        return Narrow(db.Papers.AsNoTracking().Where(p => p.State == state && p.OfficePath == office && p.Validity == PaperValidity.Valid));
    }

    /// <summary>Papers without their content, which is long and not shown in lists.</summary>
    public static IQueryable<IssuedPaper> Narrow(IQueryable<IssuedPaper> papers) => papers.Select(p => new IssuedPaper
    {
        Id = p.Id, DossierId = p.DossierId, TenantPath = p.TenantPath, Paper = p.Paper, Number = p.Number, IssuedAt = p.IssuedAt, Content = "", State = p.State,
        OfficePath = p.OfficePath, OfficeName = p.OfficeName, SignerId = p.SignerId, SignerName = p.SignerName,
    });

    // A signed result is numbered by the clerk of the office that signed it, whichever office has the step by kind.
    private IQueryable<Dossier> Results(SignedInOfficial official, IReadOnlyDictionary<DossierStatus, IReadOnlyList<string>> mine, DossierStatus[] statuses)
    {
        var office = official.Office.Value;
        var rows = QueueMine.Rows(db.Dossiers.AsNoTracking(), mine.Where(m => statuses.Contains(m.Key)).ToDictionary());
        return statuses.Contains(DossierStatus.Signed) ? rows.Where(d => db.Decisions.Any(x => x.DossierId == d.Id && x.Number == null && x.IssuerPath == office)) : rows;
    }

    private bool May(IssuedPaper paper, SignedInOfficial official) =>
        (paper.State == PaperState.AwaitingSignature ? SignPaper.Refusal(paper, official) : numbering.Refusal(paper, official)) is null;
}

/// <summary>How much waits, in the menu of who signs or numbers.</summary>
public sealed class WaitingPapersCountViewComponent(WaitingPapers waiting, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        var count = current.Official is { } official ? await waiting.CountAsync(official, cancel) : 0;
        return new HtmlContentViewComponentResult(new HtmlString(count == 0 ? "" : $" <span class=\"count\">{count}</span><span class=\"visually-hidden\"> văn bản đang chờ</span>"));
    }
}

/// <inheritdoc cref="WaitingPapers"/>
[Needs(Actions.DossierView)]
public sealed class WaitingPapersModel(WaitingPapers waiting, CurrentOfficial current) : PageModel
{
    /// <summary>Heading, what to do, the pile and the page where several are done at once.</summary>
    public IReadOnlyList<(string Id, string Heading, string Verb, WaitingPile Pile, string? All)> Piles { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var official = current.Required;
        Piles =
        [
            ("cho-ky", "Chờ ký", "ky", await waiting.ToSignAsync(official, cancel), official.May(Actions.DossierSign) ? "/ho-so/ky-hang-loat" : null),
            ("cho-so", "Chờ vào số", "vao-so", await waiting.ToNumberAsync(official, cancel), official.May(Actions.DossierNumber) ? "/ho-so/vao-so-hang-loat" : null),
        ];
    }
}
