using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Reporting.OData;
using Protos.Values;

namespace NationalHub.Reporting;

/// <summary>The record of one request: saved before its first byte with what is known by then, which is all of it for an answer that is held until it is whole; what streams is told its rows at the end.</summary>
internal sealed class QueryRecord(HttpContext context)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private List<QueryLogEntry> _saved = [];

    /// <summary>Run as the answer starts.</summary>
    public Task BeginAsync() => SaveAsync(context.Response.StatusCode);

    /// <param name="failed">The answer broke off.</param>
    public async Task EndAsync(bool failed)
    {
        var status = failed ? StatusCodes.Status500InternalServerError : context.Response.StatusCode;
        if (_saved.Count == 0)
        {
            await SaveAsync(status).ConfigureAwait(false);
        }
        else if (_saved is [var one] && (one.Rows, one.StatusCode) != (Rows, status))
        {
            await using var scope = context.RequestServices.CreateAsyncScope();
            var (rows, took) = (Rows, Milliseconds);
            await scope.ServiceProvider.GetRequiredService<HubDb>().QueryLog.Where(q => q.Id == one.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(q => q.Rows, rows).SetProperty(q => q.StatusCode, status).SetProperty(q => q.Milliseconds, took), CancellationToken.None).ConfigureAwait(false);
        }
    }

    private long Rows => (long)context.Items[RowCounter.Key]!;

    private int Milliseconds => (int)Stopwatch.GetElapsedTime(_started).TotalMilliseconds;

    private async Task SaveAsync(int status)
    {
        if (_saved.Count > 0 || context.User.Identity?.Name is not { } name)
        {
            return;
        }

        var at = context.RequestServices.GetRequiredService<VietnamTime>().UtcNow;
        var entries = Asked(status).Select(q => new QueryLogEntry
        {
            At = at, Analyst = name, Query = q.Query, Purpose = q.Purpose[..Math.Min(q.Purpose.Length, ExportPurpose.Longest)], StatusCode = q.Status, Rows = q.Rows, Milliseconds = q.Took,
        }).ToList();
        await context.RequestServices.GetRequiredService<QueryLogWriter>().WriteAsync(entries, CancellationToken.None).ConfigureAwait(false);
        _saved = entries;
    }

    /// <summary>The query, or each reading of a batch: joined and cut, a long one would hide those after it.</summary>
    private IEnumerable<(string Query, string Purpose, int Status, long Rows, int Took)> Asked(int status)
    {
        var purpose = ExportPurpose.Of(context.Request) ?? "";
        // A batch that failed as a whole told none of its answers; a reading without one waited for another that failed.
        return context.Items.TryGetValue(Batch.Asked, out var asked) && asked is IReadOnlyList<BatchReading> { Count: > 0 } readings
            ? readings.Select(r => (QueryRecording.Shape(r.Path, r.Query), r.Purpose.Length > 0 ? r.Purpose : purpose, status >= StatusCodes.Status400BadRequest ? status : r.Status ?? StatusCodes.Status424FailedDependency, r.Rows, (int)r.Took.TotalMilliseconds))
            : [(QueryRecording.Shape(context.Request.Path, context.Request.QueryString.Value ?? ""), purpose, status, Rows, Milliseconds)];
    }
}
