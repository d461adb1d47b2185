using Microsoft.EntityFrameworkCore;
using Protos.Enrolment;

namespace NationalHub.Provinces.Gates;

/// <summary>A week of a province in its pilot, Monday to Sunday, as its node last told it.</summary>
public sealed class PilotWeek
{
    public required string ProvinceCode { get; init; }

    public required DateOnly Monday { get; init; }

    /// <summary>Dossiers filed.</summary>
    public int Entered { get; set; }

    /// <summary>Dossiers that came to their end, whichever it was.</summary>
    public int Decided { get; set; }

    /// <summary>Of these, turned away, stopped or withdrawn without a decision; null: a node of before does not tell.</summary>
    public int? Closed { get; set; }

    /// <summary>Dossiers filed until the end of the week and not decided until then ("hồ sơ chưa ra quyết định"); null: a node of before does not tell.</summary>
    public int? Undecided { get; set; }

    /// <summary>People decided before the system came, entered from accepted lists; null: a node of before does not tell.</summary>
    public int? Listed { get; set; }

    /// <summary>Decisions on paper that were entered one by one; null: a node of before does not tell.</summary>
    public int? OnPaper { get; set; }

    /// <summary>Payment lists approved.</summary>
    public int Lists { get; set; }

    /// <summary>Biến động recorded.</summary>
    public int Changes { get; set; }

    /// <summary>Takes what the node told last; what is below nothing is nothing.</summary>
    internal void Take(WeekFigures told)
    {
        (Entered, Decided, Lists, Changes) = (Math.Max(0, told.Entered), Math.Max(0, told.Decided), Math.Max(0, told.Lists), Math.Max(0, told.Changes));
        (Undecided, Closed) = (told.HasUndecided ? Math.Max(0, told.Undecided) : null, told.HasClosed ? Math.Max(0, told.Closed) : null);
        (Listed, OnPaper) = (told.HasListed ? Math.Max(0, told.Listed) : null, told.HasOnPaper ? Math.Max(0, told.OnPaper) : null);
    }

    internal static void Map(ModelBuilder model) => model.Entity<PilotWeek>(e =>
    {
        e.ToTable("PilotWeeks");
        e.HasKey(w => new { w.ProvinceCode, w.Monday });
        e.Property(w => w.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.HasOne<Province>().WithMany().HasForeignKey(w => w.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
    });
}
