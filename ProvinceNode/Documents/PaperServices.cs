using ProvinceNode.Documents.Pdf;

namespace ProvinceNode.Documents;

/// <summary>What papers need of the host.</summary>
public static class PaperServices
{
    /// <summary>Reads the faces at once: a node whose font lacks a Vietnamese letter does not start.</summary>
    public static IServiceCollection AddPapers(this IServiceCollection services) => services.AddSingleton(PaperFonts.Shipped);
}
