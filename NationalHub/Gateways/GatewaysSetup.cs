using Microsoft.AspNetCore.Builder;
using NationalHub.Gateways.Mailbox;
using NationalHub.Gateways.Population;
using NationalHub.Gateways.Portal;
using NationalHub.Gateways.Transfers;
using NationalHub.Gateways.ResultPapers;
using NationalHub.Platform;

namespace NationalHub.Gateways;

/// <summary>What stands between the provinces and the national services.</summary>
public static class GatewaysSetup
{
    public static IServiceCollection AddGateways(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<GatewayOptions>(Shipped().GetSection("Gateways"));
        services.Configure<GatewayOptions>(configuration.GetSection("Gateways"));
        services.AddSingleton<GatewayKey>();
        services.AddSingleton<PopulationClient>();
        services.AddSingleton<QuotaBook>();
        services.AddSingleton<VerifyCitizen>();
        services.AddSingleton<LookUpCitizen>();
        services.AddSingleton<VerifyMany>();
        services.AddHostedService<ForgetAnswers>();
        services.AddSingleton<PortalClient>();
        services.AddSingleton<PortalPause>();
        services.AddScoped<PortalDelivery>();
        services.AddScoped<TakeResult>();
        services.AddScoped<TellResults>();
        services.AddScoped<PortalScan>();
        services.AddScoped<SendDossier>();
        services.AddScoped<CompareLedgers>();
        services.AddHostedService<PortalRounds>();
        services.AddSingleton<MailboxPapers>();
        services.AddScoped<CollectFilings>();
        services.AddScoped<TellOutcomes>();
        services.AddHostedService<MailboxRounds>();
        services.Configure<TransferOptions>(configuration.GetSection("Transfers"));
        services.AddScoped<TransferNodes>();
        services.AddScoped<TransferDesk>();
        services.AddScoped<PostTransfer>();
        services.AddScoped<PutPaper>();
        return services;
    }

    // Numbers of the ministry's agreement are data, not code.
    private static IConfigurationRoot Shipped()
    {
        using var file = typeof(GatewaysSetup).Assembly.GetManifestResourceStream("gateways.json") ?? throw new InvalidOperationException("gateways.json is not in the assembly.");
        return new ConfigurationBuilder().AddJsonStream(file).Build();
    }

    public static void MapGateways(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<IdentityDoor>().ForNodes();
        endpoints.MapGrpcService<MailboxDoor>().ForNodes();
        endpoints.MapGrpcService<TransferDoor>().ForNodes();
        // Counts only, like /metrics.
        endpoints.MapGet("/cong-dvc/so-lieu", PortalCounts.JsonAsync).ForCollectors();
    }
}
