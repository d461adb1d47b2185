using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Lập danh sách trình ký: dossiers of one commune, procedure and kind are put before the chairman as one submission (D13).</summary>
public sealed class MakeList(ListDesk lists)
{
    public Task<Outcome<DecisionList>> Handle(IReadOnlyList<BulkItem> items, SignedInOfficial official, CancellationToken cancel) =>
        lists.Desk.InTransactionAsync(() => MakeAsync(items, official, cancel), cancel);

    private async Task<Outcome<DecisionList>> MakeAsync(IReadOnlyList<BulkItem> items, SignedInOfficial official, CancellationToken cancel)
    {
        if (items.Count is < 2 or > ListDesk.Most)
        {
            return items.Count < 2 ? ListProblems.TooFew.At("Ticked") : ListProblems.TooMany.At("Ticked", ListDesk.Most, items.Count);
        }

        var members = (await lists.MembersAsync(items.Select(i => i.Id), official, cancel)).OrderBy(m => m.Dossier.Owner.SortName, StringComparer.Ordinal).ThenBy(m => m.Dossier.Code, StringComparer.Ordinal).ToList();
        if (members.Count < items.Count)
        {
            return CommonProblems.NotFound.Now();
        }

        if (await SameAsync(members, official, cancel) is { } same)
        {
            return same;
        }

        var (first, context) = (members[0].Dossier, members[0].Context);
        var commune = TenantPath.Parse(first.TenantPath);
        if (Together(members, context, commune, official) is { } apart)
        {
            return apart;
        }

        var cases = await lists.CasesAsync(members, cancel);
        if (await FaultsAsync(cases, items, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var (paper, own) = (lists.PaperOf(cases[0]), lists.MembersOf(cases));
        var list = new DecisionList
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), TenantPath = first.TenantPath, ProcedureCode = first.ProcedureCode, Kind = first.Kind, Paper = paper,
            MadeAt = context.NowUtc, MadeById = official.Id, MadeByName = official.FullName, Proposal = ListPapers.Proposal(context, commune, own, official).ToJson(),
        };
        lists.Db.Add(list);
        members.ForEach(m => m.Dossier.ListId = list.Id);
        var act = Act.By(official, ActKinds.ProposeList, context.NowUtc, $"Lập danh sách {members.Count} hồ sơ", string.Join(' ', members.Select(m => $"dossier/{m.Dossier.Id:D}"))).On("list", list.Id);
        return await lists.Db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    // One commune, one procedure, one kind; made where such lists are made.
    private static Problem? Together(List<OpenDossier> members, FlowContext context, TenantPath commune, SignedInOfficial official)
    {
        var first = members[0].Dossier;
        if (members.Exists(m => (m.Dossier.TenantPath, m.Dossier.ProcedureCode, m.Dossier.Kind) != (first.TenantPath, first.ProcedureCode, first.Kind)))
        {
            return ListProblems.Mixed.Now();
        }

        return ListDesk.MayMake(context, commune, official) ? null : CommonProblems.NotAllowed.Now();
    }

    // Sent twice: the same dossiers on the list that this official just made.
    private async Task<DecisionList?> SameAsync(List<OpenDossier> members, SignedInOfficial official, CancellationToken cancel)
    {
        var on = members.Select(m => m.Dossier.ListId).Distinct().ToList();
        return on is [{ } id] && await lists.Db.Dossiers.CountAsync(d => d.ListId == id, cancel) == members.Count
            ? await lists.Db.DecisionLists.SingleOrDefaultAsync(l => l.Id == id && l.State == ListState.Proposed && l.MadeById == official.Id, cancel) : null;
    }

    private async Task<List<Problem>> FaultsAsync(List<Case> cases, IReadOnlyList<BulkItem> items, CancellationToken cancel)
    {
        var faults = new List<Problem>();
        foreach (var found in cases)
        {
            var dossier = found.Dossier;
            List<Problem> own = dossier.ListId is not null ? [DossierProblems.OnList.Now()]
                : items.Single(i => i.Id == dossier.Id).Version != dossier.Version ? [CommonProblems.ChangedMeanwhile.Now()] : await lists.UnfitAsync(found, cancel);
            faults.AddRange(own.Select(p => ListProblems.Of(dossier, p)));
        }

        return faults.Count == 0 && Differ(cases) ? [ListProblems.Mixed.Now()] : faults;
    }

    // A stop of assistance and one of care, or an adjustment of a pension, are not one decision.
    private bool Differ(List<Case> cases)
    {
        var own = lists.MembersOf(cases);
        return own.Exists(m => ListPapers.About(m) != ListPapers.About(own[0])) || cases.Exists(c => lists.PaperOf(c) != lists.PaperOf(cases[0]));
    }
}

/// <summary>A dossier that may be ticked.</summary>
public sealed record ListCandidate(Guid Id, long Version, string Code, string Name, DateOnly? DueOn, string TenantPath, string ProcedureCode, RequestKind Kind, string CommuneName);

/// <summary>A list in the overview.</summary>
public sealed record ListSummary(DecisionList List, int Dossiers);

/// <inheritdoc cref="MakeList"/>
[Needs(Actions.DossierView)]
public sealed class MakeListModel(MakeList verb, NodeDb db, FlowRules rules, CurrentOfficial current) : PageModel
{
    /// <summary>Rows of each table.</summary>
    public const int Shown = 200;

