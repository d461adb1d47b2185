using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using ProvinceNode.Reference.Taking;

namespace ProvinceNode.Reference;

/// <summary>How often packs are asked for. Section <c>Reference</c>.</summary>
public sealed class ReferenceOptions
{
    public const string Section = "Reference";

    /// <summary>Minutes between two turns: asking the hub, and putting in force what has come to its day.</summary>
    public int EveryMinutes { get; set; } = 10;
}

/// <summary>Registers the slice.</summary>
public static class ReferenceSetup
{
    public static IServiceCollection AddReference(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<PullStatus>().AddScoped<PackBook>().AddScoped<SetAsidePacks>().AddScoped<TakePack>().AddScoped<PullPacks>().AddScoped<ActivatePacks>().AddScoped<ApprovePack>().AddScoped<SettleReview>().AddScoped<PackVerbs>();
        services.AddScoped<IPackEffect, RulesEffect>().AddScoped<IPackEffect, CalendarEffect>().AddScoped<IPackEffect, UnitsEffect>().AddScoped<IPackEffect, ListsEffect>().AddScoped<PackEffects>();
        services.AddScoped<OpenUnits>().AddScoped<PrepareTaking>().AddScoped<StartTaking>().AddScoped<LeaveOut>().AddScoped<StopTaking>().AddScoped<TakingVerbs>().AddScoped<WorkTaking>().AddNodeJob<WorkTakingJob>(TimeSpan.FromMinutes(1));
        var options = configuration.GetSection(ReferenceOptions.Section).Get<ReferenceOptions>() ?? new ReferenceOptions();
        return services.AddNodeJob<ReferenceJob>(TimeSpan.FromMinutes(Math.Max(options.EveryMinutes, 1)));
    }
}

/// <summary>Asks the hub for packs and puts in force what is approved and due; without the hub only the second.</summary>
public sealed class ReferenceJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<ReferenceJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        var pulled = await services.GetRequiredService<PullPacks>().HandleAsync(cancel);
        var active = 0;
        await PieceAsync(async s => active = await s.GetRequiredService<ActivatePacks>().HandleAsync(cancel), cancel);
        if (pulled.Taken + pulled.Refused + active > 0)
        {
            await services.GetRequiredService<PullPacks>().TellAsync(cancel);
        }
    }
}
