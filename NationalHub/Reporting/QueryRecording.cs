using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NationalHub.Platform;
using NationalHub.Reporting.OData;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>Counts the rows that a request's own context reads, and of a batch those of each reading.</summary>
internal sealed class RowCounter(IHttpContextAccessor http) : DbCommandInterceptor
{
    public const string Key = "rows-read";

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (http.HttpContext is { } context && context.Items.TryGetValue(Key, out var so) && so is long rows)
        {
            var read = Math.Max(0, eventData.ReadCount - 1); // The last read finds the end.
            context.Items[Key] = rows + read;
            if (context.Items.TryGetValue(Batch.Current, out var current) && current is BatchReading reading)
            {
                reading.Rows += read;
            }
        }

        return result;
    }
}

/// <summary>Records each OData query, of a batch each reading for itself: who, what shape, how many rows. Literals are cut out, for they may name a person.</summary>
internal static partial class QueryRecording
{
    public static void UseQueryRecording(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var started = Stopwatch.GetTimestamp();
        context.Items[RowCounter.Key] = 0L;
        var failed = true;
        try
        {
            await next(context).ConfigureAwait(false);
            failed = false;
        }
        finally
        {
            // What failed may have told rows before it did.
            if (context.User.Identity?.Name is { } name)
            {
                await SaveAsync(context, name, failed ? StatusCodes.Status500InternalServerError : context.Response.StatusCode, Stopwatch.GetElapsedTime(started)).ConfigureAwait(false);
            }
        }
    });

    internal static string Shape(string path, string query)
    {
        var text = NumberLiteral().Replace(TextLiteral().Replace(path + Uri.UnescapeDataString(query.Replace('+', ' ')), "'…'"), "#");
        text = PurposeText().Replace(SearchText().Replace(text, "$search=…"), "purpose=…");
        return text.Length <= 2000 ? text : text[..2000];
    }

    private static async Task SaveAsync(HttpContext context, string name, int status, TimeSpan took)
    {
        var rows = (long)context.Items[RowCounter.Key]!;
        context.Items.Remove(RowCounter.Key);
        await using var scope = context.RequestServices.CreateAsyncScope();
        var (db, at) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<VietnamTime>().UtcNow);
        db.QueryLog.AddRange(Asked(context, status, rows, took).Select(q => new QueryLogEntry
        {
            At = at, Analyst = name, Query = q.Query, Purpose = q.Purpose[..Math.Min(q.Purpose.Length, ExportPurpose.Longest)], StatusCode = q.Status, Rows = q.Rows, Milliseconds = (int)q.Took.TotalMilliseconds,
        }));
        await db.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>The query, or each reading of a batch: joined and cut, a long one would hide those after it.</summary>
    private static IEnumerable<(string Query, string Purpose, int Status, long Rows, TimeSpan Took)> Asked(HttpContext context, int status, long rows, TimeSpan took)
    {
        var purpose = ExportPurpose.Of(context.Request) ?? "";
        // A batch that failed as a whole told none of its answers; a reading without one waited for another that failed.
        return context.Items.TryGetValue(Batch.Asked, out var asked) && asked is IReadOnlyList<BatchReading> { Count: > 0 } readings
            ? readings.Select(r => (Shape(r.Path, r.Query), r.Purpose.Length > 0 ? r.Purpose : purpose, status >= StatusCodes.Status400BadRequest ? status : r.Status ?? StatusCodes.Status424FailedDependency, r.Rows, r.Took))
            : [(Shape(context.Request.Path, context.Request.QueryString.Value ?? ""), purpose, status, rows, took)];
    }

    [GeneratedRegex("'(?:[^']|'')*'?")]
    private static partial Regex TextLiteral();

    [GeneratedRegex(@"(?<![\w$])\d[\w.:+-]*")]
    private static partial Regex NumberLiteral();

    [GeneratedRegex("purpose=[^&]*")]
    private static partial Regex PurposeText();

    [GeneratedRegex(@"\$search=[^&]*")]
    private static partial Regex SearchText();
}
