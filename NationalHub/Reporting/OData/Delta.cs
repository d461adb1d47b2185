using Microsoft.AspNetCore.Http;

namespace NationalHub.Reporting.OData;

/// <summary>When rows last went without a trace, which no delta can tell.</summary>
/// <param name="partitions">Values of the set's first key that the request is narrowed to; null when it is not.</param>
/// <returns>UTC, once all of them were gone; null when none ever went.</returns>
public delegate Task<DateTime?> LossSource(HttpContext context, IReadOnlyCollection<string>? partitions, CancellationToken cancellationToken);

/// <summary>Incremental refresh: a reading that is followed begins with <c>Prefer: odata.track-changes</c>; its last page links to what
/// changes from then on, and so does the last page of each such answer.</summary>
internal static class Delta
{
    /// <summary>From when on changes are asked for, or null in an ordinary reading.</summary>
    /// <exception cref="ODataFaultException">The set cannot be followed, the token is not of this query, or an option has no meaning beside it.</exception>
    public static DateTime? Since(DoorRequest door, QueryOptions options, EntitySetDefinition set)
    {
        if (options["$deltatoken"] is not { } token)
        {
            return null;
        }
        if (set.Tracked is null)
        {
            throw ODataFaultException.NotSupported($"Tập {set.Name} không theo dõi thay đổi. Hãy đọc lại cả tập; tập này nhỏ.", "$deltatoken");
        }
        if (Named(options, set) is { } way)
        {
            throw ODataFaultException.NotSupported(Why(set, way), "$filter");
        }
        return Fits(options) ? DeltaToken.Read(token, options.Fingerprint, door.Time.GetUtcNow().UtcDateTime.AddHours(door.Limits.DeltaAheadHours))
            : throw ODataFaultException.Bad("OData.OptionNotHere", "Với $deltatoken không dùng được $apply, $compute, $expand, $orderby, $top, $skip. Hãy đi theo @odata.deltaLink nguyên văn.", "$deltatoken");
    }

    /// <summary>Whoever began to read before rows went without a trace would keep them for ever.</summary>
    /// <exception cref="ODataFaultException">410: the client reads anew. Within <see cref="ODataLimits.DeltaOverlapSeconds"/> after it once more, for a link goes back so far.</exception>
    public static async Task CheckAsync(DoorRequest door, EntitySetDefinition set, FeedPlan plan, DateTime? since, CancellationToken cancellationToken)
    {
        if (since is { } from && door.Model.Losses is { } losses && await losses(door.Http, CostGuard.Partitions(plan.Filter, plan.Apply, set.Keys[0].Name), cancellationToken) is { } lost && from < lost)
        {
            throw new ODataFaultException(410, "OData.DeltaTooOld",
                "Từ lần đọc trước, trục đã xóa dữ liệu chạy thử của một tỉnh; phần thay đổi không kể được các bản ghi đã xóa. Hãy bỏ bản sao cũ, đọc lại từ đầu với Prefer: odata.track-changes rồi đi theo @odata.deltaLink mới.", "$deltatoken");
        }
    }

    /// <summary>What the next delta goes back to, when this request begins a reading that can be followed; else null.</summary>
    public static DateTime? Begun(DoorRequest door, EntitySetDefinition set, QueryOptions options)
    {
        var follows = options["$deltatoken"] is not null || Negotiation.Prefers(door.Http.Request, "track-changes");
        return follows && !door.IsAsOf && set.Tracked is not null && Fits(options) && Named(options, set) is null
            ? door.Time.GetUtcNow().UtcDateTime.AddSeconds(-door.Limits.DeltaOverlapSeconds)
            : null;
    }

    /// <summary>Why a reading whose client would follow it cannot be followed, where that is not to be seen from the query alone; else null.</summary>
    public static string? Refused(HttpRequest request, EntitySetDefinition set, QueryOptions options)
        => set.Tracked is not null && Negotiation.Prefers(request, "track-changes") && Named(options, set) is { } way ? Why(set, way) : null;

    // A row comes into such an answer, or leaves it, by a change of another row, which its own time of change does not tell.
    private static NavigationDefinition? Named(QueryOptions options, EntitySetDefinition set) => set.Navigations.FirstOrDefault(way => Navigation.Names(options["$filter"], way.Name));

    private static string Why(EntitySetDefinition set, NavigationDefinition way)
        => $"Không theo dõi thay đổi được khi $filter dùng {way.Name}/…: {way.Set} đổi thì bản ghi của {set.Name} vẫn như cũ nên không vào phần thay đổi. Hãy bỏ điều kiện {way.Name}/… khỏi $filter, theo dõi riêng {set.Name} và {way.Set} rồi nối hai tập, hoặc đọc lại cả truy vấn.";

    private static bool Fits(QueryOptions options)
        => options["$apply"] is null && options["$compute"] is null && options["$expand"] is null && options["$orderby"] is null && options.Top is null && options.Skip is null;
}
