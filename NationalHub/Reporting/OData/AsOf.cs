using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting.OData;

/// <summary>The store of an earlier day and what its answers say of themselves. Disposed with the request.</summary>
public sealed record AsOfStore(DbContext Db, IReadOnlyDictionary<string, string> Annotations) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Db.DisposeAsync();
}

/// <summary>Opens what was known at the end of a day; null while that is still being made.</summary>
public delegate Task<AsOfStore?> AsOfSource(HttpContext context, DateOnly day, CancellationToken cancellationToken);

/// <summary><c>asOf=2025-12-31</c>: the same query over what was known at the end of that day.</summary>
internal static class AsOf
{
    private static readonly DateOnly First = new(2020, 1, 1);

    /// <returns>Null when no day is asked for.</returns>
    /// <exception cref="ODataFaultException">The day is none, or not over; 503 while its store is being made.</exception>
    public static async Task<AsOfStore?> OpenAsync(HttpContext http, ODataModel model, TimeProvider time, ODataLimits limits, CancellationToken cancellationToken)
    {
        var text = http.Request.Query["asOf"].ToString();
        if (text.Length == 0)
        {
            return null;
        }
        var day = Day(text, DateOnly.FromDateTime(time.GetUtcNow().ToOffset(model.Offset).Date));
        if (model.Days is not { } days)
        {
            throw ODataFaultException.NotSupported("Cửa này không giữ số liệu của ngày trước. Hãy bỏ asOf.", "asOf");
        }
        var store = await days(http, day, cancellationToken)
            ?? throw new ODataFaultException(503, "OData.DayInTheMaking", 
                $"Số liệu như biết đến hết ngày {day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)} đang được dựng, cả nước mất vài phút. Hãy gọi lại đúng truy vấn này sau {limits.RetryAfterSeconds} giây, hoặc bỏ asOf để đọc số liệu hiện tại.", "asOf");
        return store with { Annotations = new Dictionary<string, string>(store.Annotations, StringComparer.Ordinal) { ["bao.asOf"] = text } };
    }

    private static DateOnly Day(string text, DateOnly today)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day < First)
        {
            throw ODataFaultException.Bad("OData.BadDay", $"asOf phải là một ngày dạng 2025-12-31, không phải “{text}”.", "asOf");
        }
        return day < today ? day : throw ODataFaultException.Bad("OData.BadDay", "asOf phải là một ngày đã qua; số liệu hiện tại đọc không cần asOf.", "asOf");
    }
}
