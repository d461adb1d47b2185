using Microsoft.EntityFrameworkCore;

namespace NationalHub.Provinces.Trials;

/// <summary>
/// An operator had the records of a province's trial removed: who, when, why, and how far it is. The row stays; so do stages, signatures, events and the certificates of equality, marked as of the trial. What of
/// people and dossiers was tried out goes, with its history.
/// </summary>
public sealed class TrialRemoval
{
    public required Guid Id { get; init; }

    public required string ProvinceCode { get; init; }

    public required string AskedBy { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; init; }

    public required string Why { get; init; }

    /// <summary>Highest epoch of the trial's node: what comes under a later one is another node's, and is not touched.</summary>
    public required long Epoch { get; init; }

    /// <summary>What is being removed now, in words; empty before the first and after the last.</summary>
    public string Step { get; set; } = "";

    /// <summary>Rows removed so far, history included.</summary>
    public long Removed { get; set; }

    /// <summary>UTC; null while it goes on.</summary>
    public DateTime? DoneAt { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<TrialRemoval>(e =>
    {
        e.ToTable("TrialRemovals");
        e.Property(r => r.ProvinceCode).HasMaxLength(2).IsUnicode(false);
        e.Property(r => r.AskedBy).HasMaxLength(60);
        e.Property(r => r.Why).HasMaxLength(500);
        e.Property(r => r.Step).HasMaxLength(60);
        e.HasOne<Province>().WithMany().HasForeignKey(r => r.ProvinceCode).OnDelete(DeleteBehavior.Restrict);
        e.HasIndex(r => new { r.ProvinceCode, r.AskedAt });
    });

    /// <summary>When removals were done, the latest first.</summary>
    /// <param name="provinces">Null: of every province.</param>
    internal static IQueryable<DateTime?> Ends(Platform.HubDb db, IReadOnlyCollection<string>? provinces)
    {
        var done = db.TrialRemovals.Where(r => r.DoneAt != null);
        return (provinces is null ? done : done.Where(r => provinces.Contains(r.ProvinceCode))).OrderByDescending(r => r.DoneAt).Select(r => r.DoneAt);
    }

    /// <summary>Whether one of the province goes on.</summary>
    internal static Task<bool> GoesOnAsync(Platform.HubDb db, string province, CancellationToken cancellation) => db.TrialRemovals.AnyAsync(r => r.ProvinceCode == province && r.DoneAt == null, cancellation);
}
