using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments.Results;

/// <summary>Where something that came back stands. Stored by name.</summary>
public enum DeliveryState
{
    /// <summary>Kept, confirmed, not read yet.</summary>
    Waiting = 1,

    /// <summary>Being read: <see cref="ResultDelivery.Lines"/> are stored.</summary>
    Taking,

    Taken,

    /// <summary>Refused as a whole; nothing of it counts.</summary>
    Refused,

    /// <summary>The same bytes were read before; nothing changed.</summary>
    Repeated,

    /// <summary>Brought by an official: another one confirms it before anything of it counts.</summary>
    Checking,
}

/// <summary>Something that the payer sent: a file, a page that was polled, a message that he called back with, and how far it is stored.</summary>
public sealed class ResultDelivery : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>The commune for a file that was uploaded at its list; else the province, since one message may tell of many lists.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Code of the channel; for an upload that of the list.</summary>
    public required string Provider { get; init; }

    public required ResultChannel Channel { get; init; }

    /// <summary>Name of the file or page.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of an uploaded file; empty for what a channel reads by itself.</summary>
    public string ContentHash { get; init; } = "";

    /// <summary>The list at whose page it was uploaded.</summary>
    public Guid? ListId { get; init; }

    public DeliveryState State { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    /// <summary>Who uploaded it; empty for what came by itself.</summary>
    public string ReceivedByName { get; init; } = "";

    public Guid? ReceivedById { get; init; }

    /// <summary>Who confirmed or turned down what an official brought, and by which paper of the payer.</summary>
    public string ConfirmedByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime? ConfirmedAt { get; set; }

    public string ConfirmedWhy { get; set; } = "";

    public DateTime? DoneAt { get; set; }

    /// <summary>Lines that were looked at, and what they were.</summary>
    public int Lines { get; set; }

    public int New { get; set; }

    /// <summary>Known already, or older than what is known: nothing changed.</summary>
    public int Same { get; set; }

    public int Corrected { get; set; }

    public int Faults { get; set; }

    /// <summary>Why it was refused or changed nothing.</summary>
    public string Words { get; set; } = "";

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<ResultDelivery> delivery)
    {
        delivery.ToTable("ResultDeliveries");
        delivery.Property(d => d.Id).ValueGeneratedNever();
        delivery.Property(d => d.Version).IsConcurrencyToken();
        // A file that left faults may be read again: what stood against a line may be gone.
        delivery.HasIndex(d => new { d.ContentHash, d.ListId }).IsUnique().HasFilter("[ContentHash] <> '' AND [ListId] IS NOT NULL AND [State] <> 'Refused' AND [Faults] = 0");
        delivery.HasIndex(d => new { d.State, d.Provider });
        delivery.HasIndex(d => d.ListId);
        delivery.Property(d => d.Provider).HasMaxLength(30);
        delivery.Property(d => d.Channel).HasConversion<string>().HasMaxLength(10);
        delivery.Property(d => d.Source).HasMaxLength(200);
        delivery.Property(d => d.ContentHash).HasMaxLength(64).UseOrdinal();
        delivery.Property(d => d.State).HasConversion<string>().HasMaxLength(10);
        delivery.Property(d => d.ReceivedByName).HasMaxLength(120);
        delivery.Property(d => d.ConfirmedByName).HasMaxLength(120);
        delivery.Property(d => d.ConfirmedWhy).HasMaxLength(300);
        delivery.Property(d => d.Words).HasMaxLength(500);
    }
}

/// <summary>What becomes of a fault. Stored by name.</summary>
public enum FaultState
{
    /// <summary>Told; the payer sends it again mended.</summary>
    Told = 1,

    /// <summary>A correction that a later list stands against, or a result that the database refused: it is looked at again until it can be stored.</summary>
    Waiting,

    /// <summary>Such a result that was stored since.</summary>
    Applied,

    /// <summary>Such a correction that a leader decided not to store.</summary>
    Closed,
}

/// <summary>A line of a delivery that was not settled, and why: numbered, with the words for whoever mends it.</summary>
public sealed class ResultFault : ITenantOwned
{
    public const int LongestContent = 2000;

    public Guid Id { get; init; }

    /// <summary>The commune of the list; the province when none is known.</summary>
    public required string TenantPath { get; set; }

    public required Guid DeliveryId { get; init; }

    public Guid? ListId { get; init; }

    public Guid? LineId { get; init; }

    /// <summary>Line of the file; 0 for the whole of it.</summary>
    public required int Line { get; init; }

    public required string Column { get; init; }

    public required string Code { get; set; }

    public required string Message { get; set; }

    /// <summary>The payer's line as it came (JSON), for what is looked at again; else empty.</summary>
    public string Content { get; init; } = "";

    public FaultState State { get; set; } = FaultState.Told;

    /// <summary>Why it was closed, and by whom; empty else.</summary>
    public string ClosedWhy { get; set; } = "";

    public string ClosedByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<ResultFault> fault)
    {
        fault.ToTable("ResultFaults");
        fault.Property(f => f.Id).ValueGeneratedNever();
        fault.Property(f => f.Version).IsConcurrencyToken();
        fault.HasIndex(f => new { f.DeliveryId, f.Line });
        fault.HasIndex(f => f.ListId);
        fault.HasIndex(f => f.State).HasFilter("[State] = 'Waiting'");
        fault.HasOne<ResultDelivery>().WithMany().HasForeignKey(f => f.DeliveryId).OnDelete(DeleteBehavior.Restrict);
        fault.Property(f => f.Column).HasMaxLength(100);
        fault.Property(f => f.Code).HasMaxLength(60);
        fault.Property(f => f.Message).HasMaxLength(1000);
        fault.Property(f => f.Content).HasMaxLength(LongestContent);
        fault.Property(f => f.ClosedWhy).HasMaxLength(300);
        fault.Property(f => f.ClosedByName).HasMaxLength(120);
        fault.Property(f => f.State).HasConversion<string>().HasMaxLength(10);
    }
}

/// <summary>How far a channel was read: moved in the transaction that stores what was read.</summary>
public sealed class ResultFeed : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>The province.</summary>
    public required string TenantPath { get; set; }

    public required string Provider { get; init; }

    public string Cursor { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime MovedAt { get; set; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<ResultFeed> feed)
    {
        feed.ToTable("ResultFeeds");
        feed.Property(f => f.Id).ValueGeneratedNever();
        feed.Property(f => f.Version).IsConcurrencyToken();
        feed.HasIndex(f => f.Provider).IsUnique();
        feed.Property(f => f.Provider).HasMaxLength(30).UseOrdinal();
        feed.Property(f => f.Cursor).HasMaxLength(200);
    }
}
