using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>
/// Đơn vị hành chính: from the day of the pack on, new communes get their row and their office, renamed ones their new name, those that end their last day. A commune whose office still has
/// people, dossiers, accounts or money that is not through does not end: the province's office takes its people over before (Taking), also to a commune that the pack itself makes (OpenUnits), and the words say what else is to be done. Choosers,
/// declarations and imports follow by <see cref="UnitsInForce"/>; what a commune that ended had imported goes over by FollowUnits.
/// </summary>
public sealed class UnitsEffect(NodeDb db, IOptions<NodeOptions> node) : IPackEffect
{
    private readonly string _province = node.Value.ProvinceCode;

    public PackKind Kind => PackKind.Units;

    public async Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel)
    {
        var units = order.Changes.Where(c => c.Table.Name == PackTables.Units).ToList();
        var mine = units.Where(c => c.Row["level"] == "province" ? c.Row["code"] == _province : c.Row["parent_code"] == _province || c.Old?["parent_code"] == _province).ToList();
        var (faults, notes, from, added) = (new List<string>(), new List<string>(), order.Content.InForceFrom, new AddedCommunes(db, _province));
        foreach (var change in mine)
        {
            if (change.Row["level"] == "province")
            {
                faults.Add($"{change.Words}: thay đổi của chính tỉnh (tên, sáp nhập, chấm dứt) cần cập nhật phiên bản mới của phần mềm.");
            }
            else if (change.Kind == PackChangeKind.Removed || change.New?["parent_code"] != _province)
            {
                faults.AddRange(await EndAsync(change.Old!["code"], change.Old["name"], order, cancel));
            }
            else if (change.Kind == PackChangeKind.Added || change.Old!["parent_code"] != _province)
            {
                faults.AddRange(await added.AddAsync(change.New!, from, cancel));
            }
            else
            {
                faults.AddRange(await RenameAsync(change.New!, from, order.Content.Basis, cancel));
            }
        }

        faults.AddRange(await OpenedInVainAsync(order, cancel));
        if (mine.Count > 0)
        {
            notes.Add($"Từ ngày {VietnameseFormat.Date(from)}, danh sách nơi ở để chọn trong tờ khai, khi chuyển nơi cư trú và khi nhập danh sách theo gói này: có đơn vị mới, tên mới, không còn đơn vị đã chấm dứt. Hồ sơ, văn bản đã lập giữ tên của ngày lập.");
        }

        var told = order.Changes.Count(c => c.Table.Name == PackTables.Succession);
        if (told > 0)
        {
            notes.Add($"Gói sửa đơn vị kế tiếp của {told} xã, phường đã chấm dứt: từ ngày {VietnameseFormat.Date(from)}, nơi ở cũ ghi trong hồ sơ, danh sách được hiểu theo bảng mới, và danh sách đã nhập của đơn vị cũ chuyển theo. "
                + "Người đã chuyển theo bảng trước vẫn ở nơi đã chuyển; ai sai nơi thì chuyển lại bằng hồ sơ chuyển nơi cư trú.");
        }

        var others = units.Count - mine.Count;
        return new() { Faults = faults, Notes = others > 0 ? [.. notes, $"{others} thay đổi của các tỉnh khác: nơi đi, nơi đến tại các tỉnh đó theo gói này từ ngày {VietnameseFormat.Date(from)}."] : notes };
    }

    // The unit of before ends the day before; papers keep the name of their day. A name that an earlier pack gave from the same day was never borne.
    private async Task<IEnumerable<string>> RenameAsync(ReferenceTable.Row row, DateOnly from, string basis, CancellationToken cancel)
    {
        var (code, name, path) = (row["code"], UnitSeed.OfficialName(row["name"]), TenantPath.Parse(_province).Child(row["code"]).Value);
        var units = await db.Units.Where(u => u.Level == UnitLevel.Commune && u.Code == code && (u.ValidTo == null || u.ValidTo >= from)).OrderBy(u => u.ValidFrom).ToListAsync(cancel);
        if (units.Count == 0)
        {
            return [$"{row["name"]} (mã {code}) không còn trong danh sách đơn vị của tỉnh từ ngày {VietnameseFormat.Date(from)}. Hãy báo người vận hành kiểm tra các gói đơn vị hành chính đã áp dụng trước đây."];
        }

        // One that a withdrawn pack made from a later day exists from this pack's day.
        var unit = units.FindLast(u => u.ValidFrom <= from) ?? units[0];
        unit.ValidFrom = unit.ValidFrom < from ? unit.ValidFrom : from;

        // Names that a withdrawn pack gave from a later day nobody bears.
        db.Units.RemoveRange(units.Where(u => u != unit && u.ValidFrom > from));
        var (last, before) = (from.AddDays(-1), unit.Name);
        var borne = unit.ValidFrom < from && before != name;
        unit.ValidTo = borne ? last : null;
        if (borne)
        {
            db.Units.Add(new AdministrativeUnit { Code = code, Level = UnitLevel.Commune, Name = name, FoldedName = VietnameseText.Fold(name), ParentCode = _province, ValidFrom = from });
        }
        else
        {
            (unit.Name, unit.FoldedName) = (name, VietnameseText.Fold(name));
        }

        if (await db.Offices.SingleOrDefaultAsync(o => o.TenantPath == path, cancel) is { } office)
        {
            var formers = office.Formers.Where(f => f.Until < from && (f.Until != last || f.Name != name)).ToList();
            if (borne)
            {
                formers.Add(new FormerName(before, last, basis));
            }

            (office.FormerNames, office.UnitName) = (formers.Count == 0 ? null : JsonSerializer.Serialize(formers), name);
            office.ValidFrom = office.ValidFrom < from ? office.ValidFrom : unit.ValidFrom;
        }

        return [];
    }

    // Communes that a leader opened by a pack which the hub withdrew since (OpenUnits): this one knows nothing of them.
    private async Task<IEnumerable<string>> OpenedInVainAsync(PackOrder order, CancellationToken cancel)
    {
        var number = order.Content.Number;
        if (!await db.ReferencePacks.AnyAsync(p => p.Kind == PackKind.Units && p.Number < number && p.OpenedAt != null && p.ActivatedAt == null, cancel))
        {
            return [];
        }

        var (faults, below) = (new List<string>(), _province + ".");
        var told = ReferenceTable.Parse(order.Content.Texts[PackTables.Units]).Rows.Where(r => r["level"] == "commune" && r["parent_code"] == _province).Select(r => r["code"]).Concat(order.Changes.Where(c => c.Table.Name == PackTables.Units).Select(c => c.Row["code"])).ToHashSet(StringComparer.Ordinal);
        foreach (var office in await db.Offices.AsNoTracking().Where(o => o.Level == UnitLevel.Commune && o.ValidTo == null && o.TenantPath.StartsWith(below)).OrderBy(o => o.TenantPath).ToListAsync(cancel))
        {
            if (!told.Contains(office.Path.UnitCode))
            {
                faults.AddRange(await EndAsync(office.Path.UnitCode, office.UnitName, order, cancel));
            }
        }

        return faults;
    }

    private async Task<IEnumerable<string>> EndAsync(string code, string name, PackOrder order, CancellationToken cancel)
    {
        var (path, from) = (TenantPath.Parse(_province).Child(code).Value, order.Content.InForceFrom);
        var people = await db.Beneficiaries.CountAsync(b => b.TenantPath == path || b.CommuneCode == code, cancel);
        var past = await db.Beneficiaries.CountAsync(b => (b.TenantPath == path || b.CommuneCode == code) && b.Status == EntitlementStatus.Ended, cancel);
        var dossiers = await db.Dossiers.CountAsync(d => d.TenantPath == path && d.FinishedAt == null, cancel);
        // Who cannot sign in any more holds nothing up.
        var accounts = await db.Users.CountAsync(u => u.OfficePath == path && !u.Disabled, cancel);
        var faults = new List<string>();
        if (people + dossiers + accounts > 0)
        {
            faults.Add($"{name} (mã {code}) chưa thể chấm dứt: còn {people} người trong sổ đối tượng{(past > 0 ? $" (gồm {past} người đã thôi hưởng)" : "")}, {dossiers} hồ sơ đang giải quyết, {accounts} tài khoản cán bộ. Nếu áp dụng, những người và hồ sơ này không còn cơ quan giải quyết. "
                + $"{ToDo(code, order, people, dossiers, accounts)} Trong lúc chờ, đơn vị vẫn giữ như đang áp dụng.");
        }

        if (await OpenMoney.AtAsync(db, path, cancel) is { IsNone: false } money)
        {
            faults.Add($"{name} (mã {code}) chưa thể chấm dứt: còn {money.Words}. Nếu áp dụng, không còn cơ quan nào gửi danh sách, nhận kết quả và chi trả số tiền này. "
                + "Việc cần làm: chốt các kỳ, gửi và nhận đủ kết quả các danh sách hoặc hủy danh sách chưa gửi, đưa khoản chưa chi được vào danh sách sau (trang Chi trả, /chi-tra). Trong lúc chờ, đơn vị vẫn giữ như đang áp dụng.");
        }

        if (faults.Count > 0)
        {
            return faults;
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

    // Which verbs there are empty the office: no pack moves people by itself.
    private static string ToDo(string code, PackOrder order, int people, int dossiers, int accounts)
    {
        var after = order.Content.Texts.TryGetValue(PackTables.Succession, out var text) ? ReferenceTable.Parse(text).Rows.Where(r => r["old_code"] == code).Select(r => r["new_commune_code"]).ToHashSet(StringComparer.Ordinal) : [];
        var units = ReferenceTable.Parse(order.Content.Texts[PackTables.Units]).Rows.Where(r => r["level"] == "commune" && after.Contains(r["code"])).Select(r => r["name"]).ToList();
        var to = units.Count == 0 ? "đơn vị kế tiếp" : string.Join(", ", units);
        var todo = new List<string>();
        if (people > 0)
        {
            todo.Add($"chuyển cả sổ đối tượng ({people} người) một lần sang {to} tại trang Tiếp nhận người của đơn vị chấm dứt (/goi-tham-chieu/tiep-nhan/{order.Content.Number}/{code})");
        }

        if (dossiers > 0)
        {
            todo.Add("giải quyết xong các hồ sơ đang mở");
        }

        if (accounts > 0)
        {
            todo.Add("đổi đơn vị hoặc khóa tài khoản tại trang Tài khoản (/quan-tri/tai-khoan)");
        }

        var made = order.Changes.Where(c => c.Kind == PackChangeKind.Added).Select(c => c.Row["code"]).Where(after.Contains).ToList();
        return todo.Count == 0 ? "" : $"Việc cần làm: {string.Join("; ", todo)}. Khi đơn vị không còn gì, gói được áp dụng ở lượt sau."
            + (people > 0 && made.Count > 0 ? $" Đơn vị kế tiếp do chính gói này lập: lãnh đạo Sở lập trước đơn vị mới tại trang đó, đơn vị mới nhận người từ ngày {VietnameseFormat.Date(order.Content.InForceFrom)}." : "");
    }
}
