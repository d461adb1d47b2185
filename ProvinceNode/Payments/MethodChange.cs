using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Payments;

/// <summary>Where a request for another method stands. Stored by name.</summary>
public enum MethodChangeState
{
    /// <summary>Recorded; its account is checked, or another official looks at it.</summary>
    Requested = 1,

    /// <summary>Counts from its first month until a later one takes its place.</summary>
    InForce,

    Declined,

    /// <summary>Taken back by who asked.</summary>
    Withdrawn,
}

/// <summary>
/// Yêu cầu đổi hình thức chi trả: how a receiver wants his money from a month on. It stands beside the entitlement, which keeps what its decision said:
/// lists ask the latest request in force first.
/// </summary>
public sealed class MethodChange : ITenantOwned, IOfPerson
{
    public Guid Id { get; init; }

    /// <summary>The commune of the receiver.</summary>
    public required string TenantPath { get; set; }

    public required Guid BeneficiaryId { get; set; }

    Guid IOfPerson.PersonId => BeneficiaryId;

    /// <summary>Number of who takes the money; empty: the beneficiary himself, or nobody knows a number.</summary>
    public string ReceiverNumber { get; init; } = "";

    public required PayMethod From { get; init; }

    public required PayMethod To { get; init; }

    public string AccountNumber { get; init; } = "";

    public string Bank { get; init; } = "";

    public string AccountHolder { get; init; } = "";

    /// <summary>The authorisation that the account rests on: its holder takes the money as proxy. Null: the account is the receiver's own, or money is paid in cash.</summary>
    public Guid? AuthorisationId { get; init; }

    /// <summary>yyyyMM of the first list that follows it.</summary>
    public required int FromMonth { get; set; }

    public MethodChangeState State { get; set; } = MethodChangeState.Requested;

    /// <summary>Who asked, and when: the receiver, his guardian; the paper or code of the request.</summary>
    public required string RequestedBy { get; init; }

    public required DateOnly RequestedOn { get; init; }

    public string Reason { get; init; } = "";

    public required Guid RecordedById { get; init; }

    public required string RecordedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime RecordedAt { get; init; }

    public string SettledByName { get; set; } = "";

    public string SettledWhy { get; set; } = "";

    public DateTime? SettledAt { get; set; }

    public long Version { get; set; }

    /// <summary>The same request, paid in cash at the point: what lists follow when the authorisation of its account ended. It is not stored.</summary>
    public MethodChange InCash() => new()
    {
        Id = Id, TenantPath = TenantPath, BeneficiaryId = BeneficiaryId, ReceiverNumber = ReceiverNumber, From = From, To = PayMethod.CashPoint, FromMonth = FromMonth, State = State,
        RequestedBy = RequestedBy, RequestedOn = RequestedOn, RecordedById = RecordedById, RecordedByName = RecordedByName, RecordedAt = RecordedAt, SettledAt = SettledAt,
    };

    internal static void Map(EntityTypeBuilder<MethodChange> change)
    {
        change.ToTable("MethodChanges");
        change.Property(c => c.Id).ValueGeneratedNever();
        change.Property(c => c.Version).IsConcurrencyToken();
        change.HasIndex(c => new { c.BeneficiaryId, c.State });
        change.Property(c => c.ReceiverNumber).HasMaxLength(12).UseOrdinal();
        change.Property(c => c.From).HasConversion<string>().HasMaxLength(10);
        change.Property(c => c.To).HasConversion<string>().HasMaxLength(10);
        change.Property(c => c.AccountNumber).HasMaxLength(30).UseOrdinal();
        change.Property(c => c.Bank).HasMaxLength(120);
        change.Property(c => c.AccountHolder).HasMaxLength(120);
        change.Property(c => c.State).HasConversion<string>().HasMaxLength(10);
        change.Property(c => c.RequestedBy).HasMaxLength(200);
        change.Property(c => c.Reason).HasMaxLength(500);
        change.Property(c => c.RecordedByName).HasMaxLength(120);
        change.Property(c => c.SettledByName).HasMaxLength(120);
        change.Property(c => c.SettledWhy).HasMaxLength(500);
    }
}
