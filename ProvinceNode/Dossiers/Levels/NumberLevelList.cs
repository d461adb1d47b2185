using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>Vào số quyết định chuyển mức: one number for the one decision (Decree 30/2020 Art. 15); of a district each commune gets its extract.</summary>
public sealed class NumberLevelList(DossierDesk dossiers, LevelDesk levels)
{
    /// <param name="seen">See <see cref="OpenLevelList.Seen"/>.</param>
    public Task<Outcome<LevelList>> Handle(Guid id, string seen, SignedInOfficial official, CancellationToken cancel) =>
        dossiers.InTransactionAsync(() => IssueAsync(id, seen, official, cancel), cancel);

    /// <summary>Why this official cannot number it now, or null. Who signed does not number.</summary>
    public static Problem? Refusal(OpenLevelList open, SignedInOfficial official) =>
        !official.Is(Roles.RecordsClerk) || !official.May(Actions.DossierNumber) || official.Office != open.Office ? CommonProblems.NotAllowed.Now()
        : open.List.State != ListState.Signed ? LevelProblems.WrongState.Now(DecisionList.Word(open.List.State))
        : open.List.SignerId == official.Id ? DossierProblems.FourEyes.Now("ký", "vào số") : null;

    private async Task<Outcome<LevelList>> IssueAsync(Guid id, string seen, SignedInOfficial official, CancellationToken cancel)
    {
        if (await levels.FindAsync(id, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        var (list, context, db) = (open.List, open.Context, levels.Db);
        if (list.State == ListState.Numbered && list.NumberedBy == official.FullName)
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

        var whole = open.Decision(official);
        var series = whole.NumberLine.Split('/')[^1];
        var number = PaperNumbers.Print(await PaperNumbers.NextAsync(db, list.TenantPath, series, context.Today.Year, cancel), series);
        var paper = PaperDesk.Issue(context, list.Id, open.Office, list.Paper, number, PaperNumbers.Into(whole, number), open.Office);
        db.Papers.Add(paper);
        var parts = await db.Decisions.Where(d => d.ListId == id).ToListAsync(cancel);
        foreach (var part in parts)
        {
            (part.Number, part.NumberedAt, part.NumberedBy) = (number, context.NowUtc, official.FullName);
            if (parts.Count > 1)
            {
                db.Papers.Add(PaperDesk.Issue(context, part.DossierId, TenantPath.Parse(part.TenantPath), list.Paper, number, PaperNumbers.Into(PaperContent.Parse(part.Content), number), open.Office));
            }
        }

        (list.State, list.Number, list.NumberedBy, list.PaperId) = (ListState.Numbered, number, official.FullName, paper.Id);
        var act = Act.By(official, ActKinds.LevelNumber, context.NowUtc, $"Số {number}", $"paper/{paper.Id:D}").On("level-list", id);
        return await db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }
}

/// <inheritdoc cref="NumberLevelList"/>
[Starts<ApplyLevelsJob>]
[Needs(Actions.DossierNumber)]
public sealed class NumberLevelListModel(NumberLevelList verb, LevelDesk levels, CurrentOfficial current, ForeignTenant foreign) : LevelVerbPage(levels, current, foreign)
{
    /// <summary>Why it cannot be numbered now, or null.</summary>
    public Problem? Refusal { get; private set; }

    public PaperContent Text => Open.Decision(Official);

    protected override string Done => "Đã vào số và phát hành quyết định.";

    protected override Task ShowAsync(CancellationToken cancel)
    {
        Refusal = NumberLevelList.Refusal(Open, Official);
        return Task.CompletedTask;
    }

    protected override Task<Outcome<LevelList>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Seen ?? "", Official, cancel);
}
