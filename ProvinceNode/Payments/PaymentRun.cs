using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments;

/// <summary>Where a building of lists stands. Stored by name.</summary>
public enum RunState
{
    /// <summary>Asked for; a job builds commune by commune.</summary>
    Building = 1,

    Built,

    /// <summary>Ended before its end: given up with its drafts, or stopped for a commune that could not be built while its drafts stay.</summary>
    Stopped,
}

/// <summary>
/// One building of the lists of a month, for all communes of a fund holder. A commune is one transaction: its lists are there whole or not at all, and a node
/// that was stopped goes on with the communes that are left.
/// </summary>
public sealed class PaymentRun : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>The fund holder.</summary>
    public required string TenantPath { get; set; }

    public required Guid PeriodId { get; init; }

    /// <summary>yyyyMM.</summary>
    public required int Month { get; init; }

    /// <summary>Its lists are supplementary.</summary>
    public required bool Supplementary { get; init; }

    public RunState State { get; set; } = RunState.Building;

    public required Guid StartedById { get; init; }

    public required string StartedByName { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    public DateTime? DoneAt { get; set; }

    /// <summary>Communes to build, and how many are done.</summary>
    public required int Communes { get; init; }

    public int Done { get; set; }

    /// <summary>Path of the last commune that is done; empty at first.</summary>
    public string Cursor { get; set; } = "";

    /// <summary>Paths of communes that could not be built, parted by ";": the job tries them again after the others. Empty when all went well.</summary>
    public string Failed { get; set; } = "";

    public int Lists { get; set; }

    public int Lines { get; set; }

    public Dong TotalDong { get; set; }

    /// <summary>Payments that are kept off (<see cref="PaymentOmission"/>).</summary>
    public int Omitted { get; set; }

    public long Version { get; set; }

    /// <summary><see cref="Failed"/> one by one.</summary>
    public IReadOnlyList<string> FailedPaths => Failed.Split(';', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a commune's lists were made by it, if there was anything to list.</summary>
    public bool WentOver(string commune) => (State == RunState.Built || string.CompareOrdinal(Cursor, commune) >= 0) && !FailedPaths.Contains(commune);

    internal static void Map(EntityTypeBuilder<PaymentRun> run)
    {
        run.ToTable("PaymentRuns");
        run.Property(r => r.Id).ValueGeneratedNever();
        run.Property(r => r.Version).IsConcurrencyToken();
        run.HasIndex(r => r.State);
        run.HasOne<PaymentPeriod>().WithMany().HasForeignKey(r => r.PeriodId).OnDelete(DeleteBehavior.Restrict);
        run.Property(r => r.State).HasConversion<string>().HasMaxLength(10);
        run.Property(r => r.StartedByName).HasMaxLength(120);
        run.Property(r => r.Cursor).HasMaxLength(20).UseOrdinal();
        run.Property(r => r.Failed).HasMaxLength(4000).UseOrdinal();
        run.Ignore(r => r.FailedPaths);
    }
}

/// <summary>Why something due stands on no list of a month. Stored by name.</summary>
public enum OmissionReason
{
    /// <summary>A report is verified meanwhile (policy 3.6).</summary>
    Held = 1,

    /// <summary>Tạm dừng by decision.</summary>
    Suspended,

    /// <summary>What is to be taken back exceeds what is due: the rest waits.</summary>
    RecoveryLeft,

    /// <summary>Left unpaid and not due any more: the person ceased to be entitled before that month.</summary>
    NotDueAnyMore,

    /// <summary>The person is gone and nobody is named who takes what was his (policy 6.7).</summary>
    AwaitingHeir,

    /// <summary>Đã chi vượt: a list paid more than a decision that came after it leaves; a decision on taking it back is to be proposed.</summary>
    Overpaid,

    /// <summary>Nuôi dưỡng tại cơ sở: the allowance of who lives in a social-assistance institution is the institution's money (Decree 20/2021 Art. 25; a non-public one asks for it by a list of its own,
    /// Circular 76/2021), not handed out by the payer of Art. 34.</summary>
    AtInstitution,
}

/// <summary>Để ngoài danh sách: somebody whom a building left out, wholly or with a part, and why, so that he is not forgotten.</summary>
public sealed class PaymentOmission : ITenantOwned
{
    public Guid Id { get; init; }

    public required Guid RunId { get; init; }

    /// <summary>The commune.</summary>
    public required string TenantPath { get; set; }

    /// <summary>The record that was left out; the next building looks again.</summary>
    public required Guid PersonId { get; init; }

    public required EntitlementStrand Strand { get; init; }

    public required OmissionReason Reason { get; init; }

    /// <summary>In words.</summary>
    public required string Why { get; init; }

    /// <summary>Months and đồng kept off.</summary>
    public required int Months { get; init; }

    public required Dong Amount { get; init; }

    internal static void Map(EntityTypeBuilder<PaymentOmission> omission)
    {
        omission.ToTable("PaymentOmissions");
        omission.Property(o => o.Id).ValueGeneratedNever();
        omission.HasIndex(o => o.RunId);
        omission.HasIndex(o => o.PersonId);
        omission.HasOne<PaymentRun>().WithMany().HasForeignKey(o => o.RunId).OnDelete(DeleteBehavior.Restrict);
        omission.Property(o => o.Reason).HasConversion<string>().HasMaxLength(20);
        omission.Property(o => o.Why).HasMaxLength(300);
    }
}
