using NationalHub.Duplicates;
using NationalHub.Gateways;
using NationalHub.Intake;
using NationalHub.Operators;
using NationalHub.Platform;
using NationalHub.Provinces;
using NationalHub.Reference;
using NationalHub.Reporting;

namespace NationalHub;

/// <summary>Puts the hub together: one line per slice. Tests and benchmarks host it in their own process.</summary>
public static class HubApplication
{
    private const int MostMessageBytes = 16 * 1024 * 1024;

    /// <param name="configure">Last word on configuration and services.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(), ApplicationName = "NationalHub" });
        configure?.Invoke(builder);
        builder.WebHost.UseStaticWebAssets();
        builder.UseSerilog();
        builder.UseTwoDoors();
        var (services, configuration) = (builder.Services, (IConfiguration)builder.Configuration);
        services.AddPlatform(configuration);
        services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (MostMessageBytes, MostMessageBytes));
        services.AddProvinces(configuration);
        services.AddReference();
        services.AddIntake(configuration);
        services.AddReporting(configuration);
        services.AddOperators(configuration);
        services.AddGateways(configuration);
        services.AddDuplicates(configuration);

        var app = builder.Build();
        app.UsePlatform();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseDoors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseReporting();
        app.MapPlatform();
        app.MapProvinces();
        app.MapReference();
        app.MapIntake();
        app.MapReporting();
        app.MapOperators();
        app.MapGateways();
        app.MapDuplicates();
        return app;
    }

    /// <summary>Migrates the database and makes the authority on first start, then serves until told to stop.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken cancellation)
    {
        await DatabaseSetup.MigrateAsync(app.Services, cancellation).ConfigureAwait(false);
        _ = app.Services.GetRequiredService<CertificateAuthority>().Authority;
        await using var scope = app.Services.CreateAsyncScope();
        await app.Services.GetRequiredService<CertificateLedger>().ReplayAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), cancellation).ConfigureAwait(false);
    }

    /// <summary>Pages are compiled in and wwwroot is found through the static web assets, so the working folder is left to the data.</summary>
    private static string ContentRoot() => AppContext.BaseDirectory;
}
