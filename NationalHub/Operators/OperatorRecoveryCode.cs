using Microsoft.EntityFrameworkCore;

namespace NationalHub.Operators;

/// <summary>A code that stands in for an operator's lost phone, once: its row goes when it is used. The code itself is known to him alone.</summary>
public sealed class OperatorRecoveryCode
{
    public required string OperatorName { get; init; }

    /// <summary>SHA-256 of the code's letters. They are drawn at random and many, so nothing is added to them.</summary>
    public required string Hash { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<OperatorRecoveryCode>(e =>
    {
        e.ToTable("OperatorRecoveryCodes");
        e.HasKey(c => new { c.OperatorName, c.Hash });
        e.Property(c => c.OperatorName).HasMaxLength(60);
        e.Property(c => c.Hash).HasMaxLength(64).IsUnicode(false);
        e.HasOne<Operator>().WithMany().HasForeignKey(c => c.OperatorName);
    });
}
