using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Direct;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Erasing;

namespace ProvinceNode.Import.Accept;

/// <summary>
/// What lists and entries from paper keep of a person. A row stays without its cells, so that the count of its sheet still agrees; the sheet itself as it was sent
/// cannot be written over, therefore the file is given up and each other row keeps its own cells. <see cref="ErasureProblems"/> tells what other law keeps.
/// </summary>
public sealed class ImportTraces(NodeDb db) : IPersonalTraces
{
    private const string Nobody = "(đã xóa dữ liệu)";

    private static readonly string[] Anywhere = [NodeDb.TenantFilter];

    private static readonly BatchState[] AtRest = [BatchState.Accepted, BatchState.Undone, BatchState.Withdrawn];

    public async Task<IReadOnlyList<Problem>> StandingAsync(ErasedPerson person, CancellationToken cancel)
    {
        var batches = (await RowsAsync(person, cancel)).Select(r => r.BatchId).Distinct().ToList();
        // The file of a list that is at work is still read, and its rows are still to be entered.
        var hashes = await db.ImportFiles.IgnoreQueryFilters(Anywhere).Where(f => batches.Contains(f.BatchId)).Select(f => f.Hash).ToListAsync(cancel);
        var busy = await db.ImportBatches.IgnoreQueryFilters(Anywhere).AsNoTracking().Where(b => !AtRest.Contains(b.State)
            && (batches.Contains(b.Id) || db.ImportFiles.IgnoreQueryFilters(Anywhere).Any(f => f.BatchId == b.Id && hashes.Contains(f.Hash)))).OrderBy(b => b.SentAt).FirstOrDefaultAsync(cancel);
        var found = busy is null ? new List<Problem>() : [BatchProblems.ErasedBusy.Now(busy.SentByName)];
        if ((await EntriesAsync(person, cancel)).Exists(e => e.State == EntryState.Waiting))
        {
            found.Add(DirectProblems.ErasedWaiting.Now());
        }

        return found;
    }

    public async Task EraseAsync(ErasedPerson person, ErasureTally tally, CancellationToken cancel)
    {
        var rows = await RowsAsync(person, cancel);
        rows.ForEach(Empty);
        tally.Add("dòng của danh sách đã nhập", rows.Count);
        var (batches, sheets) = (rows.Select(r => r.BatchId).Distinct().ToList(), rows.Select(r => r.SheetId).Distinct().ToList());
        await UnnameAsync(person, batches, cancel);
        var hashes = await db.ImportSheets.IgnoreQueryFilters(Anywhere).Where(s => sheets.Contains(s.Id)).Join(db.ImportFiles.IgnoreQueryFilters(Anywhere), s => s.FileId, f => f.Id, (s, f) => f.Hash).ToListAsync(cancel);
        var files = await db.ImportFiles.IgnoreQueryFilters(Anywhere).Where(f => hashes.Contains(f.Hash)).ToListAsync(cancel);
        files.ForEach(f => f.GivenUp = true);
        tally.Add("tệp danh sách gốc", files.Select(f => f.Hash).Distinct().Count());
        var entries = await EntriesAsync(person, cancel);
        db.RemoveRange(entries);
        tally.Add("mục nhập trực tiếp cùng bản quét", entries.Count);
    }

    private Task<List<ImportRow>> RowsAsync(ErasedPerson person, CancellationToken cancel)
    {
        var (id, numbers) = (person.Id, person.Numbers);
        return db.ImportRows.IgnoreQueryFilters(Anywhere).Where(r => r.BeneficiaryId == id || numbers.Contains(r.CitizenId) || numbers.Contains(r.OldNumber)).ToListAsync(cancel);
    }

    // An entry that never reached the registry is found by name and number: few wait or were returned.
    private async Task<List<DirectEntry>> EntriesAsync(ErasedPerson person, CancellationToken cancel)
    {
        var (id, name) = (person.Id, person.Person.FullName);
        var found = await db.DirectEntries.IgnoreQueryFilters(Anywhere).Where(e => e.BeneficiaryId == id || (e.BeneficiaryId == null && e.PersonName == name)).ToListAsync(cancel);
        return found.FindAll(e => e.BeneficiaryId == id || new[] { Field.CitizenNumber, Field.OldNumber }.Any(f => person.Numbers.Contains(e.Said().Text(f))));
    }

    private static void Empty(ImportRow row)
    {
        (row.Cells, row.Values, row.Edits, row.Choices, row.Before) = ("", "", "", "", "");
        (row.CitizenId, row.OldNumber, row.NameKey, row.UnitQuestion, row.BeneficiaryId) = ("", "", "", "", null);
        (row.FileDong, row.LawDong, row.Match) = (null, null, RegistryMatch.None);
        // Entered and gone: nothing of it is left to take back.
        row.State = row.State == RowState.Entered ? RowState.Undone : row.State;
        var told = BatchProblems.ErasedRow.Now();
        row.Take([new StoredFault(FaultLevel.Warning, told.Code, told.Message, 0, -1, Field.FullName, null, Judged: true)]);
        row.Version++;
    }

    // A row of the same list may have been told whose household it is of.
    private async Task UnnameAsync(ErasedPerson person, List<Guid> batches, CancellationToken cancel)
    {
        var name = person.Person.FullName;
        var others = await db.ImportRows.IgnoreQueryFilters(Anywhere).Where(r => batches.Contains(r.BatchId) && r.Faults.Contains(name)).ToListAsync(cancel);
        foreach (var row in others.Where(r => r.NameKey.Length > 0))
        {
            row.Faults = RowContent.Write(row.FaultsOf().ConvertAll(f => f with { Message = f.Message.Replace(name, Nobody, StringComparison.Ordinal) }));
            row.Version++;
        }
    }
}
