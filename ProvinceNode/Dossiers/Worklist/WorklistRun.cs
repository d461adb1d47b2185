using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ProvinceNode.Dossiers.Worklist;

/// <summary>
/// How far the worklist of a commune is: the job's own bookkeeping, one row a commune. It says of people only how many there are.
/// </summary>
public sealed class WorklistRun
{
    /// <summary>Path of the commune.</summary>
    public required string Commune { get; init; }

    /// <summary>yyyyMM of the month for which it was made last, or is being made.</summary>
    public int Month { get; set; }

    /// <summary>Last person who is done; null while a run begins and after it ended.</summary>
    public Guid? Cursor { get; set; }

    /// <summary>People looked at so far.</summary>
    public int People { get; set; }

    /// <summary>Of those, people who receive and for whom the rules cannot say what time will do: what was decided is not kept here, and the category does not tell it.</summary>
    public int Unknown { get; set; }

    /// <summary>UTC.</summary>
    public DateTime StartedAt { get; set; }

    /// <summary>UTC; null while it runs.</summary>
    public DateTime? DoneAt { get; set; }

    /// <summary>UTC at which somebody asked for it to be made anew; null when nobody did since the last run began.</summary>
    public DateTime? AskedAt { get; set; }

    internal static void Map(EntityTypeBuilder<WorklistRun> run)
    {
        run.ToTable("WorklistRuns");
        run.HasKey(r => r.Commune);
        run.Property(r => r.Commune).HasMaxLength(20);
    }
}

/// <summary>Mapping of the worklist.</summary>
public static class WorklistTables
{
    public static void Apply(ModelBuilder builder)
    {
        builder.Entity<WorklistRow>(WorklistRow.Map);
        builder.Entity<WorklistRun>(WorklistRun.Map);
    }
}
