using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Quality;

/// <summary>What the population database was asked.</summary>
public enum AskingKind
{
    /// <summary>Whether what was declared is right.</summary>
    Confirm,

    /// <summary>What it holds of somebody ("037").</summary>
    LookUp,

    /// <summary>Whether the registry is right, when the whole registry is asked about.</summary>
    Round,
}

/// <summary>
/// One answered question to the population database, for whom it was about (Law 91/2025/QH15; policy 8.2): he is told who asked, when and what for. The person stands here as a keyed hash of his
/// number; there is no name and nothing of the answer. Never changed.
/// </summary>
public sealed class PopulationAsking
{
    public Guid Id { get; init; }

    /// <summary>See <see cref="AskingKey"/>.</summary>
    public required string PersonHash { get; init; }

    public required AskingKind Kind { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Office that asked; the dossier's own when the system asked by itself.</summary>
    public required string OfficePath { get; init; }

    /// <summary>Null: the system.</summary>
    public Guid? OfficialId { get; init; }

    /// <summary>Code of a dossier, or what the official said it is for.</summary>
    public required string Purpose { get; init; }

    public Guid? DossierId { get; init; }

    public required AnswerKind Outcome { get; init; }

    /// <summary>The population database's own number of the answer.</summary>
    public string AnswerId { get; init; } = "";

    /// <summary>The hub answered from what it had kept.</summary>
    public bool Reused { get; init; }

    internal static void Map(EntityTypeBuilder<PopulationAsking> asking)
    {
        asking.ToTable("PopulationAskings");
        asking.Property(a => a.Id).ValueGeneratedNever();
        asking.Property(a => a.PersonHash).HasMaxLength(64).UseOrdinal();
        asking.Property(a => a.Kind).HasConversion<string>().HasMaxLength(10);
        asking.Property(a => a.OfficePath).HasMaxLength(20).UseOrdinal();
        asking.Property(a => a.Purpose).HasMaxLength(AskingLog.LongestPurpose);
        asking.Property(a => a.Outcome).HasConversion<string>().HasMaxLength(12);
        asking.Property(a => a.AnswerId).HasMaxLength(80);
        asking.HasIndex(a => new { a.PersonHash, a.At });
    }
}
