using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference.Taking;

/// <summary>A commune that goes on with one that ends.</summary>
/// <param name="Opens">Since when its office works, or from when it will; null: it has none yet, for the same pack makes it (<see cref="OpenUnits"/>).</param>
public sealed record TakingCommune(string Code, string Name, DateOnly? Opens);

/// <summary>People of one village of the commune that ends.</summary>
/// <param name="Name">As most often typed; empty: none is told.</param>
public sealed record TakingVillage(string Key, string Name, int People, int Receiving);

/// <summary>Why people stay though their village goes over.</summary>
/// <param name="Dossiers">People with a dossier that is being handled.</param>
/// <param name="Moving">People with a move of residence that is not through.</param>
public sealed record TakingStays(IReadOnlySet<Guid> Dossiers, IReadOnlySet<string> Numbers, IReadOnlySet<Guid> Moving)
{
    public bool Keeps(Guid person, string number) => Moving.Contains(person) || HasDossier(person, number);

    public bool HasDossier(Guid person, string number) => Dossiers.Contains(person) || (number.Length > 0 && Numbers.Contains(number));

    /// <param name="path">Of the commune that ends.</param>
    public static async Task<TakingStays> OfAsync(NodeDb db, string path, CancellationToken cancel)
    {
        var open = await db.Dossiers.AsNoTracking().Where(d => d.TenantPath == path && d.FinishedAt == null).Select(d => new { d.BeneficiaryId, d.Owner.CitizenId }).ToListAsync(cancel);
        var moving = await db.TransferHalves.AsNoTracking().Where(h => h.TenantPath == path && (h.Status == TransferStatus.Open || h.Status == TransferStatus.Sent || h.Status == TransferStatus.Outside)).Select(h => h.BeneficiaryId).ToListAsync(cancel);
        return new(open.Select(d => d.BeneficiaryId).OfType<Guid>().ToHashSet(), open.Select(d => d.CitizenId).Where(n => n.Length > 0).ToHashSet(StringComparer.Ordinal), moving.ToHashSet());
    }
}

/// <summary>What a taking does, in numbers, before it is begun.</summary>
/// <param name="People">In the registry of the commune, whatever their state; merged records are not counted and go along.</param>
/// <param name="Monthly">Đồng a month of what runs.</param>
public sealed record TakingFigures(IReadOnlyList<TakingVillage> Villages, int People, int Receiving, int Suspended, int Stopped, long Monthly, int KeptByDossier, int KeptByMove, int Accounts, string Money);

/// <summary>The communes that go on with one that a pack ends, or with a part of one, and what there is to take over.</summary>
/// <param name="Ends">Whether the pack ends the commune; false: it stays and gives a part away.</param>
public sealed record TakingPlan(ReferencePack Pack, string Path, string Code, string Name, IReadOnlyList<TakingCommune> Communes, bool Ends)
{
    /// <summary>Whether the commune that goes on with it takes everybody.</summary>
    public bool IsWhole => Ends && Communes.Count == 1;

