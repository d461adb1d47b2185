using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>What time, or what the registry learned, brings (policy 1.5, 3.6). Stored by name.</summary>
public enum WorklistKind
{
    /// <summary>An age that changes category or coefficient, or ends the right.</summary>
    Age = 1,

    /// <summary>Own studies end (group 2).</summary>
    Study,

    /// <summary>A child of group 4 is no longer counted, or a child of a disabled parent reaches 36 months.</summary>
    Children,

    Pregnancy,

    /// <summary>The household's poverty changed by the yearly list, or its recognition ends.</summary>
    Poverty,

    /// <summary>January: the status of the new year is not known yet.</summary>
    PovertyReview,

    /// <summary>A disability certificate ends, was withdrawn, or says another degree.</summary>
    Certificate,

    /// <summary>A disabled child reaches six (Circular 01/2019 Art. 8(2)(c)).</summary>
    CertificateAtSix,

    /// <summary>An age that opens a right for which the law wants a request: 70, 75, 80.</summary>
    Candidate,

    /// <summary>A stay in an institution reaches a limit (Decree 20 Art. 24–26).</summary>
    Stay,

    /// <summary>Three months not collected: S1 (Circular 02/2021 Art. 2).</summary>
    NotCollected,

    /// <summary>Three months of suspension for refusing the re-determination: T5.</summary>
    StillRefusing,
}

/// <summary>What is to be done about it. Stored by name.</summary>
public enum WorklistStep
{
    Adjust = 1,
    Stop,
    Suspend,

    /// <summary>The person asks for it: a form that is filled in as far as it is known.</summary>
    Apply,

    /// <summary>Somebody looks; no dossier is proposed.</summary>
    Check,
}

/// <summary>How far a row is. Stored by name.</summary>
public enum WorklistState
{
    Open = 1,

    /// <summary>A dossier is on its way.</summary>
    Opened,

    /// <summary>An official said why nothing is to be done.</summary>
    NotNeeded,

    /// <summary>Decided, or the facts no longer say so.</summary>
    Done,
}

/// <summary>Việc của tháng: one thing about one person that time does to what he receives or may receive. Made by the job; officials open or close it.</summary>
public sealed class WorklistRow : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>Commune of the person.</summary>
    public required string TenantPath { get; set; }

    /// <summary>Null for somebody whom the registry only knows beside another: member of a household, carer, holder of a certificate.</summary>
    public Guid? BeneficiaryId { get; set; }

    /// <summary>Tells people apart who have no record: number, or name and birth.</summary>
    public required string PersonKey { get; init; }

    /// <summary>Tells the things of one person apart, the same in each run.</summary>
    public required string Key { get; init; }

    public required string PersonName { get; set; }

    /// <summary>12 or 9 digits, or empty.</summary>
    public string PersonNumber { get; set; } = "";

    /// <summary>1954, 1954-03 or 1954-03-02.</summary>
    public string BirthDate { get; set; } = "";

    /// <summary>1 nam, 2 nữ; 0 when not told.</summary>
    public int Sex { get; set; }

    public string Village { get; set; } = "";

    /// <summary>yyyyMM in which it happens.</summary>
    public required int Month { get; init; }

    public required WorklistKind Kind { get; init; }

    public WorklistStep Step { get; set; }

    /// <summary>What happens, in words.</summary>
    public string What { get; set; } = "";

    /// <summary>What it does, in words.</summary>
    public string Effect { get; set; } = "";

    /// <summary>How the rules come to it.</summary>
    public string Why { get; set; } = "";

    /// <summary>yyyyMM from which the amount is another; 0 when none changes by itself.</summary>
    public int EffectMonth { get; set; }

    /// <summary>Đồng a month.</summary>
    public long BeforeDong { get; set; }

    public long AfterDong { get; set; }

    /// <summary>Day of the event that the dossier will name.</summary>
    public DateOnly? On { get; set; }

    /// <summary>Day by which it should be done.</summary>
    public DateOnly Due { get; set; }

    /// <summary>What the dossier begins with, as answers of a form.</summary>
    public string Answers { get; set; } = "{}";

    /// <summary>Slug of the situation that the person asks for, where <see cref="Step"/> wants his request; else empty.</summary>
    public string Situation { get; set; } = "";

    public WorklistState State { get; set; } = WorklistState.Open;

    public Guid? DossierId { get; set; }

    public string DossierCode { get; set; } = "";

    /// <summary>Why nothing is to be done, or how it came to be done.</summary>
    public string Note { get; set; } = "";

    public string ClosedByName { get; set; } = "";

    /// <summary>UTC.</summary>
    public required DateTime MadeAt { get; init; }

    /// <summary>UTC of the last change of state.</summary>
    public DateTime? ChangedAt { get; set; }

    public long Version { get; set; }

    internal static void Map(EntityTypeBuilder<WorklistRow> row)
    {
        row.ToTable("WorklistRows");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.PersonKey).HasMaxLength(60).UseOrdinal();
        row.Property(r => r.Key).HasMaxLength(200).UseOrdinal();
        row.HasIndex(r => new { r.PersonKey, r.Key }).IsUnique();
        row.HasIndex(r => r.BeneficiaryId);
        row.HasIndex(r => new { r.TenantPath, r.State, r.Due });
        row.HasIndex(r => r.DossierId);
        row.Property(r => r.PersonName).HasMaxLength(120);
        row.Property(r => r.PersonNumber).HasMaxLength(12).UseOrdinal();
        row.Property(r => r.BirthDate).HasMaxLength(10);
        row.Property(r => r.Village).HasMaxLength(200);
        row.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        row.Property(r => r.Step).HasConversion<string>().HasMaxLength(10);
        row.Property(r => r.What).HasMaxLength(300);
        row.Property(r => r.Effect).HasMaxLength(400);
        row.Property(r => r.Why).HasMaxLength(1500);
        row.Property(r => r.Answers).HasMaxLength(1000);
        row.Property(r => r.Situation).HasMaxLength(40);
        row.Property(r => r.State).HasConversion<string>().HasMaxLength(10);
        row.Property(r => r.DossierCode).HasMaxLength(40);
        row.Property(r => r.Note).HasMaxLength(1000);
        row.Property(r => r.ClosedByName).HasMaxLength(120);
        row.Property(r => r.Version).IsConcurrencyToken();
    }
}
