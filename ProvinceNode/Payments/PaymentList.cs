using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>
/// Danh sách chi trả of one commune, month, kind and method. Built as a draft by the accountant, approved by another, sent by a third. Approving freezes it
/// with all its lines and keeps a hash of them (<see cref="ListHash"/>); what was wrong is corrected by a supplementary list.
/// </summary>
public sealed class PaymentList : ITenantOwned, IFrozen, IReplicated
{
    private static readonly HashSet<string> Born = new(StringComparer.Ordinal)
    {
        nameof(HolderPath), nameof(PeriodId), nameof(RunId), nameof(Month), nameof(Type), nameof(Method), nameof(Sequence), nameof(UnitName), nameof(BuiltById), nameof(BuiltByName), nameof(BuiltAt),
        nameof(Lines), nameof(People), nameof(MonthlyDong), nameof(CareDong), nameof(ArrearsDong), nameof(RecoveryDong), nameof(CarriedDong), nameof(OneOffDong), nameof(TotalDong),
    };

    public Guid Id { get; init; }

    /// <summary>The commune.</summary>
    public required string TenantPath { get; set; }

    /// <summary>The fund holder: the commune itself or the district above it.</summary>
    public required string HolderPath { get; init; }

    public required Guid PeriodId { get; init; }

    /// <summary>The building that made it.</summary>
    public required Guid RunId { get; init; }

    /// <summary>yyyyMM.</summary>
    public required int Month { get; init; }

    public required ListType Type { get; init; }

    public required PayMethod Method { get; init; }

    /// <summary>1; supplementary lists go on counting: 2, 3 …</summary>
    public required int Sequence { get; init; }

    /// <summary>Name of the commune on the day of building.</summary>
    public required string UnitName { get; init; }

    public ListStatus Status { get; set; } = ListStatus.Draft;

    public required Guid BuiltById { get; init; }

    public required string BuiltByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime BuiltAt { get; init; }

    public Guid? ApprovedById { get; set; }

    public string ApprovedByName { get; set; } = "";

    public DateTime? ApprovedAt { get; set; }

    public Guid? SentById { get; set; }

    public string SentByName { get; set; } = "";

    public DateTime? SentAt { get; set; }

    public string DiscardedByName { get; set; } = "";

    public string DiscardedWhy { get; set; } = "";

    public DateTime? DiscardedAt { get; set; }

    /// <summary>UTC at which the last line got its result; null before.</summary>
    public DateTime? SettledAt { get; set; }

    /// <summary>Lines: one a receiver.</summary>
    public required int Lines { get; init; }

    /// <summary>Beneficiaries of the lines.</summary>
    public required int People { get; init; }

    /// <summary>Sums of the columns 9–15 of policy 6.3.</summary>
    public required Dong MonthlyDong { get; init; }

    public required Dong CareDong { get; init; }

    public required Dong ArrearsDong { get; init; }

    public required Dong RecoveryDong { get; init; }

    public required Dong CarriedDong { get; init; }

    public required Dong OneOffDong { get; init; }

    public required Dong TotalDong { get; init; }

    /// <summary>SHA-256 of the lines, 64 hexadecimal digits; empty before the approval.</summary>
    public string Hash { get; set; } = "";

    /// <summary>What became of the lines so far, as the hub was told; what is in none of them is open.</summary>
    public int PaidLines { get; set; }

    public Dong PaidDong { get; set; }

    public int UnpaidLines { get; set; }

    public Dong UnpaidDong { get; set; }

    public int ReturnedLines { get; set; }

    public Dong ReturnedDong { get; set; }

    public int FailedLines { get; set; }

    public Dong FailedDong { get; set; }

    public long Epoch { get; set; }

    /// <summary>Grows with each change.</summary>
    public long Version { get; set; }

    /// <summary>Drafts are the office's own: the hub is told of a list with its approval.</summary>
    public bool IsForHub => Epoch > 0 || Status is not (ListStatus.Draft or ListStatus.Discarded);

    public bool IsFrozen(string property, Func<string, object?> stored)
    {
        var status = (ListStatus)stored(nameof(Status))!;
        return Born.Contains(property) || property switch
        {
            nameof(Hash) or nameof(ApprovedById) or nameof(ApprovedByName) or nameof(ApprovedAt) => PaymentStatusTable.IsFrozen(status),
            nameof(Status) => Status != status && PaymentStatusTable.Moves.All(m => m.From != status || m.To != Status),
            _ => false,
        };
    }

    internal static void Map(EntityTypeBuilder<PaymentList> list)
    {
        list.ToTable("PaymentLists");
        list.Property(l => l.Id).ValueGeneratedNever();
        list.Ignore(l => l.IsForHub);
        list.Property(l => l.Version).IsConcurrencyToken();
        list.HasIndex(l => new { l.PeriodId, l.TenantPath, l.Type, l.Method, l.Sequence }).IsUnique().HasFilter("[Status] <> 'Discarded'");
        list.HasIndex(l => new { l.Status, l.Month });
        list.HasIndex(l => new { l.HolderPath, l.Month });
        list.HasOne<PaymentPeriod>().WithMany().HasForeignKey(l => l.PeriodId).OnDelete(DeleteBehavior.Restrict);
        list.Property(l => l.HolderPath).HasMaxLength(20).UseOrdinal();
        list.Property(l => l.Type).HasConversion<string>().HasMaxLength(15);
        list.Property(l => l.Method).HasConversion<string>().HasMaxLength(10);
        list.Property(l => l.Status).HasConversion<string>().HasMaxLength(10);
        list.Property(l => l.UnitName).HasMaxLength(120);
        list.Property(l => l.BuiltByName).HasMaxLength(120);
        list.Property(l => l.ApprovedByName).HasMaxLength(120);
        list.Property(l => l.SentByName).HasMaxLength(120);
        list.Property(l => l.DiscardedByName).HasMaxLength(120);
        list.Property(l => l.DiscardedWhy).HasMaxLength(500);
        list.Property(l => l.Hash).HasMaxLength(64);
    }
}
