using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>A dossier named in a paper that is kept with another one: a posting notice or a letter about several dossiers (D09, D11).</summary>
public sealed class CommonPaper : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public required Guid PaperId { get; init; }

    internal static void Map(EntityTypeBuilder<CommonPaper> paper)
    {
        paper.ToTable("CommonPapers");
        paper.Property(p => p.Id).ValueGeneratedNever();
        paper.HasIndex(p => p.DossierId);
        paper.HasIndex(p => p.PaperId);
    }
}
