using NationalHub.Reporting.OData;

namespace NationalHub.Intake;

/// <summary>The stores of earlier days.</summary>
internal static class DaySnapshotsSetup
{
    public static void AddDaySnapshots(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DaySnapshotsOptions>().Bind(configuration.GetSection("AsOf"))
            .Validate(o => o is { MostFiles: > 0, FreeTimesHub: >= 0, NightHour: >= 0 and < 24 }, "AsOf: MostFiles must be positive, FreeTimesHub not negative, NightHour 0 to 23.").ValidateOnStart();
        services.AddSingleton<DaySnapshotsDisk>();
        services.AddSingleton<DaySnapshots>();
        services.AddSingleton<AsOfSource>(provider => provider.GetRequiredService<DaySnapshots>().OpenAsync);
        services.AddHostedService<DaySnapshotsNightly>();
    }
}
