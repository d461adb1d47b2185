using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.DryRun;

/// <summary>People of a chunk who wait in other imports of the sender's area too.</summary>
public sealed class OtherImports
{
    private readonly Dictionary<string, string> _places;

    private OtherImports(Dictionary<string, string> places) => _places = places;

    public static OtherImports None { get; } = new([]);

    public static async Task<OtherImports> TakeAsync(NodeDb db, Guid batch, TenantPath sender, IReadOnlyCollection<RowPerson> people, CancellationToken cancel)
    {
        var numbers = people.Select(p => p.Citizen).Where(n => n.Length > 0).Distinct().ToList();
        // By the numbers alone: a condition on the area, the import or its state would have a database without statistics walk through all rows kept so far.
        var rows = numbers.Count == 0 ? [] : (await db.ImportRows.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(r => numbers.Contains(r.CitizenId))
            .Select(r => new { r.CitizenId, r.Number, r.SheetId, r.BatchId, r.State, r.TenantPath }).ToListAsync(cancel))
            .Where(r => r.BatchId != batch && r.State == RowState.Read && sender.Covers(r.TenantPath)).ToList();
        if (rows.Count == 0)
        {
            return None;
        }

        var ids = rows.Select(r => r.SheetId).Distinct().ToList();
        BatchState[] open = [BatchState.Reading, BatchState.Ready, BatchState.Accepting];
        var sheets = await (
            from sheet in db.ImportSheets
            join other in db.ImportBatches on sheet.BatchId equals other.Id
            join file in db.ImportFiles on sheet.FileId equals file.Id
            where ids.Contains(sheet.Id) && open.Contains(other.State)
            select new { sheet.Id, Sheet = sheet.Name, File = file.Name, other.SentAt }).ToDictionaryAsync(s => s.Id, cancel);
        return new(rows.Where(r => sheets.ContainsKey(r.SheetId)).GroupBy(r => r.CitizenId, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => g.Select(r => (Row: r.Number, At: sheets[r.SheetId])).OrderBy(f => f.At.SentAt).ThenBy(f => f.Row)
                .Select(f => string.Create(VietnameseFormat.Culture, $"tệp “{f.At.File}”, trang {f.At.Sheet}, dòng {f.Row} (gửi {VietnameseFormat.Date(VietnamTime.Day(f.At.SentAt))})")).First(),
            StringComparer.Ordinal));
    }

    public IEnumerable<StoredFault> Faults(ImportRow row)
    {
        if (row.CitizenId.Length > 0 && _places.TryGetValue(row.CitizenId, out var place))
        {
            var at = RowValues.Of(row)[Field.CitizenNumber];
            yield return new(FaultLevel.Warning, EntryProblems.OtherImport.Code, EntryProblems.OtherImport.Now(place).Message, at?.Row ?? 0, at is { Row: > 0 } ? at.Column : -1, Field.CitizenNumber, null, Judged: true);
        }
    }
}
