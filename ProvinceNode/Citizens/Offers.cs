using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Forms;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>What can be applied for today: by the organisation in force and the forms of the day.</summary>
public sealed class Offers(NodeDb db, VietnamTime time)
{
    public DateOnly Today => time.Today;

    public async Task<string> RegimeAsync(CancellationToken cancel) =>
        new AuthorityMap(await db.AuthorityRules.AsNoTracking().ToListAsync(cancel)).RegimeOn(time.Today);

    /// <summary>Situations offered today, in their order.</summary>
    public async Task<IReadOnlyList<Situation>> TodayAsync(CancellationToken cancel)
    {
        var (regime, own) = (await RegimeAsync(cancel), (await OwnGroups.OnAsync(db, time.Today, cancel)).Count > 0);
        return Situations.All.Where(s => s.IsOffered(regime, time.Today) && (own || !s.OfOwnGroups)).ToList();
    }

    /// <summary>An offered situation by its slug; the first when none is named.</summary>
    public async Task<Situation?> FindAsync(string? slug, CancellationToken cancel) =>
        (await TodayAsync(cancel)).FirstOrDefault(s => s.Slug == (string.IsNullOrEmpty(slug) ? Situations.Disabled : slug));

    /// <summary>What may be asked in the same dossier.</summary>
    public async Task<IReadOnlyList<Situation>> BesideAsync(IReadOnlyList<string> slugs, CancellationToken cancel) =>
        [.. SituationSets.Beside(slugs, await RegimeAsync(cancel), time.Today).Intersect(await TodayAsync(cancel))];
}
