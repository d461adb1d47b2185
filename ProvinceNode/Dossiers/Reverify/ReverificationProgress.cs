using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;
using Protos.Values;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>How far the asking came.</summary>
/// <param name="Run">Null when it was never started.</param>
/// <param name="Asked">People asked about within the days of <see cref="ReverificationOptions.AgainAfterDays"/>.</param>
/// <param name="People">All of the registry who receive or are suspended.</param>
public sealed record ReverificationShown(Reverification? Run, int Asked, int People, DateTime NextAt, int DaysLeft, int AskedToday, bool OverQuota, ReverificationOptions Options, bool MayRun)
{
    /// <summary>Hundredths of the registry.</summary>
    public int Percent => People == 0 ? 0 : (int)(100L * Math.Min(Asked, People) / People);

    public string State(DateTime nowUtc) => Run is null ? "Chưa bắt đầu"
        : Run.Paused ? $"Tạm dừng{(Run.PausedAt is { } at ? $" từ {VietnamTime.Local(at).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}, bởi {Run.PausedByName}" : "")}"
        : OverQuota ? "Hết hạn mức tra cứu của hôm nay, tiếp tục vào ngày mai"
        : Run.Failures > 0 ? $"Chưa kết nối được, thử lại lúc {VietnamTime.Local(NextAt > nowUtc ? NextAt : nowUtc).ToString("HH:mm dd/MM/yyyy", VietnameseFormat.Culture)}"
        : Asked >= People ? "Đã hỏi hết; người đến hạn được hỏi lại" : "Đang chạy";
}

/// <summary>The part of the quality page about the asking: progress for all, the buttons for the administrator of the province.</summary>
public sealed class ReverificationViewComponent(NodeDb db, CurrentOfficial current, VietnamTime time, IOptions<ReverificationOptions> options) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        var official = current.Required;
        var may = official.May(Actions.ReverificationRun) && official.Office.Depth == 1;
        var run = await db.Set<Reverification>().AsNoTracking().SingleOrDefaultAsync(cancel);
        if (run is null && !may)
        {
            return Content("");
        }

        var (since, month) = (time.UtcNow.AddDays(-options.Value.AgainAfterDays), PayMonth.Of(time.Today).Number);
        var people = await db.Set<CommuneQuality>().Where(q => q.Month == month).SumAsync(q => q.People, cancel);
        var asked = await db.Set<PopulationAnswer>().CountAsync(a => a.AskedAt >= since, cancel);
        var today = run?.Day == time.Today;
        var shown = new ReverificationShown(run, asked, people, run is null ? default : ReverificationPace.NextAt(run, options.Value), ReverificationPace.Days(Math.Max(0, people - asked), options.Value),
            today ? run!.AskedToday : 0, today && run!.OverQuota, options.Value, may);
        return View("/Dossiers/Reverify/_Progress.cshtml", (shown, time.UtcNow));
    }
}
