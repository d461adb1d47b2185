using NationalHub.Platform;

namespace NationalHub.Reference;

/// <summary>Signed packs of reference data for the nodes.</summary>
public static class ReferenceSetup
{
    public static IServiceCollection AddReference(this IServiceCollection services) => services.AddScoped<PackShelf>().AddScoped<DraftPack>().AddScoped<PublishPack>();

    public static void MapReference(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<PacksDoor>().ForNodes();
}
