using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Rows;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Review;

/// <summary>What the verbs on a row have in common: the open import, the row, its judgement, its saving.</summary>
public sealed class BatchDesk(NodeDb db, UnitBooks books, PovertyMatch poverty, VietnamTime time, IOptions<NodeOptions> node)
{
    public NodeDb Db => db;

    public DateTime NowUtc => time.UtcNow;

    /// <summary>The import when its rows may be mended now, by this official.</summary>
    public async Task<Outcome<ImportBatch>> OpenAsync(Guid id, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportUpload))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } batch)
        {
            return CommonProblems.NotFound.Now();
        }

        return batch.State switch { BatchState.Ready => batch, BatchState.Reading => BatchProblems.StillReading.Now(), _ => BatchProblems.Closed.Now() };
    }

    public Task<ImportRow?> RowAsync(Guid batch, int sheet, int number, CancellationToken cancel) =>
        db.ImportRows.SingleOrDefaultAsync(r => r.BatchId == batch && r.Sheet == sheet && r.Number == number, cancel);

    public FieldReading Reading(ImportBatch batch) =>
        new(new ReadSettings(node.Value.ProvinceCode, time.Today, time.Today, batch.ListMonth) { Home = TenantPath.Parse(batch.TenantPath).UnitCode }, books.Of(node.Value.ProvinceCode));

    /// <summary>Judges rows again after their values or choices changed.</summary>
    public async Task JudgeAsync(ImportBatch batch, IReadOnlyList<(ImportRow Row, IReadOnlyList<StoredFault> Read)> rows, CancellationToken cancel)
    {
        if (batch.Kind == ListKind.Poverty)
        {
            await poverty.JudgeAsync(batch, rows, cancel);
            return;
        }

        var ground = await JudgeGround.TakeAsync(db, batch.ListMonth, batch.TenantPath, time, cancel);
        var said = rows.Select(r => RowValues.Of(r.Row)).ToArray();
        var people = said.Select(s => RowPerson.Of(s, ground.OwnCommune)).ToArray();
        var judge = new RowJudge(ground, await RegistryPicture.TakeAsync(db, people, cancel));
        var others = await OtherImports.TakeAsync(db, batch.Id, ground.Sender, people, cancel);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i].Row;
            (row.CitizenId, row.OldNumber, row.NameKey) = (people[i].Citizen, people[i].Old, people[i].Folded.Length > 120 ? people[i].Folded[..120] : people[i].Folded);
            row.UnitQuestion = rows[i].Read.Any(f => UnitQuestions.Is(f) && UnitQuestions.Of(f.Message) == row.UnitQuestion) ? row.UnitQuestion : "";
            Judging.Apply(row, said[i], rows[i].Read, judge, others);
            row.Version++;
        }
    }

    /// <summary>Faults of a row's reading, with whether another row of the import has one of its numbers as it stands now.</summary>
    public async Task<List<StoredFault>> WithTwinAsync(ImportRow row, RowValues said, IEnumerable<StoredFault> read, CancellationToken cancel)
    {
        var faults = read.Where(f => !f.Judged && f.Code != RowProblems.SameNumber.Code).ToList();
        return await TwinAsync(row, said, cancel) is { } twin ? [.. faults, twin] : faults;
    }

    // Another row of the import with one of its numbers, above or below. Of several rows of a number one has it and the others say so: those do not count,
    // nor do rows that are left out.
    private async Task<StoredFault?> TwinAsync(ImportRow row, RowValues said, CancellationToken cancel)
    {
        var (citizen, old) = (said.Text(Columns.Field.CitizenNumber), said.Text(Columns.Field.OldNumber));
        if (citizen.Length == 0 && old.Length == 0)
        {
            return null;
        }

        var told = $"\"k\":\"{RowProblems.SameNumber.Code}\"";
        var twin = await (
            from other in db.ImportRows
            join sheet in db.ImportSheets on other.SheetId equals sheet.Id
            join file in db.ImportFiles on sheet.FileId equals file.Id
            where other.BatchId == row.BatchId && other.Id != row.Id && other.State == RowState.Read && !other.Faults.Contains(told)
                && ((citizen != "" && (other.CitizenId == citizen || other.OldNumber == citizen)) || (old != "" && (other.OldNumber == old || other.CitizenId == old)))
            orderby other.Sheet, other.Number
            select new { other.Number, Sheet = sheet.Name, File = file.Name }).FirstOrDefaultAsync(cancel);
        if (twin is null)
        {
            return null;
        }

        var field = citizen.Length > 0 ? Columns.Field.CitizenNumber : Columns.Field.OldNumber;
        var at = said[field];
        var place = string.Create(VietnameseFormat.Culture, $"tệp {twin.File}, trang {twin.Sheet}, dòng {twin.Number}");
        return new(Values.FaultLevel.Error, RowProblems.SameNumber.Code, RowProblems.SameNumber.Now(place).Message, at?.Row ?? 0, at is { Row: > 0 } ? at.Column : -1, field);
    }

    /// <summary>
    /// Saves under an act of the official. The import has another version then: who was about to accept it looks again. What follows from the rows of a list of poor
    /// households (who lives with somebody of it, who leaves) is found anew with them.
    /// </summary>
    public async Task<Outcome<T>> SaveAsync<T>(T value, ImportBatch batch, SignedInOfficial official, string kind, string what, CancellationToken cancel)
    {
        batch.Version++;
        var act = Act.By(official, kind, time.UtcNow, what).On("import", batch.Id);
        if (batch.Kind != ListKind.Poverty)
        {
            return await db.SaveAsync(act, cancel) ? value : CommonProblems.ChangedMeanwhile.Now();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (!await db.SaveAsync(act, cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await poverty.AgainAsync(batch, cancel);
        await transaction.CommitAsync(cancel);
        return value;
    }
}
