using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>What a person's entitlement came from when it was no decision of this node.</summary>
/// <param name="Words">File, sheet and row of a list, or body, number and day of a decision on paper.</param>
/// <param name="Address">Page of the row or entry; empty for who may not open it.</param>
/// <param name="Batch">Page of the import; empty for an entry and for who may not open it.</param>
/// <param name="What">Amounts and months that rest on it.</param>
public sealed record PersonSource(string Words, string Address, string Batch, string What);

/// <summary>The part of a person's page that leads from what he receives to the row of the list or the entry that it rests on; empty when decisions of this node tell all.</summary>
public sealed class SourcesOfPersonViewComponent(NodeDb db, CurrentOfficial current) : ViewComponent
{
    public async Task<IViewComponentResult> InvokeAsync(Guid id, CancellationToken cancel)
    {
        var versions = await db.Entitlements.AsNoTracking().Where(e => e.BeneficiaryId == id && e.Source != EntitlementSource.Decision).OrderBy(e => e.StartMonth).ToListAsync(cancel);
        if (versions.Count == 0)
        {
            return Content("");
        }

        var (ids, may) = (versions.Select(v => v.DecisionId).Distinct().ToList(), current.Required.May(Actions.ImportView));
        // A list or entry of an office above is not this office's to open.
        var rows = await (
            from row in db.ImportRows
            join sheet in db.ImportSheets on row.SheetId equals sheet.Id
            join file in db.ImportFiles on sheet.FileId equals file.Id
            where ids.Contains(row.Id)
            select new { row.Id, row.BatchId, row.Sheet, row.Number, SheetName = sheet.Name, File = file.Name }).ToDictionaryAsync(r => r.Id, cancel);
        var entries = await db.DirectEntries.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancel);
        var sources = versions.GroupBy(v => (v.DecisionId, v.Source)).Select(g =>
        {
            var what = string.Join("; ", g.Select(v => string.Create(VietnameseFormat.Culture, $"{v.MonthlyAmount}/tháng từ tháng {new PayMonth(v.StartMonth)}")));
            return rows.TryGetValue(g.Key.DecisionId, out var row)
                ? new PersonSource(
                    string.Create(VietnameseFormat.Culture, $"danh sách “{row.File}”, trang “{row.SheetName}”, dòng {row.Number}"),
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/nhap-danh-sach/{row.BatchId}/dong/{row.Sheet}/{row.Number}"), $"/nhap-danh-sach/{row.BatchId}", what)
                : entries.TryGetValue(g.Key.DecisionId, out var entry)
                ? new PersonSource($"quyết định giấy của {entry.Body}{Paper(entry)}", $"/nhap-truc-tiep/{entry.Id}", "", what)
                : new PersonSource(g.Key.Source == EntitlementSource.Import ? "danh sách do đơn vị khác gửi" : "quyết định giấy do đơn vị khác nhập", "", "", what);
        }).Select(s => may ? s : s with { Address = "", Batch = "" }).ToList();
        return View("/Import/Accept/_Sources.cshtml", sources);
    }

    private static string Paper(Direct.DirectEntry entry)
    {
        var said = entry.Said();
        var number = said.Shown(Columns.Field.DecisionNumber);
        return (number.Length > 0 ? $", số {number}" : "") + (said.Has(Columns.Field.DecisionDate) ? $" ngày {said.Shown(Columns.Field.DecisionDate)}" : "");
    }
}
