using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Direct;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using ProvinceNode.Platform.Sheets;
using ProvinceNode.Platform.Text;
using ProvinceNode.Registry.Erasing;
using ProvinceNode.Registry.Search;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>
/// What lists and entries from paper keep of a person. A row stays without its cells, so that the count of its sheet still agrees; of the file as it was sent a copy
/// without his row is made (<see cref="CopyFiles"/>), for it is the evidence of everybody else in it. A row that only looked like him is somebody else's and stays.
/// <see cref="ErasureProblems"/> tells what other law keeps.
/// </summary>
public sealed class ImportTraces(NodeDb db) : IPersonalTraces
{
    private const string Nobody = SheetCopy.LeftOut;

    // In a heading, as words are compared.
    private const string Householder = "chu ho";

    // Headings of what tells a householder beside his name, as words are compared.
    private static readonly string[] Personal = ["dinh danh", "cccd", "cmnd", "cmt", "can cuoc", "chung minh", "sinh", "dien thoai", "sdt", "tai khoan"];

    private static readonly HashSet<string> BeforeNames = ["ho", "chu", "gia", "dinh", "ong", "ba", "anh", "chi"];

    private static readonly string[] Anywhere = [NodeDb.TenantFilter];

    private static readonly BatchState[] AtRest = [BatchState.Accepted, BatchState.Undone, BatchState.Withdrawn];

    public async Task<IReadOnlyList<Problem>> StandingAsync(ErasedPerson person, CancellationToken cancel)
    {
        var batches = (await RowsAsync(person, cancel)).Concat(await AlikeAsync(person, cancel)).Concat(await NumberedAsync(person, cancel)).Select(r => r.BatchId).Distinct().ToList();
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
        foreach (var row in await AlikeAsync(person, cancel))
        {
            (row.BeneficiaryId, row.Version) = (null, row.Version + 1);
        }

        var numbered = await NumberedAsync(person, cancel);
        numbered.ForEach(row => Unnumber(row, person));
        var (batches, sheets) = (rows.Select(r => r.BatchId).Distinct().ToList(), rows.Concat(numbered).Select(r => r.SheetId).Distinct().ToList());
        await UnnameAsync(person, batches, cancel);
        await UnheadAsync(person, sheets, cancel);
        // A row that was made from the registry stands in no file.
        var hashes = await db.ImportSheets.IgnoreQueryFilters(Anywhere).Where(s => sheets.Contains(s.Id) && s.Index >= 0).Join(db.ImportFiles.IgnoreQueryFilters(Anywhere), s => s.FileId, f => f.Id, (s, f) => f.Hash).ToListAsync(cancel);
        var files = await db.ImportFiles.IgnoreQueryFilters(Anywhere).Where(f => hashes.Contains(f.Hash)).ToListAsync(cancel);
        files.ForEach(f => f.CopyDue = true);
        tally.Add("tệp danh sách gốc chờ thay bằng bản sao không có người này", files.Select(f => f.Hash).Distinct().Count());
        var entries = await EntriesAsync(person, cancel);
        db.RemoveRange(entries);
        tally.Add("mục nhập trực tiếp cùng bản quét", entries.Count);
    }

    public async Task<IReadOnlyList<UnfinishedErasure>> UnfinishedAsync(CancellationToken cancel) =>
        (await db.ImportFiles.IgnoreQueryFilters(Anywhere).AsNoTracking().Where(f => f.CopyDue).Join(db.ImportBatches.IgnoreQueryFilters(Anywhere), f => f.BatchId, b => b.Id, (f, b) => new { f.Id, f.Name, b.SentAt, b.SentByName }).OrderBy(f => f.SentAt).ThenBy(f => f.Id).ToListAsync(cancel))
        .ConvertAll(f => new UnfinishedErasure($"Tệp danh sách “{f.Name}”, {f.SentByName} gửi ngày {VietnameseFormat.Date(VietnamTime.Day(f.SentAt))}: dòng đã xóa còn trong tệp gốc, chưa lập được bản sao không có người đã xóa dữ liệu",
            "Hệ thống lập bản sao mỗi giờ. Nếu quá một ngày vẫn còn ở đây thì tệp gốc không đọc lại được: đề nghị quản trị hệ thống phục hồi tệp trong kho tệp đính kèm từ bản sao lưu, rồi chờ lần lập bản sao sau."));

