using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Poverty;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Review;

/// <summary>Answers a question about one row (same person or another, the registry's value or the file's), leaves a row out or takes it in again.</summary>
public sealed class ChooseForRow(BatchDesk desk)
{
    // Rows of one transaction.
    private const int Chunk = 500;

    public async Task<Outcome<ImportRow>> Handle(Guid batch, int sheet, int number, RowChoice choice, SignedInOfficial official, CancellationToken cancel)
    {
        var open = await desk.OpenAsync(batch, official, cancel);
        if (!open.Succeeded)
        {
            return open.Problems.ToList();
        }

        if (await desk.RowAsync(batch, sheet, number, cancel) is not { State: RowState.Read } row)
        {
            return CommonProblems.NotFound.Now();
        }

        row.Choices = RowContent.Write([.. row.ChoicesOf().Where(c => c.About != choice.About), open.Value.Kind == ListKind.Poverty ? Denying(row, choice) : choice]);
        await desk.JudgeAsync(open.Value, [(row, row.FaultsOf().Where(f => !f.Judged).ToList())], cancel);
        return await desk.SaveAsync(row, open.Value, official, ActKinds.ImportChoose, $"Trang {sheet} dòng {number}: {choice.About}", cancel);
    }

    // Of several who are alike each is denied for himself; the next one is asked about then.
    private static RowChoice Denying(ImportRow row, RowChoice choice) => choice is { About: RowChoice.Person, Answer: RowChoice.Other } && row is { Match: RegistryMatch.LookAlike, BeneficiaryId: { } shown }
        ? choice with { Answer = $"{(row.Chosen(RowChoice.Person) is var before && before.StartsWith(RowChoice.Other, StringComparison.Ordinal) ? before : RowChoice.Other)},{shown:D}" } : choice;

    /// <summary>Leaves a row out, or takes it in again.</summary>
    public async Task<Outcome<ImportRow>> LeaveOutAsync(Guid batch, int sheet, int number, bool leave, SignedInOfficial official, CancellationToken cancel)
    {
        var open = await desk.OpenAsync(batch, official, cancel);
        if (!open.Succeeded)
        {
            return open.Problems.ToList();
        }

        var (from, to) = leave ? (RowState.Read, RowState.LeftOut) : (RowState.LeftOut, RowState.Read);
        if (await desk.RowAsync(batch, sheet, number, cancel) is not { } row || row.State != from)
        {
            return CommonProblems.NotFound.Now();
        }

        (row.State, row.Version) = (to, row.Version + 1);
        if (!leave)
        {
            // Who somebody is, is asked anew: that he was nobody of the registry may have been a slip.
            row.Choices = open.Value.Kind == ListKind.Poverty ? RowContent.Write([.. row.ChoicesOf().Where(c => c.About != RowChoice.Person)]) : row.Choices;
            // Since it was left out another row may have got its number, and the registry the person.
            await desk.JudgeAsync(open.Value, [(row, await desk.WithTwinAsync(row, RowValues.Of(row), row.FaultsOf(), cancel))], cancel);
        }

        return await desk.SaveAsync(row, open.Value, official, ActKinds.ImportChoose, $"Trang {sheet} dòng {number}: {(leave ? "không nhập" : "nhập lại")}", cancel);
    }

    /// <summary>Answers every open question of differing values alike, in chunks.</summary>
    /// <param name="answer"><see cref="RowChoice.KeepRegistry"/> or <see cref="RowChoice.TakeFile"/>.</param>
    /// <returns>Rows that were answered.</returns>
    public async Task<Outcome<int>> AllDifferencesAsync(Guid batch, string answer, SignedInOfficial official, CancellationToken cancel)
    {
        var open = await desk.OpenAsync(batch, official, cancel);
        if (!open.Succeeded || answer is not (RowChoice.KeepRegistry or RowChoice.TakeFile))
        {
            return open.Succeeded ? CommonProblems.NotFound.Now() : open.Problems.ToList();
        }

        var (count, code) = (0, $"\"k\":\"{EntryProblems.Differs.Code}\"");
        var ids = await desk.Db.ImportRows.Where(r => r.BatchId == batch && r.State == RowState.Read && r.Faults.Contains(code)).OrderBy(r => r.Sheet).ThenBy(r => r.Number).Select(r => r.Id).ToListAsync(cancel);
        foreach (var some in ids.Chunk(Chunk))
        {
            var rows = await desk.Db.ImportRows.Where(r => some.Contains(r.Id)).ToListAsync(cancel);
            foreach (var row in rows)
            {
                var asked = row.FaultsOf().Where(f => f.Code == EntryProblems.Differs.Code).Select(f => new RowChoice(f.Field.ToString(), answer));
                row.Choices = RowContent.Write([.. row.ChoicesOf(), .. asked]);
            }

            await desk.JudgeAsync(open.Value, [.. rows.Select(r => (r, (IReadOnlyList<StoredFault>)[.. r.FaultsOf().Where(f => !f.Judged)]))], cancel);
            var saved = await desk.SaveAsync(rows.Count, open.Value, official, ActKinds.ImportChoose, $"{rows.Count} dòng: giá trị khác sổ, {answer}", cancel);
            if (!saved.Succeeded)
            {
                return saved;
            }

            (count, _) = (count + rows.Count, 0);
        }

        return count;
    }

    /// <summary>Says of every row of a sheet that does not tell it whether its household is poor, near-poor or neither, in chunks.</summary>
    /// <returns>Rows that were answered.</returns>
    public async Task<Outcome<int>> PovertyOfSheetAsync(Guid batch, int sheet, PovertyWord status, SignedInOfficial official, CancellationToken cancel)
    {
        var open = await desk.OpenAsync(batch, official, cancel);
        if (!open.Succeeded || open.Value.Kind != ListKind.Poverty || !Enum.IsDefined(status))
        {
            return open.Succeeded ? CommonProblems.NotFound.Now() : open.Problems.ToList();
        }

        var (count, shown) = (0, RowValues.Shown(Field.Poverty, $"{(int)status}"));
        // Who is not in the registry is not entered, but his household may be: it is told too.
        var ids = await desk.Db.ImportRows.Where(r => r.BatchId == batch && r.Sheet == sheet && ((r.State == RowState.Read && r.Faults.Contains(PovertyProblems.StatusAsked)) || (r.State == RowState.LeftOut && r.Match == RegistryMatch.None)))
            .OrderBy(r => r.Number).Select(r => r.Id).ToListAsync(cancel);
        foreach (var some in ids.Chunk(Chunk))
        {
            var rows = (await desk.Db.ImportRows.Where(r => some.Contains(r.Id)).ToListAsync(cancel)).FindAll(r => r.State == RowState.Read || !RowValues.Of(r).Has(Field.Poverty));
            foreach (var row in rows)
            {
                var said = RowValues.Of(row);
                row.Edits = RowContent.Write([.. row.EditsOf(), new RowEdit(Field.Poverty, said.Shown(Field.Poverty), shown, official.FullName, desk.NowUtc)]);
                said.Set(Field.Poverty, status, shown);
                row.Values = said.ToJson();
            }

            await desk.JudgeAsync(open.Value, [.. rows.Select(r => (r, (IReadOnlyList<StoredFault>)[.. r.FaultsOf().Where(f => !f.Judged && f.Field != Field.Poverty)]))], cancel);
            var saved = await desk.SaveAsync(rows.Count, open.Value, official, ActKinds.ImportChoose, $"Trang {sheet}, {rows.Count} dòng: {shown}", cancel);
            if (!saved.Succeeded)
            {
                return saved;
            }

            count += rows.Count;
        }

        return count;
    }
}
