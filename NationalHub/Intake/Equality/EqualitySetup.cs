using NationalHub.Platform;

namespace NationalHub.Intake.Equality;

/// <summary>Certificates of equality.</summary>
public static class EqualitySetup
{
    public static IServiceCollection AddEquality(this IServiceCollection services) =>
        services.AddScoped<HubRows>().AddSingleton<EqualityRuns>().AddScoped<SignCertificate>().AddScoped<AskEquality>().AddScoped<LastCertificates>().AddSingleton<CheckSeal>();

    public static void MapEquality(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<EqualityDoor>().ForNodes();
}
