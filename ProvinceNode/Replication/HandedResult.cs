using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Replication;

/// <summary>A result paper that the hub has, for the national portal. Taken away when the hub asks for it again.</summary>
public sealed class HandedResult
{
    public required Guid PaperId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; set; }

    /// <summary>Batches that the hub had acknowledged when it was handed over, or withdrawn; <see cref="Forgotten"/> when the hub was restored to before that.</summary>
    public required long HubPosition { get; set; }

    /// <summary>What the hub may not have any more: it is handed over again.</summary>
    public const long Forgotten = -1;

    /// <summary>UTC; the hub was told that the paper is the result no more. Null while it is, or while the hub is still to be told.</summary>
    public DateTime? WithdrawnAt { get; set; }

    // So many batches may be at the hub whose acknowledgement is still on its way.
    private const int OnTheirWay = 100;

    /// <summary>The hub was restored to a position: what it was handed, or told, after it is handed over and told again. What it has all the same it knows.</summary>
    internal static Task<int> ForgetAsync(NodeDb db, long hubPosition, CancellationToken cancel) => db.Set<HandedResult>().Where(h => h.HubPosition + OnTheirWay >= hubPosition)
        .ExecuteUpdateAsync(set => set.SetProperty(h => h.HubPosition, Forgotten).SetProperty(h => h.WithdrawnAt, (DateTime?)null), cancel);

    internal static void Map(EntityTypeBuilder<HandedResult> handed)
    {
        handed.ToTable("HandedResults");
        handed.HasKey(h => h.PaperId);
        handed.Property(h => h.PaperId).ValueGeneratedNever();
    }
}
