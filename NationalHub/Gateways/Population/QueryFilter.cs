using System.Globalization;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Population;

/// <summary>Which questions of the log an operator looks at. A person is named by the keyed hash of his number alone.</summary>
/// <param name="Office">Path of an office; offices below it too.</param>
/// <param name="From">First Vietnamese day.</param>
/// <param name="Until">Last day, included.</param>
public sealed record QueryFilter(string Province, string Office, string Official, string Outcome, string Person, DateOnly? From, DateOnly? Until)
{
    /// <summary>Outcomes as they are stored, in the order of the page.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = ["Matched", "NotMatched", "NotFound", "Unavailable", "Refused", "OverQuota", IdentityQuery.Asked];

    /// <summary>Texts as they came in the address; what cannot be read filters nothing.</summary>
    public static QueryFilter Of(string? province, string? office, string? official, string? outcome, string? person, string? from, string? until) => new(
        Text(province), Text(office), Text(official), Outcomes.Contains(Text(outcome)) ? Text(outcome) : "", Text(person) is { Length: 64 } hash ? hash : "", Day(from), Day(until));

    public static string Words(string outcome) => outcome switch
    {
        "Matched" => "Khớp", "NotMatched" => "Không khớp", "NotFound" => "Không tìm thấy", "Unavailable" => "Không kết nối được", "Refused" => "Bị từ chối", "OverQuota" => "Hết hạn mức", IdentityQuery.Asked => "Đã hỏi, không rõ kết quả", _ => outcome,
    };

    public static string Words(IdentityQuery query) => (query.Kind == QueryKind.LookUp ? "Tra cứu 037" : "Xác nhận") + (query.Repeated ? ", câu trả lời đã lưu" : "");

#pragma warning disable CA1309 // The database compares, ordinally by its collation; the overload with a comparison is not translated.
    /// <summary>The rows, in no order.</summary>
    internal IQueryable<IdentityQuery> Rows(HubDb db)
    {
        var rows = db.IdentityQueries.AsQueryable();
        rows = Province.Length > 0 ? rows.Where(q => q.ProvinceCode == Province) : rows;
        rows = Official.Length > 0 ? rows.Where(q => q.Official == Official) : rows;
        rows = Outcome.Length > 0 ? rows.Where(q => q.Outcome == Outcome) : rows;
        rows = Person.Length > 0 ? rows.Where(q => q.NumberHash == Person) : rows;
        if (Office.Length > 0)
        {
            // '/' is the character right after '.'.
            var (below, end) = (Office + ".", Office + "/");
            rows = rows.Where(q => q.Office == Office || (string.Compare(q.Office, below) >= 0 && string.Compare(q.Office, end) < 0));
        }

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
#pragma warning restore CA1309

    /// <summary>The same filter as an address, without the page.</summary>
    public string Address()
    {
        var parts = new (string Name, string Value)[]
        {
            ("tinh", Province), ("don-vi", Office), ("can-bo", Official), ("ket-qua", Outcome), ("nguoi", Person), ("tu", Text(From)), ("den", Text(Until)),
        };
        return string.Join('&', parts.Where(p => p.Value.Length > 0).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
    }

    public static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(string? text) => (text ?? "").Trim() is { Length: <= 64 } given ? given : "";

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(Text(text), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
