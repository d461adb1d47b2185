using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace NationalHub.Reporting.OData;

/// <summary>Answers about many rows: the feed and its count.</summary>
internal static class FeedAnswer
{
    public static async Task WriteAsync(DoorRequest door, EntitySetDefinition set, QueryRun run)
    {
        var request = door.Http.Request;
        if (Negotiation.Sheet(request) is { } form)
        {
            await SheetAnswer.WriteAsync(door, set, form, run);
            return;
        }
        var negotiation = Negotiation.Json(request);
        var options = QueryOptions.OfFeed(request, door.Limits);
        var since = Delta.Since(door, options, set);
        var plan = FeedPlan.Of(set, door.Db, door.Http, door.Parser, options, door.Scope(), since);
        await Delta.CheckAsync(door, set, plan, since, run.Token);
        plan.IsPlain = since is null && RowWriter.Fits(plan, negotiation);
        await door.AffordAsync(set, options, plan, run.Token);
        var page = PageRequest.Of(request, options, plan, door.Limits, Delta.Begun(door, set, options));
        Prefer(door, page);
        if (door.IsHead)
        {
            ODataPayload.Head(door.Http, negotiation.ContentType + ";charset=utf-8");
            return;
        }
        var count = !options.Count ? (long?)null : page.After?.Count ?? await CountAsync(plan, run.Token);
        var rows = await RowsAsync(door, set, plan, page, options.Skip ?? 0, run);
        await using var feed = new FeedPage(plan, page, new FeedLinks(request, options.Fingerprint), count, rows, door.Limits.MaxPageBytes);
        var writer = new FeedWriter(door, set, negotiation, plan, run.Token);
        await (since is null ? writer.WriteAsync(feed, count) : writer.WriteDeltaAsync(feed));
    }

    /// <summary>Says which of the client's wishes were granted.</summary>
    private static void Prefer(DoorRequest door, PageRequest page)
    {
        var granted = new List<string>();
        if (Negotiation.PageSize(door.Http.Request, door.Limits) is { } preferred)
        {
            granted.Add(string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={preferred}"));
        }
        if (page.Since is not null && Negotiation.Prefers(door.Http.Request, "track-changes"))
        {
            granted.Add("odata.track-changes");
        }
        if (granted.Count > 0)
        {
            door.Http.Response.Headers["Preference-Applied"] = string.Join(", ", granted);
        }
    }

    public static async Task WriteCountAsync(DoorRequest door, EntitySetDefinition set, QueryRun run)
    {
        var options = QueryOptions.OfCount(door.Http.Request, door.Limits);
        var plan = FeedPlan.Of(set, door.Db, door.Http, door.Parser, options, door.Scope());
        await door.AffordAsync(set, options, plan, run.Token);
        var count = door.IsHead ? 0 : await CountAsync(plan, run.Token);
        ODataPayload.Head(door.Http, "text/plain;charset=utf-8");
        if (!door.IsHead)
        {
            await door.Http.Response.WriteAsync(count.ToString(CultureInfo.InvariantCulture), run.Token);
        }
    }

    internal static async Task<long> CountAsync(FeedPlan plan, CancellationToken cancellationToken)
    {
        var count = await ((IAsyncQueryProvider)plan.Provider).ExecuteAsync<Task<long>>(plan.CountExpression(), cancellationToken);
        return plan.IsTotal ? Math.Max(count, 1) : count;
    }

    private static async Task<PageRows> RowsAsync(DoorRequest door, EntitySetDefinition set, FeedPlan plan, PageRequest page, long skipped, QueryRun run)
    {
        var skip = page.After is null ? skipped : 0;
        if (!plan.IsEntity && page.After is null)
        {
            return PageRows.Of(await GroupsAsync(plan, page, skip, door.Limits, run.Token));
        }
        var most = page.Size + (page.MayContinue ? 1 : 0);
        var parts = plan.Parts(page.After, skip, most);
        return run.IsInProcess && BareRows.Fit(plan, set, door.Db) && BareRows.Open(plan, parts, most, read => door.Model.RowsRead?.Invoke(door.Http, read), run.Token) is { } bare
            ? PageRows.Of(bare)
            : PageRows.Of(parts, most, run.IsInProcess, run.Token);
    }

    /// <summary>The first page of groups. The database forms all of them anyway, so all are counted against the limit; only a page's
    /// worth is kept.</summary>
    private static async Task<List<object?[]>> GroupsAsync(FeedPlan plan, PageRequest page, long skip, ODataLimits limits, CancellationToken cancellationToken)
    {
        var kept = new List<object?[]>();
        var seen = 0;
        var take = Math.Min(page.Left ?? long.MaxValue, limits.MaxApplyGroups + 1L);
        await foreach (var row in plan.Page(null, skip, take).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (++seen > limits.MaxApplyGroups)
            {
                throw ODataFaultException.OverLimit("Số nhóm của $apply", limits.MaxApplyGroups, "Hãy lọc trước khi nhóm hoặc nhóm theo ít thuộc tính hơn.", "$apply");
            }
            if (kept.Count <= page.Size)
            {
                kept.Add(row);
            }
        }
        if (seen == 0 && skip == 0 && plan.IsTotal)
        {
            kept.Add([.. plan.Output.Select(column => column.OverNothing), .. Enumerable.Repeat((object?)null, plan.KeysAt - plan.Output.Count)]);
        }
        return page.MayContinue ? kept : [.. kept.Take(page.Size)];
    }
}
