using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.Poverty;

/// <summary>
/// Rows that no file has: people of the registry who live in a household of the list and have no line of their own, and people who were poor or near-poor the year
/// before and are not on the list. They stand as two sheets of the import, so that they are looked at, left out, accepted and undone like every row.
/// </summary>
public sealed class PovertyDerived(NodeDb db, VietnamTime time)
{
    private const int SameHousehold = -1;
    private const int Leaving = -2;
    private const int Chunk = 500;

    private static readonly string[] FoundAnew = [PovertyProblems.IsListed.Code, PovertyProblems.MayBeListed.Code, PovertyProblems.StatusMissing.Code];

    public static bool IsDerived(ImportSheet sheet) => sheet.Index < 0;

    public static bool IsLeaving(ImportSheet sheet) => sheet.Index == Leaving;

    /// <summary>Finds both anew beside what stands there: rows keep their number and what an official did with them, others come and go; the caller saves.</summary>
    /// <returns>Whether anything is other than before.</returns>
    public async Task<bool> FindAsync(ImportBatch batch, CancellationToken cancel)
    {
        var file = await db.ImportFiles.AsNoTracking().Where(f => f.BatchId == batch.Id).OrderBy(f => f.Ordinal).Select(f => f.Id).FirstAsync(cancel);
        var own = await db.ImportSheets.AsNoTracking().Where(s => s.BatchId == batch.Id && s.Index >= 0).Select(s => s.Ordinal).ToListAsync(cancel);
        var last = own.DefaultIfEmpty().Max();
        var listed = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && own.Contains(r.Sheet) && r.Match == RegistryMatch.Same && r.BeneficiaryId != null)
            .Select(r => r.BeneficiaryId!.Value).Distinct().ToListAsync(cancel);
        var (known, shared) = (listed.ToHashSet(), await MembersAsync(batch, own, [.. listed], cancel));
        var members = shared.Where(m => m.Sure && m.Status != PovertyWord.None).ToList();
        known.UnionWith(members.Select(m => m.Person.Id));
        // In a household whose status nobody knows yet nobody leaves.
        var open = shared.Where(m => !m.Sure).DistinctBy(m => m.Person.Id).ToDictionary(m => m.Person.Id, m => m.Place);
        var leaving = await LeavingAsync(batch, known, cancel);
        var together = await PutAsync(batch, new(file, last + 1, SameHousehold, "Cùng hộ trong sổ"),
            [.. members.Select(m => new Found(m.Person, m.Status, PovertyProblems.SameHousehold.Now(m.Of, m.Place.Sheet, m.Place.Number), null))], cancel);
        var gone = await PutAsync(batch, new(file, last + 2, Leaving, "Không còn trong danh sách"), [.. leaving.Select(l => new Found(l.Person, PovertyWord.None,
            PovertyProblems.Leaves.Now(batch.Year - 1, Inside(l.Before), batch.Year), open.TryGetValue(l.Person.Id, out var place) ? place : null))], cancel);
        return together || gone;
    }

    /// <summary>Who leaves does not when a row of the list is he, or may be he; the caller saves.</summary>
    public async Task JudgeAsync(ImportBatch batch, IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var named = await NamedAsync(batch, [.. rows.Select(r => (r.BeneficiaryId!.Value, r.NameKey))], cancel);
        foreach (var row in rows)
        {
            var kept = row.FaultsOf().Where(f => !FoundAnew.Contains(f.Code));
            row.Take([.. kept, .. new[] { named.GetValueOrDefault(row.BeneficiaryId!.Value), Unread(row) }.OfType<Problem>().Select(p => Error(row, p))]);
        }
    }

    // Why somebody is no row of his own here: a row of the list is he, or may be he.
    private async Task<Dictionary<Guid, Problem>> NamedAsync(ImportBatch batch, IReadOnlyCollection<(Guid Id, string Name)> people, CancellationToken cancel)
    {
        var own = await db.ImportSheets.AsNoTracking().Where(s => s.BatchId == batch.Id && s.Index >= 0).Select(s => new { s.Ordinal, s.Name }).ToDictionaryAsync(s => s.Ordinal, s => s.Name, cancel);
        var (ordinals, named) = (own.Keys.ToList(), new Dictionary<Guid, Problem>());
        // Who is asked about in a row may be any of his namesakes.
        var asked = (await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && ordinals.Contains(r.Sheet) && r.Match == RegistryMatch.LookAlike && r.State == RowState.Read)
            .OrderBy(r => r.Sheet).ThenBy(r => r.Number).Select(r => new { r.NameKey, r.Sheet, r.Number }).ToListAsync(cancel)).ToLookup(r => r.NameKey, StringComparer.Ordinal);
        foreach (var (person, name) in people)
        {
            if (asked[Cut(name)].FirstOrDefault() is { } by)
            {
                named[person] = PovertyProblems.MayBeListed.Now(own[by.Sheet], by.Number);
            }
        }

        foreach (var lot in people.Select(p => p.Id).Distinct().Chunk(Chunk))
        {
            var ids = lot.Select(p => (Guid?)p).ToList();
            var rows = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && ordinals.Contains(r.Sheet) && ids.Contains(r.BeneficiaryId) && r.State != RowState.LeftOut)
                .Select(r => new { Person = r.BeneficiaryId!.Value, r.Match, r.Sheet, r.Number }).ToListAsync(cancel);
            foreach (var by in rows.GroupBy(r => r.Person).Select(g => g.OrderBy(n => n.Match == RegistryMatch.Same ? 0 : 1).ThenBy(n => n.Sheet).ThenBy(n => n.Number).First()))
            {
                named[by.Person] = (by.Match == RegistryMatch.Same ? PovertyProblems.IsListed : PovertyProblems.MayBeListed).Now(own[by.Sheet], by.Number);
            }
        }

        return named;
    }

    // The registry's household of somebody on the list: by his own record, or by his number as a member without one. What is not sure comes last.
    private async Task<List<Sharing>> MembersAsync(ImportBatch batch, List<int> own, HashSet<Guid> known, CancellationToken cancel)
    {
        var (found, taken) = (new List<Sharing>(), known.ToHashSet());
        var rows = (await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && own.Contains(r.Sheet) && (r.BeneficiaryId != null || r.CitizenId != "")).OrderBy(r => r.Sheet).ThenBy(r => r.Number)
            .Select(r => new Listed(r.BeneficiaryId ?? Guid.Empty, r.Match, r.State, r.Verdict, r.Sheet, r.Number, r.Values, r.CitizenId)).ToListAsync(cancel)).ConvertAll(l => (Row: l, Sure: l.IsSure));
        foreach (var lot in rows.OrderBy(r => r.Sure ? 0 : 1).Chunk(Chunk))
        {
            var (ids, numbers) = (lot.Where(l => l.Row.Person != Guid.Empty).Select(l => (Guid?)l.Row.Person).ToList(), lot.Where(l => l.Row.CitizenId.Length > 0).Select(l => l.Row.CitizenId).ToList());
            var households = await db.HouseholdMembers.AsNoTracking().Where(m => m.To == null && ((m.BeneficiaryId != null && ids.Contains(m.BeneficiaryId)) || (m.Number != "" && numbers.Contains(m.Number))))
                .Select(m => new { m.HouseholdId, m.BeneficiaryId, m.Number }).ToListAsync(cancel);
            var homes = households.Select(h => h.HouseholdId).Distinct().ToList();
            var others = (await (from member in db.HouseholdMembers.AsNoTracking()
                                 join person in db.Beneficiaries.AsNoTracking() on member.BeneficiaryId equals person.Id
                                 where homes.Contains(member.HouseholdId) && member.To == null && person.TenantPath == batch.TenantPath
                                 select new { member.HouseholdId, Person = person }).ToListAsync(cancel)).ToLookup(o => o.HouseholdId, o => o.Person);
            foreach (var (line, sure) in lot)
            {
                var values = RowValues.Of(line.Values);
                var homesOf = households.Where(h => (line.Person != Guid.Empty && h.BeneficiaryId == line.Person) || (line.CitizenId.Length > 0 && h.Number == line.CitizenId)).Select(h => h.HouseholdId);
                foreach (var person in homesOf.SelectMany(h => others[h]).Where(p => taken.Add(p.Id)))
                {
                    var status = (PovertyWord?)values.Number(Field.Poverty);
                    found.Add(new(person, status ?? PovertyWord.None, values.Text(Field.FullName), (line.Sheet, line.Number), sure && status is not null));
                }
            }
        }

        return found;
    }

    private async Task<List<(Beneficiary Person, PovertyStatus Before)>> LeavingAsync(ImportBatch batch, HashSet<Guid> known, CancellationToken cancel)
    {
        var (before, list) = (batch.Year - 1, EnterPoverty.ListOf(batch.Year));
        // A list may come in parts: who stands on one that was entered for the same year does not leave.
        var waiting = await OtherPartsAsync(batch, cancel);
        var people = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == batch.TenantPath && b.Status != EntitlementStatus.Ended
                && !db.PovertyYears.Any(y => y.BeneficiaryId == b.Id && y.Year == batch.Year && y.Status != PovertyStatus.None && y.Source.StartsWith(list)))
            .Select(b => new { Person = b, Year = db.PovertyYears.Where(y => y.BeneficiaryId == b.Id && y.Year == before).Select(y => (PovertyStatus?)y.Status).FirstOrDefault() }).ToListAsync(cancel);
        // Where nobody wrote the year down, a group that only poor people are in says it.
        return [.. people.Where(p => !known.Contains(p.Person.Id) && !waiting.People.Contains(p.Person.Id) && !waiting.Asked.Contains(Cut(p.Person.FoldedName))).Select(p => (p.Person, Before: p.Year ?? (Triggers.RestsOnPoverty(p.Person.CategoryCode) ? PovertyStatus.Poor : PovertyStatus.None)))
            .Where(p => p.Before != PovertyStatus.None).OrderBy(p => p.Person.FoldedName, StringComparer.Ordinal).ThenBy(p => p.Person.Id)];
    }

    // Parts of the same list that were sent and are not in the registry yet: who stands on one, or may be who stands there, does not leave. When it is withdrawn, this is found anew.
    private async Task<(HashSet<Guid> People, HashSet<string> Asked)> OtherPartsAsync(ImportBatch batch, CancellationToken cancel)
    {
        BatchState[] open = [BatchState.Reading, BatchState.Ready, BatchState.Accepting];
        var parts = await db.ImportBatches.AsNoTracking().Where(b => b.Id != batch.Id && b.Kind == ListKind.Poverty && b.Year == batch.Year && b.TenantPath == batch.TenantPath && open.Contains(b.State)).Select(b => b.Id).ToListAsync(cancel);
        if (parts.Count == 0)
        {
            return ([], []);
        }

        // Rows of their own and of members of their households, not of those who would leave by them.
        var rows = await db.ImportRows.AsNoTracking().Where(r => parts.Contains(r.BatchId) && r.State != RowState.LeftOut && (r.Match == RegistryMatch.Same || r.Match == RegistryMatch.LookAlike)
            && db.ImportSheets.Any(s => s.Id == r.SheetId && s.Index != Leaving)).Select(r => new { r.BeneficiaryId, r.Match, r.NameKey }).ToListAsync(cancel);
        return (rows.Select(r => r.BeneficiaryId).OfType<Guid>().ToHashSet(), rows.Where(r => r.Match == RegistryMatch.LookAlike).Select(r => r.NameKey).ToHashSet(StringComparer.Ordinal));
    }

    private static string Cut(string name) => name.Length > 120 ? name[..120] : name;

    private async Task<bool> PutAsync(ImportBatch batch, Place place, List<Found> people, CancellationToken cancel)
    {
        var sheet = await db.ImportSheets.SingleOrDefaultAsync(s => s.BatchId == batch.Id && s.Index == place.Index, cancel);
        var rows = sheet is null ? [] : await db.ImportRows.Where(r => r.SheetId == sheet.Id).ToDictionaryAsync(r => r.BeneficiaryId!.Value, cancel);
        var named = await NamedAsync(batch, [.. people.Select(p => (p.Person.Id, p.Person.FoldedName))], cancel);
        var (number, changed, wanted) = (rows.Values.Select(r => r.Number).DefaultIfEmpty(1).Max(), false, people.ToDictionary(p => p.Person.Id, p => p.Status));
        foreach (var row in rows.Values.Where(r => !wanted.TryGetValue(r.BeneficiaryId!.Value, out var status) || (r.EditsOf().Count == 0 && RowValues.Of(r).Number(Field.Poverty) != (int)status)).ToList())
        {
            db.ImportRows.Remove(row);
            rows.Remove(row.BeneficiaryId!.Value);
            changed = true;
        }

        if (sheet is not null && people.Count == 0)
        {
            db.ImportSheets.Remove(sheet);
        }

        sheet ??= people.Count > 0 ? NewSheet(batch, place) : null;
        foreach (var found in people)
        {
            changed |= Take(rows.GetValueOrDefault(found.Person.Id) ?? NewRow(batch, sheet!, found, ++number), found, named.GetValueOrDefault(found.Person.Id));
        }

        return changed;
    }

    private ImportSheet NewSheet(ImportBatch batch, Place place)
    {
        string[] titles = ["Họ và tên", "Ngày sinh", "Số định danh", "Thôn, tổ dân phố", "Hộ nghèo, cận nghèo"];
        Field[] fields = [Field.FullName, Field.Birth, Field.CitizenNumber, Field.Village, Field.Poverty];
        var sheet = new ImportSheet { Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), BatchId = batch.Id, FileId = place.File, TenantPath = batch.TenantPath, Ordinal = place.Ordinal, Index = place.Index, Name = place.Name };
        // Who is on no part of the list leaves only when the sender says that this part completes it.
        (sheet.State, sheet.Problem) = place.Index == Leaving ? (SheetState.Skipped, BatchNotes.PartOfList) : (SheetState.Read, "");
        sheet.Take(new SheetHeader(1, 1, [.. titles.Select(t => (IReadOnlyList<string>)[t])], []), new ColumnMap([.. fields.Select((f, i) => new MappedColumn(i, titles[i], f, 1, "Từ sổ đối tượng"))]));
        db.ImportSheets.Add(sheet);
        return sheet;
    }

    private ImportRow NewRow(ImportBatch batch, ImportSheet sheet, Found found, int number)
    {
        var (person, values) = (found.Person, RowValues.Empty());
        var code = person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber;
        values.Set(Field.FullName, person.FullName, person.FullName);
        values.Set(Field.Poverty, found.Status, RowValues.Shown(Field.Poverty, $"{(int)found.Status}"));
        var row = new ImportRow
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), BatchId = batch.Id, SheetId = sheet.Id, TenantPath = batch.TenantPath, Sheet = sheet.Ordinal, Number = number, Values = values.ToJson(),
            Cells = RowContent.Write([person.FullName, BirthDate.TryParse(person.BirthDate, out var birth) ? birth.Printed : "", code, person.Village, values.Shown(Field.Poverty)]),
            Match = RegistryMatch.Same, BeneficiaryId = person.Id, NameKey = person.FoldedName,
        };
        db.ImportRows.Add(row);
        return row;
    }

    // What an official wrote over the row stays.
    private static bool Take(ImportRow row, Found found, Problem? named)
    {
        var before = row.Faults;
        Problem?[] open = [found.Open is { } line ? PovertyProblems.MayShare.Now(line.Sheet, line.Number) : null, named, Unread(row)];
        row.Take([new StoredFault(FaultLevel.Warning, found.Why.Code, found.Why.Message, row.Number, 0, Field.FullName), .. open.OfType<Problem>().Select(p => Error(row, p))]);
        var changed = row.Version == 0 || row.Faults != before;
        row.Version += changed ? 1 : 0;
        return changed;
    }

    // What was written over the status is no status.
    private static Problem? Unread(ImportRow row) => RowValues.Of(row).Number(Field.Poverty) is null ? PovertyProblems.StatusMissing.Now() : null;

    private static StoredFault Error(ImportRow row, Problem problem) => new(FaultLevel.Error, problem.Code, problem.Message, row.Number, -1, Field.FullName, null, Judged: true);

    private static string Inside(PovertyStatus status) => status == PovertyStatus.Poor ? "hộ nghèo" : "hộ cận nghèo";

    /// <summary>Somebody who has no line of his own and lives with somebody who has one.</summary>
    /// <param name="Sure">It is known who the line is, and what it says.</param>
    private sealed record Sharing(Beneficiary Person, PovertyWord Status, string Of, (int Sheet, int Number) Place, bool Sure);

    /// <param name="Open">Line of somebody of his household that is not clear yet.</param>
    private sealed record Found(Beneficiary Person, PovertyWord Status, Problem Why, (int Sheet, int Number)? Open);

    private sealed record Place(Guid File, int Ordinal, int Index, string Name);

    /// <param name="Person">Whom the line is, or may be.</param>
    private sealed record Listed(Guid Person, RegistryMatch Match, RowState State, RowVerdict Verdict, int Sheet, int Number, string Values, string CitizenId)
    {
        /// <summary>It is entered, or is about somebody whom the registry does not have and who is therefore left out by itself.</summary>
        public bool IsSure => (Match == RegistryMatch.Same && State == RowState.Read && Verdict != RowVerdict.Refused) || (Match == RegistryMatch.None && State is RowState.Read or RowState.LeftOut);
    }
}
