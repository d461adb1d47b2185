using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Registry.Quality;

/// <summary>
/// Đối chiếu lại toàn bộ sổ: that everybody of the registry is asked about in turn, by whom it was ordered and for what purpose, how far it came, and whether it is
/// held. There is one; it goes on for ever, each person again after some months, until somebody holds it.
/// </summary>
public sealed class Reverification
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    public required string StartedByName { get; set; }

    /// <summary>User name, told to the population database.</summary>
    public required string StartedByUser { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; set; }

    /// <summary>Told to the population database with every question.</summary>
    public required string Purpose { get; set; }

    public bool Paused { get; set; }

    public string PausedByName { get; set; } = "";

    public DateTime? PausedAt { get; set; }

    /// <summary>UTC of the last questions; the next ones wait for their share of time.</summary>
    public DateTime? LastAskedAt { get; set; }

    /// <summary>Rounds in a row in which the hub or the population database was away.</summary>
    public int Failures { get; set; }

    /// <summary>Vietnamese day of <see cref="AskedToday"/>.</summary>
    public DateOnly Day { get; set; }

    public int AskedToday { get; set; }

    /// <summary>The day's quota at the hub is used up.</summary>
    public bool OverQuota { get; set; }

    // Since it was started.
    public int Matched { get; set; }

    public int Differing { get; set; }

    public int NotFound { get; set; }

    public int NotAskable { get; set; }

    public int Dead { get; set; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<Reverification> run)
    {
        run.ToTable("Reverifications");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Version).IsConcurrencyToken();
        run.Property(r => r.StartedByName).HasMaxLength(120);
        run.Property(r => r.StartedByUser).HasMaxLength(100);
        run.Property(r => r.Purpose).HasMaxLength(180);
        run.Property(r => r.PausedByName).HasMaxLength(120);
    }
}
