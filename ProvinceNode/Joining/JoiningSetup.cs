using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Joining;

/// <summary>Registers the slice.</summary>
public static class JoiningSetup
{
    public static IServiceCollection AddJoining(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<JoiningOptions>(configuration.GetSection(JoiningOptions.Section));
        services.AddOptions<HubClientOptions>().PostConfigure<IOptions<NodeOptions>>(HubFiles.FillIn);
        services.AddSingleton<HubFiles>();
        services.AddScoped<LinkTest>();
        services.AddScoped<EnrolNode>();
        services.AddScoped<RenewCertificate>();
        services.AddScoped<MeasureStanding>();
        services.AddScoped<MeasureCoverage>();
        services.AddScoped<TakeAuthorities>();
        services.AddScoped<TellStanding>();
        services.AddScoped<ConnectionTest>();
        var options = configuration.GetSection(JoiningOptions.Section).Get<JoiningOptions>() ?? new JoiningOptions();
        services.AddNodeJob<RenewCertificateJob>(TimeSpan.FromMinutes(options.RenewEveryMinutes));
        services.AddNodeJob<TellStandingJob>(TimeSpan.FromMinutes(options.TellEveryMinutes));
        return services;
    }
}
