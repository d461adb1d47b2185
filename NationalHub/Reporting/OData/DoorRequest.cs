using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.OData;
using Microsoft.OData.UriParser;

namespace NationalHub.Reporting.OData;

/// <summary>One request inside the door: who asks, of what, under which limits.</summary>
internal sealed record DoorRequest(HttpContext Http, ODataModel Model, ODataLimits Limits, DbContext Db, TimeProvider Time)
{
    public required ODataUriParser Parser { get; init; }

    public required ODataPath Path { get; init; }

    public bool IsHead => HttpMethods.IsHead(Http.Request.Method);

    public BindingScope Scope() => new(Limits, Time.GetUtcNow().UtcDateTime, Model.Offset);

    /// <summary>Whether the rows are those of an earlier day.</summary>
    public bool IsAsOf { get; init; }

    /// <exception cref="ODataFaultException">The request would cost more than one may.</exception>
    public async Task AffordAsync(EntitySetDefinition set, QueryOptions options, FeedPlan plan, CancellationToken cancellationToken)
    {
        var key = set.Keys[0].Name;
        var perRow = CostGuard.PerRow(options, key);
        if (perRow > 0 && Model.Sizes is { } sizes && await sizes(Http, set.Name, CostGuard.Partitions(plan.Filter, plan.Apply, key), cancellationToken) is { } rows)
        {
            CostGuard.Check(rows, perRow, key, Limits);
        }
    }

    /// <summary>What the context URL is made of.</summary>
    public ODataUri Uri(FeedPlan plan) => new()
    {
        ServiceRoot = Parser.ServiceRoot,
        Path = Path,
        Apply = plan.Select is null ? plan.Apply : null,
        SelectAndExpand = Path.LastSegment is KeySegment or EntitySetSegment ? plan.Select : null,
    };

    /// <summary>What every answer says of itself, such as how fresh each province is.</summary>
    public required IReadOnlyDictionary<string, string> Annotations { get; init; }
}
