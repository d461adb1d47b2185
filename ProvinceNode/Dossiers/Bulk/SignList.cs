using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Documents.Drafts;
using ProvinceNode.Dossiers.Events;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>
/// Ký danh sách: one decision with an annex; each dossier gets its own outcome exactly as if signed alone, its own step and act. All in one
/// transaction: one dossier in the way stops the list, and it can be taken off.
/// </summary>
public sealed class SignList(ListDesk lists, Sign sign, PaperDrafts drafts)
{
    /// <param name="seen"><see cref="OpenList.SeenWith"/> of the text that he was shown.</param>
    public Task<Outcome<DecisionList>> Handle(Guid id, string seen, SignedInOfficial official, CancellationToken cancel) =>
        lists.Desk.InTransactionAsync(() => DecideAsync(id, seen, official, cancel), cancel);

    /// <summary>Exactly what would be signed; null while something stands in the way.</summary>
    public async Task<(PaperContent? Content, IReadOnlyList<Problem> Faults)> DraftAsync(OpenList open, SignedInOfficial official, CancellationToken cancel)
    {
        var cases = await lists.CasesAsync(open.Members, cancel);
        var faults = await FaultsAsync(open, cases, official, cancel);
        return (faults.Count == 0 ? await EditedAsync(open, cases, official, cancel) : null, faults);
    }

    /// <summary>The decision as the dossiers make it, unsigned and without edits; null while one of them cannot be on a list.</summary>
    public async Task<PaperContent?> MadeAsync(OpenList open, SignedInOfficial official, CancellationToken cancel)
    {
        var cases = open.List.State == ListState.Proposed ? await lists.CasesAsync(open.Members, cancel) : [];
        foreach (var found in cases)
        {
            if ((await lists.UnfitAsync(found, cancel)).Count > 0)
            {
                return null;
            }
        }

        return cases.Count > 0 ? Content(open, cases, official with { FullName = "", Title = "Chủ tịch" }) : null;
    }

    // With what people wrote into the draft of the list.
    private async Task<PaperContent> EditedAsync(OpenList open, List<Case> cases, SignedInOfficial official, CancellationToken cancel) =>
        (await drafts.ContentFor(open.List.Id, open.List.Paper, Content(open, cases, official), cancel)).Content;

    private PaperContent Content(OpenList open, List<Case> cases, SignedInOfficial official) => ListPapers.Decision(
        open.Context, TenantPath.Parse(open.List.TenantPath), lists.MembersOf(cases), VietnamTime.Day(open.List.MadeAt), official);

