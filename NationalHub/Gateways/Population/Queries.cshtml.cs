using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>How much of a day's quota is used.</summary>
/// <param name="Office">Empty: the whole province.</param>
public sealed record QuotaUse(string Province, string Office, int Used, int Most);

/// <summary>Who asked the population database, about whom (masked), what for and what came of it; counts against the day's quotas; the same as CSV.</summary>
public sealed class QueriesModel(HubDb db, GatewayKey key, QuotaBook quotas, VietnamTime time, ILogger<QueriesModel> logger) : PageModel
{
    private const int PageSize = 50;
    private const int MostQuotas = 40;

    /// <summary>Rows of one file; more are taken day by day.</summary>
    public const int MostOfAFile = 50_000;

    [BindProperty(SupportsGet = true, Name = "tinh")]
    public string? Province { get; set; }

    [BindProperty(SupportsGet = true, Name = "don-vi")]
    public string? Office { get; set; }

    [BindProperty(SupportsGet = true, Name = "can-bo")]
    public string? Official { get; set; }

    [BindProperty(SupportsGet = true, Name = "ket-qua")]
    public string? Outcome { get; set; }

    [BindProperty(SupportsGet = true, Name = "nguoi")]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true, Name = "tu")]
    public string? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "den")]
    public string? Until { get; set; }

    [BindProperty(SupportsGet = true, Name = "trang")]
    public int PageNumber { get; set; } = 1;

    public QueryFilter Filter => QueryFilter.Of(Province, Office, Official, Outcome, Person, From, Until);

    public IReadOnlyList<IdentityQuery> Rows { get; private set; } = [];

    /// <summary>Questions of the filter by outcome.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    /// <summary>Answered from what was kept.</summary>
    public int Reused { get; private set; }

    public IReadOnlyList<QuotaUse> Quotas { get; private set; } = [];

    /// <summary>Day of <see cref="Quotas"/>: the last of the filter, else today.</summary>
    public DateOnly QuotaDay { get; private set; }

    public bool HasMore { get; private set; }

    /// <summary>What was typed is no number of a person.</summary>
    public bool NumberWrong { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        PageNumber = Math.Clamp(PageNumber, 1, 10_000);
        var rows = Filter.Rows(db).AsNoTracking();
        var found = await rows.OrderByDescending(q => q.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize + 1).ToListAsync(cancellation);
        HasMore = found.Count > PageSize;
        Rows = [.. found.Take(PageSize)];
        Counts = (await rows.GroupBy(q => q.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation)).ToDictionary(g => g.Key, g => g.Count, StringComparer.Ordinal);
        Reused = await rows.CountAsync(q => q.Repeated, cancellation);
        await ReadQuotasAsync(cancellation);
    }

    /// <summary>Looks for a person by his number. It comes in the body and goes on as a keyed hash: no address and no log holds it.</summary>
    public async Task<IActionResult> OnPostAsync(string? number, CancellationToken cancellation)
    {
        var digits = CitizenId.Clean(number);
        if (digits.Length is not (9 or 12) || !digits.All(char.IsAsciiDigit))
        {
            NumberWrong = true;
            await OnGetAsync(cancellation);
            return Page();
        }

        Log.PersonSearched(logger, User.Identity?.Name ?? "");
        return LocalRedirect("/dan-cu?" + (Filter with { Person = key.Hash(digits) }).Address());
    }

    public async Task<IActionResult> OnGetSheetAsync(CancellationToken cancellation)
    {
        var text = new StringBuilder(QuerySheet.Head);
        var rows = 0;
        await foreach (var row in Filter.Rows(db).AsNoTracking().OrderByDescending(q => q.Id).Take(MostOfAFile).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            text.Append(QuerySheet.Line(row));
            rows++;
        }

        Log.QueriesTaken(logger, User.Identity?.Name ?? "", rows);
        return File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv;charset=utf-8", $"tra-cuu-dan-cu-{time.Now.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.csv");
    }

    public static string Moment(DateTime utc) => VietnamTime.Local(utc).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private async Task ReadQuotasAsync(CancellationToken cancellation)
    {
        var (province, office) = (Filter.Province, Filter.Office);
        QuotaDay = Filter.Until ?? time.Today;
        var day = QuotaDay;
        var used = await db.IdentityQuotas.AsNoTracking().Where(q => q.Day == day && (province == "" || q.ProvinceCode == province) && (office == "" || q.Office == office || q.Office == ""))
            .OrderByDescending(q => q.Used).ThenBy(q => q.ProvinceCode).ThenBy(q => q.Office).Take(MostQuotas).ToListAsync(cancellation);
        Quotas = used.ConvertAll(q => new QuotaUse(q.ProvinceCode, q.Office, q.Used, q.Office.Length > 0 ? quotas.OfOffice(q.Office) : quotas.OfProvince(q.ProvinceCode)));
    }
}
