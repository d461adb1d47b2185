using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Replication.Repair;
using Protos.Replication;

namespace ProvinceNode.Replication;

/// <summary>A refused record as listed: no personal data, but what leads to it.</summary>
/// <param name="Label">Code or number by which its paper is found; empty when it has none.</param>
/// <param name="Unit">Name of the office that it belongs to, or its path.</param>
public sealed record RefusedLine(int Kind, Guid RecordId, long Version, string Label, string Unit, string Code, string Reason, DateTime RefusedAt);

/// <summary>Records that were refused for one reason.</summary>
/// <param name="Reason">The words of one of them.</param>
public sealed record RefusedReason(string Code, int Count, string Reason);

/// <summary>What the hub refused, by reason and record by record: a mistake of one table may be refused thousands of times.</summary>
internal static class RefusedList
{
    /// <summary>A longer message is not read for its label: one that is too long may be the reason.</summary>
    private const int LongestRead = 64 * 1024;

    public static async Task<List<RefusedReason>> ReasonsAsync(NodeDb db, CancellationToken cancel)
    {
        var reasons = await db.Outbox.Where(r => r.RefusedAt != null).GroupBy(r => r.RefusedCode!)
            .Select(g => new { Code = g.Key, Count = g.Count(), Reason = g.Min(r => r.RefusedReason) }).ToListAsync(cancel);
        return [.. reasons.Select(r => new RefusedReason(r.Code, r.Count, r.Reason ?? "")).OrderByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal)];
    }

    /// <param name="code">Only what was refused for it; null for all.</param>
    public static async Task<List<RefusedLine>> LinesAsync(NodeDb db, string? code, int most, CancellationToken cancel)
    {
        var rows = await db.Outbox.AsNoTracking().Where(r => r.RefusedAt != null && (code == null || r.RefusedCode == code)).OrderByDescending(r => r.RefusedAt).ThenBy(r => r.RecordId).Take(most)
            .Select(r => new { r.Kind, r.RecordId, r.Version, r.TenantPath, r.RefusedCode, r.RefusedReason, r.RefusedAt, Message = r.Message.Length <= LongestRead ? r.Message : null }).ToListAsync(cancel);
        var paths = rows.Select(r => r.TenantPath).Distinct().ToList();
        var names = (await db.Offices.AsNoTracking().Where(o => paths.Contains(o.TenantPath)).Select(o => new { o.TenantPath, o.UnitName }).ToListAsync(cancel)).ToLookup(o => o.TenantPath, o => o.UnitName);
        return rows.ConvertAll(r => new RefusedLine(
            r.Kind, r.RecordId, r.Version, r.Message is null ? "" : TakeBack.Label(Record.Parser.ParseFrom(r.Message)), names[r.TenantPath].FirstOrDefault() ?? r.TenantPath, r.RefusedCode!, r.RefusedReason!, r.RefusedAt!.Value));
    }

    /// <summary>What is done about a reason, beside the hub's own words. Codes that a hub of later adds get the last sentence.</summary>
    public static string ToDo(string code) => code switch
    {
        "unit-unknown" => "Nếu chọn nhầm xã, hãy sửa rồi lưu. Nếu đơn vị mới thành lập, hãy chờ Trung ương ban hành gói đơn vị hành chính rồi bấm “Gửi lại”.",
        "record-erased" => "Dữ liệu của người này đã được xóa theo yêu cầu: hãy xóa lại tại trang của người đó.",
        "time-bad" => "Hãy chỉnh đồng hồ của máy chủ, rồi lưu lại bản ghi.",
        "id-bad" or "kind-unknown" or "kind-mismatch" or "body-missing" or "version-bad" or "epoch-ahead" => "Đây là lỗi phiên bản phần mềm, không phải lỗi nhập liệu: hãy nâng cấp hệ thống của tỉnh hoặc báo Trung ương, rồi bấm “Gửi lại”.",
        _ => "Hãy sửa chỗ được nêu ở bản ghi rồi lưu: bản mới được gửi ngay.",
    };
}
