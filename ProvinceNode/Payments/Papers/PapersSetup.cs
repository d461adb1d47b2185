using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Papers;

/// <summary>Registers the papers of the payment cycle and the pages that show what was paid.</summary>
public static class PapersSetup
{
    public static IServiceCollection AddPaymentPapers(this IServiceCollection services) =>
        services.AddScoped<PaperGround>().AddScoped<ListPapers>().AddScoped<MonthSums>().AddScoped<ChangeRows>().AddScoped<UnpaidRows>().AddScoped<MonthPapers>().AddScoped<MonthArchive>().AddSingleton<ArchiveProgress>().AddScoped<ArchiveStamp>().AddScoped<AskArchive>().AddScoped<MakeArchives>().AddNodeJob<MakeArchivesJob>(TimeSpan.FromMinutes(1)).AddScoped<Seeing.MonthAccounts>().AddScoped<Seeing.PaymentStatistics>();
}
