using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>A signed and numbered decision of an office.</summary>
public sealed class Decision : Replica
{
    public string Number { get; set; } = "";

    /// <summary>yyyy-MM-dd.</summary>
    public string SignedOn { get; set; } = "";

    public string Kind { get; set; } = "";

    public string IssuingOffice { get; set; } = "";

    public string IssuingOfficeCode { get; set; } = "";

    public string DossierCode { get; set; } = "";

    public string SignerName { get; set; } = "";

    internal static void Map(ModelBuilder model) => model.Entity<Decision>(e =>
    {
        MapReplica(e, "Decisions");
        e.Property(d => d.Number).HasMaxLength(60);
        e.Property(d => d.SignedOn).HasMaxLength(10).IsUnicode(false);
        e.Property(d => d.Kind).HasMaxLength(40).IsUnicode(false);
        e.Property(d => d.IssuingOffice).HasMaxLength(200);
        e.Property(d => d.IssuingOfficeCode).HasMaxLength(40).IsUnicode(false);
        e.Property(d => d.DossierCode).HasMaxLength(60).IsUnicode(false);
        e.Property(d => d.SignerName).HasMaxLength(120);
    });
}
