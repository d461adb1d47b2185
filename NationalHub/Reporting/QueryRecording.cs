using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;
using NationalHub.Reporting.OData;

namespace NationalHub.Reporting;

/// <summary>Counts the rows that a request's own context reads, and of a batch those of each reading.</summary>
internal sealed class RowCounter(IHttpContextAccessor http) : DbCommandInterceptor
{
    public const string Key = "rows-read";

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        // A written row tells its number as a read one does: the record of a query is none of its rows.
        if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
        {
            Add(Math.Max(0, eventData.ReadCount - 1)); // The last read finds the end.
        }

        return result;
    }

    /// <summary>Rows that the door read past the interceptors.</summary>
    public void Add(int read)
    {
        if (http.HttpContext is { } context && context.Items.TryGetValue(Key, out var so) && so is long rows)
        {
            context.Items[Key] = rows + read;
            if (context.Items.TryGetValue(Batch.Current, out var current) && current is BatchReading reading)
            {
                reading.Rows += read;
            }
        }
    }
}

/// <summary>Records each OData query, of a batch each reading for itself: who, what shape, how many rows. Literals are cut out, for they may name a person.</summary>
internal static partial class QueryRecording
{
    public static void UseQueryRecording(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        context.Items[RowCounter.Key] = 0L;
        var record = new QueryRecord(context);
        // Before the first byte: what cannot be recorded is not told.
        context.Response.OnStarting(record.BeginAsync);
        var failed = true;
        try
        {
            await next(context).ConfigureAwait(false);
            failed = false;
        }
        finally
        {
            // What failed may have told rows before it did.
            await record.EndAsync(failed).ConfigureAwait(false);
        }
    });

    internal static string Shape(string path, string query)
    {
        var text = NumberLiteral().Replace(TextLiteral().Replace(path + Uri.UnescapeDataString(query.Replace('+', ' ')), "'…'"), "#");
        text = PurposeText().Replace(SearchText().Replace(text, "$search=…"), "purpose=…");
        return text.Length <= QueryLogEntry.LongestQuery ? text : text[..QueryLogEntry.LongestQuery];
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
