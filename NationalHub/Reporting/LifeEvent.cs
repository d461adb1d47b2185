using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>Biến động: what happened to a beneficiary, who told it, what came of it, and which months its report holds.</summary>
public sealed class LifeEvent : Replica
{
    public string BeneficiaryId { get; set; } = "";

    public string CommuneCode { get; set; } = "";

    /// <summary>Death, Missing, Detained, …</summary>
    public string Kind { get; set; } = "";

    /// <summary>yyyy-MM-dd; empty while nobody knows the day.</summary>
    public string HappenedOn { get; set; } = "";

    /// <summary>CommuneOfficer, Population, Post, CivilRegistry, Family, Agency, Hub.</summary>
    public string Source { get; set; } = "";

    public string Reference { get; set; } = "";

    /// <summary>New degree or poverty status; id of the dossier whose decision is undone; else empty.</summary>
    public string Value { get; set; } = "";

    /// <summary>Reported, InDossier, Decided, Refuted, Undone, Noted.</summary>
    public string State { get; set; } = "";

    public string DossierId { get; set; } = "";

    public string Note { get; set; } = "";

    public DateTime? SettledAt { get; set; }

    public string SettledWhy { get; set; } = "";

    /// <summary>yyyyMM of the first month held; 0 when it holds nothing.</summary>
    public int HoldFrom { get; set; }

    /// <summary>yyyyMM of the last month held; 0 while it holds.</summary>
    public int HoldLast { get; set; }

    public DateTime? HoldLiftedAt { get; set; }

    /// <summary>All holds as one JSON document.</summary>
    public string Holds { get; set; } = "[]";

    internal static void Map(ModelBuilder model) => model.Entity<LifeEvent>(e =>
    {
        MapReplica(e, "LifeEvents");
        e.Property(v => v.BeneficiaryId).HasMaxLength(36).IsUnicode(false);
        e.Property(v => v.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(v => v.Kind).HasMaxLength(20).IsUnicode(false);
        e.Property(v => v.HappenedOn).HasMaxLength(10).IsUnicode(false);
        e.Property(v => v.Source).HasMaxLength(20).IsUnicode(false);
        e.Property(v => v.Reference).HasMaxLength(120);
        e.Property(v => v.Value).HasMaxLength(40).IsUnicode(false);
        e.Property(v => v.State).HasMaxLength(12).IsUnicode(false);
        e.Property(v => v.DossierId).HasMaxLength(36).IsUnicode(false);
        e.Property(v => v.Note).HasMaxLength(1000);
        e.Property(v => v.SettledWhy).HasMaxLength(1000);
        e.HasIndex(v => new { v.ProvinceCode, v.BeneficiaryId });
        e.HasIndex(v => new { v.ProvinceCode, v.Kind, v.State });
    });
}
