using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Registry.Quality;

/// <summary>People, faults and score of a commune in a month, as last measured in it: the newest is how things stand, the earlier ones are the trend.</summary>
public sealed class CommuneQuality : ITenantOwned
{
    public required string TenantPath { get; init; }

    /// <summary>yyyyMM.</summary>
    public required int Month { get; init; }

    /// <summary>People who receive or are suspended.</summary>
    public int People { get; set; }

    /// <summary>See <see cref="QualityRules.ScoreTenths"/>; null when there is nobody.</summary>
    public int? ScoreTenths { get; set; }

    /// <summary>Code of a fault → people, as JSON.</summary>
    public string CountsJson { get; set; } = "{}";

    /// <summary>UTC.</summary>
    public DateTime MeasuredAt { get; set; }

    public IReadOnlyDictionary<string, int> Counts => JsonSerializer.Deserialize<Dictionary<string, int>>(CountsJson) ?? [];

    /// <summary>Takes new figures.</summary>
    public void Take(int people, IReadOnlyDictionary<string, int> counts, DateTime nowUtc)
    {
        var sorted = new SortedDictionary<string, int>(counts.Where(c => c.Value > 0).ToDictionary(), StringComparer.Ordinal);
        (People, ScoreTenths, CountsJson, MeasuredAt) = (people, QualityRules.ScoreTenths(people, sorted), JsonSerializer.Serialize(sorted), nowUtc);
    }

    internal static void Map(EntityTypeBuilder<CommuneQuality> quality)
    {
        quality.ToTable("CommuneQualities");
        quality.HasKey(q => new { q.TenantPath, q.Month });
        quality.HasIndex(q => q.Month);
        quality.Property(q => q.CountsJson).HasMaxLength(2000);
        quality.Ignore(q => q.Counts);
    }
}

/// <summary>How far the measuring of everybody came today: it goes on there after a restart.</summary>
public sealed class QualityRound
{
    public const int TheOne = 1;

    public int Id { get; init; } = TheOne;

    public DateOnly Day { get; set; }

    /// <summary>Path of the last commune that was measured whole on the day.</summary>
    public string LastPath { get; set; } = "";

    public bool Done { get; set; }

    internal static void Map(EntityTypeBuilder<QualityRound> round)
    {
        round.ToTable("QualityRounds");
        round.Property(r => r.Id).ValueGeneratedNever();
        round.Property(r => r.LastPath).HasMaxLength(20).UseOrdinal();
    }
}
