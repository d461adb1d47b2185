using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>Giấy xác nhận khuyết tật as the ministry reads it (Decree 58/2026, annex 79); the personal number masked.</summary>
public sealed class DisabilityCertificate : Replica
{
    public string Number { get; set; } = "";

    public string FullName { get; set; } = "";

    /// <summary>The name without tones and in small letters, for <c>$search</c>; empty where nobody is to be found by name.</summary>
    public string FoldedName { get; set; } = "";

    /// <summary>1954, 1954-03 or 1954-03-02.</summary>
    public string BirthDate { get; set; } = "";

    /// <summary>0 when no birth date is known.</summary>
    public int BirthYear { get; set; }

    /// <summary>1 male, 2 female, 3 other, 0 unknown.</summary>
    public int Sex { get; set; }

    public string CitizenIdMasked { get; set; } = "";

    public string CommuneCode { get; set; } = "";

    /// <summary>1 to 6 in order, separated by commas (Law 51/2010 Art. 3).</summary>
    public string Types { get; set; } = "";

    /// <summary>Mild, Severe, ExtremelySevere.</summary>
    public string Degree { get; set; } = "";

    /// <summary>yyyy-MM-dd.</summary>
    public string IssuedOn { get; set; } = "";

    public string IssuerName { get; set; } = "";

    public string SignerName { get; set; } = "";

    /// <summary>Last day, yyyy-MM-dd; empty without end.</summary>
    public string ValidTo { get; set; } = "";

    /// <summary>Active, Replaced, Withdrawn.</summary>
    public string State { get; set; } = "";

    internal static void Map(ModelBuilder model) => model.Entity<DisabilityCertificate>(e =>
    {
        MapReplica(e, "DisabilityCertificates");
        // Papers of before have letters of ours in it.
        e.Property(c => c.Number).HasMaxLength(40);
        e.Property(c => c.FullName).HasMaxLength(120);
        e.Property(c => c.FoldedName).HasMaxLength(120);
        e.Property(c => c.BirthDate).HasMaxLength(10).IsUnicode(false);
        e.Property(c => c.CitizenIdMasked).HasMaxLength(20);
        e.Property(c => c.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(c => c.Types).HasMaxLength(20).IsUnicode(false);
        e.Property(c => c.Degree).HasMaxLength(20).IsUnicode(false);
        e.Property(c => c.IssuedOn).HasMaxLength(10).IsUnicode(false);
        e.Property(c => c.IssuerName).HasMaxLength(200);
        e.Property(c => c.SignerName).HasMaxLength(120);
        e.Property(c => c.ValidTo).HasMaxLength(10).IsUnicode(false);
        e.Property(c => c.State).HasMaxLength(20).IsUnicode(false);
        e.HasIndex(c => new { c.ProvinceCode, c.Number });
    });
}
