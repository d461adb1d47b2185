using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>Keeps <see cref="UnitCatalogue"/> as the packs in force say: at the start, when one is put in force, and at each turn of the job.</summary>
public static class UnitsInForce
{
    /// <summary>Swaps the catalogue when it was made of other packs than are in force, or opened; else one small query is all.</summary>
    public static async Task RefreshAsync(NodeDb db, CancellationToken cancel)
    {
        // What went into force once counts for its days also after a later one took its place.
        var packs = db.ReferencePacks.AsNoTracking().Where(p => p.Kind == PackKind.Units && (p.ActivatedAt != null || p.OpenedAt != null)).OrderBy(p => p.Number);
        var stamp = string.Join(',', (await packs.Select(p => new { p.Sha256, Opened = p.ActivatedAt == null }).ToListAsync(cancel)).Select(p => p.Opened ? "+" + p.Sha256 : p.Sha256));
        if (stamp == UnitCatalogue.InForce.Stamp)
        {
            return;
        }

        UnitCatalogue.Use(stamp.Length == 0 ? UnitCatalogue.Shipped : UnitCatalogue.Of(stamp, await UnitsAsync(db, await packs.ToListAsync(cancel), cancel)));
    }

    private static async Task<List<PackedUnits>> UnitsAsync(NodeDb db, List<ReferencePack> packs, CancellationToken cancel)
    {
        var (made, present, own) = (new List<PackedUnits>(), PackTables.Shipped(PackKind.Units)[PackTables.Units], new List<string>());
        foreach (var pack in packs)
        {
            if (pack.ActivatedAt is not null)
            {
                made.Add(Units(pack));
                present = PackBook.Read(pack).Texts[PackTables.Units];
                continue;
            }

            // Only opened (Taking.OpenUnits): the communes of the province that it makes are there from its day, beside those that it ends.
            own = own.Count > 0 ? own : await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.ValidTo == null).Select(o => o.TenantPath).ToListAsync(cancel);
            made.Add(new(pack.InForceFrom, ReferenceTable.Parse(Beside(present, PackBook.Read(pack).Texts[PackTables.Units], own)), null));
        }

        return made;
    }

    /// <summary>A table of units with those rows of another whose code it has not and whose office there is.</summary>
    internal static string Beside(string present, string next, List<string> offices)
    {
        var (known, there) = (ReferenceTable.Parse(present).Rows.Where(r => r["level"] == "commune").Select(r => r["code"]).ToHashSet(StringComparer.Ordinal), offices.ToHashSet(StringComparer.Ordinal));
        var added = ReferenceTable.Parse(next).Rows.Where(r => r["level"] == "commune" && !known.Contains(r["code"]) && there.Contains($"{r["parent_code"]}.{r["code"]}")).Select(r => r["code"]).ToList();
        return present.TrimEnd('\n') + "\n" + string.Concat(next.Split('\n').Where(l => added.Exists(c => l.StartsWith($"commune,{c},", StringComparison.Ordinal))).Select(l => l.TrimEnd('\r') + "\n"));
    }

    private static PackedUnits Units(ReferencePack pack)
    {
        var texts = PackBook.Read(pack).Texts;
        return new(pack.InForceFrom, ReferenceTable.Parse(texts[PackTables.Units]), texts.TryGetValue(PackTables.Succession, out var after) ? ReferenceTable.Parse(after) : null);
    }
}
