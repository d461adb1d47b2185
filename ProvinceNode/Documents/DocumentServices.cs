using ProvinceNode.Documents.Signing;
using ProvinceNode.Documents.Verification;

namespace ProvinceNode.Documents;

/// <summary>Registers papers: signing and verification.</summary>
public static class DocumentServices
{
    public static IServiceCollection AddDocuments(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<PaperOptions>(configuration.GetSection(PaperOptions.Section))
        .AddSingleton<CertificateFolder>().AddSingleton<OfficeCertificates>().AddSingleton<IPaperSigner, SoftwareSigner>().AddSingleton<PaperStore>()
        .AddScoped<VerifyPaper>().AddScoped<SignPaper>().AddScoped<NumberPaper>().AddScoped<RevokePaper>();
}
