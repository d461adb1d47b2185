using System.Globalization;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting.QueryBook;

/// <summary>What is wrong with the address of the page.</summary>
/// <param name="Field">The field that it is about.</param>
/// <param name="Sentence">What to do.</param>
public sealed record QueryBookFault(string Field, string Sentence);

/// <summary>Which queries of the log an operator looks at.</summary>
/// <param name="Analyst">Owner of the key; empty for all.</param>
/// <param name="From">First Vietnamese day.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Files">Only those that gave a purpose: files taken out.</param>
public sealed record QueryBookFilter(string Analyst, DateOnly? From, DateOnly? Until, bool Files)
{
    private const int LongestName = 60;

    /// <summary>Last page that can be asked for; what is older is found by days.</summary>
    public const int MostPages = 10_000;

    /// <summary>Texts as they came in the address; <see cref="Faults"/> says what of them cannot be read.</summary>
    public static QueryBookFilter Of(string? analyst, string? from, string? until, string? files) => new(Given(analyst) is { Length: <= LongestName } name ? name : "", Day(from), Day(until), Given(files) == "1");

    /// <summary>Everything that is wrong with such texts, at once.</summary>
    public static IReadOnlyList<QueryBookFault> Faults(string? analyst, string? from, string? until, string? files, string? page)
    {
        var faults = new List<QueryBookFault>();
        void Add(bool wrong, string field, string sentence)
        {
            if (wrong)
            {
                faults.Add(new(field, sentence));
            }
        }

        Add(Given(analyst).Length > LongestName, "nguoi", $"Người khai thác: tên có nhiều nhất {LongestName} ký tự, không phải {Given(analyst).Length}. Hãy chọn tên trong danh sách.");
        Add(Given(from).Length > 0 && Day(from) is null, "tu", $"Từ ngày: “{Short(from)}” không phải ngày có thật dạng 2026-11-21, từ năm 2001. Hãy chọn lại ngày hoặc để trống.");
        Add(Given(until).Length > 0 && Day(until) is null, "den", $"Đến hết ngày: “{Short(until)}” không phải ngày có thật dạng 2026-11-21, từ năm 2001. Hãy chọn lại ngày hoặc để trống.");
        Add(Day(from) is { } first && Day(until) is { } last && first > last, "den", "Đến hết ngày: ngày này đứng trước “Từ ngày”, nên không có truy vấn nào ở giữa. Hãy đổi lại hai ngày.");
        Add(Given(files) is not ("" or "1"), "tep", $"Loại: không có loại “{Short(files)}”. Hãy chọn trong danh sách.");
        Add(PageOf(page) is null, "trang", $"Trang: “{Short(page)}” không phải số từ 1 đến {MostPages.ToString("N0", VietnameseFormat.Culture)}. Hãy về trang đầu; để xem lâu hơn về trước, hãy lọc theo ngày.");
        return faults;
    }

    /// <summary>Number of the page; null where the text is none.</summary>
    public static int? PageOf(string? text) => Given(text).Length == 0 ? 1 : int.TryParse(Given(text), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= MostPages ? page : null;

    /// <summary>The rows, in no order.</summary>
    internal IQueryable<QueryLogEntry> Rows(HubDb db)
    {
        var rows = db.QueryLog.AsQueryable();
        rows = Analyst.Length > 0 ? rows.Where(q => q.Analyst == Analyst) : rows;
        rows = Files ? rows.Where(q => q.Purpose != "") : rows;
        if (From is { } first)
        {
            var start = VietnamTime.Utc(first.ToDateTime(TimeOnly.MinValue));
            rows = rows.Where(q => q.At >= start);
        }

        if (Until is { } last)
        {
            var end = VietnamTime.Utc(last.AddDays(1).ToDateTime(TimeOnly.MinValue));
            rows = rows.Where(q => q.At < end);
        }

        return rows;
    }

    /// <summary>The same filter as an address, without the page.</summary>
    public string Address()
    {
        var parts = new (string Name, string Value)[] { ("nguoi", Analyst), ("tu", Text(From)), ("den", Text(Until)), ("tep", Files ? "1" : "") };
        return string.Join('&', parts.Where(p => p.Value.Length > 0).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
    }

    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Given(string? text) => (text ?? "").Trim();

    private static string Short(string? text) => Given(text) is { Length: > 40 } longer ? longer[..40] + "…" : Given(text);

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(Given(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9999 ? day : null;
}
