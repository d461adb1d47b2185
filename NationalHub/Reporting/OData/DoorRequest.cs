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

    /// <summary>What the context URL is made of.</summary>
    public ODataUri Uri(FeedPlan plan) => new()
    {
        ServiceRoot = Parser.ServiceRoot,
        Path = Path,
        Apply = plan.Select is null ? plan.Apply : null,
        SelectAndExpand = Path.LastSegment is KeySegment or EntitySetSegment ? plan.Select : null,
    };

    public async Task<IReadOnlyDictionary<string, string>> AnnotationsAsync(CancellationToken cancellationToken)
        => Model.Annotations is { } source ? await source(Http, cancellationToken) : new Dictionary<string, string>();
}
