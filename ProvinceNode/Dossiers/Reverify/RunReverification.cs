using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>Has the registry asked about, holds it, lets it go on. The province's administrator does so, for a purpose that every question tells.</summary>
public sealed class RunReverification(NodeDb db, VietnamTime time)
{
    public const int FewestPurpose = 10;
    public const int MostPurpose = 180;

    public static readonly ProblemKind PurposeNeeded = new("reverification-purpose", "Hãy nêu mục đích đối chiếu, từ {0} đến {1} ký tự: mục đích được gửi kèm từng lần tra cứu và lưu lại để kiểm tra.");

    public static readonly ProblemKind NotStarted = new("reverification-not-started", "Chưa có đợt đối chiếu nào. Hãy nêu mục đích rồi bắt đầu.");

    /// <summary>Starts it, or lets it go on for the purpose told.</summary>
    public async Task<Outcome<Reverification>> StartAsync(string purpose, SignedInOfficial official, CancellationToken cancel)
    {
        if (Refused(official) is { } refused)
        {
            return refused;
        }

        var why = VietnameseText.Clean(purpose);
        if (why.Length is < FewestPurpose or > MostPurpose)
        {
            return PurposeNeeded.At("Purpose", FewestPurpose, MostPurpose);
        }

        var run = await db.Set<Reverification>().SingleOrDefaultAsync(cancel)
            ?? db.Add(new Reverification { StartedByName = "", StartedByUser = "", StartedAt = time.UtcNow, Purpose = "" }).Entity;
        (run.StartedByName, run.StartedByUser, run.Purpose, run.Paused, run.Failures) = (official.FullName, official.UserName, why, false, 0);
        run.Version++;
        return await db.SaveAsync(Act.By(official, ActKinds.StartReverification, time.UtcNow, why), cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Holds it: the batch on its way is finished, no further one begins.</summary>
    public async Task<Outcome<Reverification>> PauseAsync(SignedInOfficial official, CancellationToken cancel)
    {
        if (Refused(official) is { } refused)
        {
            return refused;
        }

        if (await db.Set<Reverification>().SingleOrDefaultAsync(cancel) is not { } run)
        {
            return NotStarted.Now();
        }

        (run.Paused, run.PausedByName, run.PausedAt) = (true, official.FullName, time.UtcNow);
        run.Version++;
        return await db.SaveAsync(Act.By(official, ActKinds.PauseReverification, time.UtcNow), cancel) ? run : CommonProblems.ChangedMeanwhile.Now();
    }

    // It is of the whole registry: an administrator of a district or a commune does not run it.
    private static Problem? Refused(SignedInOfficial official) => official.May(Actions.ReverificationRun) && official.Office.Depth == 1 ? null : CommonProblems.NotAllowed.Now();
}

/// <inheritdoc cref="RunReverification"/>
[Starts<ReverificationJob>]
[Needs(Actions.ReverificationRun)]
public sealed class RunReverificationModel(RunReverification verb, CurrentOfficial current) : PageModel
{
    [BindProperty]
    public string? Purpose { get; set; }

    /// <param name="pause">1: it is held.</param>
    public async Task<IActionResult> OnPostAsync(string? pause, CancellationToken cancel)
    {
        var outcome = pause == "1" ? await verb.PauseAsync(current.Required, cancel) : await verb.StartAsync(Purpose ?? "", current.Required, cancel);
        if (!outcome.Succeeded)
        {
            this.Show(outcome.Problems);
            return Page();
        }

        TempData["Done"] = outcome.Value.Paused ? "Đã tạm dừng đối chiếu. Lượt đang hỏi được làm nốt, không hỏi thêm lượt mới." : "Đã cho đối chiếu chạy. Hệ thống hỏi dần trong nền, có thể đóng trang này.";
        return Redirect("/chat-luong-du-lieu");
    }
}