    /// <summary>Null when the pack is not held, or neither ends this commune of the province nor gives a part of it to another; one that ends it is not in force yet.</summary>
    public static async Task<TakingPlan?> FindAsync(NodeDb db, int number, string code, string province, DateOnly today, CancellationToken cancel)
    {
        if (!TenantPath.TryParse(code, out var unit) || unit.Depth != 1)
        {
            return null;
        }

        var path = TenantPath.Parse(province).Child(code).Value;
        var pack = await db.ReferencePacks.AsNoTracking().SingleOrDefaultAsync(p => p.Kind == PackKind.Units && p.Number == number && p.State != ReferencePackState.Past, cancel);
        if (pack is null || await db.Offices.AsNoTracking().FirstOrDefaultAsync(o => o.TenantPath == path && o.Level == UnitLevel.Commune && o.ValidFrom <= today && (o.ValidTo == null || today <= o.ValidTo), cancel) is not { } office)
        {
            return null;
        }

        var texts = PackBook.Read(pack).Texts;
        var units = ReferenceTable.Parse(texts[PackTables.Units]).Rows.Where(r => r["level"] == "commune" && r["parent_code"] == province).ToDictionary(r => r["code"], r => r["name"], StringComparer.Ordinal);
        var ends = !units.ContainsKey(code);
        if (ends && pack.State == ReferencePackState.Active)
        {
            return null;
        }

        var after = texts.TryGetValue(PackTables.Succession, out var told) ? ReferenceTable.Parse(told).Rows.Where(r => r["old_code"] == code && r["new_commune_code"] != code && units.ContainsKey(r["new_commune_code"])).OrderBy(r => r["share"] == "whole" ? 0 : 1).Select(r => r["new_commune_code"]).Distinct(StringComparer.Ordinal).ToList() : [];
        var paths = after.ConvertAll(c => TenantPath.Parse(province).Child(c).Value);
        if (!ends && after.Count == 0)
        {
            return null;
        }

        var opens = await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath) && (o.ValidTo == null || today <= o.ValidTo)).ToDictionaryAsync(o => o.TenantPath, o => o.ValidFrom, StringComparer.Ordinal, cancel);
        return new(pack, path, code, office.UnitName, after.ConvertAll(c => new TakingCommune(c, UnitSeed.OfficialName(units[c]), opens.TryGetValue(TenantPath.Parse(province).Child(c).Value, out var since) ? since : null)), ends);
    }

    /// <summary>Communes of a province that a pack of units keeps and that give a part to another.</summary>
    /// <param name="texts">Of the pack.</param>
    public static IReadOnlyList<(string Code, string Name)> Giving(IReadOnlyDictionary<string, string> texts, string province)
    {
        var units = ReferenceTable.Parse(texts[PackTables.Units]).Rows.Where(r => r["level"] == "commune" && r["parent_code"] == province).ToDictionary(r => r["code"], r => r["name"], StringComparer.Ordinal);
        return !texts.TryGetValue(PackTables.Succession, out var told) ? [] : [.. ReferenceTable.Parse(told).Rows.Where(r => r["old_code"] != r["new_commune_code"] && units.ContainsKey(r["old_code"]) && units.ContainsKey(r["new_commune_code"]))
            .Select(r => (r["old_code"], units[r["old_code"]])).Distinct()];
    }

    public async Task<TakingFigures> CountAsync(NodeDb db, CancellationToken cancel)
    {
        var path = Path;
        var people = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == path).Select(b => new { b.Id, b.Village, b.Status, b.CitizenId }).ToListAsync(cancel);
        var stays = await TakingStays.OfAsync(db, path, cancel);
        var villages = people.GroupBy(p => CommuneTaking.KeyOf(p.Village)).Select(g => new TakingVillage(g.Key, g.GroupBy(p => p.Village.Trim()).MaxBy(v => v.Count())!.Key, g.Count(), g.Count(p => p.Status == EntitlementStatus.Active)))
            .OrderBy(v => v.Name, StringComparer.Create(VietnameseFormat.Culture, ignoreCase: true)).ToList();
        var amounts = await db.Entitlements.AsNoTracking().Where(e => e.TenantPath == path && e.Status == EntitlementStatus.Active).Select(e => e.MonthlyAmount).ToListAsync(cancel);
        return new(
            villages, people.Count, people.Count(p => p.Status == EntitlementStatus.Active), people.Count(p => p.Status == EntitlementStatus.Suspended), people.Count(p => p.Status == EntitlementStatus.Ended), amounts.Sum(a => a.Amount),
            people.Count(p => stays.HasDossier(p.Id, p.CitizenId)), people.Count(p => stays.Moving.Contains(p.Id) && !stays.HasDossier(p.Id, p.CitizenId)),
            await db.Users.CountAsync(u => u.OfficePath == path && !u.Disabled, cancel), (await OpenMoney.AtAsync(db, path, cancel)) is { IsNone: false } money ? money.Words : "");
    }
}
