using Microsoft.Extensions.Options;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>Asks about a batch of people each minute, and tells the communes of the dead; these also while the asking is held.</summary>
public sealed class ReverificationJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<ReverificationJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        await services.GetRequiredService<AskPopulation>().HandleAsync(cancel);
        await services.GetRequiredService<TellDeaths>().HandleAsync(cancel);
    }
}

/// <summary>Registers the asking about the whole registry.</summary>
public static class ReverificationServices
{
    public static IServiceCollection AddReverification(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<ReverificationOptions>(configuration.GetSection(ReverificationOptions.Section))
        .AddScoped<AskPopulation>().AddScoped<RunReverification>().AddScoped<TakeAnswer>().AddScoped<TellDeaths>().AddNodeJob<ReverificationJob>(TimeSpan.FromMinutes(1));
}
