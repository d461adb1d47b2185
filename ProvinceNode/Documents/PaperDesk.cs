using ProvinceNode.Dossiers;

namespace ProvinceNode.Documents;

/// <summary>Freezes a paper of a dossier.</summary>
public static class PaperDesk
{
    public static IssuedPaper Issue(FlowContext context, Dossier dossier, string paper, string number, PaperContent content) => new()
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(context.NowUtc)), DossierId = dossier.Id, TenantPath = dossier.TenantPath,
        Paper = paper, Number = number, IssuedAt = context.NowUtc, Content = content.ToJson(),
    };

    /// <summary>Name of a paper for links.</summary>
    public static string NameOf(string paper) => PaperCatalogue.NameOf(paper);
}
