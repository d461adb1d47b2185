using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Layout;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers;

/// <summary>A line of the list with the decision that it rests on.</summary>
public sealed record HealthCardLine(HealthCardNotice Notice, string Number, DateOnly? SignedOn);

/// <summary>
/// Danh sách tăng, giảm thẻ bảo hiểm y tế of a month (policy 2.5, 3.4 S8): what waits until the end of the month, and what was sent in it. The commune's
/// officer lists, takes the list out as a file and marks it as sent.
/// </summary>
public sealed class HealthCardList(NodeDb db, VietnamTime time)
{
    public static readonly ProblemKind NothingWaits = new("health-card-none", "Không có dòng nào chờ gửi mà đã có trong tệp. Hãy tải tệp của tháng này, gửi cho cơ quan bảo hiểm xã hội rồi ghi đã gửi.");

    /// <summary>Lines of the scope.</summary>
    public async Task<List<HealthCardLine>> LinesAsync(PayMonth month, CancellationToken cancel) =>
        await WithDecisionsAsync(await RowsOf(month).AsNoTracking().ToListAsync(cancel), cancel);

    private IQueryable<HealthCardNotice> RowsOf(PayMonth month)
    {
        var (first, next) = (StartOf(month), StartOf(month.AddMonths(1)));
        return db.HealthCardNotices.Where(n => (n.SentAt == null && n.RecordedAt < next) || (n.SentAt >= first && n.SentAt < next)).OrderBy(n => n.RecordedAt).ThenBy(n => n.Id);
    }

    private async Task<List<HealthCardLine>> WithDecisionsAsync(List<HealthCardNotice> rows, CancellationToken cancel)
    {
        var ids = rows.Select(r => r.DecisionId).Distinct().ToList();
        var decisions = await db.Decisions.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Number, d.SignedOn }).ToListAsync(cancel);
        return rows.ConvertAll(r => decisions.Find(d => d.Id == r.DecisionId) is { } d ? new HealthCardLine(r, d.Number ?? "", d.SignedOn) : new HealthCardLine(r, "", null));
    }

    /// <summary>The list as a table of a file, with whole numbers; leaves an act because numbers of people go out. What waits is noted as standing in a file.</summary>
    public async Task<Outcome<List<IReadOnlyList<string>>>> ExportAsync(PayMonth month, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.DossierReview))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var (rows, now) = (await RowsOf(month).ToListAsync(cancel), time.UtcNow);
        var lines = await WithDecisionsAsync(rows, cancel);
        rows.FindAll(r => r.SentAt is null).ForEach(r => r.ListedAt = now);
        var act = Act.By(official, ActKinds.HealthCardExport, now, $"Danh sách tăng, giảm thẻ bảo hiểm y tế tháng {month}: {lines.Count} dòng");
        return await db.SaveAsync(act, cancel) ? TableOf(lines) : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Marks as sent what waits and stood in a file that was taken out: a decision signed after it goes with the next one.</summary>
    public async Task<Outcome<int>> SendAsync(PayMonth month, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.DossierReview))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var next = StartOf(month.AddMonths(1));
        var rows = await db.HealthCardNotices.Where(n => n.SentAt == null && n.ListedAt != null && n.RecordedAt < next).ToListAsync(cancel);
        if (rows.Count == 0)
        {
            return NothingWaits.Now();
        }

        rows.ForEach(r => (r.SentAt, r.SentBy) = (time.UtcNow, official.FullName));
        var act = Act.By(official, ActKinds.HealthCardSend, time.UtcNow, $"Gửi danh sách tăng, giảm thẻ bảo hiểm y tế tháng {month}: {rows.Count} dòng");
        return await db.SaveAsync(act, cancel) ? rows.Count : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Increase or decrease, in the words of the list.</summary>
    public static string Words(HealthCardEvent what) => what == HealthCardEvent.Grant ? "Tăng" : "Giảm";

    // UTC of its first midnight here.
    private static DateTime StartOf(PayMonth month) => VietnamTime.Utc(month.FirstDay.ToDateTime(TimeOnly.MinValue));

    private static List<IReadOnlyList<string>> TableOf(List<HealthCardLine> lines) =>
    [
        ["STT", "Loại", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Mã số BHXH", "Thôn, tổ dân phố", "Mã đối tượng", "Từ tháng", "Số quyết định", "Ngày quyết định", "Lý do", "Ngày gửi"],
        .. lines.Select((l, i) => (IReadOnlyList<string>)
        [
            $"{i + 1}", Words(l.Notice.Event), l.Notice.PersonName, BirthDate.Parse(l.Notice.BirthDate).Printed, l.Notice.Sex == 2 ? "Nữ" : "Nam", l.Notice.PersonNumber, "", l.Notice.Village,
            HealthCardNotice.ObjectCode, $"{new PayMonth(l.Notice.FromMonth)}", l.Number, l.SignedOn is { } on ? VietnameseFormat.Date(on) : "", l.Notice.Reason,
            l.Notice.SentAt is { } sent ? VietnameseFormat.Date(VietnamTime.Day(sent)) : "",
        ]),
    ];
}

/// <inheritdoc cref="HealthCardList"/>
[Needs(Actions.RegistryView)]
public sealed class HealthCardListModel(HealthCardList list, CurrentOfficial current, VietnamTime time) : PageModel
{
    /// <summary>yyyyMM; this month when empty.</summary>
    [BindProperty(SupportsGet = true, Name = "thang")]
    public string? Asked { get; set; }

    public PayMonth Month { get; private set; }

    public IReadOnlyList<HealthCardLine> Lines { get; private set; } = [];

    public int Waiting => Lines.Count(l => l.Notice.SentAt is null);

    /// <summary>Lines that wait and stand in a file that was taken out.</summary>
    public int Listed => Lines.Count(l => l.Notice is { SentAt: null, ListedAt: not null });

    public bool MaySend => current.Required.May(Actions.DossierReview);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Month = MonthOf();
        Lines = await list.LinesAsync(Month, cancel);
    }

    /// <param name="kind">csv, xlsx, or send: what waits is marked as sent.</param>
    public async Task<IActionResult> OnPostAsync(string? kind, CancellationToken cancel)
    {
        Month = MonthOf();
        if (kind == "send")
        {
            var sent = await list.SendAsync(Month, current.Required, cancel);
            if (sent.Succeeded)
            {
                TempData["Done"] = $"Đã ghi gửi cơ quan bảo hiểm xã hội {sent.Value} dòng.";
                return RedirectToPage(new { thang = Month.Number });
            }

            this.Show(sent.Problems);
            await OnGetAsync(cancel);
            return Page();
        }

        var lines = await list.ExportAsync(Month, current.Required, cancel);
        if (!lines.Succeeded)
        {
            this.Show(lines.Problems);
            await OnGetAsync(cancel);
            return Page();
        }

        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the-bhyt-{current.Required.Office.UnitCode}-{Month.Number}");
        return kind == "xlsx" ? File(SheetFile.Xlsx("The BHYT", lines.Value), SheetFile.XlsxType, name + ".xlsx") : File(SheetFile.Csv(lines.Value), SheetFile.CsvType, name + ".csv");
    }

    private PayMonth MonthOf() => int.TryParse(Asked, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number / 100 is >= 2000 and <= 2200 && number % 100 is >= 1 and <= 12
        ? new PayMonth(number) : PayMonth.Of(time.Today);
}
