using System.Globalization;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Reporting.QueryBook;

/// <summary>Which queries of the log an operator looks at.</summary>
/// <param name="Analyst">Owner of the key; empty for all.</param>
/// <param name="From">First Vietnamese day.</param>
/// <param name="Until">Last day, included.</param>
/// <param name="Files">Only those that gave a purpose: files taken out.</param>
public sealed record QueryBookFilter(string Analyst, DateOnly? From, DateOnly? Until, bool Files)
{
    /// <summary>Texts as they came in the address; what cannot be read filters nothing.</summary>
    public static QueryBookFilter Of(string? analyst, string? from, string? until, string? files) => new(Text(analyst), Day(from), Day(until), Text(files).Length > 0);

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

    private static string Text(string? text) => (text ?? "").Trim() is { Length: <= 60 } given ? given : "";

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(Text(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9999 ? day : null;
}
