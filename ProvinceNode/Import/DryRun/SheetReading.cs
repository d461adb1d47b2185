using Microsoft.EntityFrameworkCore;
using Protos.Values;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Rows;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.DryRun;

/// <summary>Reads the rows of one sheet behind the last one kept, chunk by chunk.</summary>
public sealed class SheetReading(JudgeGround ground, DuplicateWatch watch, NodeDb db, VietnamTime time)
{
    /// <summary>Reads and keeps; stops when the sheet was given other columns or the import withdrawn meanwhile.</summary>
    /// <returns>Rows kept.</returns>
    public async Task<int> HandleAsync(ImportSheet sheet, string file, SheetSource source, ReadSheet reader, CancellationToken cancel)
    {
        var (counted, kept) = (new CountedSource(source), 0);
        using var chunks = reader.Rows(counted, sheet.Surveyed(file, source.Sheets[sheet.Index]), watch).Where(r => r.Number > sheet.LastRow).Chunk(ReadBatch.Chunk).GetEnumerator();
        // While some rows are judged and kept, the next are read.
        var next = NextAsync();
        try
        {
            while (await next is { } read)
            {
                cancel.ThrowIfCancellationRequested();
                next = NextAsync();
                if (!await KeepAsync(sheet, file, read, cancel))
                {
                    return kept;
                }

                kept += read.Rows.Length;
            }

            await EndAsync(sheet, counted, "", cancel);
        }
        catch (UnreadableSheetException broken)
        {
            await EndAsync(sheet, counted, broken.Problem.Message, cancel);
        }
        finally
        {
            // Nothing reads the file any more when it is closed.
            await Task.WhenAny(next);
        }

        return kept;

        Task<ReadRows?> NextAsync() => Task.Run(() => chunks.MoveNext() ? new ReadRows(chunks.Current, counted.Passed, counted.Total) : null, cancel);
    }

    private async Task<bool> KeepAsync(ImportSheet sheet, string file, ReadRows read, CancellationToken cancel)
    {
        var chunk = read.Rows;
        var said = chunk.Select(RowValues.Of).ToArray();
        var people = said.Select(s => RowPerson.Of(s, ground.OwnCommune)).ToArray();
        var judge = new RowJudge(ground, await RegistryPicture.TakeAsync(db, people, cancel));
        var others = await OtherImports.TakeAsync(db, sheet.BatchId, ground.Sender, people, cancel);
        var rows = chunk.Select((line, i) => Row(sheet, line, said[i], people[i], judge, others)).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var now = await db.ImportSheets.SingleAsync(s => s.Id == sheet.Id, cancel);
        if (now.Pass != sheet.Pass || now.State != SheetState.Waiting || !await db.ImportBatches.AnyAsync(b => b.Id == sheet.BatchId && b.State == BatchState.Reading, cancel))
        {
            db.ChangeTracker.Clear();
            return false;
        }

        await BulkInsert.AddAsync(db, rows, cancel);
        (now.LastRow, now.LinesDone, now.TotalLines) = (chunk[^1].Number, read.Passed, read.Total);
        await SaveAsync(sheet, string.Create(VietnameseFormat.Culture, $"Trang {sheet.Ordinal}: đọc đến dòng {chunk[^1].Number}"), cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private ImportRow Row(ImportSheet sheet, ImportedRow read, RowValues said, RowPerson person, RowJudge judge, OtherImports others)
    {
        var row = new ImportRow
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), BatchId = sheet.BatchId, SheetId = sheet.Id, TenantPath = sheet.TenantPath, Sheet = sheet.Ordinal, Number = read.Number,
            Cells = RowContent.Write(read.Texts), Marks = RowContent.Write([.. read.Marks.Select(m => new RowMark(m.Key, m.Value))]), Values = said.ToJson(), CitizenId = person.Citizen, OldNumber = person.Old, NameKey = person.Folded.Length > 120 ? person.Folded[..120] : person.Folded,
            UnitQuestion = UnitQuestions.Of(read), UnitOffers = UnitQuestions.Offers(read, ground),
        };
        Judging.Apply(row, said, [.. read.Faults.Select(StoredFault.Of)], judge, others);
        return row;
    }

    private async Task EndAsync(ImportSheet sheet, CountedSource counted, string problem, CancellationToken cancel)
    {
        var now = await db.ImportSheets.SingleAsync(s => s.Id == sheet.Id, cancel);
        if (now.Pass == sheet.Pass && now.State == SheetState.Waiting)
        {
            (now.State, now.Problem) = (problem.Length > 0 ? SheetState.Broken : SheetState.Read, problem);
            (now.TotalLines, now.LinesDone) = (counted.Total, counted.Passed);
            await SaveAsync(sheet, $"Trang {sheet.Ordinal}: {(problem.Length > 0 ? "bị hỏng" : "đọc xong")}", cancel);
        }
    }

    private async Task SaveAsync(ImportSheet sheet, string what, CancellationToken cancel)
    {
        await db.SaveAsync(Act.BySystem(TenantPath.Parse(ground.Sender.Province), ActKinds.ImportRead, time.UtcNow, what).On("import", sheet.BatchId), cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>Rows of one transaction, and how many lines of the sheet had passed when they were read.</summary>
    private sealed record ReadRows(ImportedRow[] Rows, int Passed, int Total);

    /// <summary>Counts the lines of a sheet as they pass: the first reading, which only looks at the columns, tells the total.</summary>
    private sealed class CountedSource(SheetSource source) : SheetSource
    {
        public override IReadOnlyList<SheetInfo> Sheets => source.Sheets;

        public int Total { get; private set; }

        public int Passed { get; private set; }

        public override IEnumerable<SheetLine> Lines(int sheet)
        {
            Passed = 0;
            foreach (var line in source.Lines(sheet))
            {
                Passed++;
                Total = Math.Max(Total, Passed);
                yield return line;
            }
        }
    }
}
