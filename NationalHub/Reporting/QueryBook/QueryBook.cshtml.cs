using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Reporting.OData;
using Protos.Values;

namespace NationalHub.Reporting.QueryBook;

/// <summary>Who asked what over OData, what for and how many rows left; the same as CSV, of which the taking stands in the log too.</summary>
public sealed class QueryBookModel(HubDb db, VietnamTime time, ILogger<QueryBookModel> logger) : PageModel
{
    private const int PageSize = 50;

    /// <summary>Rows of one file; more are taken day by day.</summary>
    public const int MostOfAFile = 50_000;

    /// <summary>Why the log itself was taken out.</summary>
    public const string OwnPurpose = "Tải nhật ký truy vấn tại trang của người vận hành";

    [BindProperty(SupportsGet = true, Name = "nguoi")]
    public string? Analyst { get; set; }

    [BindProperty(SupportsGet = true, Name = "tu")]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "den")]
    public string? Until { get; set; }

    [BindProperty(SupportsGet = true, Name = "tep")]
    public string? Files { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public QueryBookFilter Filter => QueryBookFilter.Of(Analyst, From, Until, Files);

    public IReadOnlyList<QueryLogEntry> Rows { get; private set; } = [];

    /// <summary>Owners of keys, for the filter.</summary>
    public IReadOnlyList<string> Analysts { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 10_000);
        var found = await Filter.Rows(db).AsNoTracking().OrderByDescending(q => q.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        HasMore = found.Count > PageSize;
        Rows = [.. found.Take(PageSize)];
        Analysts = await db.Analysts.AsNoTracking().OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancellation);
    }

    public async Task<IActionResult> OnGetSheetAsync(CancellationToken cancellation)
    {
        var text = new StringBuilder(QueryBookSheet.Head);
        var rows = 0;
        await foreach (var row in Filter.Rows(db).AsNoTracking().OrderByDescending(q => q.Id).Take(MostOfAFile).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            text.Append(QueryBookSheet.Line(row));
            rows++;
        }

        var name = User.Identity?.Name ?? "";
        var asked = $"/truy-van?handler=Sheet&{Filter.Address()}";
        db.QueryLog.Add(new QueryLogEntry { At = time.UtcNow, Analyst = name[..Math.Min(name.Length, 60)], Query = asked, Purpose = OwnPurpose, StatusCode = StatusCodes.Status200OK, Rows = rows });
        await db.SaveChangesAsync(cancellation);
        Log.QueriesTaken(logger, name, rows);
        return File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv;charset=utf-8", $"truy-van-so-lieu-{time.Now.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.csv");
    }

    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What became of a query that did not get its rows; empty where it did.</summary>
    public static string Refused(int status) => status switch
    {
        < 400 => "", 401 or 403 => "không có quyền", 404 => "không có", 503 => "quá thời gian, hoặc đang dựng", >= 500 => "lỗi", _ => "bị từ chối",
    };
}
