using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents;

/// <summary>A paper handed to people, frozen as it was: receipt (D01), request to supplement (D02), refusal (D03), decision (D14), answer (D20), hand-over (D21).</summary>
public sealed class IssuedPaper : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>D01 … D26 (policy 4.2).</summary>
    public required string Paper { get; init; }

    /// <summary>Number as printed, e.g. 07/TNHS; empty when the paper has none.</summary>
    public required string Number { get; init; }

    public required DateTime IssuedAt { get; init; }

    /// <summary>Merge fields as JSON; the layout renders them, they never change.</summary>
    public required string Content { get; init; }

    internal static void Map(EntityTypeBuilder<IssuedPaper> paper)
    {
        paper.ToTable("IssuedPapers");
        paper.Property(p => p.Id).ValueGeneratedNever();
        paper.HasIndex(p => p.DossierId);
        paper.Property(p => p.Paper).HasMaxLength(5);
        paper.Property(p => p.Number).HasMaxLength(40);
    }
}
