using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>Open dossiers of an office by how near their day is.</summary>
public sealed record OfficeFigure(string Path, string Name, int Late, int Tonight, int Soon, int Rest)
{
    public int Total => Late + Tonight + Soon + Rest;
}

/// <summary>Figures by office for the district and the province: who has how much, and what is late or will be by tonight.</summary>
[Needs(Actions.DossierView)]
public sealed class OfficeFiguresModel(NodeDb db, CurrentOfficial current, FlowRules rules) : PageModel
{
    private static readonly DossierStatus[] Ended = [DossierStatus.Refused, DossierStatus.HandedOver, DossierStatus.Stopped];

    /// <summary>The own office first, with everything below it; then each office that has open dossiers.</summary>
    public IReadOnlyList<OfficeFigure> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var scope = current.Required.Office;
        var context = await rules.ForAsync(scope, cancel);
        var counts = new Dictionary<QueueSection, Dictionary<string, int>>();
        foreach (var section in Enum.GetValues<QueueSection>())
        {
            counts[section] = await QueueSections.Rows(db.Dossiers.Where(d => !Ended.Contains(d.Status)), section, context.Today, context.Calendar)
                .GroupBy(d => d.TenantPath).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, StringComparer.Ordinal, cancel);
        }

        var names = (await db.Offices.AsNoTracking().Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel)).GroupBy(o => o.TenantPath).ToDictionary(g => g.Key, g => g.First().UnitName, StringComparer.Ordinal);
        var owners = counts.Values.SelectMany(c => c.Keys).Distinct().ToList();
        // Each office above an owner counts what is below it.
        var shown = owners.SelectMany(Above).Append(scope.Value).Where(scope.Covers).Distinct().Order(StringComparer.Ordinal);
        Rows = [.. shown.Select(p => new OfficeFigure(p, names.GetValueOrDefault(p, p), Sum(counts[QueueSection.Late], p), Sum(counts[QueueSection.Tonight], p), Sum(counts[QueueSection.Soon], p), Sum(counts[QueueSection.Rest], p)))];
    }

    private static IEnumerable<string> Above(string path)
    {
        var at = TenantPath.Parse(path);
        yield return at.Value;
        while (at.Depth > 1)
        {
            at = at.Parent;
            yield return at.Value;
        }
    }

    private static int Sum(Dictionary<string, int> counts, string path) => counts.Where(c => TenantPath.Parse(path).Covers(c.Key)).Sum(c => c.Value);
}
