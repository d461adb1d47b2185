using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>How far a taking is; the names are stored.</summary>
public enum TakingState
{
    Running,
    Done,
}

/// <summary>Tiếp nhận cả sổ: the people of a commune that a pack ends go over to the communes that go on with it, in one run of the province. No row of an office: the whole province's.</summary>
public sealed class CommuneTaking
{
    /// <summary>In the map: every village.</summary>
    public const string All = "*";

    public required Guid Id { get; init; }

    /// <summary>The pack that ends the commune.</summary>
    public required Guid PackId { get; init; }

    public required string FromPath { get; init; }

    /// <summary>Name of the commune on the day.</summary>
    public required string FromName { get; init; }

    /// <summary>Key of the village (see <see cref="KeyOf"/>) to code of the commune, as JSON; villages left out stay.</summary>
    public required string Map { get; init; }

    public TakingState State { get; set; }

    public required Guid StartedById { get; init; }

    public required string StartedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>People who were to go over when it was begun.</summary>
    public required int Total { get; init; }

    public int Moved { get; set; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? DoneAt { get; set; }

    public long Version { get; set; }

    /// <summary>A village as the map has it: however it was typed.</summary>
    public static string KeyOf(string village) => VietnameseText.NameKey(village);

    /// <summary>Code of the commune to which people of a village go; null: they stay.</summary>
    public string? To(string village)
    {
        var map = JsonSerializer.Deserialize<Dictionary<string, string>>(Map)!;
        return map.GetValueOrDefault(All) ?? map.GetValueOrDefault(KeyOf(village));
    }

    /// <summary>The one commune that takes everything; null when several do.</summary>
    public string? Single => JsonSerializer.Deserialize<Dictionary<string, string>>(Map)!.GetValueOrDefault(All);

    internal static void Configure(EntityTypeBuilder<CommuneTaking> taking)
    {
        taking.ToTable("CommuneTakings");
        taking.Property(t => t.Id).ValueGeneratedNever();
        taking.Property(t => t.FromPath).HasMaxLength(20).UseOrdinal();
        taking.Property(t => t.FromName).HasMaxLength(120);
        taking.Property(t => t.State).HasConversion<string>().HasMaxLength(10);
        taking.Property(t => t.StartedByName).HasMaxLength(120);
        taking.Property(t => t.Version).IsConcurrencyToken();
        taking.Ignore(t => t.Single);
        taking.HasIndex(t => new { t.FromPath, t.State });
    }
}
