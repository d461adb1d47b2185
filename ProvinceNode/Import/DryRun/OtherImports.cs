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
        var (own, under) = (sender.Value, sender.Value + ".");
        BatchState[] open = [BatchState.Reading, BatchState.Ready, BatchState.Accepting];
        var found = numbers.Count == 0 ? [] : await (
            from row in db.ImportRows
            join other in db.ImportBatches on row.BatchId equals other.Id
            join sheet in db.ImportSheets on row.SheetId equals sheet.Id
            join file in db.ImportFiles on sheet.FileId equals file.Id
            where row.BatchId != batch && row.State == RowState.Read && open.Contains(other.State) && numbers.Contains(row.CitizenId)
                && (row.TenantPath == own || row.TenantPath.StartsWith(under))
            select new { row.CitizenId, row.Number, Sheet = sheet.Name, File = file.Name, other.SentAt }).ToListAsync(cancel);
        return new(found.GroupBy(f => f.CitizenId, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => g.OrderBy(f => f.SentAt).ThenBy(f => f.Number).Select(f => string.Create(VietnameseFormat.Culture, $"tệp “{f.File}”, trang {f.Sheet}, dòng {f.Number} (gửi {VietnameseFormat.Date(VietnamTime.Day(f.SentAt))})")).First(),
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
