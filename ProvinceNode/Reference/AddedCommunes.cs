using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>Communes that a pack makes in the province: their row of the units, and their office with the next free identifier.</summary>
internal sealed class AddedCommunes(NodeDb db, string province)
{
    /// <summary>Makes one, or goes on with one that is there; saves nothing.</summary>
    /// <returns>Why it cannot be.</returns>
    public async Task<IEnumerable<string>> AddAsync(ReferenceTable.Row row, DateOnly from, CancellationToken cancel)
    {
        var (code, path) = (row["code"], TenantPath.Parse(province).Child(row["code"]).Value);
        var name = UnitSeed.OfficialName(row["name"]);
        // A version of the product that ships it came before the pack that makes it, or a leader opened it (OpenUnits).
        if (await db.Offices.AnyAsync(o => o.TenantPath == path && o.UnitName == name && o.ValidTo == null, cancel) || await ReopenedAsync(row, from, cancel))
        {
            return [];
        }

        if (await db.Offices.AnyAsync(o => o.TenantPath == path, cancel) || await db.Units.AnyAsync(u => u.Level == UnitLevel.Commune && u.Code == code && (u.ValidTo == null || u.ValidTo >= from), cancel))
        {
            return [$"Mã {code} ({row["name"]}) đang được một đơn vị khác dùng. Hãy đề nghị Bộ ban hành lại gói với mã khác."];
        }

        db.Units.Add(new AdministrativeUnit { Code = code, Level = UnitLevel.Commune, Name = name, FoldedName = VietnameseText.Fold(name), ParentCode = province, ValidFrom = from });
        db.Offices.Add(new Office { Id = Guid.CreateVersion7(), TenantPath = path, Level = UnitLevel.Commune, UnitName = name, Identifier = await NextIdentifierAsync(cancel), ValidFrom = from });
        return [];
    }

    // A commune that an earlier pack ended and that is there again, e.g. because that pack was wrong: its office goes on.
    private async Task<bool> ReopenedAsync(ReferenceTable.Row row, DateOnly from, CancellationToken cancel)
    {
        var (code, name, path) = (row["code"], UnitSeed.OfficialName(row["name"]), TenantPath.Parse(province).Child(row["code"]).Value);
        if (await db.Offices.SingleOrDefaultAsync(o => o.TenantPath == path && o.UnitName == name && o.ValidTo != null, cancel) is not { } office)
        {
            return false;
        }

        var last = office.ValidTo;
        office.ValidTo = null;
        if (last >= from.AddDays(-1) && await db.Units.FirstOrDefaultAsync(u => u.Level == UnitLevel.Commune && u.Code == code && u.Name == name && u.ValidTo == last, cancel) is { } unit)
        {
            unit.ValidTo = null;
        }
        else
        {
            db.Units.Add(new AdministrativeUnit { Code = code, Level = UnitLevel.Commune, Name = name, FoldedName = VietnameseText.Fold(name), ParentCode = province, ValidFrom = from });
        }

        return true;
    }

    // The next free number of the province, e.g. H56.167; those of ended offices stay theirs (Decision 20/2020/QĐ-TTg).
    private async Task<string> NextIdentifierAsync(CancellationToken cancel)
    {
        var root = await db.Offices.Where(o => o.TenantPath == province).Select(o => o.Identifier).SingleAsync(cancel);
        var taken = (await db.Offices.Where(o => o.Level == UnitLevel.Commune).Select(o => o.Identifier).ToListAsync(cancel)).Concat(db.Offices.Local.Select(o => o.Identifier));
        var last = taken.Select(i => i.Split('.')).Where(p => p is [var first, { Length: 3 }] && first == root).Select(p => int.TryParse(p[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty(0).Max();
        return $"{root}.{last + 1:000}";
    }
}
