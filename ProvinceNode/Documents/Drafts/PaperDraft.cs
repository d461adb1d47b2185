using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Documents.Drafts;

/// <summary>What people changed in the text of a paper that is not issued yet: only their edits; the rest is made anew from the step's data.</summary>
public sealed class PaperDraft : IOfDossier
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    /// <summary>D09, D11, D14 …</summary>
    public required string Paper { get; init; }

    /// <summary>List of <see cref="DraftEdit"/> as JSON; empty after a reset.</summary>
    public required string Edits { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime EditedAt { get; set; }

    public required Guid EditedById { get; set; }

    public required string EditedByName { get; set; }

    /// <summary>Grows by one per change; the editor who saw an older one is told.</summary>
    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<PaperDraft> draft)
    {
        draft.ToTable("PaperDrafts");
        draft.Property(d => d.Id).ValueGeneratedNever();
        draft.Property(d => d.Paper).HasMaxLength(5);
        draft.Property(d => d.EditedByName).HasMaxLength(120);
        draft.Property(d => d.Version).IsConcurrencyToken();
        draft.HasIndex(d => new { d.DossierId, d.Paper }).IsUnique();
    }
}
