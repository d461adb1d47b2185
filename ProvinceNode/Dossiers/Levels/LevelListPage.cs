using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Bulk;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>Hủy danh sách chuyển mức that is not signed.</summary>
public sealed class WithdrawLevelList(LevelDesk levels)
{
    /// <param name="why">Stands in the log.</param>
    public async Task<Outcome<LevelList>> Handle(Guid id, string why, SignedInOfficial official, CancellationToken cancel)
    {
        if (await levels.FindAsync(id, cancel) is not { } open)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!May(open, official))
        {
            return open.List.State == ListState.Proposed ? CommonProblems.NotAllowed.Now() : LevelProblems.WrongState.Now(DecisionList.Word(open.List.State));
        }

        if (why.Trim().Length == 0)
        {
            return CommonProblems.Required.At("Why", "lý do hủy danh sách");
        }

        open.List.State = ListState.Withdrawn;
        var act = Act.By(official, ActKinds.LevelWithdraw, open.Context.NowUtc, why.Trim()).On("level-list", id);
        return await levels.Db.SaveAsync(act, cancel) ? open.List : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Who made lists of the office may give one up, and so may its chairman who will not sign it.</summary>
    public static bool May(OpenLevelList open, SignedInOfficial official) => open.List.State == ListState.Proposed && official.Office == open.Office
        && (LevelDesk.MayMake(open.Context, official) || (official.Is(Roles.Chairman) && official.May(Actions.DossierSign)));
}

/// <summary>One list: what it decides for each commune, how far it is, and what this official can do with it.</summary>
[Needs(Actions.DossierView)]
public sealed class LevelListPageModel(WithdrawLevelList verb, MakeLevelList make, LevelDesk levels, CurrentOfficial current, ForeignTenant foreign) : LevelVerbPage(levels, current, foreign)
{
    /// <summary>Why it is withdrawn.</summary>
    [BindProperty]
    public string? Why { get; set; }

    public bool MaySign => SignLevelList.Refusal(Open, Official) is null;

    public bool MayNumber => NumberLevelList.Refusal(Open, Official) is null;

    /// <summary>Why the chairman cannot sign the waiting list now, or null.</summary>
    public Problem? Hindered => Open.List.State == ListState.Proposed && Official.Is(Roles.Chairman) && Official.Office == Open.Office ? SignLevelList.Refusal(Open, Official) : null;

    public bool MayAgain => MakeLevelList.MayAgain(Open, Official);

    /// <summary>The submission that was issued with the signature; null before.</summary>
    public Guid? SubmissionPaper { get; private set; }

    public bool MayWithdraw => WithdrawLevelList.May(Open, Official);

    public int Total => Open.Communes.Sum(c => c.People);

    public int Applied => Open.Communes.Where(c => c.State == LevelState.Applied).Sum(c => c.People);

    public int Overtaken => Open.Communes.Sum(c => c.Overtaken);

    /// <summary>Payments a minute since the first commune was carried out; 0 while that cannot be told.</summary>
    public int Rate
    {
        get
        {
            var done = Open.Communes.Where(c => c.AppliedAt is not null).OrderBy(c => c.AppliedAt).ToList();
            var took = done.Count < 2 ? 0 : (done[^1].AppliedAt!.Value - done[0].AppliedAt!.Value).TotalMinutes;
            return took <= 0 ? 0 : (int)(done.Skip(1).Sum(c => c.People) / took);
        }
    }

    protected override string Done => "Đã hủy danh sách.";

    public static string Word(LevelState state) => state switch
    {
        LevelState.Applied => "Đã ghi sổ mức mới",
        LevelState.Signed => "Chờ ghi sổ, hệ thống tự thực hiện",
        _ => "Chưa ký",
    };

    /// <summary>Lập lại theo số liệu hôm nay.</summary>
    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancel)
    {
        var outcome = await make.AgainAsync(Id, Official, cancel);
        if (outcome.Succeeded)
        {
            TempData["Done"] = "Đã lập lại danh sách theo số liệu hôm nay. Chủ tịch UBND xem và ký.";
            return Redirect($"/chuyen-muc/{outcome.Value.Id:D}");
        }

        Db.ChangeTracker.Clear();
        this.Show(outcome.Problems);
        if (await LoadAsync(cancel) is { } missing)
        {
            return missing;
        }

        await ShowAsync(cancel);
        return Page();
    }

    protected override async Task ShowAsync(CancellationToken cancel) =>
        SubmissionPaper = await Db.Papers.AsNoTracking().Where(p => p.DossierId == Id && p.Paper == Submissions.Code).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(cancel);

    protected override Task<Outcome<LevelList>> ActAsync(CancellationToken cancel) => verb.Handle(Id, Why ?? "", Official, cancel);
}
