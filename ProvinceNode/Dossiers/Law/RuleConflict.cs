using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Law;

/// <summary>What became of a shipped row beside the province's own.</summary>
public enum RuleConflictState
{
    /// <summary>Waits for the legal officer; the province's row is in force.</summary>
    Open,

    /// <summary>The shipped row was put in force.</summary>
    Applied,

    /// <summary>The province's row stays.</summary>
    Kept,

    /// <summary>The rows no longer contradict each other.</summary>
    Gone,
}

/// <summary>
/// Dòng của bản cập nhật khác với quy định của tỉnh: a row that a new version of the product brought though the province's legal officer had entered
/// his own. His stays in force and the node goes on; this is the task to settle, by one who proposes and another who approves.
/// </summary>
public sealed class RuleConflict : ITenantOwned
{
    public Guid Id { get; init; }

    /// <summary>The province.</summary>
    public required string TenantPath { get; set; }

    public required RuleKind Kind { get; init; }

    /// <summary>Matter and first day of the row; unique.</summary>
    public required string Key { get; init; }

    /// <summary>What the row says, in one sentence.</summary>
    public required string Words { get; set; }

    /// <summary>The row as JSON.</summary>
    public required string Row { get; set; }

    public RuleConflictState State { get; set; }

    public string? SettledByName { get; set; }

    public DateTime? SettledAt { get; set; }

    /// <summary>The row as it would be put in force: the officer's from then on.</summary>
    public object Shipped() => Kind switch
    {
        RuleKind.NationalLevel => With<LevelRow>(l => (l.Id, l.ByOfficer) = (0, true)),
        RuleKind.Category => With<CategoryRow>(c => (c.Id, c.ByOfficer) = (0, true)),
        RuleKind.Parameter => With<ParameterRow>(p => (p.Id, p.ByOfficer) = (0, true)),
        RuleKind.StepDays => With<StepRule>(s => (s.Id, s.ByProvince) = (0, true)),
        _ => With<AuthorityRule>(a => a.Id = 0),
    };

    internal static void Map(EntityTypeBuilder<RuleConflict> conflict)
    {
        conflict.ToTable("RuleConflicts");
        conflict.Property(c => c.Id).ValueGeneratedNever();
        conflict.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        conflict.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
        conflict.Property(c => c.Key).HasMaxLength(120).UseOrdinal();
        conflict.Property(c => c.Words).HasMaxLength(700);
        conflict.Property(c => c.SettledByName).HasMaxLength(120);
        conflict.HasIndex(c => c.Key).IsUnique();
    }

    private T With<T>(Action<T> change)
        where T : class
    {
        var row = JsonSerializer.Deserialize<T>(Row)!;
        change(row);
        return row;
    }
}

/// <summary>Keeps the tasks that a shipment leaves.</summary>
public static class HeldRows
{
    /// <summary>New tasks are opened, a row that came otherwise opens its task again, and what no longer contradicts is gone. Nothing is saved.</summary>
    public static async Task KeepAsync(NodeDb db, IReadOnlyList<HeldRow> held, CancellationToken cancel)
    {
        var known = (await db.Set<RuleConflict>().ToListAsync(cancel)).ToDictionary(c => c.Key, StringComparer.Ordinal);
        foreach (var row in held)
        {
            if (!known.TryGetValue(row.Key, out var conflict))
            {
                db.Add(new RuleConflict { Id = Guid.CreateVersion7(), TenantPath = db.Scope.Path!.Value.Province, Kind = row.Kind, Key = row.Key, Words = row.Words, Row = row.Row });
            }
            else if (conflict.Row != row.Row || conflict.State == RuleConflictState.Gone)
            {
                (conflict.Row, conflict.Words, conflict.State) = (row.Row, row.Words, RuleConflictState.Open);
            }
        }

        foreach (var conflict in known.Values.Where(c => c.State == RuleConflictState.Open && held.All(h => h.Key != c.Key)))
        {
            conflict.State = RuleConflictState.Gone;
        }
    }
}
