using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using NationalHub.Platform;
using NationalHub.Provinces.Gates;
using NationalHub.Provinces.Joining;
using NationalHub.Provinces.Trials;

namespace NationalHub.Provinces;

/// <summary>Provinces, their certificates, and who a gRPC call comes from.</summary>
public static class ProvincesSetup
{
    public static IServiceCollection AddProvinces(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<AuthorityOptions>(configuration.GetSection("Authority"));
        services.AddSingleton<CertificateAuthority>();
        services.AddScoped<AuthorityChange>();
        services.AddSingleton<CertificateLedger>();
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<NodeJudge>();
        services.AddSingleton<HeldCounts>();
        services.AddSingleton<UnitsLearned>();
        services.AddScoped<LearnUnits>();
        services.AddSingleton<UnitRounds>();
        services.AddHostedService(provider => provider.GetRequiredService<UnitRounds>());
        services.AddScoped<RegisterProvince>();
        services.AddScoped<RevokeCertificate>();
        services.AddScoped<EnrolNode>();
        services.AddScoped<RenewCertificate>();
        services.Configure<GateOptions>(configuration.GetSection("Gates"));
        services.AddScoped<TakeReport>();
        services.AddScoped<ReadGates>();
        services.AddScoped<TellGates>();
        services.AddScoped<SignGate>();
        services.AddScoped<AdvanceStage>();
        services.AddScoped<SetBackStage>();
        services.AddScoped<BeginRemoval>();
        services.AddSingleton<RemoveTrial>();
        services.AddSingleton<TrialRounds>();
        services.AddHostedService(provider => provider.GetRequiredService<TrialRounds>());
        services.AddScoped<EnterParallel>();
        services.AddScoped<TakeBackParallel>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, NodeAuthentication>(NodeAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(
            NodeAuthentication.Policy,
            policy => policy.AddAuthenticationSchemes(NodeAuthentication.SchemeName).RequireAuthenticatedUser());
        return services;
    }

    public static void MapProvinces(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<EnrolmentDoor>().ForNewNodes();
        endpoints.MapGrpcService<LinkDoor>().ForNodes();
    }
}
