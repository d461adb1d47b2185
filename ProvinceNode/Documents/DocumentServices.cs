using ProvinceNode.Documents.Drafts;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>Registers what happens with papers: signing, numbering, sealing, verification.</summary>
public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<PaperOptions>(configuration.GetSection(PaperOptions.Section));
        services.AddSingleton<CertificateFolder>().AddSingleton<OfficeCertificates>().AddSingleton<IPaperSigner, SoftwareSigner>();
        services.AddSingleton<PaperStore>().AddSingleton<SealPaper>().AddSingleton<SealPaperSignal>().AddSingleton<PaperCommitted>();
        services.ConfigureDbContext<SqliteNodeDb>((s, b) => b.AddInterceptors(s.GetRequiredService<PaperCommitted>()));
        services.ConfigureDbContext<SqlServerNodeDb>((s, b) => b.AddInterceptors(s.GetRequiredService<PaperCommitted>()));
        services.AddHostedService<SealPapersAtOnce>();
        services.AddNodeJob<SealPapers>(TimeSpan.FromSeconds(30));
        services.AddScoped<VerifyPaper>().AddScoped<PaperTurn>().AddScoped<SignPaper>().AddScoped<NumberPaper>().AddScoped<RevokePaper>().AddScoped<PaperFile>().AddScoped<PaperDrafts>().AddScoped<EditPaper>().AddScoped<DraftSource>();
        return services;
    }
}
