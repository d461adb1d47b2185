using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>Where a run over the lists of a month stands. Stored by name.</summary>
public enum ListsRunState
{
    /// <summary>A job does list by list.</summary>
    Running = 1,

    /// <summary>Each list was done or refused.</summary>
    Done,

    /// <summary>Ended before its end: who asked may not do it any more.</summary>
    Stopped,
}

/// <summary>Where a list of a run stands. Stored by name.</summary>
public enum ListsRunItemState
{
    Waiting = 1,
    Done,
    Refused,
}

/// <summary>
/// One verb over many lists of a month, asked for by one official with his second factor (approving, sending). Each list is a transaction of its own in his name, together with how far the run has
/// come: a node that was stopped goes on with the lists that are left, and what he did not see when he asked is not part of it.
/// </summary>
public sealed class ListsRun : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>The fund holder.</summary>
    public required string TenantPath { get; set; }

    public required Guid PeriodId { get; init; }

    /// <summary><see cref="ListVerb.Approve"/> or <see cref="ListVerb.Send"/>.</summary>
    public required ListVerb Verb { get; init; }

    public ListsRunState State { get; set; } = ListsRunState.Running;

    public required Guid StartedById { get; init; }

    public required string StartedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    public DateTime? DoneAt { get; set; }

    /// <summary>Lists that were asked for, and how many are done or refused.</summary>
    public required int Lists { get; init; }

    public int Done { get; set; }

    public int Refused { get; set; }

    /// <summary>Why it was stopped; empty else.</summary>
    public string StoppedWhy { get; set; } = "";

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<ListsRun> run)
    {
        run.ToTable("PaymentListsRuns");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Version).IsConcurrencyToken();
        run.HasIndex(r => r.State);
        // Whoever asks second gets the one that runs.
        run.HasIndex(r => new { r.PeriodId, r.Verb }).IsUnique().HasFilter("[State] = 'Running'");
        run.HasOne<PaymentPeriod>().WithMany().HasForeignKey(r => r.PeriodId).OnDelete(DeleteBehavior.Restrict);
        run.Property(r => r.Verb).HasConversion<string>().HasMaxLength(10);
        run.Property(r => r.State).HasConversion<string>().HasMaxLength(10);
        run.Property(r => r.StartedByName).HasMaxLength(120);
        run.Property(r => r.StoppedWhy).HasMaxLength(ListsRunItem.LongestWhy);
    }
}

/// <summary>One list of a run.</summary>
public sealed class ListsRunItem : ITenantOwned
{
    public const int LongestWhy = 500;

    public required Guid RunId { get; init; }

    public required Guid ListId { get; init; }

    /// <summary>The commune of the list.</summary>
    public required string TenantPath { get; set; }

    /// <summary>1, 2 … within the run.</summary>
    public required int Order { get; init; }

    /// <summary>Version of the list when the run was asked for.</summary>
    public required long Seen { get; init; }

    public ListsRunItemState State { get; set; } = ListsRunItemState.Waiting;

    /// <summary>Code of the problem that refused it, and its sentence; empty else.</summary>
    public string Code { get; set; } = "";

    public string Why { get; set; } = "";

    internal static void Map(EntityTypeBuilder<ListsRunItem> item)
    {
        item.ToTable("PaymentListsRunItems");
        item.HasKey(i => new { i.RunId, i.ListId });
        item.HasIndex(i => new { i.RunId, i.State, i.Order });
        item.Property(i => i.State).HasConversion<string>().HasMaxLength(10).IsConcurrencyToken();
        item.HasOne<ListsRun>().WithMany().HasForeignKey(i => i.RunId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne<PaymentList>().WithMany().HasForeignKey(i => i.ListId).OnDelete(DeleteBehavior.Restrict);
        item.Property(i => i.Code).HasMaxLength(60);
        item.Property(i => i.Why).HasMaxLength(LongestWhy);
    }
}
