using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace NationalHub.Reporting.OData;

/// <summary>How a host opens an OData door.</summary>
public static class ODataDoorExtensions
{
    /// <summary>Registers the door's limits (section <see cref="ODataLimits.Section"/>).</summary>
    public static IServiceCollection AddODataDoor(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ODataLimits>().Bind(configuration.GetSection(ODataLimits.Section))
            .Validate(limits => limits is { DefaultPageSize: > 0, MaxPageSize: > 0, MaxPageBytes: > 0, FlushEveryRows: > 0, MaxApplyGroups: > 0, QueryTimeoutSeconds: > 0 },
                "OData: page sizes, groups, flush and time-out must be positive.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        return services;
    }

    /// <summary>Maps the door at <paramref name="prefix"/>, reading from <typeparamref name="TContext"/>. The host says on the returned
    /// builder who may enter.</summary>
    /// <param name="prefix">A literal path such as <c>/odata</c>.</param>
    public static IEndpointConventionBuilder MapODataDoor<TContext>(this IEndpointRouteBuilder endpoints, string prefix, ODataModel model)
        where TContext : DbContext
    {
        var root = "/" + prefix.Trim('/');
        var door = new ODataDoor(model, root, typeof(TContext));
        return endpoints.Map(root + "/{**odataPath}", door.HandleAsync).WithDisplayName("OData " + root);
    }
}
