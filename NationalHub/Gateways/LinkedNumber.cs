using Microsoft.EntityFrameworkCore;

namespace NationalHub.Gateways;

/// <summary>Keyed hashes under which people are found by their numbers; apart from those of the query log, so that the two cannot be laid side by side.</summary>
public static class NumberHash
{
    public static string Of(GatewayKey key, string digits) => key.Hash($"number {digits}");
}

/// <summary>A new and an old number that the population database told together: one person, whichever of them a record has.</summary>
public sealed class LinkedNumber
{
    /// <summary>Hash of the 12 digits.</summary>
    public required string Number { get; init; }

    /// <summary>Hash of the 9 digits.</summary>
    public required string OldNumber { get; init; }

    public DateTime LearnedAt { get; init; }

    /// <summary>Keeps the pair once. The caller saves.</summary>
    internal static async Task KeepAsync(DbContext db, GatewayKey key, string number, string oldNumber, DateTime now, CancellationToken cancellation)
    {
        if (number.Length != 12 || oldNumber.Length != 9)
        {
            return;
        }

        var (one, old) = (NumberHash.Of(key, number), NumberHash.Of(key, oldNumber));
        if (!await db.Set<LinkedNumber>().AnyAsync(l => l.Number == one && l.OldNumber == old, cancellation).ConfigureAwait(false))
        {
            db.Add(new LinkedNumber { Number = one, OldNumber = old, LearnedAt = now });
        }
    }

    internal static void Map(ModelBuilder model) => model.Entity<LinkedNumber>(e =>
    {
        e.ToTable("LinkedNumbers");
        e.HasKey(l => new { l.Number, l.OldNumber });
        e.Property(l => l.Number).HasMaxLength(64).IsUnicode(false);
        e.Property(l => l.OldNumber).HasMaxLength(64).IsUnicode(false);
        e.HasIndex(l => l.OldNumber);
        e.HasIndex(l => l.LearnedAt);
    });
}
