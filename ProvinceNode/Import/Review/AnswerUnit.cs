using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Review;

/// <summary>
/// Answers the question about a divided or ambiguous unit once for all rows of the import that ask it. A person who lives in another part is mended in his
/// own row. Chunks, so that 50,000 rows of one old commune are answered too.
/// </summary>
public sealed class AnswerUnit(BatchDesk desk)
{
    private const int Chunk = 500;

    /// <param name="question">Fingerprint of the question.</param>
    /// <param name="commune">Code of a unit of the day.</param>
    /// <returns>Rows that were answered.</returns>
    public async Task<Outcome<int>> Handle(Guid batch, string question, string commune, SignedInOfficial official, CancellationToken cancel)
    {
        var open = await desk.OpenAsync(batch, official, cancel);
        if (!open.Succeeded)
        {
            return open.Problems.ToList();
        }

        var (count, reading) = (0, desk.Reading(open.Value));
        var ids = await desk.Db.ImportRows.Where(r => r.BatchId == batch && r.UnitQuestion == question && question != "").OrderBy(r => r.Sheet).ThenBy(r => r.Number).Select(r => r.Id).ToListAsync(cancel);
        foreach (var some in ids.Chunk(Chunk))
        {
            var rows = await desk.Db.ImportRows.Where(r => some.Contains(r.Id)).ToListAsync(cancel);
            var answered = rows.ConvertAll(row => (row, Write(row, reading, commune, official)));
            await desk.JudgeAsync(open.Value, answered, cancel);
            var saved = await desk.SaveAsync(rows.Count, open.Value, official, ActKinds.ImportMend, $"{rows.Count} dòng: xã, phường {commune}", cancel);
            if (!saved.Succeeded)
            {
                return saved;
            }

            count += rows.Count;
            foreach (var row in rows)
            {
                desk.Db.Entry(row).State = EntityState.Detached;
            }
        }

        return count;
    }

    private IReadOnlyList<StoredFault> Write(ImportRow row, FieldReading reading, string commune, SignedInOfficial official)
    {
        var (said, edits) = (RowValues.Of(row), row.EditsOf());
        var before = said.Shown(Field.Commune);
        var faults = reading.Write(said, Field.Commune, commune, [.. row.FaultsOf().Where(f => !f.Judged)]);
        edits.Add(new(Field.Commune, before, commune, official.FullName, desk.NowUtc));
        (row.Values, row.Edits) = (said.ToJson(), RowContent.Write(edits));
        return faults;
    }
}

/// <summary>A question about a unit, with how many rows ask it and the units to choose from.</summary>
public sealed record UnitQuestion(string Fingerprint, string Words, int Rows, IReadOnlyList<KeyValuePair<string, string>> Units);

/// <summary>Open questions about units of an import.</summary>
public sealed class OpenUnitQuestions(NodeDb db, UnitBooks books)
{
    // Shown at a time, those of the most rows first.
    private const int Most = 30;

    public async Task<IReadOnlyList<UnitQuestion>> ListAsync(ImportBatch batch, string province, DateOnly day, CancellationToken cancel)
    {
        var asked = await db.ImportRows.Where(r => r.BatchId == batch.Id && r.UnitQuestion != "" && r.State == RowState.Read)
            .GroupBy(r => r.UnitQuestion).Select(g => new { g.Key, Rows = g.Count() }).OrderByDescending(a => a.Rows).Take(Most).ToListAsync(cancel);
        var (questions, book, era) = (new List<UnitQuestion>(), books.Of(province), Units.UnitBook.EraOf(day));
        foreach (var one in asked)
        {
            var row = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && r.UnitQuestion == one.Key).OrderBy(r => r.Sheet).ThenBy(r => r.Number).FirstAsync(cancel);
            var units = row.UnitOffers.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(code => KeyValuePair.Create(code, book.ByCode(code, era)?.Shown ?? code));
            questions.Add(new(one.Key, row.FaultsOf().First(UnitQuestions.Is).Message, one.Rows, [.. units]));
        }

        return questions;
    }
}
