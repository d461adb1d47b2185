using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Applies conventions (RequireAuthorization, RequireHost, ...) to every method of a service.</summary>
public sealed class GrpcServiceEndpointConventionBuilder : IEndpointConventionBuilder
{
    private readonly IReadOnlyList<IEndpointConventionBuilder> endpoints;

    internal GrpcServiceEndpointConventionBuilder(IReadOnlyList<IEndpointConventionBuilder> endpoints) => this.endpoints = endpoints;

    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var endpoint in endpoints)
        {
            endpoint.Add(convention);
        }
    }
}

public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Serves every method of a class that derives from a generated service base; one instance per call.</summary>
    /// <exception cref="InvalidOperationException">The class has no generated base, or AddGrpc was not called.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var known = builder.ServiceProvider.GetService<MappedServices>()
            ?? throw new InvalidOperationException("Unable to find the required services: call 'IServiceCollection.AddGrpc' first.");
        var options = builder.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        var logger = builder.ServiceProvider.GetRequiredService<ILoggerFactory>().CreateLogger<TService>();
        var dispatcher = new CallDispatcher<TService>(options, logger);
        var endpoints = new List<IEndpointConventionBuilder>();
        var methods = ServiceMethods<TService>.Find();
        foreach (var method in methods)
        {
            var endpoint = builder.Map(RoutePatternFactory.Parse(method.Method.FullName), dispatcher.For(method));
            endpoint.WithDisplayName($"gRPC - {method.Method.FullName}").WithMetadata(new HttpMethodMetadata([HttpMethods.Post], acceptCorsPreflight: true));
            endpoint.WithMetadata([.. typeof(TService).GetCustomAttributes(inherit: true), .. method.Handler.GetCustomAttributes(inherit: true)]);
            endpoints.Add(endpoint);
        }

        foreach (var service in methods.Select(m => m.Method.ServiceName).Distinct())
        {
            endpoints.Add(MapUnknown(builder, service + "/{unimplementedMethod}", "unimplementedMethod", service));
        }

        if (known.FirstTime())
        {
            MapUnknown(builder, "{unimplementedService}/{unimplementedMethod}", "unimplementedMethod", "unknown service");
        }

        return new GrpcServiceEndpointConventionBuilder(endpoints);
    }

    private static IEndpointConventionBuilder MapUnknown(IEndpointRouteBuilder builder, string path, string parameter, string name)
    {
        var policies = new RouteValueDictionary { [parameter] = new GrpcContentOnly() };
        return builder.Map(RoutePatternFactory.Parse(path, defaults: null, parameterPolicies: policies), RequestChecks.Unimplemented)
            .WithDisplayName($"gRPC - Unimplemented: {name}")
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Post]));
    }
}
