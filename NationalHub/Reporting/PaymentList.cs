using Microsoft.EntityFrameworkCore;

namespace NationalHub.Reporting;

/// <summary>Danh sách chi trả of one commune, month, type and method, with what became of its money. Amounts in đồng.</summary>
public sealed class PaymentList : Replica
{
    /// <summary>yyyyMM.</summary>
    public int Month { get; set; }

    /// <summary>Regular, SocialPension, Funeral, Supplementary.</summary>
    public string Type { get; set; } = "";

    /// <summary>CashPoint, CashHome, Bank, Epay.</summary>
    public string Method { get; set; } = "";

    public int Sequence { get; set; }

    public string CommuneCode { get; set; } = "";

    public string CommuneName { get; set; } = "";

    /// <summary>Unit that holds the fund: the commune or the district above it.</summary>
    public string HolderCode { get; set; } = "";

    /// <summary>Draft, Approved, Sending, Unknown, Sent, Settled, Discarded.</summary>
    public string Status { get; set; } = "";

    /// <summary>SHA-256 of the approved lines; empty before the approval.</summary>
    public string Hash { get; set; } = "";

    public int Lines { get; set; }

    public int People { get; set; }

    public long Monthly { get; set; }

    public long Care { get; set; }

    public long Arrears { get; set; }

    public long Recovery { get; set; }

    public long Carried { get; set; }

    public long OneOff { get; set; }

    public long Total { get; set; }

    public DateTime? ApprovedAt { get; set; }

    public DateTime? SentAt { get; set; }

    /// <summary>UTC at which the last line got its result.</summary>
    public DateTime? SettledAt { get; set; }

    public int PaidLines { get; set; }

    public long Paid { get; set; }

    public int UnpaidLines { get; set; }

    public long Unpaid { get; set; }

    public int ReturnedLines { get; set; }

    public long Returned { get; set; }

    public int FailedLines { get; set; }

    public long Failed { get; set; }

    /// <summary>Lines without a result.</summary>
    public int OpenLines { get; set; }

    /// <summary>Total less all results.</summary>
    public long Open { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<PaymentList>(e =>
    {
        MapReplica(e, "PaymentLists");
        e.Property(l => l.Type).HasMaxLength(15).IsUnicode(false);
        e.Property(l => l.Method).HasMaxLength(10).IsUnicode(false);
        e.Property(l => l.CommuneCode).HasMaxLength(5).IsUnicode(false);
        e.Property(l => l.CommuneName).HasMaxLength(100);
        e.Property(l => l.HolderCode).HasMaxLength(5).IsUnicode(false);
        e.Property(l => l.Status).HasMaxLength(10).IsUnicode(false);
        e.Property(l => l.Hash).HasMaxLength(64).IsUnicode(false);
        e.HasIndex(l => new { l.ProvinceCode, l.Month, l.CommuneCode });
        e.HasIndex(l => new { l.Month, l.Status });
    });
}
