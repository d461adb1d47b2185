using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Equality;
using ProvinceNode.Replication.Repair;

namespace ProvinceNode.Replication;

/// <summary>Registers the slice.</summary>
public static class ReplicationSetup
{
    public static IServiceCollection AddReplication(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<RelayOptions>(configuration.GetSection(RelayOptions.Section));
        services.Configure<HubClientOptions>(configuration.GetSection(HubClientOptions.Section));
        services.AddSingleton<HubClient>(s => new HubClient(s.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<HubClientOptions>>()));
        services.AddSingleton<RelaySignal>();
        services.AddSingleton<RelayStatus>();
        services.AddSingleton<OutboxCommitted>();
        services.ConfigureDbContext<SqliteNodeDb>((s, b) => b.AddInterceptors(s.GetRequiredService<OutboxCommitted>()));
        services.ConfigureDbContext<SqlServerNodeDb>((s, b) => b.AddInterceptors(s.GetRequiredService<OutboxCommitted>()));
        services.AddScoped<OutboxStore>();
        services.AddSingleton<Stage.StageBoard>();
        services.AddScoped<Stage.HubStage>();
        services.AddScoped<PositionCheck>();
        services.AddScoped<ResendRefused>();
        services.AddSingleton<StartNewEpoch>();
        services.AddSingleton<ReplayAll>();
        services.AddSingleton<RepairNode>();
        services.AddScoped<SettleFinding>();
        services.AddHostedService<Relay>();
        services.AddSingleton<RelayGauges>();
        services.AddNodeJob<RelayGaugesJob>(TimeSpan.FromSeconds(15));
        return services.AddEquality();
    }
}
