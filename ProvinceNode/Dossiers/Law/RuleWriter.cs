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

            await EndAsync(db, part, cancel);
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

    private static async Task EndAsync(NodeDb db, RulePlan plan, CancellationToken cancel)
    {
        switch (plan.End)
        {
            case LevelRow level:
                var levels = await db.Set<LevelRow>().SingleAsync(r => r.Id == level.Id, cancel);
                (levels.ValidTo, levels.ByOfficer) = (plan.LastDay, true);
                break;
            case CategoryRow category:
                var categories = await db.Set<CategoryRow>().SingleAsync(r => r.Id == category.Id, cancel);
                (categories.ValidTo, categories.ByOfficer) = (plan.LastDay, true);
                break;
            case ParameterRow parameter:
                var parameters = await db.Set<ParameterRow>().SingleAsync(r => r.Id == parameter.Id, cancel);
                (parameters.ValidTo, parameters.ByOfficer) = (plan.LastDay, true);
                break;
            case SupplementRow more: (await db.Set<SupplementRow>().SingleAsync(r => r.Id == more.Id, cancel)).ValidTo = plan.LastDay; break;
            case ExtraGroupRow group: (await db.Set<ExtraGroupRow>().SingleAsync(r => r.Id == group.Id, cancel)).ValidTo = plan.LastDay; break;
            case SpecialAreaRow area: (await db.Set<SpecialAreaRow>().SingleAsync(r => r.Id == area.Id, cancel)).ValidTo = plan.LastDay; break;
            case StepRule step: (await db.StepRules.SingleAsync(r => r.Id == step.Id, cancel)).ValidTo = plan.LastDay; break;
            case AuthorityRule rule: (await db.AuthorityRules.SingleAsync(r => r.Id == rule.Id, cancel)).ValidTo = plan.LastDay; break;
            case LegalBasisRow basis: (await db.LegalBases.SingleAsync(r => r.Id == basis.Id, cancel)).ValidTo = plan.LastDay; break;
        }
    }
}
