using Microsoft.EntityFrameworkCore;

namespace NationalHub.Provinces.Gates;

/// <summary>What was paid in a commune in a month by the paper or system beside which the node runs, as the province reported it.</summary>
public sealed class ParallelPayment
{
    public required string ProvinceCode { get; init; }

    /// <summary>yyyyMM.</summary>
    public required int Month { get; init; }

    public required string CommuneCode { get; init; }

    public int People { get; set; }

    /// <summary>Đồng.</summary>
    public long Paid { get; set; }

    /// <summary>Number of the report or letter.</summary>
    public required string Source { get; set; }

    public required string EnteredBy { get; set; }

    public DateTime EnteredAt { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<ParallelPayment>(e =>
    {
        e.ToTable("ParallelPayments");
        e.HasKey(p => new { p.ProvinceCode, p.Month, p.CommuneCode });
        e.Property(p => p.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(p => p.CommuneCode).HasMaxLength(10).IsUnicode(false);
        e.Property(p => p.Source).HasMaxLength(100);
        e.Property(p => p.EnteredBy).HasMaxLength(60);
        e.HasOne<Province>().WithMany().HasForeignKey(p => p.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
    });
}
