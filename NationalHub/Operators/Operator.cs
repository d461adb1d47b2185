using Microsoft.EntityFrameworkCore;

namespace NationalHub.Operators;

/// <summary>A person of the ministry who watches the hub. Made from the command line only.</summary>
public sealed class Operator
{
    public required string Name { get; init; }

    public string PasswordHash { get; set; } = "";

    public int FailedTimes { get; set; }

    /// <summary>Sign-in is refused until then after five wrong passwords.</summary>
    public DateTime? LockedUntil { get; set; }

    public DateTime CreatedAt { get; init; }

    /// <summary>What the sessions of now carry: another one ends them all.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>Set: the account opens nothing any more.</summary>
    public DateTime? ClosedAt { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<Operator>(e =>
    {
        e.ToTable("Operators");
        e.HasKey(o => o.Name);
        e.Property(o => o.Name).HasMaxLength(60);
        e.Property(o => o.PasswordHash).HasMaxLength(200);
        e.Property(o => o.Stamp).HasMaxLength(32).IsUnicode(false);
    });
}
