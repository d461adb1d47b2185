using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Replication;

/// <summary>A result paper that the hub has, for the national portal. Taken away when the hub asks for it again.</summary>
public sealed class HandedResult
{
    public required Guid PaperId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    internal static void Map(EntityTypeBuilder<HandedResult> handed)
    {
        handed.ToTable("HandedResults");
        handed.HasKey(h => h.PaperId);
        handed.Property(h => h.PaperId).ValueGeneratedNever();
    }
}
