using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>Keeps <see cref="UnitCatalogue"/> as the packs in force say: at the start, when one is put in force, and at each turn of the job.</summary>
public static class UnitsInForce
{
    /// <summary>Swaps the catalogue when it was made of other packs than are in force; else one small query is all.</summary>
    public static async Task RefreshAsync(NodeDb db, CancellationToken cancel)
    {
        // What went into force once counts for its days also after a later one took its place.
        var packs = db.ReferencePacks.AsNoTracking().Where(p => p.Kind == PackKind.Units && p.ActivatedAt != null).OrderBy(p => p.Number);
        var stamp = string.Join(',', await packs.Select(p => p.Sha256).ToListAsync(cancel));
        if (stamp == UnitCatalogue.InForce.Stamp)
        {
            return;
        }

        UnitCatalogue.Use(stamp.Length == 0 ? UnitCatalogue.Shipped : UnitCatalogue.Of(stamp, (await packs.ToListAsync(cancel)).Select(Units)));
    }

    private static PackedUnits Units(ReferencePack pack)
    {
        var texts = PackBook.Read(pack).Texts;
        return new(pack.InForceFrom, ReferenceTable.Parse(texts[PackTables.Units]), texts.TryGetValue(PackTables.Succession, out var after) ? ReferenceTable.Parse(after) : null);
    }
}
