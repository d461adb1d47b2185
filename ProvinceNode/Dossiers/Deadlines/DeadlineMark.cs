using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>What a mark says of a dossier.</summary>
public enum DeadlineMarkKind
{
    /// <summary>The present step is past its day.</summary>
    StepLate,

    /// <summary>The result is past the promised day.</summary>
    Late,

    /// <summary>The result will be late and nobody has apologised.</summary>
    ApologyDue,
}

/// <summary>Noted once for a dossier and a due day by the job, so that the day on which it went wrong is known later and the head is reminded.</summary>
public sealed class DeadlineMark : IOfDossier
{
    public Guid Id { get; init; }

    public required Guid DossierId { get; init; }

    public required string TenantPath { get; set; }

    public string? SharedPath { get; set; }

    public required DeadlineMarkKind Kind { get; init; }

    /// <summary>The day that was missed, or will be.</summary>
    public required DateOnly DueOn { get; init; }

    public required DateTime At { get; init; }

    internal static void Map(EntityTypeBuilder<DeadlineMark> mark)
    {
        mark.ToTable("DeadlineMarks");
        mark.Property(m => m.Id).ValueGeneratedNever();
        mark.Property(m => m.Kind).HasConversion<string>().HasMaxLength(20);
        mark.HasIndex(m => new { m.DossierId, m.Kind, m.DueOn }).IsUnique();
        mark.HasIndex(m => m.At);
    }
}
