using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Citizens;

/// <summary>A commune to choose.</summary>
/// <param name="Name">E.g. Xã Hoa Lộc, huyện Hậu Lộc.</param>
public sealed record CommuneChoice(string Code, string Name, string Folded);

/// <summary>Finds communes of today as people type them: <c>hoa loc</c> finds Xã Hòa Lộc.</summary>
public sealed class CommuneSearch(NodeDb db, Submit submit)
{
    public const int Shown = 12;

    public async Task<IReadOnlyList<CommuneChoice>> AllAsync(CancellationToken cancel)
    {
        var communes = await submit.CommunesToday().Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel);
        var districts = await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.District).ToDictionaryAsync(o => o.TenantPath, o => o.UnitName, cancel);
        return communes.Select(c => Choice(TenantPath.Parse(c.TenantPath), c.UnitName, districts)).OrderBy(c => c.Folded, StringComparer.Ordinal).ThenBy(c => c.Code, StringComparer.Ordinal).ToList();
    }

    /// <summary>Best first; empty for an empty query.</summary>
    public async Task<IReadOnlyList<CommuneChoice>> FindAsync(string? query, CancellationToken cancel) =>
        VietnameseText.Fold(query) is { Length: > 0 } folded ? Rank(await AllAsync(cancel), folded, VietnameseText.NameKey(query)) : [];

    public async Task<CommuneChoice?> ByCodeAsync(string code, CancellationToken cancel) =>
        code.Length == 0 ? null : (await AllAsync(cancel)).FirstOrDefault(c => c.Code == code);

    /// <inheritdoc cref="SpecialVillages"/>
    public Task<IReadOnlyList<string>> VillagesAsync(string commune, DateOnly day, CancellationToken cancel) => SpecialVillages.OnAsync(db, commune, day, cancel);

    private static List<CommuneChoice> Rank(IReadOnlyList<CommuneChoice> all, string folded, string key)
    {
        // Who types accents means them: Hoa Lộc is not Hòa Lộc, though both lie in Hậu Lộc.
        var phrases = key.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (key != folded && all.Where(c => phrases.All(p => VietnameseText.NameKey(c.Name).Contains(p, StringComparison.Ordinal))).Take(Shown).ToList() is { Count: > 0 } exact)
        {
            return exact;
        }

        var words = folded.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return all.Where(c => words.All(w => c.Folded.Contains(w, StringComparison.Ordinal)))
            .OrderBy(c => c.Folded.Contains(folded, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(c => c.Folded.Split(',')[0].EndsWith(" " + folded, StringComparison.Ordinal) ? 0 : 1).Take(Shown).ToList();
    }

    private static CommuneChoice Choice(TenantPath path, string name, Dictionary<string, string> districts)
    {
        var text = districts.TryGetValue(path.Parent.Value, out var district) ? $"{name}, {FlowContext.Lower(district)}" : name;
        return new CommuneChoice(path.UnitCode, text, VietnameseText.Fold(text));
    }
}
