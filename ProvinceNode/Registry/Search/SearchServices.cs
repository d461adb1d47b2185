using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Merging;

namespace ProvinceNode.Registry.Search;

/// <summary>Registers finding, comparing and bringing together people.</summary>
public static class SearchServices
{
    public static IServiceCollection AddPeopleSearch(this IServiceCollection services) => services
        .AddScoped<FindPeople>().AddSingleton<ReindexPeople>()
        .AddScoped<FindDuplicates>().AddNodeJob<FindDuplicatesJob>(TimeSpan.FromMinutes(1)).AddScoped<JudgeDuplicate>()
        .AddScoped<MergePeople>().AddScoped<UnmergePeople>();
}
