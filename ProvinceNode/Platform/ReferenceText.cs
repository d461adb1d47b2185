using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Protos.Reference;

namespace ProvinceNode.Platform;

/// <summary>A table of a pack in force: from its activation on it stands in the place of the table that the product ships under the same name.</summary>
public sealed class ReferenceText
{
    /// <summary>Name of the table in packs, e.g. standard-levels.</summary>
    public required string Name { get; init; }

    /// <summary>Header and rows, as in the pack.</summary>
    public required string Text { get; set; }

    /// <summary>Kind and number of the pack, e.g. Rules/3.</summary>
    public required string Pack { get; set; }

    internal static void Map(EntityTypeBuilder<ReferenceText> text)
    {
        text.ToTable("ReferenceTexts");
        text.HasKey(t => t.Name);
        text.Property(t => t.Name).HasMaxLength(60).UseOrdinal();
        text.Property(t => t.Pack).HasMaxLength(40);
    }
}

/// <summary>Reads tables of reference data: that of the pack in force, else the shipped one.</summary>
public static class ReferenceTexts
{
    /// <summary>The texts of every pack in force, by name of the table.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> AllAsync(NodeDb db, CancellationToken cancel) =>
        await db.Set<ReferenceText>().AsNoTracking().ToDictionaryAsync(t => t.Name, t => t.Text, StringComparer.Ordinal, cancel);

    /// <summary>The table of a pack in force; null while the shipped one is.</summary>
    public static async Task<ReferenceTable?> FindAsync(NodeDb db, string name, CancellationToken cancel) =>
        await db.Set<ReferenceText>().AsNoTracking().Where(t => t.Name == name).Select(t => t.Text).FirstOrDefaultAsync(cancel) is { } text ? ReferenceTable.Parse(text) : null;
}
