using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>Which dossiers leave a list.</summary>
/// <param name="All">The whole list is given up.</param>
public sealed record TakeOffInput(Guid List, IReadOnlyList<Guid> Dossiers, bool All, string Why);

/// <summary>Đưa hồ sơ ra khỏi danh sách: before signing, with a reason; the dossier then waits to be signed alone. The submission is drawn again for those who stay.</summary>
public sealed class TakeOffList(ListDesk lists)
{
    public Task<Outcome<DecisionList>> Handle(TakeOffInput input, SignedInOfficial official, CancellationToken cancel) =>
        lists.Desk.InTransactionAsync(() => TakeOffAsync(input, official, cancel), cancel);

    private async Task<Outcome<DecisionList>> TakeOffAsync(TakeOffInput input, SignedInOfficial official, CancellationToken cancel)
    {
        if (await lists.FindAsync(input.List, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (list, commune) = (open.List, TenantPath.Parse(open.List.TenantPath));
        if (!ListDesk.MayMake(open.Context, commune, official))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var off = open.Members.Where(m => input.All || input.Dossiers.Contains(m.Dossier.Id)).ToList();
        if (!input.All && input.Dossiers.Count == 0)
        {
            return BulkDesk.NothingChosen.At("TakeOff");
        }

        if (list.State == ListState.Withdrawn || (off.Count == 0 && !input.All))
        {
            // Pressed twice: they are off already.
            return list;
        }

        if (Fault(list, input.Why) is { } fault)
        {
            return fault;
        }

        off.ForEach(m => m.Dossier.ListId = null);
        var left = open.Members.Except(off).ToList();
        if (left.Count == 0)
        {
            list.State = ListState.Withdrawn;
        }
        else if (await lists.CasesAsync(left, cancel) is var cases && cases.TrueForAll(c => !lists.OutcomeOf(c.Dossier).Faults(c).Any() && (!ListPapers.HasAmounts(c.Dossier.Kind) || Outcomes.MonthlyOutcome.Awards(c).Count == 1)))
        {
            // One whose award changed meanwhile stays as it was proposed; signing then says so.
            list.Proposal = ListPapers.Proposal(open.Context, commune, lists.MembersOf(cases), official).ToJson();
        }

        var act = Act.By(official, ActKinds.WithdrawList, open.Context.NowUtc, input.Why.Trim(), string.Join(' ', off.Select(m => $"dossier/{m.Dossier.Id:D}"))).On("list", list.Id);
        return await lists.Db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    private static Problem? Fault(DecisionList list, string why) =>
        list.State != ListState.Proposed ? ListProblems.WrongState.Now(DecisionList.Word(list.State))
        : string.IsNullOrWhiteSpace(why) ? CommonProblems.Required.At(nameof(TakeOffInput.Why), "lý do")
        : why.Length > 500 ? CommonProblems.TooLong.At(nameof(TakeOffInput.Why), "Lý do", 500, why.Length) : null;
}

/// <summary>The list as it stands: its submission or decision, its dossiers, and what this official can do with it.</summary>
[Needs(Actions.DossierView)]
public sealed class TakeOffListModel(TakeOffList verb, ListDesk lists, CurrentOfficial current, ForeignTenant foreign) : ListVerbPage(lists, current, foreign)
{
    /// <summary>The dossiers that were ticked.</summary>
    [BindProperty]
    public List<Guid>? TakeOff { get; set; }

    /// <summary>The button that gives up the whole list was pressed.</summary>
    [BindProperty]
    public bool All { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public bool MayTakeOff => Open.List.State == ListState.Proposed && ListDesk.MayMake(Open.Context, TenantPath.Parse(Open.List.TenantPath), Official);

    public bool MaySign => Open.List.State == ListState.Proposed && Official.Id != Open.List.MadeById && May(ActKinds.Sign);

    public bool MayNumber => Open.List.State == ListState.Signed && Official.Id != Open.List.SignerId && May(ActKinds.Number);

    protected override string Done => All ? "Đã hủy danh sách. Các hồ sơ chờ ký riêng." : "Đã đưa hồ sơ ra khỏi danh sách. Hồ sơ đưa ra chờ ký riêng.";

    protected override Task<Outcome<DecisionList>> ActAsync(CancellationToken cancel) => verb.Handle(new TakeOffInput(Id, TakeOff ?? [], All, Why ?? ""), Official, cancel);

    private bool May(string act) => Open.Members.Count > 0 && Open.Members.All(m => DossierFlow.Guard(m.Context, m.Dossier, Official, act, listed: true) is null);
}
