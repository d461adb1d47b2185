using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Accept;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.Poverty;

/// <summary>The poverty of a year as it was before a list changed it; kept with the row for its undoing.</summary>
public sealed record PovertyBefore(string Status, string Number, DateOnly? On, string Source);

/// <summary>
/// Writes an accepted list of poor households: the poverty of its year, with file, sheet and cell as origin, a chunk in a transaction with the rows' own state. What
/// somebody receives is not touched: the worklist proposes what follows from it. A year that says the same already is not written.
/// </summary>
public sealed class EnterPoverty(NodeDb db, PovertyMatch match, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int Chunk = 200;

    /// <summary>Writes what is left to write. Call in the scope of the province.</summary>
    /// <returns>Rows entered.</returns>
    public async Task<int> HandleAsync(Guid batchId, CancellationToken cancel)
    {
        var entered = 0;
        while (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId && b.State == BatchState.Accepting, cancel) is { } batch)
        {
            cancel.ThrowIfCancellationRequested();
            var done = await ChunkAsync(batch, cancel);
            db.ChangeTracker.Clear();
            if (done is not { } rows)
            {
                return entered; // somebody saved the same person meanwhile; the next run takes the chunk again
            }

            entered += rows;
        }

        return entered;
    }

    private async Task<int?> ChunkAsync(ImportBatch batch, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var rows = await EnterBatch.Ready(db, batch.Id).Where(r => r.BeneficiaryId != null).OrderBy(r => r.Sheet).ThenBy(r => r.Number).Take(Chunk).ToListAsync(cancel);
        await match.JudgeAsync(batch, [.. rows.Select(r => (r, (IReadOnlyList<StoredFault>)[.. r.FaultsOf().Where(f => !f.Judged)]))], cancel);
        var (origins, people, entered) = (await OriginsAsync(batch.Id, cancel), await PeopleAsync(batch, rows, cancel), 0);
        foreach (var row in rows.Where(r => r is { Verdict: not RowVerdict.Refused, Match: RegistryMatch.Same, State: RowState.Read }))
        {
            if (people.GetValueOrDefault(row.BeneficiaryId!.Value) is { } person)
            {
                await RowAsync(batch, row, person, origins[row.Sheet], cancel);
                entered++;
            }
            else
            {
                // Merged or moved since the list was read: a row that no file has is not looked up anew.
                var gone = PovertyProblems.Gone.Now();
                row.Take([.. row.FaultsOf(), new StoredFault(FaultLevel.Error, gone.Code, gone.Message, row.Number, -1, Field.FullName, null, Judged: true)]);
            }
        }

        if (rows.Count < Chunk)
        {
            var ended = await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, cancel);
            (ended.State, ended.Version) = (BatchState.Accepted, ended.Version + 1);
        }

        var checker = (await SessionCheck.FindAsync(db, batch.CheckedById!.Value, null, cancel))?.Official;
        var words = string.Create(VietnameseFormat.Culture, $"Ghi hộ nghèo, hộ cận nghèo năm {batch.Year}: {entered} người");
        var act = checker is null ? Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ImportEnter, time.UtcNow, words) : Act.By(checker, ActKinds.ImportEnter, time.UtcNow, words);
        if (!await db.SaveAsync(act.On("import", batch.Id), cancel))
        {
            return null;
        }

        await transaction.CommitAsync(cancel);
        return entered;
    }

    // Who is still in the area of the list; of records that were merged only the one that stands.
    private async Task<Dictionary<Guid, Beneficiary>> PeopleAsync(ImportBatch batch, List<ImportRow> rows, CancellationToken cancel)
    {
        var (ids, area) = (rows.Select(r => r.BeneficiaryId).OfType<Guid>().Distinct().ToList(), TenantPath.Parse(batch.TenantPath));
        return (await db.Beneficiaries.Where(b => ids.Contains(b.Id)).ToListAsync(cancel)).Where(b => area.Covers(b.TenantPath)).ToDictionary(b => b.Id);
    }

    private async Task RowAsync(ImportBatch batch, ImportRow row, Beneficiary person, string origin, CancellationToken cancel)
    {
        var (said, now) = (RowValues.Of(row), time.UtcNow);
        var before = await db.PovertyYears.AsNoTracking().SingleOrDefaultAsync(y => y.BeneficiaryId == person.Id && y.Year == batch.Year, cancel);
        var status = PovertyMarks.Of((PovertyWord)(said.Number(Field.Poverty) ?? 0));
        var changed = await PersonParts.PovertyAsync(db, person, batch.Year, status, SourceOf(batch, origin), cancel, batch.DecisionNumber, batch.DecisionOn);
        if (changed)
        {
            PersonFields.Note(db, person.Id, [(PersonFields.Poverty, PlaceOf(said))], new Origin(OriginKind.Import, origin, now, batch.CheckedByName));
            row.Before = JsonSerializer.Serialize(before is null ? null : new PovertyBefore(before.Status.ToString(), before.DecisionNumber, before.DecisionOn, before.Source));
        }

        (row.State, row.EnteredAt) = (RowState.Entered, now);
    }

    /// <summary>How the sources of all lists of a year begin.</summary>
    public static string ListOf(int year) => string.Create(CultureInfo.InvariantCulture, $"Danh sách hộ nghèo, cận nghèo năm {year}: ");

    /// <summary>What the registry keeps as the source of the year; tells an undo what it wrote.</summary>
    public static string SourceOf(ImportBatch batch, string origin) => ListOf(batch.Year) + origin is var source && source.Length > 200 ? source[..200] : source;

    private static string PlaceOf(RowValues said) => (said[Field.Poverty] is { Row: > 0 } told ? told : said[Field.FullName]) is { Row: > 0 } cell
        ? CellPlace.ColumnLetters(cell.Column) + cell.Row.ToString(CultureInfo.InvariantCulture) : "";

    private async Task<Dictionary<int, string>> OriginsAsync(Guid batch, CancellationToken cancel) => await (
        from sheet in db.ImportSheets
        join file in db.ImportFiles on sheet.FileId equals file.Id
        where sheet.BatchId == batch
        select new { sheet.Ordinal, File = file.Name, Sheet = sheet.Name }).ToDictionaryAsync(s => s.Ordinal, s => $"“{s.File}”, trang “{s.Sheet}”", cancel);
}

