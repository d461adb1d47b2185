using Microsoft.EntityFrameworkCore;
using ProvinceNode.Documents;
using ProvinceNode.Eligibility;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Dossiers.Law;

/// <summary>Puts an approved plan into the rows; the caller saves under the approver's act.</summary>
internal static class RuleWriter
{
    public static async Task ApplyAsync(NodeDb db, RulePlan plan, SignedInOfficial official, DateTime nowUtc, CancellationToken cancel)
    {
        foreach (var part in plan.All)
        {
            if (part.Replace is { } old)
            {
                Take(db, part.Add!, old);
            }
            else if (part.Add is { } row)
            {
                db.Add(row);
            }

            if (part.End is { } ended)
            {
                End(db, ended, part.LastDay);
            }
        }

        if (plan.Settles is { } settled)
        {
            var conflict = await db.Set<RuleConflict>().SingleAsync(c => c.Id == settled.Id, cancel);
            (conflict.State, conflict.SettledByName, conflict.SettledAt) = (plan.Applies ? RuleConflictState.Applied : RuleConflictState.Kept, official.FullName, nowUtc);
        }
    }

    // Both begin on the same day: the stored row takes the numbers of the other.
    private static void Take(NodeDb db, object row, object stored)
    {
        var (from, to) = (db.Entry(row), db.Attach(stored));
        foreach (var property in to.Properties.Where(p => !p.Metadata.IsPrimaryKey()))
        {
            property.CurrentValue = from.Property(property.Metadata.Name).CurrentValue;
        }
    }

    // The rows are those that the plan was made against, in this transaction: none is asked for again, be they thousands.
    private static void End(NodeDb db, object row, DateOnly last)
    {
        var stored = db.Attach(row);
        stored.Property("ValidTo").CurrentValue = last;
        if (stored.Metadata.FindProperty(nameof(LevelRow.ByOfficer)) is not null)
        {
            stored.Property(nameof(LevelRow.ByOfficer)).CurrentValue = true;
        }
    }
}
