using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>What a claim is for. Stored by number: never renumber.</summary>
public enum ClaimKind
{
    /// <summary>A month of assistance or social pension, in whichever column it is printed.</summary>
    Regular = 1,

    /// <summary>A month of care support.</summary>
    Care = 2,

    /// <summary>Truy lĩnh: an <see cref="OneOffKind.Arrears"/> of the registry.</summary>
    Arrears = 3,

    /// <summary>Truy thu: what a list takes of an <see cref="OneOffKind.Recovery"/>.</summary>
    Recovery = 4,

    /// <summary>Mai táng, chi phí điều trị, nhà ở, chăm sóc khẩn cấp.</summary>
    OneOff = 5,
}

/// <summary>Where a claim stands. Stored by number: never renumber.</summary>
public enum ClaimState
{
    /// <summary>Stands on a list that has no result for it yet.</summary>
    Listed = 1,

    Paid = 2,

    /// <summary>Not collected: a later list may carry it again.</summary>
    Unpaid = 3,

    Returned = 4,

    /// <summary>The bank could not book it.</summary>
    Failed = 5,
}

/// <summary>In which column a month is printed. Stored by number: never renumber.</summary>
public enum ClaimWhy
{
    /// <summary>The month of the list: columns 9 and 10.</summary>
    Current = 1,

    /// <summary>An earlier month that no list held: column 11.</summary>
    Missed = 2,

    /// <summary>An earlier month that was listed and not collected: column 13.</summary>
    Carried = 3,

    /// <summary>A payment made once: columns 11, 12 and 14.</summary>
    Once = 4,
}

/// <summary>
/// One sum that a line holds: a person's month of one strand, or a payment made once. Of a (person, strand, month, kind, source) at most one claim is listed
/// or paid, by a unique index of the database, whatever the code does (reliability, payments 1): a month that came back may be listed again, a paid one
/// never. It names the strand and not the version, so that a version made afterwards pays no month twice.
/// </summary>
public sealed class PaymentClaim : IEvidenceOfPerson, IFrozen
{
    /// <summary>As the database compares it: listed or paid.</summary>
    public const string ActiveFilter = "[State] IN (1, 2)";

    // The person follows a merge of two records, the state the results.
    private static readonly HashSet<string> Living = new(StringComparer.Ordinal) { nameof(State), nameof(BeneficiaryId) };

    public Guid Id { get; init; }

    public required Guid LineId { get; init; }

    public required Guid ListId { get; init; }

    /// <summary>The commune of the list.</summary>
    public required string TenantPath { get; set; }

    /// <summary>The person; for somebody who is in no registry the id of the payment made once.</summary>
    public required Guid BeneficiaryId { get; set; }

    public required ClaimKind Kind { get; init; }

    public required ClaimWhy Why { get; init; }

    /// <summary>Strand of a month; 0 for what is paid once.</summary>
    public required EntitlementStrand Strand { get; init; }

    /// <summary>yyyyMM that is paid; for a part of a recovery the month of the list that takes it; 0 for all else that is paid once.</summary>
    public required int Month { get; init; }

    /// <summary>The payment made once; empty for a month.</summary>
    public required Guid SourceId { get; init; }

    /// <summary>yyyyMM of the list.</summary>
    public required int ListMonth { get; init; }

    /// <summary>Always positive; a <see cref="ClaimKind.Recovery"/> lessens the line.</summary>
    public required Dong Amount { get; init; }

    /// <summary>Version of the entitlement that it was computed of, and its replicated version then; null for what is not monthly.</summary>
    public required Guid? EntitlementId { get; init; }

    public required long EntitlementVersion { get; init; }

    public ClaimState State { get; set; } = ClaimState.Listed;

    Guid? IEvidenceOfPerson.BeneficiaryId => BeneficiaryId;

    bool IEvidenceOfPerson.IsTaken => true;

    IReadOnlyList<Guid> IEvidenceOfPerson.RestsOn => [.. new[] { EntitlementId ?? Guid.Empty, SourceId }.Where(id => id != Guid.Empty)];

    bool IEvidenceOfPerson.Counts => IsActive;

    /// <summary>Whether it keeps others of its key off.</summary>
    public bool IsActive => State is ClaimState.Listed or ClaimState.Paid;

    public bool IsFrozen(string property, Func<string, object?> stored) => !Living.Contains(property);

    internal static void Map(EntityTypeBuilder<PaymentClaim> claim)
    {
        claim.ToTable("PaymentClaims");
        claim.Property(c => c.Id).ValueGeneratedNever();
        claim.Property(c => c.State).IsConcurrencyToken();
        claim.Ignore(c => c.IsActive);
        claim.HasIndex(c => new { c.BeneficiaryId, c.Strand, c.Month, c.Kind, c.SourceId }).IsUnique().HasFilter(ActiveFilter);
        claim.HasIndex(c => new { c.BeneficiaryId, c.ListMonth });
        claim.HasIndex(c => c.LineId);
        claim.HasIndex(c => c.ListId);
        // Few payments are made once: only they are found by their source.
        claim.HasIndex(c => c.SourceId).HasFilter("[Kind] > 2");
        claim.HasOne<PaymentLine>().WithMany(l => l.Claims).HasForeignKey(c => c.LineId).OnDelete(DeleteBehavior.Restrict);
    }
}
