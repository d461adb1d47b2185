using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>
/// Đơn vị hành chính: from the day of the pack on, new communes get their row and their office, renamed ones their new name, those that end their last day. A commune whose office still has
/// people, dossiers or accounts does not end: taking them over is work that this version knows for 01/07/2025 only.
/// </summary>
public sealed class UnitsEffect(NodeDb db, IOptions<NodeOptions> node) : IPackEffect
{
    private readonly string _province = node.Value.ProvinceCode;

    public PackKind Kind => PackKind.Units;

    public async Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel)
    {
        var mine = order.Changes.Where(c => c.Row["level"] == "province" ? c.Row["code"] == _province : c.Row["parent_code"] == _province || c.Old?["parent_code"] == _province).ToList();
        var (faults, notes, from) = (new List<string>(), new List<string>(), order.Content.InForceFrom);
        foreach (var change in mine)
        {
            if (change.Row["level"] == "province")
            {
                faults.Add($"{change.Words}: thay đổi của chính tỉnh (tên, sáp nhập, chấm dứt) cần cập nhật phiên bản mới của phần mềm.");
            }
            else if (change.Kind == PackChangeKind.Removed || change.New?["parent_code"] != _province)
            {
                faults.AddRange(await EndAsync(change.Old!, from, cancel));
            }
            else if (change.Kind == PackChangeKind.Added || change.Old!["parent_code"] != _province)
            {
                faults.AddRange(await AddAsync(change.New!, from, cancel));
            }
            else
            {
                await RenameAsync(change.New!, from, order.Content.Basis, cancel);
            }
        }

        if (mine.Count > 0)
        {
            notes.Add("Danh sách nơi ở để chọn trong tờ khai và khi nhập danh sách đi theo phiên bản phần mềm: tên, đơn vị mới hiện ở đó sau khi cập nhật phiên bản.");
        }

        var others = order.Changes.Count - mine.Count;
        return new() { Faults = faults, Notes = others > 0 ? [.. notes, $"{others} thay đổi của các tỉnh khác được lưu cùng gói; nơi ở tại các tỉnh đó trong tờ khai đi theo phiên bản phần mềm."] : notes };
    }

    private async Task<IEnumerable<string>> AddAsync(ReferenceTable.Row row, DateOnly from, CancellationToken cancel)
    {
        var (code, path) = (row["code"], TenantPath.Parse(_province).Child(row["code"]).Value);
        if (await db.Offices.AnyAsync(o => o.TenantPath == path, cancel) || await db.Units.AnyAsync(u => u.Level == UnitLevel.Commune && u.Code == code && (u.ValidTo == null || u.ValidTo >= from), cancel))
        {
            return [$"Mã {code} ({row["name"]}) đang được một đơn vị khác dùng. Hãy đề nghị Bộ ban hành lại gói với mã khác."];
        }

        var name = UnitSeed.OfficialName(row["name"]);
        db.Units.Add(new AdministrativeUnit { Code = code, Level = UnitLevel.Commune, Name = name, FoldedName = VietnameseText.Fold(name), ParentCode = _province, ValidFrom = from });
        db.Offices.Add(new Office { Id = Guid.CreateVersion7(), TenantPath = path, Level = UnitLevel.Commune, UnitName = name, Identifier = await NextIdentifierAsync(cancel), ValidFrom = from });
        return [];
    }

    // The unit of before ends the day before; papers keep the name of their day.
    private async Task RenameAsync(ReferenceTable.Row row, DateOnly from, string basis, CancellationToken cancel)
    {
        var (code, name, path) = (row["code"], UnitSeed.OfficialName(row["name"]), TenantPath.Parse(_province).Child(row["code"]).Value);
        if (await db.Units.Where(u => u.Level == UnitLevel.Commune && u.Code == code && u.ValidFrom < from && (u.ValidTo == null || u.ValidTo >= from)).SingleOrDefaultAsync(cancel) is not { } unit || unit.Name == name)
        {
            return;
        }

        unit.ValidTo = from.AddDays(-1);
        db.Units.Add(new AdministrativeUnit { Code = code, Level = UnitLevel.Commune, Name = name, FoldedName = VietnameseText.Fold(name), ParentCode = _province, ValidFrom = from });
        if (await db.Offices.SingleOrDefaultAsync(o => o.TenantPath == path, cancel) is { } office)
        {
            office.FormerNames = JsonSerializer.Serialize(office.Formers.Append(new FormerName(office.UnitName, from.AddDays(-1), basis)));
            office.UnitName = name;
        }
    }

    private async Task<IEnumerable<string>> EndAsync(ReferenceTable.Row row, DateOnly from, CancellationToken cancel)
    {
        var (code, path) = (row["code"], TenantPath.Parse(_province).Child(row["code"]).Value);
        var people = await db.Beneficiaries.CountAsync(b => b.TenantPath == path || b.CommuneCode == code, cancel);
        var dossiers = await db.Dossiers.CountAsync(d => d.TenantPath == path && d.FinishedAt == null, cancel);
        var accounts = await db.Users.CountAsync(u => u.OfficePath == path, cancel);
        if (people + dossiers + accounts > 0)
        {
            return [$"{row["name"]} (mã {code}) chưa thể chấm dứt: còn {people} người trong sổ đối tượng, {dossiers} hồ sơ đang giải quyết, {accounts} tài khoản cán bộ. Nếu áp dụng, những người và hồ sơ này không còn cơ quan giải quyết. "
                + "Việc chuyển họ sang đơn vị kế tiếp cần phiên bản mới của phần mềm; trong lúc chờ, đơn vị vẫn giữ như đang áp dụng."];
        }

        foreach (var unit in await db.Units.Where(u => u.Level == UnitLevel.Commune && u.Code == code && (u.ValidTo == null || u.ValidTo >= from)).ToListAsync(cancel))
        {
            unit.ValidTo = from.AddDays(-1);
        }

        foreach (var office in await db.Offices.Where(o => o.TenantPath == path).ToListAsync(cancel))
        {
            office.ValidTo = from.AddDays(-1);
        }

        return [];
    }

    // The next free number of the province, e.g. H56.167; those of ended offices stay theirs (Decision 20/2020/QĐ-TTg).
    private async Task<string> NextIdentifierAsync(CancellationToken cancel)
    {
        var root = await db.Offices.Where(o => o.TenantPath == _province).Select(o => o.Identifier).SingleAsync(cancel);
        var taken = (await db.Offices.Where(o => o.Level == UnitLevel.Commune).Select(o => o.Identifier).ToListAsync(cancel)).Concat(db.Offices.Local.Select(o => o.Identifier));
        var last = taken.Select(i => i.Split('.')).Where(p => p is [var first, { Length: 3 }] && first == root).Select(p => int.TryParse(p[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty(0).Max();
        return $"{root}.{last + 1:000}";
    }
}
