using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewComponents;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Dossiers.Levels;

/// <summary>How many payments of a change wait for a decision.</summary>
/// <param name="InForce">The month that runs is paid at an old level already; else only the next list would be.</param>
public sealed record LevelTask(LevelChange Change, int Count, bool InForce);

/// <summary>
/// Việc chuyển mức đang chờ: no list pays an old level silently. An office counts exactly; for a whole province, where the rules would be asked
/// hundreds of thousands of times for one page, what differs from the law is counted by the database.
/// </summary>
public sealed class LevelsDue(NodeDb db, LevelReader reader, LevelDesk levels)
{
    public async Task<(IReadOnlyList<LevelTask> Tasks, LevelTerms Terms)> FindAsync(SignedInOfficial official, CancellationToken cancel)
    {
        var context = await levels.Rules.ForAsync(official.Office, cancel);
        var terms = LevelDesk.Terms(context, official.Office);
        var stale = await StaleAsync(terms, cancel);
        var tasks = new List<LevelTask>();
        foreach (var change in Enum.GetValues<LevelChange>())
        {
            var own = stale.Where(s => ChangeOf(s.Category, terms) == change).ToList();
            var count = own.Sum(s => s.Count);
            if (count > 0 && official.Level != UnitLevel.Province)
            {
                count = 0;
                await foreach (var entry in reader.DueAsync(change, terms, null, cancel))
                {
                    count += entry.Place is LevelPlace.Running ? 1 : 0;
                }
            }

            if (count > 0)
            {
                tasks.Add(new LevelTask(change, count, own.Exists(s => s.InForce)));
            }
        }

        return (tasks, terms);
    }

    private static LevelChange ChangeOf(string category, LevelTerms terms) =>
        terms.Converted.Contains(category) ? LevelChange.Pension : terms.Apart.Contains(category) ? LevelChange.Apart : LevelChange.Level;

    private async Task<List<(string Category, int Count, bool InForce)>> StaleAsync(LevelTerms terms, CancellationToken cancel)
    {
        var edition = terms.Edition;
        var groups = await db.Entitlements.AsNoTracking().Where(e => e.Status == EntitlementStatus.Active && !db.Set<LevelSettlement>().Any(s => s.EntitlementId == e.Id && s.Edition == edition && s.Choice == LevelChoice.Keep))
            .GroupBy(e => new { e.CategoryCode, e.Times, e.MonthlyAmount }).Select(g => new { g.Key.CategoryCode, g.Key.Times, g.Key.MonthlyAmount, Count = g.Count() }).ToListAsync(cancel);
        bool Other(string category, int times, long dong, PayMonth month) => terms.Rules.RateOf(category, month, times, terms.ProvinceCode)?.MonthlyDong != dong;
        return [.. groups.Where(g => Other(g.CategoryCode, g.Times, g.MonthlyAmount.Amount, terms.Until))
            .Select(g => (g.CategoryCode, g.Count, Other(g.CategoryCode, g.Times, g.MonthlyAmount.Amount, terms.Month)))];
    }
}

/// <summary>The notice on the officials' desk.</summary>
public sealed class LevelsDueViewComponent(LevelsDue due, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(CancellationToken cancel)
    {
        if (current.Official is not { } official || !official.May(Actions.RegistryView))
        {
            return new ContentViewComponentResult("");
        }

        var (tasks, terms) = await due.FindAsync(official, cancel);
        return tasks.Count == 0 ? new ContentViewComponentResult("") : View("/Dossiers/Levels/_LevelsDue.cshtml", (tasks, terms.Until));
    }
}
