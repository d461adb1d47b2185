using Microsoft.EntityFrameworkCore;
using Protos.Reference.Packs;

namespace NationalHub.Reference;

/// <summary>What became of a draft; the names are stored.</summary>
public enum PackDraftState
{
    /// <summary>Waits for a second operator.</summary>
    Open = 1,
    Published = 2,
    Dropped = 3,
}

/// <summary>A pack that one operator drafted and another has not approved yet.</summary>
public sealed class PackDraft
{
    public required Guid Id { get; init; }

    public required PackKind Kind { get; init; }

    /// <summary>Number that it was held against: when a newer one was published meanwhile, it is drafted anew.</summary>
    public required int BasedOn { get; init; }

    public required DateOnly InForceFrom { get; init; }

    public required string Basis { get; init; }

    /// <summary>The pack's content as it would be published, unsigned.</summary>
    public required byte[] Content { get; init; }

    public required string DraftedBy { get; init; }

    public required DateTime DraftedAt { get; init; }

    public PackDraftState State { get; set; } = PackDraftState.Open;

    public string? SettledBy { get; set; }

    public DateTime? SettledAt { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<PackDraft>(e =>
    {
        e.ToTable("PackDrafts");
        e.Property(d => d.Id).ValueGeneratedNever();
        e.Property(d => d.Kind).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(d => d.State).HasConversion<string>().HasMaxLength(20).IsUnicode(false).IsConcurrencyToken();
        e.Property(d => d.Basis).HasMaxLength(PackContent.MostBasis);
        e.Property(d => d.DraftedBy).HasMaxLength(60);
        e.Property(d => d.SettledBy).HasMaxLength(60);
        e.HasIndex(d => d.State);
    });
}
