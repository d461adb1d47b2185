using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting.QueryBook;

/// <summary>Who asked what over OData, what for and how many rows left; the same as CSV, of which the taking stands in the log too.</summary>
public sealed class QueryBookModel(HubDb db, VietnamTime time, ILogger<QueryBookModel> logger) : PageModel
{
    private const int PageSize = 50;

    /// <summary>Characters of a query that stand in the table; the rest opens.</summary>
    public const int Shown = 300;

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
    public string? PageText { get; set; }

    public QueryBookFilter Filter => QueryBookFilter.Of(Analyst, From, Until, Files);

    /// <summary>What is wrong with the address; nothing is read then.</summary>
    public IReadOnlyList<QueryBookFault> Faults { get; private set; } = [];

    public int PageNumber { get; private set; } = 1;

    public IReadOnlyList<QueryLogEntry> Rows { get; private set; } = [];

    /// <summary>Owners of keys, for the filter.</summary>
    public IReadOnlyList<string> Analysts { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Analysts = await db.Analysts.AsNoTracking().OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancellation);
        if (Refuse(QueryBookFilter.Faults(Analyst, From, Until, Files, PageText)))
        {
            return;
        }

        PageNumber = QueryBookFilter.PageOf(PageText) ?? 1;
        var found = await Filter.Rows(db).AsNoTracking().OrderByDescending(q => q.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        HasMore = found.Count > PageSize;
        Rows = [.. found.Take(PageSize)];
        if (Rows.Count == 0 && PageNumber > 1)
        {
            var pages = Math.Max(1, (await Filter.Rows(db).CountAsync(cancellation) + PageSize - 1) / PageSize);
            Refuse([new("trang", $"Trang: không có trang {PageNumber.ToString("N0", VietnameseFormat.Culture)}, nhật ký khớp với điều kiện lọc chỉ có {pages.ToString("N0", VietnameseFormat.Culture)} trang. Hãy về trang đầu.")]);
        }
    }

    public async Task<IActionResult> OnGetSheetAsync(CancellationToken cancellation)
    {
        if (Refuse(QueryBookFilter.Faults(Analyst, From, Until, Files, PageText)))
        {
            Analysts = await db.Analysts.AsNoTracking().OrderBy(a => a.Name).Select(a => a.Name).ToListAsync(cancellation);
            return Page();
        }

        var name = User.Identity?.Name ?? "";
        var own = new QueryLogEntry
        {
            At = time.UtcNow, Analyst = name[..Math.Min(name.Length, 60)], Query = $"/truy-van?handler=Sheet&{Filter.Address()}", Purpose = OwnPurpose, StatusCode = StatusCodes.Status200OK,
            Rows = Math.Min(MostOfAFile, await Filter.Rows(db).CountAsync(cancellation)),
        };
        // Before the first line goes out.
        db.QueryLog.Add(own);
        await db.SaveChangesAsync(cancellation);
        Log.QueriesTaken(logger, name, (int)own.Rows);
        Response.ContentType = "text/csv;charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=truy-van-so-lieu-{time.Now.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.csv";
        await using var text = new StreamWriter(Response.Body, new UTF8Encoding(false), 64 * 1024, leaveOpen: true);
        await text.WriteAsync(QueryBookSheet.Head.AsMemory(), cancellation);
        await foreach (var row in Filter.Rows(db).AsNoTracking().Where(q => q.Id < own.Id).OrderByDescending(q => q.Id).Take(MostOfAFile).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            await text.WriteAsync(QueryBookSheet.Line(row).AsMemory(), cancellation);
        }

        await text.FlushAsync(cancellation);
        return new EmptyResult();
    }

    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What became of a query that did not get its rows; empty where it did.</summary>
    public static string Refused(int status) => status switch
    {
        < 400 => "", 401 or 403 => "không có quyền", 404 => "không có", 414 => "quá dài", 503 => "quá thời gian, hoặc đang dựng", >= 500 => "lỗi", _ => "bị từ chối",
    };

    /// <returns>Whether there is anything wrong.</returns>
    private bool Refuse(IReadOnlyList<QueryBookFault> faults)
    {
        Faults = faults;
        Response.StatusCode = faults.Count > 0 ? StatusCodes.Status400BadRequest : Response.StatusCode;
        return faults.Count > 0;
    }
}