    // Rows that are he: by the registry, by a number that nobody else has, or because the same line of the same file is in another import.
    private async Task<List<ImportRow>> RowsAsync(ErasedPerson person, CancellationToken cancel)
    {
        var (id, numbers) = (person.Id, person.Numbers);
        var rows = await db.ImportRows.IgnoreQueryFilters(Anywhere)
            .Where(r => (r.BeneficiaryId == id && (r.Match == RegistryMatch.Same || r.EnteredAt != null)) || numbers.Contains(r.CitizenId) || numbers.Contains(r.OldNumber)).ToListAsync(cancel);
        rows.RemoveAll(r => IsAnothers(r, person));
        var ids = rows.Select(r => r.SheetId).Distinct().ToList();
        var own = await SheetsAsync(s => ids.Contains(s.Sheet.Id), cancel);
        var lines = rows.Where(r => own.ContainsKey(r.SheetId)).Select(r => (own[r.SheetId].Hash, own[r.SheetId].Index, r.Number)).ToHashSet();
        var (hashes, numbered) = (own.Values.Select(s => s.Hash).Distinct().ToList(), lines.Select(l => l.Number).Distinct().ToList());
        var same = await SheetsAsync(s => hashes.Contains(s.File.Hash) && !ids.Contains(s.Sheet.Id), cancel);
        var (others, known) = (same.Keys.ToList(), rows.Select(r => r.Id).ToHashSet());
        var twins = others.Count == 0 ? [] : await db.ImportRows.IgnoreQueryFilters(Anywhere).Where(r => others.Contains(r.SheetId) && numbered.Contains(r.Number)).ToListAsync(cancel);
        rows.AddRange(twins.Where(t => known.Add(t.Id) && lines.Contains((same[t.SheetId].Hash, same[t.SheetId].Index, t.Number))));
        return rows;
    }

    private async Task<Dictionary<Guid, (string Hash, int Index)>> SheetsAsync(System.Linq.Expressions.Expression<Func<SheetOfFile, bool>> which, CancellationToken cancel) =>
        (await db.ImportSheets.IgnoreQueryFilters(Anywhere).Join(db.ImportFiles.IgnoreQueryFilters(Anywhere), s => s.FileId, f => f.Id, (s, f) => new SheetOfFile { Sheet = s, File = f })
            .Where(which).Where(s => s.Sheet.Index >= 0).Select(s => new { s.Sheet.Id, s.File.Hash, s.Sheet.Index }).ToListAsync(cancel)).ToDictionary(s => s.Id, s => (s.Hash, s.Index));

    // Rows that were asked whether they are he: somebody else's, who goes on standing there.
    private async Task<List<ImportRow>> AlikeAsync(ErasedPerson person, CancellationToken cancel)
    {
        var (id, numbers) = (person.Id, person.Numbers);
        return await db.ImportRows.IgnoreQueryFilters(Anywhere)
            .Where(r => r.BeneficiaryId == id && r.Match != RegistryMatch.Same && r.EnteredAt == null && !numbers.Contains(r.CitizenId) && !numbers.Contains(r.OldNumber)).ToListAsync(cancel);
    }

    // Rows of people of other names, refused because a mistyped number is his: theirs but for the number.
    private async Task<List<ImportRow>> NumberedAsync(ErasedPerson person, CancellationToken cancel)
    {
        var numbers = person.Numbers;
        return (await db.ImportRows.IgnoreQueryFilters(Anywhere).Where(r => r.Match == RegistryMatch.Blocked && (numbers.Contains(r.CitizenId) || numbers.Contains(r.OldNumber))).ToListAsync(cancel)).FindAll(r => IsAnothers(r, person));
    }

    // A number that the registry knows elsewhere blocks his own row too, spelled as another office spells him: only another name with another birth is another person, as the dry run judges.
    private static bool IsAnothers(ImportRow row, ErasedPerson person) => row is { Match: RegistryMatch.Blocked, EnteredAt: null, NameKey.Length: > 0 } && row.NameKey != person.Person.FoldedName
        && !NameKey.LacksMiddle(row.NameKey, person.Person.FoldedName) && RowValues.Of(row).Birth is { } birth && !RowPerson.SameBirth(birth.ToString(), person.Person.BirthDate);

    // Alone in its cell or beside the other card, the day of issue, a label.
    private static bool TellsNumber(string text, ErasedPerson person)
    {
        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length >= 8 && (person.Numbers.Any(n => digits == n.TrimStart('0') || (n.Length >= 9 && digits.Contains(n, StringComparison.Ordinal)))
            || (NumberReader.Read(SheetCell.Of(text)).Value is { } read && (person.Numbers.Contains(read.Citizen) || person.Numbers.Contains(read.Old))));
    }