/// <summary>Takes an entered list back: each year gets what it had before, as long as nobody changed it since and nothing was built on the person.</summary>
public sealed class TakeBackPoverty(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    private const int Chunk = 200;

    /// <summary>Takes back what is left. Call in the scope of the province.</summary>
    public async Task<int> HandleAsync(Guid batchId, CancellationToken cancel)
    {
        var (rows, after) = (0, (Sheet: 0, Number: 0));
        while (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId && b.State == BatchState.Undoing, cancel) is { } batch)
        {
            cancel.ThrowIfCancellationRequested();
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            await db.WaitForTurnAsync(cancel);
            var (sheet, number) = after;
            var lot = await db.ImportRows.Where(r => r.BatchId == batch.Id && r.State == RowState.Entered && (r.Sheet > sheet || (r.Sheet == sheet && r.Number > number))).OrderBy(r => r.Sheet).ThenBy(r => r.Number).Take(Chunk).ToListAsync(cancel);
            await LotAsync(batch, lot, cancel);
            if (!await SaveAsync(batch, lot.Count, cancel))
            {
                db.ChangeTracker.Clear();
                return rows;
            }

            await transaction.CommitAsync(cancel);
            db.ChangeTracker.Clear();
            (rows, after) = (rows + lot.Count, lot.Count == 0 ? after : (lot[^1].Sheet, lot[^1].Number));
        }

        return rows;
    }

    private async Task LotAsync(ImportBatch batch, List<ImportRow> lot, CancellationToken cancel)
    {
        var ids = lot.Select(r => r.BeneficiaryId!.Value).Distinct().ToList();
        var years = await db.PovertyYears.Where(y => ids.Contains(y.BeneficiaryId) && y.Year == batch.Year).ToDictionaryAsync(y => y.BeneficiaryId, cancel);
        foreach (var row in lot)
        {
            row.Version++;
            row.State = RowState.Undone;
            // What was not changed, or was changed again since, stays.
            if (row.Before.Length == 0 || years.GetValueOrDefault(row.BeneficiaryId!.Value) is not { } year || !year.Source.StartsWith(EnterPoverty.SourceOf(batch, ""), StringComparison.Ordinal))
            {
                continue;
            }

            if (JsonSerializer.Deserialize<PovertyBefore?>(row.Before) is { } before)
            {
                (year.Status, year.DecisionNumber, year.DecisionOn, year.Source) = (Enum.Parse<PovertyStatus>(before.Status), before.Number, before.On, before.Source);
            }
            else
            {
                db.Remove(year);
            }

            PersonFields.Note(db, year.BeneficiaryId, [(PersonFields.Poverty, "")], new Origin(OriginKind.Official, $"import/{batch.Id:D}", time.UtcNow, batch.UndoneByName));
        }
    }

    private async Task<bool> SaveAsync(ImportBatch batch, int count, CancellationToken cancel)
    {
        if (count < Chunk)
        {
            var ended = await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, cancel);
            (ended.State, ended.Version) = (BatchState.Undone, ended.Version + 1);
        }

        var words = string.Create(VietnameseFormat.Culture, $"Hoàn tác {count} dòng của danh sách hộ nghèo");
        var official = (await SessionCheck.FindAsync(db, batch.UndoneById!.Value, null, cancel))?.Official;
        var act = official is null ? Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ImportUndo, time.UtcNow, words) : Act.By(official, ActKinds.ImportUndo, time.UtcNow, words);
        return await db.SaveAsync(act.On("import", batch.Id), cancel);
    }
}
