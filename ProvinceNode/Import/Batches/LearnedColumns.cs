using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Import.Columns;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Batches;

/// <summary>Which column is which, as an office chose for a heading; offered when the same heading comes again.</summary>
public sealed class LearnedColumns : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>The sending office.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Of the heading, see <see cref="LearnedMap.FingerprintOf"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Column to field, as JSON.</summary>
    public required string Fields { get; set; }

    public required string ByName { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }

    public long Version { get; set; }

    public LearnedMap Map() => new(TenantPath, Fingerprint, JsonSerializer.Deserialize<Dictionary<int, Field>>(Fields)!);

    internal static void Map(EntityTypeBuilder<LearnedColumns> learned)
    {
        learned.ToTable("LearnedColumns");
        learned.Property(l => l.Id).ValueGeneratedNever();
        learned.Property(l => l.Fingerprint).HasMaxLength(64).UseOrdinal();
        learned.Property(l => l.ByName).HasMaxLength(120);
        learned.Property(l => l.Version).IsConcurrencyToken();
        learned.HasIndex(l => new { l.TenantPath, l.Fingerprint }).IsUnique();
    }
}