    private async Task<Outcome<DecisionList>> DecideAsync(Guid id, string seen, SignedInOfficial official, CancellationToken cancel)
    {
        if (await lists.FindAsync(id, official, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (list, context) = (open.List, open.Context);
        if (list.State is ListState.Signed or ListState.Numbered && list.SignerId == official.Id)
        {
            // Pressed twice.
            return list;
        }

        var cases = await lists.CasesAsync(open.Members, cancel);
        if (await FaultsAsync(open, cases, official, cancel) is { Count: > 0 } faults)
        {
            return faults;
        }

        var whole = await EditedAsync(open, cases, official, cancel);
        if (open.SeenWith(whole) != seen)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        // The submission tells of those who are on the list now, with the amounts that are decided.
        list.Proposal = ListPapers.Proposal(context, TenantPath.Parse(list.TenantPath), lists.MembersOf(cases), official with { FullName = list.MadeByName }).ToJson();
        for (var i = 0; i < cases.Count; i++)
        {
            if (await OneAsync(list, cases[i].Open, ListPapers.Extract(whole, i, cases[i].Dossier.Code), official, cancel) is { Count: > 0 } hindered)
            {
                return hindered;
            }
        }

        // The head of the division has not signed it yet: it waits for him, and nobody's seal is put (Decree 30/2020 Art. 13).
        lists.Db.Papers.Add(PaperDesk.Issue(context, list.Id, TenantPath.Parse(list.TenantPath), Submissions.Code, "", PaperContent.Parse(list.Proposal)));
        (list.State, list.Content, list.SignedOn, list.SignerId, list.SignerName) = (ListState.Signed, whole.ToJson(), context.Today, official.Id, official.FullName);
        var act = Act.By(official, ActKinds.SignList, context.NowUtc, $"Ký quyết định theo danh sách {cases.Count} hồ sơ", string.Join(' ', cases.Select(c => $"dossier/{c.Dossier.Id:D}"))).On("list", list.Id);
        return await lists.Db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    // Asked again one after the other: what an earlier row of the list granted (the same person twice) stands in the way of a later one.
    private async Task<List<Problem>> OneAsync(DecisionList list, OpenDossier open, PaperContent extract, SignedInOfficial official, CancellationToken cancel)
    {
        var found = await lists.CaseAsync(open, cancel);
        if (await sign.FaultsAsync(found, official, cancel) is { Count: > 0 } faults)
        {
            return faults.ConvertAll(p => ListProblems.Of(open.Dossier, p));
        }

        var decision = Sign.Draft(found, new Drafted(list.Paper, extract), list.Id);
        lists.Db.Decisions.Add(decision);
        await lists.OutcomeOf(open.Dossier).ApplyAsync(lists.Db, found, [decision.Id], cancel);
        await PersonFile.FillAsync(lists.Db, found, [decision.Id], cancel);
        DecisionTraces.Note(lists.Db, found, decision.Id);
        await EventSettlement.DecidedAsync(lists.Db, found, cancel);
        open.Dossier.SignedAs = OutcomePapers.SignerRole(found);
        var moved = await lists.Desk.MoveAsync(open, ActKinds.Sign, DossierStatus.Signed, "Ký quyết định theo danh sách", cancel, $"decision/{decision.Id:D} list/{list.Id:D}");
        return [.. moved.Problems];
    }

    private async Task<List<Problem>> FaultsAsync(OpenList open, List<Case> cases, SignedInOfficial official, CancellationToken cancel)
    {
        if (open.List.State != ListState.Proposed || cases.Count == 0)
        {
            return [open.List.State != ListState.Proposed ? ListProblems.WrongState.Now(DecisionList.Word(open.List.State)) : ListProblems.Empty.Now()];
        }

        var faults = new List<Problem>();
        if (open.List.MadeById == official.Id)
        {
            faults.Add(DossierProblems.FourEyes.Now("lập danh sách trình", "ký quyết định"));
        }

        var about = cases.Exists(c => lists.OutcomeOf(c.Dossier).Faults(c).Any()) ? null : ListPapers.About(lists.MembersOf(cases)[0]);
        foreach (var found in cases)
        {
            List<Problem> own = DossierFlow.Guard(found.Context, found.Dossier, official, ActKinds.Sign, listed: true) is { } guard ? [guard] : await sign.FaultsAsync(found, official, cancel);
            own = own.Count > 0 ? own : await lists.UnfitAsync(found, cancel);
            own = own.Count > 0 || lists.PaperOf(found) == open.List.Paper ? own : [ListProblems.Alone.Now()];
            own = own.Count > 0 || about is null || ListPapers.About(lists.MembersOf([found])[0]) == about ? own : [ListProblems.Mixed.Now()];
            faults.AddRange(own.Select(p => ListProblems.Of(found.Dossier, p)));
        }

        return faults;
    }
}

/// <inheritdoc cref="SignList"/>
[Needs(Actions.DossierSign)]
public sealed class SignListModel(SignList verb, SecondFactorAgain factor, ListDesk lists, CurrentOfficial current, ForeignTenant foreign) : ListVerbPage(lists, current, foreign)
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Exactly what will be signed; null while something stands in the way.</summary>
    public PaperContent? Draft { get; private set; }

    /// <summary>What stands in the way now.</summary>
    public IReadOnlyList<Problem> Hindrances { get; private set; } = [];

    protected override string Done => "Đã ký quyết định theo danh sách. Văn thư vào số và phát hành.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        (Draft, Hindrances) = await verb.DraftAsync(Open, Official, cancel);
        Seen = Open.SeenWith(Draft);
    }

    protected override async Task<Outcome<DecisionList>> ActAsync(CancellationToken cancel) =>
        await factor.FaultAsync(Official, Code, cancel) is { } fault ? fault : await verb.Handle(Id, Seen ?? "", Official, cancel);
}
