using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>A monthly assistance in course or ended, granted by a decision.</summary>
public sealed class Entitlement : Replica
{
    public string BeneficiaryId { get; set; } = "";

    public string CategoryCode { get; set; } = "";

    public int CoefficientHundredths { get; set; }

    /// <summary>Whole đồng.</summary>
    public long MonthlyAmount { get; set; }

    /// <summary>yyyyMM.</summary>
    public int StartMonth { get; set; }

    /// <summary>yyyyMM, the last month counted; 0 while open.</summary>
    public int EndMonth { get; set; }

    public string DecisionId { get; set; } = "";

    public string ReceiverName { get; set; } = "";

    public string Status { get; set; } = "";

    public string CommuneCode { get; set; } = "";

    /// <summary>Assistance, Care, SocialPension, Institution; empty from nodes that did not tell.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Number of children for group 4; else 1.</summary>
    public int Times { get; set; }

    /// <summary>Whole đồng.</summary>
    public long Level { get; set; }

    public string ReceiverRelation { get; set; } = "";

    /// <summary>The version that this one follows; empty for the first.</summary>
    public string PreviousId { get; set; } = "";

    /// <summary>A suspension whose months were not made good.</summary>
    public bool Withheld { get; set; }

    /// <summary>The decision that ended this version; empty while it runs.</summary>
    public string EndDecisionId { get; set; } = "";

    /// <summary>Why it ended: code of the law (T1–T5, C1–C4, S1–S3) or in words; empty while it runs, and for groups that law keeps confidential.</summary>
    public string EndReason { get; set; } = "";

    internal static void Map(ModelBuilder model) => model.Entity<Entitlement>(e =>
    {
        MapReplica(e, "Entitlements");
        e.Property(b => b.BeneficiaryId).HasMaxLength(36).IsUnicode(false);
        e.Property(b => b.CategoryCode).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.DecisionId).HasMaxLength(36).IsUnicode(false);
        e.Property(b => b.ReceiverName).HasMaxLength(120);
        e.Property(b => b.Status).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(b => b.Kind).HasMaxLength(20).IsUnicode(false);
        e.Property(b => b.ReceiverRelation).HasMaxLength(60);
        e.Property(b => b.PreviousId).HasMaxLength(36).IsUnicode(false);
        e.Property(b => b.EndDecisionId).HasMaxLength(36).IsUnicode(false);
        e.Property(b => b.EndReason).HasMaxLength(300);
        e.HasIndex(b => new { b.ProvinceCode, b.BeneficiaryId });
    });
}
