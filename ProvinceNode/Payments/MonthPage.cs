using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Together;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>The verbs of the page of a month.</summary>
public sealed record MonthVerbs(ChangeDays Days, BuildLists Build, DiscardLists Discard, StopBuilding Stop, AskTogether Together, StepUp Factor);

/// <summary>Kỳ chi trả: calendar, building with its progress, lists with people and đồng, and what this official does next.</summary>
[Starts<BuildRunsJob>]
[Starts<WorkTogetherJob>]
[Needs(Actions.PaymentView)]
public sealed class MonthPageModel(MonthVerbs verbs, PaymentDesk desk, CurrentOfficial current, ForeignTenant foreign) : PaymentPage(desk, current, foreign)
{
    /// <summary>Why drafts are discarded.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>Days of the calendar as browsers send them, yyyy-MM-dd.</summary>
    [BindProperty]
    public string? ResultsBy { get; set; }

    [BindProperty]
    public string? ClosingFrom { get; set; }

    [BindProperty]
    public string? ClosingBy { get; set; }

    [BindProperty]
    public string? MoneyBy { get; set; }

    public IReadOnlyList<PaymentList> Lists { get; private set; } = [];

    /// <summary>The latest building; null before the first.</summary>
    public PaymentRun? Run { get; private set; }

    /// <summary>Payments that the latest building kept off, by reason.</summary>
    public IReadOnlyList<(OmissionReason Reason, int Count, long Dong)> Omitted { get; private set; } = [];

    /// <summary>Of them who lives in an institution, by institution.</summary>
    public IReadOnlyList<(string Why, int Count, long Dong)> Institutions { get; private set; } = [];

    /// <summary>Communes that the latest building could not make yet.</summary>
    public IReadOnlyList<string> Failed { get; private set; } = [];

    /// <summary>The latest approving of all lists; null before the first.</summary>
    public TogetherShown? Approving { get; private set; }

    public int Drafts => Lists.Count(l => l.Status == ListStatus.Draft);

    public bool IsBuilding => Run?.State == RunState.Building;

    public bool IsLate => new PayMonth(Period.Month) < Desk.Time.Month;

    private string Here => $"/chi-tra/{Id:D}";

    public static string Word(OmissionReason reason) => reason switch
    {
        OmissionReason.Held => "Tạm giữ vì có tin báo đang xác minh", OmissionReason.Suspended => "Đang tạm dừng", OmissionReason.RecoveryLeft => "Thu hồi chưa hết, chuyển kỳ sau",
        OmissionReason.AtInstitution => "Nuôi dưỡng tại cơ sở trợ giúp xã hội, kinh phí cấp cho cơ sở", OmissionReason.AwaitingHeir => "Người hưởng đã chết, chờ ghi người nhận", OmissionReason.Overpaid => "Đã chi vượt, chờ quyết định thu hồi", _ => "Tháng chưa nhận không còn được hưởng",
    };

    public async Task<IActionResult> OnPostBuildAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Build.Handle(Id, false, Official, cancel), r => $"Hệ thống đang lập danh sách cho {r.Communes} xã. Tắt trang này không ảnh hưởng.", Here, cancel);

    public async Task<IActionResult> OnPostSupplementAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Build.Handle(Id, true, Official, cancel), r => $"Hệ thống đang lập danh sách bổ sung cho {r.Communes} xã.", Here, cancel);

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Discard.HandleAll(Id, Why ?? "", Official, cancel), n => $"Đã hủy {n} dự thảo. Có thể lập lại.", Here, cancel);

    public async Task<IActionResult> OnPostStopAsync(CancellationToken cancel) =>
        await AnswerAsync(await verbs.Stop.Handle(Id, Why ?? "", Official, cancel), _ => "Đã dừng lập danh sách và giữ các dự thảo đã lập. Xã chưa lập được có thể lập lại sau.", Here, cancel);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken cancel) =>
        await AnswerAsync(await WithFactorAsync(verbs.Factor, () => verbs.Together.Handle(Id, ListVerb.Approve, Official, cancel), cancel), r => TogetherShown.Asked(r, Official.Id), Here, cancel);

    public async Task<IActionResult> OnPostDaysAsync(CancellationToken cancel)
    {
        var given = new[] { ResultsBy, ClosingFrom, ClosingBy, MoneyBy }.Select(d => DateOnly.TryParseExact(d, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : DateOnly.MinValue).ToList();
        return await AnswerAsync(await verbs.Days.Handle(Id, new(given[0], given[1], given[2], given[3]), Official, cancel), _ => "Đã sửa lịch của kỳ.", Here, cancel);
    }

    protected override async Task ShowAsync(CancellationToken cancel)
    {
        var db = Desk.Db;
        Lists = await db.PaymentLists.AsNoTracking().Where(l => l.PeriodId == Id && l.Status != ListStatus.Discarded).OrderBy(l => l.TenantPath).ThenBy(l => l.Sequence).ThenBy(l => l.Type).ThenBy(l => l.Method).ToListAsync(cancel);
        Run = await db.PaymentRuns.AsNoTracking().Where(r => r.PeriodId == Id).OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).FirstOrDefaultAsync(cancel);
        Approving = await TogetherShown.FindAsync(db, Id, ListVerb.Approve, Here, cancel);
        if (Run is { } run)
        {
            var left = await db.PaymentOmissions.AsNoTracking().Where(o => o.RunId == run.Id).Select(o => new { o.Reason, o.Amount, o.Why }).ToListAsync(cancel);
            var failed = run.FailedPaths;
            Failed = await db.Offices.AsNoTracking().Where(o => failed.Contains(o.TenantPath)).OrderBy(o => o.TenantPath).Select(o => o.UnitName).ToListAsync(cancel);
            Omitted = [.. left.GroupBy(o => o.Reason).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), g.Sum(o => o.Amount.Amount)))];
            Institutions = [.. left.Where(o => o.Reason == OmissionReason.AtInstitution).GroupBy(o => o.Why).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Count(), g.Sum(o => o.Amount.Amount)))];
        }
    }
}
