using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Reference.Packs;

namespace ProvinceNode.Reference;

/// <summary>Keeps <see cref="CodeCatalogue"/> as the packs in force say, when <see cref="UnitsInForce"/> keeps the units.</summary>
public static class CodesInForce
{
    /// <summary>Swaps the catalogue when it was made of other packs than are in force; else one small query is all.</summary>
    public static async Task RefreshAsync(NodeDb db, CancellationToken cancel)
    {
        var packs = db.ReferencePacks.AsNoTracking().Where(p => p.Kind == PackKind.CodeLists && p.ActivatedAt != null).OrderBy(p => p.Number);
        var stamp = string.Join(',', await packs.Select(p => p.Sha256).ToListAsync(cancel));
        if (stamp != CodeCatalogue.InForce.Stamp)
        {
            CodeCatalogue.Use(stamp.Length == 0 ? CodeCatalogue.Shipped : CodeCatalogue.Of(stamp, (await packs.ToListAsync(cancel)).Select(Codes)));
        }
    }

    private static PackedCodes Codes(ReferencePack pack)
    {
        var texts = PackBook.Read(pack).Texts;
        ReferenceTable? Table(string name) => texts.TryGetValue(name, out var text) ? ReferenceTable.Parse(text) : null;
        return new(pack.InForceFrom, Table(PackTables.EthnicGroups), Table(PackTables.Identifiers), Table(PackTables.IdentityPapers));
    }
}
