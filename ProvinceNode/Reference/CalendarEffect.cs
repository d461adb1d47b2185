using Microsoft.EntityFrameworkCore;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Platform;
using Protos.Reference.Packs;
using Protos.Values;

namespace ProvinceNode.Reference;

/// <summary>Lịch nghỉ: days come into the province's calendar and move the dossiers that stand on them. What the province entered otherwise for the same day stays.</summary>
public sealed class CalendarEffect(NodeDb db, ChangeCalendar calendar) : IPackEffect
{
    public PackKind Kind => PackKind.Calendar;

    public async Task<PackEffect> ApplyAsync(PackOrder order, CancellationToken cancel)
    {
        var days = order.Changes.Where(c => c.Table.Name == PackTables.DaysOff).ToList();
        List<string> faults =
        [
            .. order.Changes.Where(c => c.Table.Name == PackTables.LunarAnchors).Select(c => $"Ngày âm lịch dùng cho lịch đề xuất nằm trong phần mềm: {c.Words}. Cần cập nhật phiên bản mới của phần mềm; ngày nghỉ của năm đó có thể ban hành bằng bảng ngày nghỉ."),
            .. days.Where(c => c.Since.Year is < 2021 or > 2060).Select(c => $"Lịch của hệ thống gồm các năm 2021 đến 2060: {c.Words}. Hãy kiểm tra lại năm."),
        ];
        if (faults.Count > 0)
        {
            return PackEffect.Refused(faults);
        }

        var rows = (await db.DaysOff.AsNoTracking().ToListAsync(cancel)).ToDictionary(d => d.Date);
        var notes = new List<string>();
        foreach (var change in days)
        {
            if (Kept(rows, change) is { } own)
            {
                notes.Add($"Tỉnh đã nhập khác cho ngày {VietnameseFormat.Date(change.Since)} ({own}); giữ lịch của tỉnh.");
            }
            else if (change.New is null)
            {
                rows.Remove(change.Since);
            }
            else
            {
                rows[change.Since] = Day(change.New);
            }
        }

        var moved = await calendar.TakeRowsAsync([.. rows.Values.OrderBy(d => d.Date)], cancel);
        return new()
        {
            Notes = [.. notes, .. moved.Count > 0 ? [$"{moved.Count} hồ sơ đang giải quyết được tính lại thời hạn: {string.Join(", ", moved.Take(20).Select(m => m.Code))}{(moved.Count > 20 ? "…" : "")}."] : Array.Empty<string>()],
            Past = days.Where(c => c.Since < order.Today).Select(c => c.Since).DefaultIfEmpty(DateOnly.MaxValue).Min() is var since && since < order.Today ? [new(since, 0, 0, moved.Count) { OfSteps = true }] : [],
        };
    }

    // What stands for the day is neither what the pack before it said nor what this one says.
    private static string? Kept(Dictionary<DateOnly, DayOff> rows, PackChange change)
    {
        var stands = rows.GetValueOrDefault(change.Since);
        var (before, after) = (change.Old is { } old ? Day(old) : null, change.New is { } now ? Day(now) : null);
        return Same(stands, before) || Same(stands, after) || (stands is null && before is null) ? null : stands is null ? "đã bỏ" : (stands.Worked ? "làm bù: " : "nghỉ: ") + stands.Name;
    }

    private static bool Same(DayOff? one, DayOff? other) => one?.Worked == other?.Worked && one?.Name == other?.Name;

    private static DayOff Day(Protos.Reference.ReferenceTable.Row row) => new() { Date = row.Date("date")!.Value, Worked = row["kind"] != "off", Name = row["name"] };
}