    [BindProperty]
    public List<string>? Ticked { get; set; }

    public IReadOnlyList<ListSummary> Lists { get; private set; } = [];

    /// <summary>Dossiers that may go on one list together.</summary>
    public IReadOnlyList<IGrouping<(string Commune, string Procedure, RequestKind Kind), ListCandidate>> Groups { get; private set; } = [];

    /// <summary>What a list decides, inside a sentence.</summary>
    public static string KindName(RequestKind kind) => kind switch
    {
        RequestKind.Adjust => "điều chỉnh", RequestKind.Stop => "thôi hưởng", RequestKind.Suspend => "tạm dừng", RequestKind.Resume => "tiếp tục hưởng", RequestKind.Care => "hỗ trợ chăm sóc", _ => "hưởng mới",
    };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var official = current.Required;
        var rows = await db.DecisionLists.AsNoTracking().Where(l => l.State != ListState.Withdrawn).OrderBy(l => l.State).ThenByDescending(l => l.MadeAt).Take(Shown)
            .Select(l => new { List = l, Dossiers = db.Dossiers.Count(d => d.ListId == l.Id) }).ToListAsync(cancel);
        Lists = rows.ConvertAll(r => new ListSummary(r.List, r.Dossiers));
        var kinds = ListDesk.Kinds;
        var waiting = await db.Dossiers.AsNoTracking().Where(d => d.Status == DossierStatus.AwaitingSignature && d.ListId == null && d.AppraisedEligible == true && kinds.Contains(d.Kind))
            .OrderBy(d => d.DueOn).ThenBy(d => d.Id).Take(Shown)
            .Select(d => new ListCandidate(d.Id, d.Version, d.Code, d.Owner.FullName, d.DueOn, d.TenantPath, d.ProcedureCode, d.Kind, d.Owner.CommuneName)).ToListAsync(cancel);
        var mine = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in waiting.Select(w => w.TenantPath).Distinct().Select(TenantPath.Parse))
        {
            if (ListDesk.MayMake(await rules.ForAsync(path, cancel), path, official))
            {
                mine.Add(path.Value);
            }
        }

        Groups = [.. waiting.Where(w => mine.Contains(w.TenantPath)).GroupBy(w => (w.TenantPath, w.ProcedureCode, w.Kind))];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = await verb.Handle(BulkItem.Parse(Ticked), current.Required, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã lập danh sách trình ký.";
            return Redirect($"/ho-so/danh-sach-trinh/{outcome.Value.Id:D}");
        }

        db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        await OnGetAsync(cancel);
        return Page();
    }
}
