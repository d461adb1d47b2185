using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Registry;

/// <summary>Chế độ đang hưởng: what a decision granted, from which month, to which receiver.</summary>
public sealed class Entitlement : ITenantOwned, IReplicated
{
    public Guid Id { get; init; }

    public required Guid BeneficiaryId { get; init; }

    public required string TenantPath { get; set; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    public required string CategoryCode { get; init; }

    public required int CoefficientHundredths { get; init; }

    /// <summary>Level of the month of decision that the amount used.</summary>
    public required Dong Level { get; init; }

    public required Dong MonthlyAmount { get; init; }

    /// <summary>yyyyMM.</summary>
    public required int StartMonth { get; init; }

    /// <summary>yyyyMM of the last month, inclusive; 0 while open.</summary>
    public int EndMonth { get; set; }

    /// <summary>Id of the granting decision (which the registry only keeps as evidence).</summary>
    public required Guid DecisionId { get; init; }

    public required string ReceiverName { get; set; }

    public EntitlementStatus Status { get; set; }

    public required DateTime RecordedAt { get; init; }

    internal static void Map(EntityTypeBuilder<Entitlement> entitlement)
    {
        entitlement.ToTable("Entitlements");
        entitlement.Property(e => e.Id).ValueGeneratedNever();
        entitlement.Property(e => e.Version).IsConcurrencyToken();
        entitlement.HasIndex(e => e.BeneficiaryId);
        entitlement.HasOne<Beneficiary>().WithMany().HasForeignKey(e => e.BeneficiaryId).OnDelete(DeleteBehavior.Restrict);
        entitlement.Property(e => e.CategoryCode).HasMaxLength(20);
        entitlement.Property(e => e.ReceiverName).HasMaxLength(120);
        entitlement.Property(e => e.Status).HasConversion<string>().HasMaxLength(20);
    }
}
