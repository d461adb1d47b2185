using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>Lập danh sách chuyển mức: everybody of the office who is due, put before the chairman as one decision. Nothing of a person changes yet.</summary>
public sealed class MakeLevelList(DossierDesk dossiers, LevelDesk levels)
{
    public Task<Outcome<LevelList>> Handle(LevelChange change, SignedInOfficial official, CancellationToken cancel) =>
        dossiers.InTransactionAsync(() => MakeAsync(change, official, cancel), cancel);

    private async Task<Outcome<LevelList>> MakeAsync(LevelChange change, SignedInOfficial official, CancellationToken cancel)
    {
        var (db, context, office) = (levels.Db, await levels.Rules.ForAsync(official.Office, cancel), official.Office.Value);
        if (!LevelDesk.MayMake(context, official))
        {
            return LevelDesk.Decides(context, official) ? CommonProblems.NotAllowed.Now()
                : LevelProblems.NotDecider.Now(context.Authorities.Rule(Authorities.Decider, context.Today).Title.Replace(" {unit}", official.Level == UnitLevel.Province ? " cấp dưới" : " cấp có thẩm quyền", StringComparison.Ordinal));
        }

        // One at a time: what is on a list and not carried out yet would be due again.
        if (await OpenAsync(db, change, office, cancel))
        {
            return LevelProblems.OpenList.Now();
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc));
        var communes = await levels.DraftAsync(id, change, official, cancel);
        if (communes.Count == 0)
        {
            return LevelProblems.NothingDue.Now();
        }

        var list = new LevelList
        {
            Id = id, TenantPath = office, Change = change, Month = context.Month.Number, Edition = LevelDesk.Terms(context, official.Office).Edition,
            Paper = change == LevelChange.Pension ? "D26" : "D15", MadeAt = context.NowUtc, MadeById = official.Id, MadeByName = official.FullName,
        };
        db.Add(list);
        db.AddRange(communes);
        var act = Act.By(official, ActKinds.LevelPropose, context.NowUtc, $"{LevelWords.Name(change)}: {communes.Sum(c => c.People)} chế độ, {communes.Count} xã").On("level-list", id);
        return await db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    private static async Task<bool> OpenAsync(NodeDb db, LevelChange change, string office, CancellationToken cancel) =>
        await db.LevelLists.AnyAsync(l => l.TenantPath == office && l.Change == change && l.State == ListState.Proposed, cancel)
        || await db.LevelCommunes.AnyAsync(c => c.State == LevelState.Signed && db.LevelLists.Any(l => l.Id == c.ListId && l.TenantPath == office && l.Change == change), cancel);
}
