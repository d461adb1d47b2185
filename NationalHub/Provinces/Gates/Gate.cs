using Microsoft.EntityFrameworkCore;

namespace NationalHub.Provinces.Gates;

/// <summary>What is measured before a province goes on to its next stage; the names are stored.</summary>
public enum GateKind
{
    /// <summary>An account of each role that the work needs.</summary>
    Accounts = 1,

    /// <summary>The working calendar of the year.</summary>
    Calendar = 2,

    /// <summary>The lists that were brought in.</summary>
    Import = 3,

    /// <summary>Records that the hub acknowledged, none refused.</summary>
    Replication = 4,

    /// <summary>What was paid beside the lists of the node, commune by commune.</summary>
    Parallel = 5,
}

/// <summary>A gate that an operator signed: on what measure, and why when it was not met. Rows are added, never changed.</summary>
public sealed class GateSignature
{
    public long Id { get; init; }

    public required string ProvinceCode { get; init; }

    /// <summary>The stage that the gate leads to.</summary>
    public required ProvinceStage Stage { get; init; }

    public required GateKind Gate { get; init; }

    public required string SignedBy { get; init; }

    public DateTime SignedAt { get; init; }

    public bool Met { get; init; }

    /// <summary>What was measured at that moment, in words.</summary>
    public required string Measure { get; init; }

    /// <summary>Why it was signed although it was not met; empty when it was.</summary>
    public string OverrideWhy { get; init; } = "";

    internal static void Map(ModelBuilder model) => model.Entity<GateSignature>(e =>
    {
        e.ToTable("GateSignatures");
        e.Property(g => g.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(g => g.Stage).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(g => g.Gate).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(g => g.SignedBy).HasMaxLength(60);
        e.Property(g => g.Measure).HasMaxLength(2000);
        e.Property(g => g.OverrideWhy).HasMaxLength(500);
        e.HasOne<Province>().WithMany().HasForeignKey(g => g.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(g => new { g.ProvinceCode, g.SignedAt });
    });
}

/// <summary>A province went to another stage. Rows are added, never changed.</summary>
public sealed class StageChange
{
    public long Id { get; init; }

    public required string ProvinceCode { get; init; }

    public required ProvinceStage From { get; init; }

    public required ProvinceStage To { get; init; }

    public required string By { get; init; }

    public DateTime At { get; init; }

    public required string Why { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<StageChange>(e =>
    {
        e.ToTable("StageChanges");
        e.Property(s => s.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(s => s.From).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(s => s.To).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(s => s.By).HasMaxLength(60);
        e.Property(s => s.Why).HasMaxLength(500);
        e.HasOne<Province>().WithMany().HasForeignKey(s => s.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(s => new { s.ProvinceCode, s.At });
    });
}
