using Microsoft.AspNetCore.Mvc;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>
/// Ký quyết định chuyển mức: the list is counted once more, and only what the chairman saw is signed. One decision, with a part of it for each
/// commune; <see cref="ApplyLevels"/> then gives each payment its version, commune by commune.
/// </summary>
public sealed class SignLevelList(DossierDesk dossiers, LevelDesk levels)
{
    /// <param name="seen">See <see cref="OpenLevelList.Seen"/>.</param>
    public Task<Outcome<LevelList>> Handle(Guid id, string seen, SignedInOfficial official, CancellationToken cancel) =>
        dossiers.InTransactionAsync(() => DecideAsync(id, seen, official, cancel), cancel);

    /// <summary>Why this official cannot sign it now, or null.</summary>
    public static Problem? Refusal(OpenLevelList open, SignedInOfficial official)
    {
        var (list, context) = (open.List, open.Context);
        return !official.Is(Roles.Chairman) || !official.May(Actions.DossierSign) || official.Office != open.Office || !LevelDesk.Decides(context, official) ? CommonProblems.NotAllowed.Now()
            : list.State != ListState.Proposed ? LevelProblems.WrongState.Now(DecisionList.Word(list.State))
            : list.MadeById == official.Id ? DossierProblems.FourEyes.Now("lập danh sách", "ký quyết định")
            : list.Month != context.Month.Number ? LevelProblems.OtherMonth.Now(new PayMonth(list.Month)) : null;
    }

    /// <summary>What is different now from the list; empty when it can be signed as it is.</summary>
    public async Task<string> DifferenceAsync(OpenLevelList open, SignedInOfficial official, CancellationToken cancel)
    {
        var now = (await levels.DraftAsync(open.List.Id, open.List.Change, official, cancel)).ToDictionary(c => c.TenantPath, StringComparer.Ordinal);
        var other = open.Communes.Where(c => !now.TryGetValue(c.TenantPath, out var fresh) || fresh.Lines != c.Lines).Select(c => c.Name)
            .Concat(now.Values.Where(c => open.Communes.All(o => o.TenantPath != c.TenantPath)).Select(c => c.Name)).ToList();
        return string.Join(", ", other.Take(5)) + (other.Count > 5 ? $" và {other.Count - 5} xã khác" : "");
    }

    private async Task<Outcome<LevelList>> DecideAsync(Guid id, string seen, SignedInOfficial official, CancellationToken cancel)
    {
        if (await levels.FindAsync(id, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (list, context) = (open.List, open.Context);
        if (list.State is ListState.Signed or ListState.Numbered && list.SignerId == official.Id)
        {
            // Pressed twice.
            return list;
        }

        if (Refusal(open, official) is { } refusal)
        {
            return refusal;
        }

        if (open.Seen != seen)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        if (await DifferenceAsync(open, official, cancel) is { Length: > 0 } different)
        {
            return LevelProblems.Stale.Now(different);
        }

        var decision = open.Unsigned(official);
        foreach (var (commune, order) in open.Communes.Select((c, i) => (c, i)))
        {
            var part = PartOf(open, commune, decision, official, order);
            levels.Db.Decisions.Add(part);
            (commune.State, commune.DecisionId) = (LevelState.Signed, part.Id);
        }

        // The head of the division has not signed it yet: it waits for him, and nobody's seal is put (Decree 30/2020 Art. 13).
        levels.Db.Papers.Add(PaperDesk.Issue(context, list.Id, open.Office, Submissions.Code, "", open.Submission));
        (list.State, list.Content, list.SignedOn, list.SignerId, list.SignerName) = (ListState.Signed, decision.ToJson(), context.Today, official.Id, official.FullName);
        var act = Act.By(official, ActKinds.LevelSign, context.NowUtc, $"Ký quyết định chuyển mức {open.Communes.Sum(c => c.People)} chế độ", $"decision/{open.Communes[0].DecisionId:D} …").On("level-list", id);
        return await levels.Db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    private static Decision PartOf(OpenLevelList open, LevelCommune commune, PaperContent decision, SignedInOfficial official, int order) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(open.Context.NowUtc).AddMilliseconds(order)), DossierId = commune.Id, ListId = open.List.Id, DossierCode = "", TenantPath = commune.TenantPath,
        Paper = open.List.Paper, SignedOn = open.Context.Today, SignerId = official.Id, SignerName = official.FullName, SignerTitle = official.Title,
        IssuerPath = open.List.TenantPath, IssuerName = open.Context.OfficeName(Authorities.Decider, TenantPath.Parse(commune.TenantPath)),
        Content = LevelPapers.Extract(decision, open.Annex(commune), open.Communes.Count == 1).ToJson(),
        Explanation = System.Text.Json.JsonSerializer.Serialize(new { LevelList = open.List.Id, open.List.Month, open.List.Edition }),
    };
}

/// <inheritdoc cref="SignLevelList"/>
[Starts<ApplyLevelsJob>]
[Needs(Actions.DossierSign)]
public sealed class SignLevelListModel(SignLevelList verb, SecondFactorAgain factor, LevelDesk levels, CurrentOfficial current, ForeignTenant foreign) : LevelVerbPage(levels, current, foreign)
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Why it cannot be signed now, or null.</summary>
    public Problem? Refusal { get; private set; }

    /// <summary>Exactly what will be signed.</summary>
    public PaperContent Draft => Open.Decision(Official);

    protected override string Done => "Đã ký quyết định. Mức mới đang được ghi sổ theo từng xã; văn thư vào số và phát hành.";

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        Refusal = SignLevelList.Refusal(Open, Official);
        if (Refusal is null && await verb.DifferenceAsync(Open, Official, cancel) is { Length: > 0 } different)
        {
            Refusal = LevelProblems.Stale.Now(different);
        }
    }

    protected override async Task<Outcome<LevelList>> ActAsync(CancellationToken cancel) =>
        await factor.FaultAsync(Official, Code, cancel) is { } fault ? fault : await verb.Handle(Id, Seen ?? "", Official, cancel);
}
