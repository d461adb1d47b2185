using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Protos.Values;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;

namespace ProvinceNode.Import.Review;

/// <summary>What an official says of a whole sheet or import: which column is which, that a hidden sheet is to be read, which amounts count.</summary>
public sealed class SheetChoices(NodeDb db, VietnamTime time)
{
    /// <summary>
    /// Has a sheet read, by other columns when some are given. What was read of it before goes, as nothing of it has reached the registry; the choice is
    /// kept for the sender's office and offered when the same heading comes again.
    /// </summary>
    /// <param name="fields">Column to field; null leaves the columns as they are.</param>
    public async Task<Outcome<ImportSheet>> ReadAsync(Guid batchId, int ordinal, IReadOnlyDictionary<int, Field>? fields, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportUpload))
        {
            return CommonProblems.NotAllowed.Now();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var batch = await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == batchId, cancel);
        var sheet = await db.ImportSheets.SingleOrDefaultAsync(s => s.BatchId == batchId && s.Ordinal == ordinal, cancel);
        if (batch is null || sheet is not { Index: >= 0 } || sheet.HeaderOf() is not { } header)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!batch.IsOpen)
        {
            return BatchProblems.Closed.Now();
        }

        var map = fields is null ? sheet.ColumnsOf() : Chosen(sheet.ColumnsOf(), header, fields);
        if (Faults(sheet, header, map) is { Count: > 0 } faults)
        {
            return faults;
        }

        // Rows of a dry run: no act is about them alone, the one below tells that they were read anew.
        await db.ImportRows.Where(r => r.SheetId == sheet.Id).ExecuteDeleteAsync(cancel);
        sheet.Take(header, map);
        (sheet.State, sheet.Problem, sheet.Pass, sheet.LastRow, sheet.LinesDone) = (SheetState.Waiting, "", sheet.Pass + 1, 0, 0);
        (batch.State, batch.Version) = (BatchState.Reading, batch.Version + 1);
        if (fields is not null)
        {
            await LearnAsync(batch, header, map, official, cancel);
        }

        if (!await db.SaveAsync(Act.By(official, ActKinds.ImportColumns, time.UtcNow, $"Trang {ordinal}").On("import", batchId), cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return sheet;
    }

    /// <summary>Which amount is entered where file and law differ.</summary>
    public async Task<Outcome<ImportBatch>> AmountsAsync(Guid batchId, AmountRule rule, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportUpload))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == batchId, cancel) is not { } batch)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!batch.IsOpen)
        {
            return BatchProblems.Closed.Now();
        }

        (batch.Amounts, batch.Version) = (rule, batch.Version + 1);
        return await db.SaveAsync(Act.By(official, ActKinds.ImportChoose, time.UtcNow, rule == AmountRule.Law ? "Ghi mức theo quy định" : "Ghi mức theo tệp").On("import", batchId), cancel) ? batch : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Says whether a list of poor households is whole: only then who is not on it leaves.</summary>
    public async Task<Outcome<ImportBatch>> WholeAsync(Guid batchId, bool whole, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportUpload))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var batch = await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == batchId, cancel);
        if (batch is null || (await db.ImportSheets.Where(s => s.BatchId == batchId && s.Index < 0).ToListAsync(cancel)).Find(PovertyDerived.IsLeaving) is not { } leaving)
        {
            return CommonProblems.NotFound.Now();
        }

        if (batch.State != BatchState.Ready)
        {
            return BatchProblems.Closed.Now();
        }

        (leaving.State, leaving.Problem, batch.Version) = (whole ? SheetState.Read : SheetState.Skipped, whole ? "" : BatchNotes.PartOfList, batch.Version + 1);
        return await db.SaveAsync(Act.By(official, ActKinds.ImportChoose, time.UtcNow, whole ? "Danh sách đã đủ cả xã" : "Danh sách chỉ là một phần").On("import", batchId), cancel) ? batch : CommonProblems.ChangedMeanwhile.Now();
    }

    private static ColumnMap Chosen(ColumnMap map, SheetHeader header, IReadOnlyDictionary<int, Field> fields)
    {
        var width = Math.Max(header.Paths.Count, map.Columns.Count == 0 ? 0 : map.Columns.Max(c => c.Column) + 1);
        var known = map.Columns.ToDictionary(c => c.Column);
        return new([.. Enumerable.Range(0, width).Where(c => known.ContainsKey(c) || fields.ContainsKey(c)).Select(c =>
        {
            var (field, before) = (fields.GetValueOrDefault(c), known.GetValueOrDefault(c));
            return before is not null && before.Field == field ? before : new MappedColumn(c, header.Title(c), field, 1, "Do ông/bà chọn");
        })]);
    }

    private static List<Problem> Faults(ImportSheet sheet, SheetHeader header, ColumnMap map) =>
        [.. ReadSheet.Check(new SurveyedSheet("", new SheetInfo(sheet.Index, sheet.Name, sheet.Hidden, []), header, map)), .. Twice(map)];

    private static IEnumerable<Problem> Twice(ColumnMap map) => map.Columns.Where(c => c.Field != Field.None).GroupBy(c => c.Field).Where(g => g.Count() > 1)
        .Select(g => BatchProblems.FieldTwice.At($"Cot{g.ElementAt(1).Column}", FieldNames.Of(g.Key), CellPlace.ColumnLetters(g.ElementAt(0).Column), CellPlace.ColumnLetters(g.ElementAt(1).Column)));

    private async Task LearnAsync(ImportBatch batch, SheetHeader header, ColumnMap map, SignedInOfficial official, CancellationToken cancel)
    {
        var (learned, now) = (LearnedMap.Of(batch.TenantPath, header, map), time.UtcNow);
        var fields = JsonSerializer.Serialize(learned.Fields);
        var kept = await db.LearnedColumns.SingleOrDefaultAsync(l => l.TenantPath == batch.TenantPath && l.Fingerprint == learned.Fingerprint, cancel);
        if (kept is null)
        {
            db.LearnedColumns.Add(new LearnedColumns { Id = Guid.CreateVersion7(new DateTimeOffset(now)), TenantPath = batch.TenantPath, Fingerprint = learned.Fingerprint, Fields = fields, ByName = official.FullName, At = now });
        }
        else
        {
            (kept.Fields, kept.ByName, kept.At, kept.Version) = (fields, official.FullName, now, kept.Version + 1);
        }
    }
}
