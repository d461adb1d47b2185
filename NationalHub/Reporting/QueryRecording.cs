using System.Data.Common;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NationalHub.Platform;
using NationalHub.Reporting.OData;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>Counts the rows that a request's own context reads.</summary>
internal sealed class RowCounter(IHttpContextAccessor http) : DbCommandInterceptor
{
    public const string Key = "rows-read";

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (http.HttpContext is { } context && context.Items.TryGetValue(Key, out var so) && so is long rows)
        {
            context.Items[Key] = rows + Math.Max(0, eventData.ReadCount - 1); // The last read finds the end.
        }

        return result;
    }
}

/// <summary>Records each OData query: who, what shape, how many rows. Literals are cut out, for they may name a person.</summary>
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

    /// <summary>A batch is its readings, one after the other.</summary>
    private static string Asked(HttpContext context)
    {
        var text = context.Items.TryGetValue(Batch.Asked, out var readings) && readings is IEnumerable<string> urls
            ? string.Join(" | ", urls.Select(url => Shape("", url)))
            : Shape(context.Request.Path, context.Request.QueryString.Value ?? "");
        return text.Length <= 2000 ? text : text[..2000];
    }

    /// <summary>Why the files were taken, those of a batch too.</summary>
    private static string Purpose(HttpContext context)
    {
        var inside = context.Items.TryGetValue(Batch.Purposes, out var purposes) && purposes is IEnumerable<string> several ? several : [];
        var text = string.Join("; ", inside.Prepend(ExportPurpose.Of(context.Request) ?? "").Where(p => p.Length > 0).Distinct(StringComparer.Ordinal));
        return text[..Math.Min(text.Length, ExportPurpose.Longest)];
    }

    private static async Task SaveAsync(HttpContext context, string name, int status, TimeSpan took)
    {
        var rows = (long)context.Items[RowCounter.Key]!;
        context.Items.Remove(RowCounter.Key);
        await using var scope = context.RequestServices.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        db.QueryLog.Add(new QueryLogEntry
        {
            At = scope.ServiceProvider.GetRequiredService<VietnamTime>().UtcNow,
            Analyst = name,
            Query = Asked(context),
            Purpose = Purpose(context),
            StatusCode = status,
            Rows = rows,
            Milliseconds = (int)took.TotalMilliseconds,
        });
        await db.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
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
