using Microsoft.AspNetCore.Builder;
using NationalHub.Platform;

namespace NationalHub.Duplicates;

/// <summary>Section <c>Duplicates</c>.</summary>
public sealed class DuplicateOptions
{
    /// <summary>How often what arrived is compared.</summary>
    public int SearchMilliseconds { get; set; } = 10_000;

    /// <summary>Days in which both provinces should answer. The law gives none; this is the product's own.</summary>
    public int AnswerDays { get; set; } = 7;

    /// <summary>
    /// Months back for which two payments that are all over are asked about, so that the overpaid is taken back; 0: none. At most <see cref="CaseFacts.MostMonths"/>, which are named. The law sets no term for taking back.
    /// </summary>
    public int PastMonths { get; set; } = CaseFacts.MostMonths;
}

/// <summary>One person in two provinces: found, asked, settled.</summary>
public static class DuplicatesSetup
{
    public static IServiceCollection AddDuplicates(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<DuplicateOptions>(configuration.GetSection("Duplicates"));
        services.AddScoped<JudgeCases>();
        services.AddScoped<FindCases>();
        services.AddScoped<SayWord>();
        services.AddScoped<DecideCase>();
        services.AddScoped<ReopenCase>();
        services.AddScoped<ReadCases>();
        services.AddScoped<OpenCases>();
        services.AddSingleton<CaseRounds>();
        services.AddHostedService(provider => provider.GetRequiredService<CaseRounds>());
        return services;
    }

    public static void MapDuplicates(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<CaseDoor>().ForNodes();
}
