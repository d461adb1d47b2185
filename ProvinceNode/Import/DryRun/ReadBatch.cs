using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Protos.Values;
using ProvinceNode.Documents;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.DryRun;

/// <summary>
/// The dry run of an import: finds sheets and headings, reads the rows of every sheet whose columns are known, looks at each beside law and registry and
/// keeps it. Nothing reaches the registry. Rows are kept in chunks, each in its own transaction with how far the sheet has come, so that a run that was
/// interrupted goes on behind the last kept row; at most two chunks are in memory, and of the rows before it only the keys of duplicates.
/// </summary>
public sealed class ReadBatch(NodeDb db, AttachmentStore store, UnitBooks books, PovertyMatch poverty, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>Rows of one transaction.</summary>
    public const int Chunk = 1_000;

    /// <summary>Reads what is left to read. Call in the scope of the province.</summary>
    /// <returns>Rows kept in this run.</returns>
    public async Task<int> HandleAsync(Guid batchId, CancellationToken cancel)
    {
        if (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId && b.State == BatchState.Reading, cancel) is not { } batch)
        {
            return 0;
        }

        var files = await db.ImportFiles.AsNoTracking().Where(f => f.BatchId == batchId).OrderBy(f => f.Ordinal).ToListAsync(cancel);
        foreach (var file in files.Where(f => !f.Surveyed))
        {
            await WithSheetsAsync(file, source => SurveyAsync(batch, file, source, cancel), cancel);
        }

        var ground = await JudgeGround.TakeAsync(db, batch.ListMonth, batch.TenantPath, time, cancel);
        var (watch, done) = (await WatchAsync(batch, files, cancel), 0);
        foreach (var file in files)
        {
            if (await db.ImportSheets.AnyAsync(s => s.FileId == file.Id && s.State == SheetState.Waiting, cancel))
            {
                await WithSheetsAsync(file, async source => done += await ReadFileAsync(batch, file, source, new(ground, watch, db, time), cancel), cancel);
            }
        }

        await FinishAsync(batchId, cancel);
        return done;
    }

    // Opens the file once for all that is done with it; what cannot be opened says why.
    private async Task WithSheetsAsync(ImportFile file, Func<SheetSource, Task> work, CancellationToken cancel)
    {
        await using var content = await store.OpenAsync(file.Hash, cancel);
        var opened = content is null ? SheetProblems.Broken.Now(file.Name) : Open(content, file.Name);
        if (opened.Succeeded)
        {
            await work(opened.Value);
            return;
        }

        var broken = await db.ImportFiles.SingleAsync(f => f.Id == file.Id, cancel);
        (broken.Surveyed, broken.Problem) = (true, opened.Problems[0].Message);
        foreach (var sheet in await db.ImportSheets.Where(s => s.FileId == file.Id && s.State == SheetState.Waiting).ToListAsync(cancel))
        {
            (sheet.State, sheet.Problem) = (SheetState.Broken, broken.Problem);
        }

        await SaveAsync(file.BatchId, $"Tệp {file.Ordinal}: không đọc được", cancel);
    }

    private static Outcome<SheetSource> Open(Stream content, string name)
    {
        var guarded = FileGuard.Inspect(content, name);
        return guarded.Succeeded ? WorkbookReader.Open(content, guarded.Value) : guarded.Problems.ToList();
    }

    private async Task SurveyAsync(ImportBatch batch, ImportFile file, SheetSource source, CancellationToken cancel)
    {
        var next = await db.ImportSheets.Where(s => s.BatchId == batch.Id).Select(s => (int?)s.Ordinal).MaxAsync(cancel) ?? 0;
        var learned = (await db.LearnedColumns.IgnoreQueryFilters([NodeDb.TenantFilter]).AsNoTracking().Where(l => l.TenantPath == batch.TenantPath).ToListAsync(cancel)).ToDictionary(l => l.Fingerprint, StringComparer.Ordinal);
        foreach (var info in source.Sheets)
        {
            var sheet = new ImportSheet
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), BatchId = batch.Id, FileId = file.Id, TenantPath = batch.TenantPath, Ordinal = ++next, Index = info.Index,
                Name = info.Name.Length > 120 ? info.Name[..120] : info.Name, Hidden = info.Hidden, State = SheetState.Skipped,
            };
            Survey(sheet, source, file.Name, learned, batch.Kind);
            db.ImportSheets.Add(sheet);
        }

        (await db.ImportFiles.SingleAsync(f => f.Id == file.Id, cancel)).Surveyed = true;
        await SaveAsync(batch.Id, $"Tệp {file.Ordinal}: {source.Sheets.Count} trang", cancel);
    }

    /// <summary>Finds heading and columns of a sheet, and whether its rows can be read now.</summary>
    private static void Survey(ImportSheet sheet, SheetSource source, string file, Dictionary<string, LearnedColumns> learned, ListKind kind)
    {
        var found = ReadSheet.Survey(source, sheet.Index, file);
        if (!found.Succeeded)
        {
            sheet.Problem = found.Problems[0].Message;
            return;
        }

        var header = found.Value.Header;
        var proposed = kind == ListKind.Poverty ? PovertyColumns.Of(found.Value.Map) : found.Value.Map;
        var map = proposed.With(learned.GetValueOrDefault(LearnedMap.FingerprintOf(header))?.Map(), header);
        sheet.Take(header, map);
        var faults = ReadSheet.Check(found.Value with { Map = map });
        sheet.Problem = sheet.Hidden ? BatchNotes.Hidden : string.Join(" ", faults.Select(f => f.Message));
        sheet.State = sheet.Hidden ? SheetState.Skipped : faults.Count > 0 ? SheetState.NeedsColumns : SheetState.Waiting;
    }

    private async Task<int> ReadFileAsync(ImportBatch batch, ImportFile file, SheetSource source, SheetReading reading, CancellationToken cancel)
    {
        var (waiting, rows) = (await db.ImportSheets.AsNoTracking().Where(s => s.FileId == file.Id && s.State == SheetState.Waiting).OrderBy(s => s.Ordinal).ToListAsync(cancel), 0);
        var settings = new ReadSettings(node.Value.ProvinceCode, time.Today, time.Today, batch.ListMonth) { Home = TenantPath.Parse(batch.TenantPath).UnitCode };
        foreach (var sheet in waiting)
        {
            rows += await reading.HandleAsync(sheet, file.Name, source, new ReadSheet(settings, books.Of(node.Value.ProvinceCode)), cancel);
        }

        return rows;
    }

    // People of sheets that were read before, so that a later file's repetition is found after a restart too.
    private async Task<DuplicateWatch> WatchAsync(ImportBatch batch, List<ImportFile> files, CancellationToken cancel)
    {
        var watch = new DuplicateWatch();
        var sheets = await db.ImportSheets.AsNoTracking().Where(s => s.BatchId == batch.Id && s.State == SheetState.Read && s.Index >= 0).OrderBy(s => s.Ordinal).ToListAsync(cancel);
        foreach (var sheet in sheets)
        {
            var file = files.Single(f => f.Id == sheet.FileId).Name;
            await foreach (var row in db.ImportRows.AsNoTracking().Where(r => r.SheetId == sheet.Id && r.State != RowState.LeftOut).OrderBy(r => r.Number).AsAsyncEnumerable().WithCancellation(cancel))
            {
                foreach (var _ in watch.Check(RowValues.Of(row).Telling(file, sheet.Name)))
                {
                    // Told when the row was read.
                }
            }
        }

        return watch;
    }

    private async Task FinishAsync(Guid batchId, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var batch = await db.ImportBatches.SingleAsync(b => b.Id == batchId, cancel);
        if (batch.State == BatchState.Reading && !await db.ImportSheets.AnyAsync(s => s.BatchId == batchId && s.State == SheetState.Waiting, cancel))
        {
            if (batch.Kind == ListKind.Poverty)
            {
                await poverty.HandleAsync(batch, cancel);
                batch = await db.ImportBatches.SingleAsync(b => b.Id == batchId, cancel);
            }

            (batch.State, batch.Version) = (BatchState.Ready, batch.Version + 1);
            await SaveAsync(batchId, "Đọc xong", cancel);
        }
    }

    private async Task SaveAsync(Guid batch, string what, CancellationToken cancel)
    {
        await db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ImportRead, time.UtcNow, what).On("import", batch), cancel);
        db.ChangeTracker.Clear();
    }
}
