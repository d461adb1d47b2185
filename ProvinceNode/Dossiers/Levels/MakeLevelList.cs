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

    /// <summary>Makes the list anew of what is due today; the one that nobody signed is given up in the same transaction.</summary>
    public Task<Outcome<LevelList>> AgainAsync(Guid id, SignedInOfficial official, CancellationToken cancel) => dossiers.InTransactionAsync(async () =>
        await levels.FindAsync(id, cancel) is not { } open ? CommonProblems.NotFound.Now()
            : open.List.State != ListState.Proposed ? LevelProblems.WrongState.Now(DecisionList.Word(open.List.State))
            : MayAgain(open, official) ? await MakeAsync(open.List.Change, official, cancel, open.List) : CommonProblems.NotAllowed.Now(), cancel);

    /// <summary>Whether this official may make an unsigned list of his office anew.</summary>
    public static bool MayAgain(OpenLevelList open, SignedInOfficial official) =>
        open.List.State == ListState.Proposed && official.Office == open.Office && LevelDesk.MayMake(open.Context, official);

    /// <param name="instead">The unsigned list whose place it takes.</param>
    private async Task<Outcome<LevelList>> MakeAsync(LevelChange change, SignedInOfficial official, CancellationToken cancel, LevelList? instead = null)
    {
        var (db, context, office) = (levels.Db, await levels.Rules.ForAsync(official.Office, cancel), official.Office.Value);
        if (!LevelDesk.MayMake(context, official))
        {
            return LevelDesk.Decides(context, official) ? CommonProblems.NotAllowed.Now()
                : LevelProblems.NotDecider.Now(context.Authorities.Rule(Authorities.Decider, context.Today).Title.Replace(" {unit}", official.Level == UnitLevel.Province ? " cấp dưới" : " cấp có thẩm quyền", StringComparison.Ordinal));
        }

        // One at a time: what is on a list and not carried out yet would be due again.
        if (await OpenAsync(db, change, office, instead?.Id, cancel))
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
        if (instead is not null)
        {
            instead.State = ListState.Withdrawn;
        }

        db.Add(list);
        db.AddRange(communes);
        var act = Act.By(official, ActKinds.LevelPropose, context.NowUtc, $"{LevelWords.Name(change)}{(instead is null ? "" : ", lập lại")}: {communes.Sum(c => c.People)} chế độ, {communes.Count} xã").On("level-list", id);
        return await db.SaveAsync(act, cancel) ? list : CommonProblems.ChangedMeanwhile.Now();
    }

    private static async Task<bool> OpenAsync(NodeDb db, LevelChange change, string office, Guid? instead, CancellationToken cancel) =>
        await db.LevelLists.AnyAsync(l => l.Id != instead && l.TenantPath == office && l.Change == change && l.State == ListState.Proposed, cancel)
        || await db.LevelCommunes.AnyAsync(c => c.State == LevelState.Signed && db.LevelLists.Any(l => l.Id == c.ListId && l.TenantPath == office && l.Change == change), cancel);
}
