using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>Where an attempt to send a list stands. Stored by name.</summary>
public enum SendingState
{
    /// <summary>Written down before anything leaves the node.</summary>
    Prepared = 1,
    Sending,

    /// <summary>No answer: the payer is asked before anything is sent again.</summary>
    Unknown,
    Accepted,

    /// <summary>The payer said no, or said that he never got it.</summary>
    Refused,
}

/// <summary>One attempt to hand an approved list to a payer. The same attempt keeps its idempotency key for ever; a list has at most one attempt under way.</summary>
public sealed class PaymentSending : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid ListId { get; init; }

    /// <summary>The commune of the list.</summary>
    public required string TenantPath { get; set; }

    /// <summary>1, 2 … within the list.</summary>
    public required int Attempt { get; init; }

    /// <summary>Code of the payer's door, e.g. vnpost, vnpost-file, bank-file.</summary>
    public required string Provider { get; init; }

    public required string IdempotencyKey { get; init; }

    public SendingState State { get; set; } = SendingState.Prepared;

    /// <summary>SHA-256 of the list that goes out (<see cref="PaymentList.Hash"/>).</summary>
    public required string ListHash { get; init; }

    public required Guid SentById { get; init; }

    public required string SentByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime PreparedAt { get; init; }

    /// <summary>UTC at which it left; null before.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>UTC at which the payer was asked last, and how often.</summary>
    public DateTime? AskedAt { get; set; }

    public int Asked { get; set; }

    /// <summary>UTC of the answer that settled it.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>The payer's id of the batch; empty before.</summary>
    public string Receipt { get; set; } = "";

    /// <summary>The payer's answers in words, the latest last.</summary>
    public string Answers { get; set; } = "";

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<PaymentSending> sending)
    {
        sending.ToTable("PaymentSendings");
        sending.Property(s => s.Id).ValueGeneratedNever();
        sending.Property(s => s.Version).IsConcurrencyToken();
        sending.HasIndex(s => new { s.ListId, s.Attempt }).IsUnique();
        sending.HasIndex(s => s.IdempotencyKey).IsUnique();
        sending.HasIndex(s => new { s.State, s.AskedAt });
        // Whatever the code does: nothing is sent again while an attempt is open, nor after one was accepted.
        sending.HasIndex(s => s.ListId).IsUnique().HasFilter("[State] <> 'Refused'");
        sending.HasOne<PaymentList>().WithMany().HasForeignKey(s => s.ListId).OnDelete(DeleteBehavior.Restrict);
        sending.Property(s => s.Provider).HasMaxLength(30);
        sending.Property(s => s.IdempotencyKey).HasMaxLength(80).UseOrdinal();
        sending.Property(s => s.State).HasConversion<string>().HasMaxLength(10);
        sending.Property(s => s.ListHash).HasMaxLength(64);
        sending.Property(s => s.SentByName).HasMaxLength(120);
        sending.Property(s => s.Receipt).HasMaxLength(120);
        sending.Property(s => s.Answers).HasMaxLength(4000);
    }
}
