using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Duplicates;

/// <summary>What became of a suspicion.</summary>
public enum PairState
{
    /// <summary>Nobody judged yet.</summary>
    Open,

    /// <summary>Somebody found that they are two people; it does not come back.</summary>
    NotOne,

    /// <summary>The two records became one.</summary>
    Merged,
}

/// <summary>
/// Two records that may be one person, with the score and its reasons. Seen by the offices of both; it tells nothing of either person but where the record lies.
/// </summary>
public sealed class DuplicatePair
{
    public Guid Id { get; init; }

    /// <summary>The lesser of the two ids.</summary>
    public required Guid FirstId { get; init; }

    public required Guid SecondId { get; init; }

    /// <summary>Tenant path of the first record when they were compared.</summary>
    public required string FirstPath { get; set; }

    public required string SecondPath { get; set; }

    /// <summary>0–100, see <see cref="DuplicateScore"/>.</summary>
    public required int Score { get; set; }

    /// <summary>The reasons as JSON.</summary>
    public required string ReasonsJson { get; set; }

    public PairState State { get; set; }

    public required DateTime FoundAt { get; init; }

    public DateTime? JudgedAt { get; set; }

    public string JudgedByName { get; set; } = "";

    public string Why { get; set; } = "";

    public long Version { get; set; }

    public IReadOnlyList<DuplicateReason> Reasons => JsonSerializer.Deserialize<List<DuplicateReason>>(ReasonsJson) ?? [];

    /// <summary>Whether both records lie in one commune.</summary>
    public bool IsWithin => FirstPath == SecondPath;

    /// <summary>The two ids in the order in which pairs are kept.</summary>
    public static (Guid First, Guid Second) Order(Guid one, Guid other) => one.CompareTo(other) < 0 ? (one, other) : (other, one);

    public static string Json(IReadOnlyList<DuplicateReason> reasons) => JsonSerializer.Serialize(reasons);

    internal static void Map(EntityTypeBuilder<DuplicatePair> pair)
    {
        pair.ToTable("DuplicatePairs");
        pair.Property(p => p.Id).ValueGeneratedNever();
        pair.Property(p => p.Version).IsConcurrencyToken();
        pair.HasIndex(p => new { p.FirstId, p.SecondId }).IsUnique();
        pair.HasIndex(p => p.SecondId);
        pair.HasIndex(p => new { p.State, p.Score });
        pair.HasIndex(p => p.FirstPath);
        pair.HasIndex(p => p.SecondPath);
        pair.Property(p => p.FirstPath).HasMaxLength(20).UseOrdinal();
        pair.Property(p => p.SecondPath).HasMaxLength(20).UseOrdinal();
        pair.Property(p => p.ReasonsJson).HasMaxLength(4000);
        pair.Property(p => p.State).HasConversion<string>().HasMaxLength(10);
        pair.Property(p => p.JudgedByName).HasMaxLength(120);
        pair.Property(p => p.Why).HasMaxLength(1000);
        pair.Ignore(p => p.Reasons);
        pair.Ignore(p => p.IsWithin);
    }
}
