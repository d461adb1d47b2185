using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Citizens;

/// <summary>An application being written by a citizen; found again by its secret code. Removed after 30 days or when sent.</summary>
public sealed class Draft
{
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the code that the citizen keeps (in a cookie or on paper).</summary>
    public required string CodeHash { get; init; }

    public required string ProcedureCode { get; init; }

    public required string Form { get; init; }

    /// <summary>Answers so far as JSON.</summary>
    public required string Answers { get; set; }

    /// <summary>Becomes the dossier's submission key: a double submit gives the first receipt.</summary>
    public required string SubmissionKey { get; init; }

    /// <summary>An official who writes it for a citizen, or null.</summary>
    public Guid? OfficialId { get; init; }

    public required DateTime UpdatedAt { get; set; }

    /// <summary>Code of the dossier that it became.</summary>
    public string? DossierCode { get; set; }

    internal static void Map(EntityTypeBuilder<Draft> draft)
    {
        draft.ToTable("Drafts");
        draft.Property(d => d.Id).ValueGeneratedNever();
        draft.Property(d => d.CodeHash).HasMaxLength(64).UseOrdinal();
        draft.HasIndex(d => d.CodeHash).IsUnique();
        draft.Property(d => d.ProcedureCode).HasMaxLength(12);
        draft.Property(d => d.Form).HasMaxLength(10);
        draft.Property(d => d.SubmissionKey).HasMaxLength(64);
        draft.Property(d => d.DossierCode).HasMaxLength(40);
    }
}
