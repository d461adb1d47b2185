using ProvinceNode.Platform;

namespace ProvinceNode.Replication.Equality;

/// <summary>Certificates of equality.</summary>
public static class EqualitySetup
{
    public static IServiceCollection AddEquality(this IServiceCollection services) => services
        .AddScoped<LatestVersions>().AddScoped<LiveRecords>().AddScoped<RowReader>().AddScoped<KindComparison>().AddScoped<RepairRecords>().AddScoped<CompareWithHub>()
        .AddScoped<MakeCertificate>().AddScoped<AskCertificate>().AddScoped<SettleDifference>().AddScoped<EraseAtHub>().AddScoped<EqualityBook>().AddNodeJob<EqualityJob>(TimeSpan.FromSeconds(30));
}
