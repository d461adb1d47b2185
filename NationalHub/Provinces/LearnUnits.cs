using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>
/// Makes the units of the packs that the hub published known to its doors and pages: a node that has a pack in force pushes records of its new units the same day. The first pack is what a version of
/// the product shipped, and is not asked.
/// </summary>
public sealed class LearnUnits(HubDb db, UnitsLearned learned, VietnamTime time)
{
    /// <returns>Numbers of packs whose file cannot be read: the units of all others are learned.</returns>
    public async Task<IReadOnlyList<int>> HandleAsync(CancellationToken cancellation)
    {
        var today = time.Today;
        var packs = await db.PublishedPacks.AsNoTracking().Where(p => p.Kind == PackKind.Units && p.Number > 1).OrderBy(p => p.Number)
            .Select(p => new { p.Number, p.File, p.InForceFrom, p.WithdrawnAt }).ToListAsync(cancellation).ConfigureAwait(false);
        var read = packs.ConvertAll(p => (p.Number, Named: p.WithdrawnAt is null && p.InForceFrom <= today, p.InForceFrom, Rows: Table(p.File)));
        var unread = read.FindAll(p => p.Rows is null);
        var renamed = ProvinceUnits.Learn([.. read.Where(p => p.Rows is not null).Select(p => new UnitPack(p.Rows!, p.Named, p.InForceFrom))]);
        learned.Whole = unread.Count == 0;
        // Whose names an unreadable pack in force would tell keep them on their rows: an earlier name is not written over a later one.
        foreach (var of in unread.Exists(p => p.Named) ? [] : renamed)
        {
            await RenameAsync(of, cancellation).ConfigureAwait(false);
        }

        return unread.ConvertAll(p => p.Number);
    }

    /// <summary>Which packs there are and whose names count; another text than the last time: there is something to learn.</summary>
    public async Task<string> MarkAsync(CancellationToken cancellation)
    {
        var today = time.Today;
        var packs = await db.PublishedPacks.Where(p => p.Kind == PackKind.Units && p.Number > 1).OrderBy(p => p.Number).Select(p => new { p.Number, p.InForceFrom, p.WithdrawnAt }).ToListAsync(cancellation).ConfigureAwait(false);
        return string.Join(' ', packs.Select(p => $"{p.Number}{(p.WithdrawnAt is null && p.InForceFrom <= today ? "+" : "-")}"));
    }

    // Rows carry the name: what a page shows, and what equality expects of them, is the present one.
    private async Task RenameAsync(RenamedCommune of, CancellationToken cancellation)
    {
        await db.Beneficiaries.IgnoreQueryFilters().Where(b => b.ProvinceCode == of.ProvinceCode && b.CommuneCode == of.Code && b.CommuneName != of.Name)
            .ExecuteUpdateAsync(set => set.SetProperty(b => b.CommuneName, of.Name), cancellation).ConfigureAwait(false);
        await db.Households.IgnoreQueryFilters().Where(h => h.ProvinceCode == of.ProvinceCode && h.CommuneCode == of.Code && h.CommuneName != of.Name)
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.CommuneName, of.Name), cancellation).ConfigureAwait(false);
        await db.PaymentLists.IgnoreQueryFilters().Where(l => l.ProvinceCode == of.ProvinceCode && l.CommuneCode == of.Code && l.CommuneName != of.Name)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.CommuneName, of.Name), cancellation).ConfigureAwait(false);
    }

    // Null when the file is damaged, or has no whole table of units.
    private static ReferenceTable? Table(byte[] file) =>
        PackReader.Peek(file) is { Kind: PackKind.Units } content && PackCheck.Faults(content).Count == 0 ? ReferenceTable.Parse(content.Texts[PackTables.Units]) : null;
}
