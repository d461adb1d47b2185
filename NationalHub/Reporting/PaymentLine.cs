using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>One receiver's line of a payment list once it has a result: no name, no number, no account, no category. Amounts in đồng.</summary>
public sealed class PaymentLine : Replica
{
    public string ListId { get; set; } = "";

    /// <summary>yyyyMM of the list.</summary>
    public int Month { get; set; }

    public string Type { get; set; } = "";

    public string Method { get; set; } = "";

    public string CommuneCode { get; set; } = "";

    /// <summary>Beneficiary whom the line shows; empty for somebody who is in no registry.</summary>
    public string BeneficiaryId { get; set; } = "";

    public int People { get; set; }

    public long Monthly { get; set; }

    public long Care { get; set; }

    public long Arrears { get; set; }

    public long Recovery { get; set; }

    public long Carried { get; set; }

    public long OneOff { get; set; }

    public long Total { get; set; }

    /// <summary>Open (opened again by a correction), Paid, Unpaid, Returned, Failed.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>yyyy-MM-dd; empty when it was not paid.</summary>
    public string PaidOn { get; set; } = "";

    /// <summary>R01–R09 of the payer.</summary>
    public string ReasonCode { get; set; } = "";

    public int ResultVersion { get; set; }

    /// <summary>Months and sums paid once within the line, as one JSON document.</summary>
    public string Claims { get; set; } = "[]";

    internal static void Map(ModelBuilder model) => model.Entity<PaymentLine>(e =>
    {
        MapReplica(e, "PaymentLines");
        e.Property(l => l.ListId).HasMaxLength(36).IsUnicode(false);
        e.Property(l => l.Type).HasMaxLength(15).IsUnicode(false);
        e.Property(l => l.Method).HasMaxLength(10).IsUnicode(false);
        e.Property(l => l.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(l => l.BeneficiaryId).HasMaxLength(36).IsUnicode(false);
        e.Property(l => l.Outcome).HasMaxLength(10).IsUnicode(false);
        e.Property(l => l.PaidOn).HasMaxLength(10).IsUnicode(false);
        e.Property(l => l.ReasonCode).HasMaxLength(3).IsUnicode(false);
        e.HasIndex(l => new { l.ProvinceCode, l.ListId });
        e.HasIndex(l => new { l.ProvinceCode, l.BeneficiaryId });
        e.HasIndex(l => new { l.Month, l.Outcome });
    });
}
