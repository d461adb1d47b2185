using Microsoft.EntityFrameworkCore;

namespace NationalHub.Provinces.Gates;

/// <summary>What was done with a line of what was paid; the names are stored.</summary>
public enum ParallelVerb
{
    Entered = 1,

    /// <summary>Entered again with other figures or from another paper.</summary>
    Changed = 2,

    /// <summary>Taken back: it was entered by mistake.</summary>
    TakenBack = 3,
}

/// <summary>A step with a line of what was paid: the comparing may rest on the line, so nothing of it is forgotten. Rows are added, never changed.</summary>
public sealed class ParallelStep
{
    public long Id { get; init; }

    public required string ProvinceCode { get; init; }

    /// <summary>yyyyMM.</summary>
    public required int Month { get; init; }

    public required string CommuneCode { get; init; }

    public required ParallelVerb Verb { get; init; }

    /// <summary>As entered; of a line that was taken back as it was.</summary>
    public required int People { get; init; }

    /// <summary>Đồng.</summary>
    public required long Paid { get; init; }

    public required string Source { get; init; }

    /// <summary>Why it was taken back; empty else.</summary>
    public string Why { get; init; } = "";

    public required string By { get; init; }

    public required DateTime At { get; init; }

    internal static ParallelStep Of(ParallelPayment line, ParallelVerb verb, string by, DateTime at, string why = "") => new()
    {
        ProvinceCode = line.ProvinceCode, Month = line.Month, CommuneCode = line.CommuneCode, Verb = verb, People = line.People, Paid = line.Paid, Source = line.Source, Why = why, By = by, At = at,
    };

    internal static void Map(ModelBuilder model) => model.Entity<ParallelStep>(e =>
    {
        e.ToTable("ParallelSteps");
        e.Property(s => s.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(s => s.CommuneCode).HasMaxLength(10).IsUnicode(false);
        e.Property(s => s.Verb).HasConversion<string>().HasMaxLength(20).IsUnicode(false);
        e.Property(s => s.Source).HasMaxLength(100);
        e.Property(s => s.Why).HasMaxLength(500);
        e.Property(s => s.By).HasMaxLength(60);
        e.HasOne<Province>().WithMany().HasForeignKey(s => s.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(s => new { s.ProvinceCode, s.Month, s.CommuneCode });
    });
}
