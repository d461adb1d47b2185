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

    /// <summary>Looked at before it is begun: nobody goes.</summary>
    Prepared,

    /// <summary>Stopped by an official: who went over stays there, the others stay where they are.</summary>
    Stopped,
}

/// <summary>Để lại: somebody whom an official keeps at the old commune.</summary>
/// <param name="Id">Of the beneficiary.</param>
/// <param name="Why">In his words.</param>
/// <param name="At">UTC.</param>
public sealed record LeftOut(Guid Id, string Why, string ByName, DateTime At);

/// <summary>Tiếp nhận cả sổ: the people of a commune that a pack ends go over to the communes that go on with it, in one run of the province. No row of an office: the whole province's.</summary>
public sealed class CommuneTaking
{
    /// <summary>In the map: every village.</summary>
    public const string All = "*";

    public required Guid Id { get; init; }

    /// <summary>The pack that ends the commune.</summary>
    public required Guid PackId { get; set; }

    public required string FromPath { get; init; }

    /// <summary>Name of the commune on the day.</summary>
    public required string FromName { get; init; }

    /// <summary>Key of the village (see <see cref="KeyOf"/>) to code of the commune, as JSON; villages left out stay.</summary>
    public required string Map { get; set; }

    /// <summary>People who stay by an official's word, as JSON of <see cref="LeftOut"/>; empty: none.</summary>
    public string Left { get; set; } = "";

    /// <summary>Day from which people go over: the first on which every commune that takes them works.</summary>
    public DateOnly Starts { get; set; }

    public TakingState State { get; set; }

    public required Guid StartedById { get; set; }

    public required string StartedByName { get; set; }

    /// <summary>UTC; while it is prepared, since when.</summary>
    public required DateTime StartedAt { get; set; }

    /// <summary>People who were to go over when it was begun.</summary>
    public required int Total { get; set; }

    public int Moved { get; set; }

    /// <summary>UTC at which it was done or stopped; null before.</summary>
    public DateTime? DoneAt { get; set; }

    public long Version { get; set; }

    /// <summary>A village as the map has it: however it was typed.</summary>
    public static string KeyOf(string village) => VietnameseText.NameKey(village);

    /// <summary>See <see cref="Map"/>.</summary>
    public IReadOnlyDictionary<string, string> Villages => JsonSerializer.Deserialize<Dictionary<string, string>>(Map)!;

    /// <summary>See <see cref="Left"/>.</summary>
    public IReadOnlyList<LeftOut> LeftOuts => Left.Length == 0 ? [] : JsonSerializer.Deserialize<List<LeftOut>>(Left)!;

    /// <summary>Writes down who stays.</summary>
    public void Leave(IEnumerable<LeftOut> people) => Left = people.ToList() is { Count: > 0 } some ? JsonSerializer.Serialize(some) : "";

    /// <summary>The one commune that takes everything; null when several do.</summary>
    public string? Single => Villages.GetValueOrDefault(All);

    internal static void Configure(EntityTypeBuilder<CommuneTaking> taking)
    {
        taking.ToTable("CommuneTakings");
        taking.Property(t => t.Id).ValueGeneratedNever();
        taking.Property(t => t.FromPath).HasMaxLength(20).UseOrdinal();
        taking.Property(t => t.FromName).HasMaxLength(120);
        taking.Property(t => t.State).HasConversion<string>().HasMaxLength(10);
        taking.Property(t => t.StartedByName).HasMaxLength(120);
        taking.Property(t => t.Version).IsConcurrencyToken();
        taking.Ignore(t => t.Single).Ignore(t => t.Villages).Ignore(t => t.LeftOuts);
        taking.HasIndex(t => new { t.FromPath, t.State });
    }
}
