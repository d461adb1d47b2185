using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>By which door a result came. Stored by name.</summary>
public enum ResultChannel
{
    CallBack = 1,
    Polling,

    /// <summary>Of the exchange folder.</summary>
    File,

    /// <summary>Brought to the page of a list by one official and confirmed by another.</summary>
    Upload,

    /// <summary>A signed list on paper, recorded by one official and confirmed by another, or its correction.</summary>
    Paper,
}

/// <summary>Who took the money. Stored by name.</summary>
public enum Collector
{
    /// <summary>Nobody, or the payer did not say.</summary>
    Unknown = 0,
    Self,
    Proxy,

    /// <summary>Booked to an account.</summary>
    Account,
}

/// <summary>
/// What the payer told of a line. The first is version 1, a correction the next: none is ever changed or removed, and nobody types it (policy 6.6).
/// </summary>
public sealed class PaymentResult : ITenantOwned, IFrozen
{
    public Guid Id { get; init; }

    public required Guid ListId { get; init; }

    public required Guid LineId { get; init; }

    /// <summary>The commune of the list.</summary>
    public required string TenantPath { get; set; }

    /// <summary>1, 2 … within the line.</summary>
    public required int Version { get; init; }

    /// <summary>As the payer counts his corrections, from 1; a late one of a lower number is known by it.</summary>
    public int PayerVersion { get; init; } = 1;

    /// <summary><see cref="LineOutcome.Open"/> only where the correction of a list on paper has the line wait for its payer again.</summary>
    public required LineOutcome Outcome { get; init; }

    /// <summary>The line's total: the payer changes no amount.</summary>
    public required Dong Amount { get; init; }

    /// <summary>Day on which it was paid; null when it was not.</summary>
    public DateOnly? PaidOn { get; init; }

    /// <summary>R01–R09 of policy 6.6; empty for what was paid.</summary>
    public string ReasonCode { get; init; } = "";

    public string ReasonText { get; init; } = "";

    public Collector CollectedBy { get; init; }

    public string CollectorName { get; init; } = "";

    public string CollectorNumber { get; init; } = "";

    /// <summary>Id of the payer's voucher or file.</summary>
    public string Evidence { get; init; } = "";

    public required ResultChannel Channel { get; init; }

    /// <summary>Name of the file, or the payer's id of the message.</summary>
    public required string Source { get; init; }

    /// <summary>Row or position within the source; 0 when there is none.</summary>
    public int SourceRow { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public bool IsFrozen(string property, Func<string, object?> stored) => true;

    internal static void Map(EntityTypeBuilder<PaymentResult> result)
    {
        result.ToTable("PaymentResults");
        result.Property(r => r.Id).ValueGeneratedNever();
        result.HasIndex(r => new { r.LineId, r.Version }).IsUnique();
        result.HasIndex(r => r.ListId);
        result.HasOne<PaymentLine>().WithMany(l => l.Results).HasForeignKey(r => r.LineId).OnDelete(DeleteBehavior.Restrict);
        result.Property(r => r.ReasonCode).HasMaxLength(3).UseOrdinal();
        result.Property(r => r.ReasonText).HasMaxLength(300);
        result.Property(r => r.CollectedBy).HasConversion<string>().HasMaxLength(10);
        result.Property(r => r.CollectorName).HasMaxLength(120);
        result.Property(r => r.CollectorNumber).HasMaxLength(12).UseOrdinal();
        result.Property(r => r.Evidence).HasMaxLength(200);
        result.Property(r => r.Channel).HasConversion<string>().HasMaxLength(10);
        result.Property(r => r.Source).HasMaxLength(200);
    }
}
