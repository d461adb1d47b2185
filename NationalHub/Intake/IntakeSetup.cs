using Microsoft.AspNetCore.Builder;
using NationalHub.Intake.Equality;
using NationalHub.Platform;
using NationalHub.Platform.Bulk;

namespace NationalHub.Intake;

/// <summary>The push door and what applies batches.</summary>
public static class IntakeSetup
{
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<IntakeOptions>(configuration.GetSection("Intake"));
        services.AddSingleton<WriterLease>();
        services.AddSingleton<IntakeBudget>();
        services.AddSingleton<BatchRate>();
        services.AddSingleton<ApplyBatch>();
        services.AddScoped<ReadPosition>();
        services.AddDaySnapshots(configuration);
        services.AddScoped<ReadHeld>();
        services.AddHostedService<LeaseCleaning>();
        services.AddHostedService<ApartRounds>();
        return services.AddEquality();
    }

    public static void MapIntake(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<ReplicationDoor>().ForNodes();
        endpoints.MapEquality();
    }

    private sealed class LeaseCleaning(WriterLease lease, IBulkWriter bulk) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => bulk.OneWriter ? lease.ReleaseAllAsync(cancellationToken) : Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
