using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>Where an application stands. Persons' numbers are masked here; the portal gateway takes them from the history.</summary>
public sealed class Dossier : Replica
{
    public string Code { get; set; } = "";

    public string ProcedureCode { get; set; } = "";

    public string ProcedureName { get; set; } = "";

    public string Status { get; set; } = "";

    /// <summary>Status of the national portal, 1 to 10 (policy 5.3).</summary>
    public int PortalStatus { get; set; }

    public string CommuneCode { get; set; } = "";

    public string OfficeName { get; set; } = "";

    public string OwnerName { get; set; } = "";

    public string OwnerCitizenIdMasked { get; set; } = "";

    public string ApplicantName { get; set; } = "";

    public string ApplicantCitizenIdMasked { get; set; } = "";

    /// <summary>1 in person, 2 online, 3 by post.</summary>
    public int Channel { get; set; }

    public DateTime? SubmittedAt { get; set; }

    public DateTime? AcceptedAt { get; set; }

    /// <summary>Promised date, yyyy-MM-dd; empty before reception.</summary>
    public string DueOn { get; set; } = "";

    public DateTime? FinishedAt { get; set; }

    public DateTime? ReturnedAt { get; set; }

    /// <summary>The steps as one JSON document, replaced whole.</summary>
    public string Steps { get; set; } = "[]";

    internal static void Map(ModelBuilder model) => model.Entity<Dossier>(e =>
    {
        MapReplica(e, "Dossiers");
        e.Property(d => d.Code).HasMaxLength(60).IsUnicode(false);
        e.Property(d => d.ProcedureCode).HasMaxLength(20).IsUnicode(false);
        e.Property(d => d.ProcedureName).HasMaxLength(300);
        e.Property(d => d.Status).HasMaxLength(40).IsUnicode(false);
        e.Property(d => d.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(d => d.OfficeName).HasMaxLength(200);
        e.Property(d => d.OwnerName).HasMaxLength(120);
        e.Property(d => d.OwnerCitizenIdMasked).HasMaxLength(20);
        e.Property(d => d.ApplicantName).HasMaxLength(120);
        e.Property(d => d.ApplicantCitizenIdMasked).HasMaxLength(20);
        e.Property(d => d.DueOn).HasMaxLength(10).IsUnicode(false);
        e.HasIndex(d => new { d.ProvinceCode, d.Code });
    });
}
