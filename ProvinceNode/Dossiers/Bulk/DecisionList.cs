using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Bulk;

/// <summary>
/// A decision with an annex: several people of one commune under one number (policy 3.5, 4.3). Proposed by the appraiser's tờ trình,
/// signed whole by the chairman, numbered once; after signing nothing in it changes and only a new decision takes it back.
/// </summary>
public sealed class DecisionList : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>Commune of all its dossiers.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Office whose chairman signs and whose book numbers it.</summary>
    public required string IssuerPath { get; init; }

    public required string IssuerName { get; init; }

    public required string ProcedureCode { get; init; }

    /// <summary>Optimistic lock.</summary>
    public long Version { get; set; }

    public required DateTime ProposedAt { get; init; }

    public required Guid ProposedById { get; init; }

    public required string ProposedByName { get; init; }

    /// <summary>Number of the tờ trình (D13), e.g. 03/TTr-VHXH.</summary>
    public required string ProposalNumber { get; init; }

    public DateOnly? SignedOn { get; set; }

    public Guid? SignerId { get; set; }

    public string? SignerName { get; set; }

    /// <summary>Whole text with the annex as JSON; frozen when signed.</summary>
    public string? Content { get; set; }

    public string? Number { get; set; }

    public DateTime? NumberedAt { get; set; }

    /// <summary>Given up before signing; its dossiers are free again.</summary>
    public DateTime? WithdrawnAt { get; set; }

    public List<DecisionListItem> Items { get; init; } = [];

    internal static void Map(EntityTypeBuilder<DecisionList> list)
    {
        list.ToTable("DecisionLists");
        list.Property(l => l.Id).ValueGeneratedNever();
        list.Property(l => l.Version).IsConcurrencyToken();
        list.Property(l => l.IssuerPath).HasMaxLength(20).UseOrdinal();
        list.HasIndex(l => l.IssuerPath);
        list.Property(l => l.IssuerName).HasMaxLength(200);
        list.Property(l => l.ProcedureCode).HasMaxLength(12);
        list.Property(l => l.ProposedByName).HasMaxLength(120);
        list.Property(l => l.ProposalNumber).HasMaxLength(40);
        list.Property(l => l.SignerName).HasMaxLength(120);
        list.Property(l => l.Number).HasMaxLength(40);
        list.HasMany(l => l.Items).WithOne().HasForeignKey(i => i.ListId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A dossier in a list.</summary>
public sealed class DecisionListItem : ITenantOwned
{
    public required Guid ListId { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    /// <summary>Place in the annex, from 1.</summary>
    public required int Place { get; init; }

    internal static void Map(EntityTypeBuilder<DecisionListItem> item)
    {
        item.ToTable("DecisionListItems");
        item.HasKey(i => new { i.ListId, i.DossierId });
        item.HasIndex(i => i.DossierId);
    }
}
