using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Registry.Erasing;
using ProvinceNode.Registry.Merging;

namespace ProvinceNode.Registry.Search;

/// <summary>Registers finding, comparing, bringing together and erasing people.</summary>
public static class SearchServices
{
    public static IServiceCollection AddPeopleSearch(this IServiceCollection services) => services
        .AddScoped<FindPeople>().AddSingleton<ReindexPeople>()
        .AddScoped<FindDuplicates>().AddNodeJob<FindDuplicatesJob>(TimeSpan.FromMinutes(1)).AddScoped<JudgeDuplicate>()
        .AddScoped<MergePeople>().AddScoped<UnmergePeople>()
        .AddScoped<IPersonalTraces, RegistryTraces>().AddScoped<ErasePerson>();
}