    private static void Unnumber(ImportRow row, ErasedPerson person)
    {
        bool Tells(string text) => TellsNumber(text, person);
        row.Cells = RowContent.Write([.. row.CellsOf().Select(c => Tells(c) ? Nobody : c)]);
        row.Values = RowContent.Write(RowContent.Read<StoredValue>(row.Values).FindAll(v => !Tells(v.Text) && !Tells(v.Shown)));
        row.Edits = RowContent.Write(row.EditsOf().FindAll(e => !Tells(e.From) && !Tells(e.To)));
        row.Faults = RowContent.Write(row.FaultsOf().ConvertAll(f => f with
        {
            Message = person.Numbers.Append(person.Person.FullName).Aggregate(f.Message, (words, told) => words.Replace(told, Nobody, StringComparison.Ordinal)), Mend = f.Mend is { } mend && Tells(mend) ? null : f.Mend,
        }));
        row.CitizenId = person.Numbers.Contains(row.CitizenId) ? "" : row.CitizenId;
        row.OldNumber = person.Numbers.Contains(row.OldNumber) ? "" : row.OldNumber;
        row.BeneficiaryId = row.BeneficiaryId == person.Id ? null : row.BeneficiaryId;
        row.Version++;
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
        (row.Cells, row.Marks, row.Values, row.Edits, row.Choices, row.Before) = ("", "", "", "", "", "");
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
        var (name, folded) = (person.Person.FullName, person.Person.FoldedName);
        var others = await db.ImportRows.IgnoreQueryFilters(Anywhere).Where(r => batches.Contains(r.BatchId) && r.Faults.Contains(name)).ToListAsync(cancel);
        // In the row of a namesake it is his own name.
        foreach (var row in others.Where(r => r.NameKey.Length > 0 && r.NameKey != folded))
        {
            row.Faults = RowContent.Write(row.FaultsOf().ConvertAll(f => f with { Message = f.Message.Replace(name, Nobody, StringComparison.Ordinal) }));
            row.Version++;
        }
    }

    // A list that names the householder beside each member, with his number, birth, telephone. Where a namesake stands in it only the number tells whose household a line is of.
    private async Task UnheadAsync(ErasedPerson person, List<Guid> sheets, CancellationToken cancel)
    {
        var folded = person.Person.FoldedName;
        foreach (var sheet in await db.ImportSheets.IgnoreQueryFilters(Anywhere).AsNoTracking().Where(s => sheets.Contains(s.Id) && s.Index >= 0 && s.Header != "").ToListAsync(cancel))
        {
            var header = sheet.HeaderOf()!;
            var heads = Enumerable.Range(0, header.Paths.Count).Where(c => WordKey.Of(header.Title(c)) is var title && title.Contains(Householder, StringComparison.Ordinal) && !title.Contains("quan he", StringComparison.Ordinal)).ToHashSet();
            var rows = heads.Count == 0 ? [] : await db.ImportRows.IgnoreQueryFilters(Anywhere).Where(r => r.SheetId == sheet.Id && r.Cells != "").ToListAsync(cancel);
            var (alone, personal) = (!rows.Exists(r => r.NameKey == folded), heads.Where(c => Personal.Any(w => WordKey.Of(header.Title(c)).Contains(w, StringComparison.Ordinal))).ToHashSet());
            foreach (var row in rows)
            {
                var cells = row.CellsOf();
                bool Names(int c) => TellsNumber(cells[c], person) || (alone && IsName(cells[c], folded));
                if (heads.Any(c => c < cells.Count && Names(c)))
                {
                    row.Cells = RowContent.Write([.. cells.Select((text, c) => heads.Contains(c) && text.Trim().Length > 0 && (Names(c) || personal.Contains(c) || IsName(text, folded)) ? Nobody : text)]);
                    row.Version++;
                }
            }
        }
    }

    // "Bùi Thị Mậy (mẹ)", "Hộ bà Bùi Thị Mậy - 1954".
    private static bool IsName(string text, string folded) => text.Split(['(', ')', ',', ';', '/', '-', ':', '\n']).Select(VietnameseText.Fold).Any(part =>
        part == folded || (part.EndsWith($" {folded}", StringComparison.Ordinal) && part[..^folded.Length].Split(' ', StringSplitOptions.RemoveEmptyEntries).All(w => BeforeNames.Contains(w))));

    private sealed class SheetOfFile
    {
        public required ImportSheet Sheet { get; init; }

        public required ImportFile File { get; init; }
    }
}
