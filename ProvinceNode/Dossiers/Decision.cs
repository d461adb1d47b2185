using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Dossiers;

/// <summary>Quyết định, or the written answer that the conditions are not met. Signed once; only its number is added after signing.</summary>
public sealed class Decision : IOfDossier, IReplicated, IFrozen
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    /// <summary>Place among the decisions of one signature, from 0: the leading one is numbered and named first. Ids do not tell it, SQL Server sorts them otherwise.</summary>
    public int Order { get; init; }

    /// <summary>List whose common decision it is a part of (it then shares the number, and its text is the extract about this person), or null.</summary>
    public Guid? ListId { get; init; }

    public required string DossierCode { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    /// <summary>D14 grants; D20 answers that the conditions are not met.</summary>
    public required string Paper { get; init; }

    public required DateOnly SignedOn { get; init; }

    public required Guid SignerId { get; init; }

    public required string SignerName { get; init; }

    public required string SignerTitle { get; init; }

    /// <summary>Office whose number book counts it.</summary>
    public required string IssuerPath { get; init; }

    public required string IssuerName { get; init; }

    /// <summary>Whole text facts of the decision as JSON: frozen when signed.</summary>
    public required string Content { get; init; }

    /// <summary>Facts, explanation and rules used as JSON: recomputes to the same amount.</summary>
    public required string Explanation { get; init; }

    /// <summary>E.g. 05/QĐ-UBND; null until the clerk numbers it.</summary>
    public string? Number { get; set; }

    public DateTime? NumberedAt { get; set; }

    public string? NumberedBy { get; set; }

    /// <summary>Decision that undid this one; null while it stands.</summary>
    public Guid? UndoneById { get; set; }

    /// <summary>What was signed never changes; the number is added once (Decree 30/2020 Art. 15). Its place among the offices and its version do.</summary>
    public bool IsFrozen(string property, Func<string, object?> stored) => property switch
    {
        nameof(DossierId) or nameof(Order) or nameof(ListId) or nameof(DossierCode) or nameof(Paper) or nameof(SignedOn) or nameof(SignerId) or nameof(SignerName) or nameof(SignerTitle)
            or nameof(IssuerPath) or nameof(IssuerName) or nameof(Content) or nameof(Explanation) => true,
        nameof(Number) or nameof(NumberedAt) or nameof(NumberedBy) => stored(nameof(Number)) is not null,
        nameof(UndoneById) => stored(nameof(UndoneById)) is not null,
        _ => false,
    };

    internal static void Map(EntityTypeBuilder<Decision> decision)
    {
        decision.ToTable("Decisions");
        decision.Property(d => d.Id).ValueGeneratedNever();
        decision.Property(d => d.Version).IsConcurrencyToken();
        decision.HasIndex(d => d.DossierId);
        decision.HasIndex(d => d.ListId);
        // Few are undone: the index holds only those.
        decision.HasIndex(d => d.UndoneById).HasFilter("[UndoneById] IS NOT NULL");
        decision.Property(d => d.DossierCode).HasMaxLength(40);
        decision.Property(d => d.Paper).HasMaxLength(5);
        decision.Property(d => d.SignerName).HasMaxLength(120);
        decision.Property(d => d.SignerTitle).HasMaxLength(200);
        decision.Property(d => d.IssuerPath).HasMaxLength(20).UseOrdinal();
        decision.Property(d => d.IssuerName).HasMaxLength(200);
        decision.Property(d => d.Number).HasMaxLength(40);
        decision.Property(d => d.NumberedBy).HasMaxLength(120);
    }
}
