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

    /// <summary>The name without tones and in small letters, for <c>$search</c>; empty where nobody is to be found by name.</summary>
    public string FoldedName { get; set; } = "";

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

    /// <summary>First day of the residence, yyyy-MM-dd; empty when not known.</summary>
    public string ResidentSince { get; set; } = "";

    /// <summary>Needs, the assistive device that is lacking, other support (Decree 58/2026, annex 78, 79).</summary>
    public string Needs { get; set; } = "";

    public string AssistiveDevice { get; set; } = "";

    public string OtherSupport { get; set; } = "";

    /// <summary>Day of death by a signed decision, yyyy-MM-dd; empty while the person lives.</summary>
    public string DiedOn { get; set; } = "";

    /// <summary>Record of the same province that this one became part of, because one person had two; empty for a record of its own. Who counts people leaves these out.</summary>
    public string MergedIntoId { get; set; } = "";

    /// <summary>The guardian and the carer of the day on which the version was recorded; empty when there is none.</summary>
    public string GuardianName { get; set; } = "";

    public string GuardianNumberMasked { get; set; } = "";

    public string GuardianRelation { get; set; } = "";

    public string CarerName { get; set; } = "";

    public string CarerNumberMasked { get; set; } = "";

    public string CarerRelation { get; set; } = "";

    /// <summary>Latest year of which the household's poverty is known; 0 when none is.</summary>
    public int PovertyYear { get; set; }

    /// <summary>None, NearPoor, Poor in that year; empty when not known.</summary>
    public string PovertyStatus { get; set; } = "";

    /// <summary>Institution where he lives, with the decision and the day of admission (annex 80); empty when he lives in the community.</summary>
    public string Institution { get; set; } = "";

    public string InstitutionDecision { get; set; } = "";

    public string InstitutionFrom { get; set; } = "";

    /// <summary>Guardians, carers and supporters (annex 81) of all days as one JSON document; numbers masked.</summary>
    public string Links { get; set; } = "[]";

    /// <summary>Poverty of each year, and stays in institutions, as JSON documents.</summary>
    public string PovertyYears { get; set; } = "[]";

    public string Stays { get; set; } = "[]";

    /// <summary>He has or ever had what law keeps confidential: named to nobody (Intake/ApartPerson). Kept by the hub, told by no message.</summary>
    public bool Apart { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<Beneficiary>(e =>
    {
        MapReplica(e, "Beneficiaries");
        e.Property(b => b.Code).HasMaxLength(40).IsUnicode(false);
        e.Property(b => b.FullName).HasMaxLength(120);
        e.Property(b => b.FoldedName).HasMaxLength(120);
        e.Property(b => b.BirthDate).HasMaxLength(10).IsUnicode(false);
        e.Property(b => b.EthnicCode).HasMaxLength(5).IsUnicode(false);
        e.Property(b => b.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(b => b.CommuneName).HasMaxLength(100);
        e.Property(b => b.Village).HasMaxLength(200);
        e.Property(b => b.CategoryCode).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.Status).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.IdentityStatus).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.CitizenIdMasked).HasMaxLength(20);
        e.Property(b => b.ResidentSince).HasMaxLength(10).IsUnicode(false);
        e.Property(b => b.Needs).HasMaxLength(1000);
        e.Property(b => b.AssistiveDevice).HasMaxLength(300);
        e.Property(b => b.OtherSupport).HasMaxLength(1000);
        e.Property(b => b.DiedOn).HasMaxLength(10).IsUnicode(false);
        e.Property(b => b.MergedIntoId).HasMaxLength(36).IsUnicode(false);
        e.Property(b => b.GuardianName).HasMaxLength(120);
        e.Property(b => b.GuardianNumberMasked).HasMaxLength(20);
        e.Property(b => b.GuardianRelation).HasMaxLength(60);
        e.Property(b => b.CarerName).HasMaxLength(120);
        e.Property(b => b.CarerNumberMasked).HasMaxLength(20);
        e.Property(b => b.CarerRelation).HasMaxLength(60);
        e.Property(b => b.PovertyStatus).HasMaxLength(10).IsUnicode(false);
        e.Property(b => b.Institution).HasMaxLength(200);
        e.Property(b => b.InstitutionDecision).HasMaxLength(60);
        e.Property(b => b.InstitutionFrom).HasMaxLength(10).IsUnicode(false);
        e.HasIndex(b => new { b.ProvinceCode, b.CommuneCode });
        e.HasIndex(b => new { b.ProvinceCode, b.MergedIntoId }).HasFilter("[MergedIntoId] <> ''");
    });
}
