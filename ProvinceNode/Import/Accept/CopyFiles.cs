using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>A copy that is made and not in place yet.</summary>
/// <param name="Files">Of the same content.</param>
/// <param name="Hash">Empty when nothing of it could be kept.</param>
/// <param name="Rows">Rows that are left out.</param>
/// <param name="Cells">Cells of other rows that are left out.</param>
public sealed record ListCopy(List<Guid> Files, string Hash, int Rows, int Cells);

/// <summary>
/// Puts a copy without the rows of erased people in place of each list that still holds them (Law 91/2025/QH15 Art. 14): for everybody else in it the list is the evidence
/// that he was entered from. The copy is an .xlsx with the sheets that were read, each line and cell in its place; the bytes as sent go with the next sweep.
/// </summary>
public sealed class CopyFiles(NodeDb db, AttachmentStore store, VietnamTime time, IOptions<NodeOptions> node)
{
    private static readonly string[] Anywhere = [NodeDb.TenantFilter];

    /// <summary>Contents, by their hash as sent, of which a copy is due. Call in the scope of the province.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(CancellationToken cancel) =>
        (await db.ImportFiles.IgnoreQueryFilters(Anywhere).AsNoTracking().Where(f => f.CopyDue).OrderBy(f => f.Id).Select(f => f.Hash).ToListAsync(cancel)).Distinct().ToList();

    /// <summary>Makes the copy of one content and puts it in place. Call in the scope of the province.</summary>
    /// <returns>Files for which one was made, or nothing could be kept.</returns>
    /// <exception cref="UnreadableSheetException">A sheet that was read once cannot be read now: what is kept stays, and the copy stays due.</exception>
    public async Task<int> HandleAsync(string hash, CancellationToken cancel) => await MakeAsync(hash, cancel) is { } copy ? await PutAsync(copy, cancel) : 0;

    /// <summary>Makes it without holding up anybody who saves; null when none is due.</summary>
    public async Task<ListCopy?> MakeAsync(string hash, CancellationToken cancel)
    {
        var same = await db.ImportFiles.IgnoreQueryFilters(Anywhere).AsNoTracking().Where(f => f.CopyDue && f.Hash == hash).OrderBy(f => f.Id).ToListAsync(cancel);
        return same.Count == 0 ? null : await CopyAsync(same, cancel);
    }

    /// <summary>Puts it in place of what is kept, unless somebody else was erased from the list meanwhile: the next run makes it anew.</summary>
    public async Task<int> PutAsync(ListCopy copy, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var ids = copy.Files;
        // Of another's line only cells go: both are counted.
        if (await Erased(ids).CountAsync(cancel) != copy.Rows || Count(await BlankedAsync(ids, cancel)) != copy.Cells)
        {
            return 0;
        }

        var files = await db.ImportFiles.IgnoreQueryFilters(Anywhere).Where(f => ids.Contains(f.Id)).OrderBy(f => f.Id).ToListAsync(cancel);
        files.ForEach(f => (f.CopyHash, f.CopyDue) = (copy.Hash, false));
        var words = copy.Hash.Length > 0 ? "Thay danh sách gốc bằng bản sao không có người đã xóa dữ liệu" : "Danh sách gốc có người đã xóa dữ liệu không đọc lại được nên không giữ";
        var act = Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ImportCopy, time.UtcNow, words, $"{files[0].Hash} {copy.Hash}".Trim());
        var made = await db.SaveAsync(act.On("import", files[0].BatchId), cancel) ? ids.Count : 0;
        await transaction.CommitAsync(cancel);
        return made;
    }

    private static int Count(ILookup<int, (int Row, int Column)> cells) => cells.Sum(sheet => sheet.Count());

    // A row without cells is one whose person was erased.
    private IQueryable<ImportRow> Erased(List<Guid> files) => db.ImportRows.IgnoreQueryFilters(Anywhere).Where(r => r.Cells == "" && db.ImportSheets.IgnoreQueryFilters(Anywhere).Any(s => s.Id == r.SheetId && s.Index >= 0 && files.Contains(s.FileId)));

    // Cells of other people's rows that told who was erased, by sheet.
    private async Task<ILookup<int, (int Row, int Column)>> BlankedAsync(List<Guid> files, CancellationToken cancel) =>
        (await db.ImportRows.IgnoreQueryFilters(Anywhere).AsNoTracking().Where(r => r.Cells.Contains(SheetCopy.LeftOut))
            .Join(db.ImportSheets.IgnoreQueryFilters(Anywhere).Where(s => s.Index >= 0 && files.Contains(s.FileId)), r => r.SheetId, s => s.Id, (r, s) => new { s.Index, r.Number, r.Cells }).ToListAsync(cancel))
        .SelectMany(r => RowContent.Read<string>(r.Cells).Select((text, column) => (r.Index, Row: r.Number, Column: column, Text: text))).Where(c => c.Text == SheetCopy.LeftOut).ToLookup(c => c.Index, c => (c.Row, c.Column));

    private async Task<ListCopy> CopyAsync(List<ImportFile> same, CancellationToken cancel)
    {
        var ids = same.ConvertAll(f => f.Id);
        var blanked = await BlankedAsync(ids, cancel);
        var rows = await Erased(ids).Join(db.ImportSheets.IgnoreQueryFilters(Anywhere), r => r.SheetId, s => s.Id, (r, s) => new { s.Index, r.Number }).ToListAsync(cancel);
        var sheets = await db.ImportSheets.IgnoreQueryFilters(Anywhere).AsNoTracking().Where(s => ids.Contains(s.FileId) && s.Index >= 0 && s.State == SheetState.Read && s.Header != "").ToListAsync(cancel);
        var kept = same[0].KeptHash;
        await using var content = kept.Length == 0 ? null : await store.OpenAsync(kept, cancel);
        if (content is null || sheets.Count == 0 || FileGuard.Inspect(content, same[0].Name) is not { Succeeded: true } guarded || WorkbookReader.Open(content, guarded.Value) is not { Succeeded: true } opened)
        {
            return new(ids, "", rows.Count, Count(blanked));
        }

        var (source, read, quoted) = (opened.Value, sheets.DistinctBy(s => s.Index).ToDictionary(s => s.Index), same[0].CopyHash is not null);
        var without = rows.ToLookup(r => r.Index, r => r.Number);
        using var copy = new MemoryStream();
        WorkbookWriter.Write(copy, [.. source.Sheets.Select(s => new OutSheet(s.Name, read.TryGetValue(s.Index, out var known)
            ? SheetCopy.Of(source, s.Index, known.HeaderOf()!, known.ColumnsOf(), without[s.Index].ToHashSet(), blanked[s.Index].ToHashSet(), quoted) : [[new OutCell(SheetCopy.Unread)]]))]);
        copy.Position = 0;
        return new(ids, (await store.KeepAsync(copy, long.MaxValue, cancel)).Hash, rows.Count, Count(blanked));
    }
}

/// <summary>Makes the copies that erasing people made due.</summary>
public sealed class CopyFilesJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<CopyFilesJob> log) : NodeJob(scopes, node, log)
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancel)
    {
        foreach (var hash in await services.GetRequiredService<CopyFiles>().DueAsync(cancel))
        {
            // Of a list that cannot be read the others know nothing.
            await PieceAsync(own => own.GetRequiredService<CopyFiles>().HandleAsync(hash, cancel), cancel);
        }
    }
}
