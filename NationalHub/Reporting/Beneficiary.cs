using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>
/// A person on assistance as the ministry reads it: the personal number masked, HIV-related categories neutral.
/// The full record is kept apart, in the history (Intake/RecordVersion).
/// </summary>
public sealed class Beneficiary : Replica
{
    public string Code { get; set; } = "";

    public string FullName { get; set; } = "";

    /// <summary>1954, 1954-03 or 1954-03-02.</summary>
    public string BirthDate { get; set; } = "";

    /// <summary>0 when no birth date is known.</summary>
    public int BirthYear { get; set; }

    /// <summary>1 male, 2 female, 3 other, 0 unknown.</summary>
    public int Sex { get; set; }

    public string EthnicCode { get; set; } = "";

    public string CommuneCode { get; set; } = "";

    public string CommuneName { get; set; } = "";

    public string Village { get; set; } = "";

    public string CategoryCode { get; set; } = "";

    /// <summary>Whole đồng.</summary>
    public long MonthlyAmount { get; set; }

    public int CoefficientHundredths { get; set; }

    /// <summary>yyyyMM; 0 when none.</summary>
    public int StartMonth { get; set; }

    public string Status { get; set; } = "";

    public string IdentityStatus { get; set; } = "";

    public string CitizenIdMasked { get; set; } = "";

    internal static void Map(ModelBuilder model) => model.Entity<Beneficiary>(e =>
    {
        MapReplica(e, "Beneficiaries");
        e.Property(b => b.Code).HasMaxLength(40).IsUnicode(false);
        e.Property(b => b.FullName).HasMaxLength(120);
        e.Property(b => b.BirthDate).HasMaxLength(10).IsUnicode(false);
        e.Property(b => b.EthnicCode).HasMaxLength(5).IsUnicode(false);
        e.Property(b => b.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(b => b.CommuneName).HasMaxLength(100);
        e.Property(b => b.Village).HasMaxLength(200);
        e.Property(b => b.CategoryCode).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.Status).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.IdentityStatus).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.CitizenIdMasked).HasMaxLength(20);
        e.HasIndex(b => new { b.ProvinceCode, b.CommuneCode });
    });
}
