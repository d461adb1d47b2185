using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Quality;

/// <summary>Registers the measuring of data.</summary>
public static class QualityServices
{
    public static IServiceCollection AddDataQuality(this IServiceCollection services) =>
        services.AddScoped<QualityReader>().AddScoped<MeasureQuality>().AddNodeJob<MeasureQualityJob>(TimeSpan.FromMinutes(1));
}
