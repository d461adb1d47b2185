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

    public ODataUri Uri(FeedPlan? plan) => new() { ServiceRoot = Parser.ServiceRoot, Path = Path, Apply = plan?.Select is null ? plan?.Apply : null, SelectAndExpand = plan?.Select };

    public async Task<IReadOnlyDictionary<string, string>> AnnotationsAsync(CancellationToken cancellationToken)
        => Model.Annotations is { } source ? await source(Http, cancellationToken) : new Dictionary<string, string>();
}
