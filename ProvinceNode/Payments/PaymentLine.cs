using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>What became of a line. Stored by number: never renumber.</summary>
public enum LineOutcome
{
    Open = 0,

    /// <summary>PAID.</summary>
    Paid = 1,

    /// <summary>UNPAID: carried to a later list.</summary>
    Unpaid = 2,

    /// <summary>RETURNED: the payer gives the money back.</summary>
    Returned = 3,

    /// <summary>BANK_FAILED.</summary>
    Failed = 4,
}

/// <summary>
/// One receiver of a list and all that he collects at once: a copy of the columns of policy 6.3 as they were when the list was built. It never changes but
/// in what became of it; the amounts are the sums of its claims (<see cref="PaymentClaim"/>).
/// </summary>
public sealed class PaymentLine : ITenantOwned, IFrozen, IReplicated
{
    public const int LongestNote = 500;
    public const int LongestOthers = 1000;

    private static readonly HashSet<string> Living = new(StringComparer.Ordinal) { nameof(Outcome), nameof(ResultVersion), nameof(PaidOn), nameof(UntoldVersion), nameof(Epoch), nameof(Version) };

    public Guid Id { get; init; }

    public required Guid ListId { get; init; }

    /// <summary>The commune of the list.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Order within the list; the printed number restarts in each village.</summary>
    public required int Order { get; init; }

    /// <summary>The person whose columns are shown: the receiver himself where he is a beneficiary of the line, else the first he takes for. Null for somebody who is in no registry.
    /// A copy of its day: after a merge it goes on naming the record that it was made of, while its claims follow the person.</summary>
    public required Guid? PersonId { get; init; }

    public required string BeneficiaryCode { get; init; }

    public required string PersonName { get; init; }

    /// <summary>1954, 1954-03 or 1954-03-02.</summary>
    public required string BirthDate { get; init; }

    /// <summary>1 man, 2 woman, 0 not known.</summary>
    public required int Sex { get; init; }

    /// <summary>Citizen's number, else the old one; may be empty.</summary>
    public required string PersonNumber { get; init; }

    public required string Village { get; init; }

    /// <summary>Short label, e.g. K5Đ5.a; neutral for HIV groups (Decree 20/2021 Art. 28). Several are parted by ", ".</summary>
    public required string Category { get; init; }

    /// <summary>As printed, e.g. 1,5; empty when nothing monthly has one.</summary>
    public required string Coefficient { get; init; }

    /// <summary>Standard level behind the monthly amount; nothing for what has none.</summary>
    public required Dong Level { get; init; }

    /// <summary>Columns 9–15.</summary>
    public required Dong Monthly { get; init; }

    public required Dong Care { get; init; }

    public required Dong Arrears { get; init; }

    /// <summary>yyyyMM; 0 without arrears.</summary>
    public required int ArrearsFrom { get; init; }

    public required int ArrearsTo { get; init; }

    public required Dong Recovery { get; init; }

    public required Dong Carried { get; init; }

    /// <summary>Different months in <see cref="Carried"/>.</summary>
    public required int CarriedMonths { get; init; }

    public required Dong OneOff { get; init; }

    /// <summary>9 + 10 + 11 − 12 + 13 + 14; never below nothing.</summary>
    public required Dong Total { get; init; }

    public required PayMethod Method { get; init; }

    public required string AccountNumber { get; init; }

    public required string Bank { get; init; }

    public required string AccountHolder { get; init; }

    public required string ReceiverName { get; init; }

    public required string ReceiverNumber { get; init; }

    /// <summary>To the person; empty for himself.</summary>
    public required string ReceiverRelation { get; init; }

    /// <summary>Who collects by a certified authorisation in force; empty without one.</summary>
    public required string ProxyName { get; init; }

    public required string ProxyNumber { get; init; }

    public required string ProxyRelation { get; init; }

    public required Guid? ProxyId { get; init; }

    /// <summary>Beneficiaries of the line.</summary>
    public required int People { get; init; }

    /// <summary>Names and codes of the further persons whom he takes for.</summary>
    public required string Others { get; init; }

    /// <summary>Number and day of the decision behind what is new.</summary>
    public required string Note { get; init; }

    public LineOutcome Outcome { get; set; }

    /// <summary>Version of the result in force; 0 without one.</summary>
    public int ResultVersion { get; set; }

    public DateOnly? PaidOn { get; set; }

    /// <summary>Version that the hub was not told of yet; null when it knows the latest, or nothing was settled yet. Results are written by sets: they mark their lines, and
    /// <see cref="Publishing.PublishPayments"/> tells them.</summary>
    public long? UntoldVersion { get; set; }

    public long Epoch { get; set; }

    public long Version { get; set; }

    /// <summary>The hub is told of a line with its first result.</summary>
    public bool IsForHub => Epoch > 0 || Outcome != LineOutcome.Open;

    /// <summary>Loaded for messages only.</summary>
    public PaymentList? List { get; init; }

    /// <summary>Loaded for messages only.</summary>
    public List<PaymentClaim> Claims { get; } = [];

    /// <summary>Loaded for messages only.</summary>
    public List<PaymentResult> Results { get; } = [];

    public bool IsFrozen(string property, Func<string, object?> stored) => !Living.Contains(property);

    internal static void Map(EntityTypeBuilder<PaymentLine> line)
    {
        line.ToTable("PaymentLines");
        line.Property(l => l.Id).ValueGeneratedNever();
        line.Property(l => l.Version).IsConcurrencyToken();
        line.HasIndex(l => new { l.ListId, l.Order }).IsUnique();
        line.HasIndex(l => l.PersonId);
        line.Ignore(l => l.IsForHub);
        // Few lines wait: only they are looked for.
        line.HasIndex(l => l.UntoldVersion).HasFilter("[UntoldVersion] IS NOT NULL");
        line.HasOne(l => l.List).WithMany().HasForeignKey(l => l.ListId).OnDelete(DeleteBehavior.Restrict);
        line.Property(l => l.BeneficiaryCode).HasMaxLength(30).UseOrdinal();
        line.Property(l => l.PersonName).HasMaxLength(120);
        line.Property(l => l.BirthDate).HasMaxLength(10);
        line.Property(l => l.PersonNumber).HasMaxLength(12).UseOrdinal();
        line.Property(l => l.Village).HasMaxLength(200);
        line.Property(l => l.Category).HasMaxLength(100);
        line.Property(l => l.Coefficient).HasMaxLength(40);
        line.Property(l => l.Method).HasConversion<string>().HasMaxLength(10);
        // Held against accounts and requests in queries: SQL Server compares no two columns of different collations.
        line.Property(l => l.AccountNumber).HasMaxLength(30).UseOrdinal();
        line.Property(l => l.Bank).HasMaxLength(120);
        line.Property(l => l.AccountHolder).HasMaxLength(120);
        line.Property(l => l.ReceiverName).HasMaxLength(120);
        line.Property(l => l.ReceiverNumber).HasMaxLength(12).UseOrdinal();
        line.Property(l => l.ReceiverRelation).HasMaxLength(60);
        line.Property(l => l.ProxyName).HasMaxLength(120);
        line.Property(l => l.ProxyNumber).HasMaxLength(12).UseOrdinal();
        line.Property(l => l.ProxyRelation).HasMaxLength(60);
        line.Property(l => l.Others).HasMaxLength(LongestOthers);
        line.Property(l => l.Note).HasMaxLength(LongestNote);
    }
}
