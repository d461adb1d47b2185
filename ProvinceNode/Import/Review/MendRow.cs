using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Organization;
using ProvinceNode.Platform;

namespace ProvinceNode.Import.Review;

/// <summary>A value to be written over a cell.</summary>
public sealed record MendInput(Guid Batch, int Sheet, int Row, long Version, IReadOnlyList<(Field Field, string Text)> Values);

/// <summary>Writes values over cells of a row: the suggested mend or what the official typed. The cells as sent stay; who changed what is kept.</summary>
public sealed class MendRow(BatchDesk desk)
{
    public async Task<Outcome<ImportRow>> Handle(MendInput input, SignedInOfficial official, CancellationToken cancel)
    {
        var open = await desk.OpenAsync(input.Batch, official, cancel);
        if (!open.Succeeded)
        {
            return open.Problems.ToList();
        }

        if (await desk.RowAsync(input.Batch, input.Sheet, input.Row, cancel) is not { State: RowState.Read } row)
        {
            return CommonProblems.NotFound.Now();
        }

        if (row.Version != input.Version)
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        var (said, reading, faults, edits) = (RowValues.Of(row), desk.Reading(open.Value), row.FaultsOf().Where(f => !f.Judged).ToList(), row.EditsOf());
        foreach (var (field, text) in input.Values.Where(v => FieldReading.Editable.Contains(v.Field)))
        {
            var before = said.Shown(field);
            faults = [.. reading.Write(said, field, text, faults)];
            edits.Add(new(field, before, text.Trim(), official.FullName, desk.NowUtc));
        }

        if (edits.Count == row.EditsOf().Count)
        {
            return row;
        }

        (row.Values, row.Edits) = (said.ToJson(), RowContent.Write(edits));
        await desk.JudgeAsync(open.Value, [(row, await desk.WithTwinAsync(row, said, faults, cancel))], cancel);
        var fields = string.Join(", ", input.Values.Select(v => FieldNames.Of(v.Field)));
        return await desk.SaveAsync(row, open.Value, official, ActKinds.ImportMend, $"Trang {row.Sheet} dòng {row.Number}: {fields}", cancel);
    }
}
