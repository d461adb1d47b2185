using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Quality;

namespace ProvinceNode.Dossiers;

/// <summary>Registers the identity check with its doors, and the figures of dossiers.</summary>
public static class CheckIdentitySetup
{
    public static IServiceCollection AddIdentityCheck(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<CheckIdentityOptions>(configuration.GetSection(CheckIdentityOptions.Section));
        services.AddSingleton<CheckIdentitySignal>();
        services.AddSingleton<CheckIdentityCommitted>();
        services.AddSingleton<DossierGauges>();
        services.ConfigureDbContext<SqliteNodeDb>((s, b) => b.AddInterceptors(s.GetRequiredService<CheckIdentityCommitted>()));
        services.ConfigureDbContext<SqlServerNodeDb>((s, b) => b.AddInterceptors(s.GetRequiredService<CheckIdentityCommitted>()));
        services.AddSingleton<AskingKey>().AddScoped<AskingLog>();
        services.AddScoped<CheckIdentity>();
        services.AddHostedService<CheckIdentityAtOnce>();
        services.AddNodeJob<CheckIdentityJob>(TimeSpan.FromSeconds(15));
        services.AddScoped<PortalFilings.TakeFiling>();
        services.AddNodeJob<PortalFilings.TakeFilings>(TimeSpan.FromMinutes(1));
        services.AddScoped<PortalResults.HandOverResult>();
        services.AddNodeJob<PortalResults.HandOverResults>(TimeSpan.FromMinutes(1));
        services.AddNodeJob<PostingEnds>(TimeSpan.FromMinutes(1));
        services.AddNodeJob<Deadlines.MarkDeadlines>(TimeSpan.FromHours(1));
        return services;
    }
}
