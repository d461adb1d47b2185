using Microsoft.EntityFrameworkCore;
using ProvinceNode.Eligibility;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
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

    public static bool IsDerived(ImportSheet sheet) => sheet.Index < 0;

    public static bool IsLeaving(ImportSheet sheet) => sheet.Index == Leaving;

    /// <summary>Takes away what an earlier pass found; the caller goes on.</summary>
    public async Task ClearAsync(ImportBatch batch, CancellationToken cancel)
    {
        var sheets = await db.ImportSheets.Where(s => s.BatchId == batch.Id && s.Index < 0).ToListAsync(cancel);
        if (sheets.Count > 0)
        {
            var ids = sheets.ConvertAll(s => s.Id);
            db.ImportRows.RemoveRange(await db.ImportRows.Where(r => ids.Contains(r.SheetId)).ToListAsync(cancel));
            db.ImportSheets.RemoveRange(sheets);
            await db.SaveAsync(Act.BySystem(TenantPath.Parse(TenantPath.Parse(batch.TenantPath).Province), ActKinds.ImportRead, time.UtcNow, "Đối chiếu lại").On("import", batch.Id), cancel);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Adds both sheets; the caller saves.</summary>
    public async Task AddAsync(ImportBatch batch, CancellationToken cancel)
    {
        var file = await db.ImportFiles.AsNoTracking().Where(f => f.BatchId == batch.Id).OrderBy(f => f.Ordinal).Select(f => f.Id).FirstAsync(cancel);
        var last = await db.ImportSheets.Where(s => s.BatchId == batch.Id).MaxAsync(s => (int?)s.Ordinal, cancel) ?? 0;
        var listed = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && r.Match == RegistryMatch.Same && r.BeneficiaryId != null)
            .OrderBy(r => r.Sheet).ThenBy(r => r.Number).Select(r => new Listed(r.BeneficiaryId!.Value, r.Sheet, r.Number, r.Values, r.CitizenId)).ToListAsync(cancel);
        var known = listed.Select(l => l.Person).ToHashSet();
        var members = await MembersAsync(batch, known, cancel);
        known.UnionWith(members.Select(m => m.Person.Id));
        Sheet(batch, file, last + 1, SameHousehold, "Cùng hộ trong sổ", [.. members.Select(m => (m.Person, m.Status, PovertyProblems.SameHousehold.Now(m.Of, m.Place.Sheet, m.Place.Number)))]);
        var leaving = await LeavingAsync(batch, known, cancel);
        Sheet(batch, file, last + 2, Leaving, "Không còn trong danh sách", [.. leaving.Select(l => (l.Person, PovertyWord.None, PovertyProblems.Leaves.Now(batch.Year - 1, Inside(l.Before), batch.Year)))]);
        await JudgeAsync(batch, [.. db.ImportRows.Local.Where(r => r.BatchId == batch.Id)], cancel);
    }

    /// <summary>Who leaves does not when a row of the list is he, or may be he; the caller saves.</summary>
    public async Task JudgeAsync(ImportBatch batch, IReadOnlyList<ImportRow> rows, CancellationToken cancel)
    {
        var people = rows.Select(r => r.BeneficiaryId).Distinct().ToList();
        var own = await db.ImportSheets.AsNoTracking().Where(s => s.BatchId == batch.Id && s.Index >= 0).Select(s => new { s.Ordinal, s.Name }).ToDictionaryAsync(s => s.Ordinal, s => s.Name, cancel);
        var ordinals = own.Keys.ToList();
        var named = (await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && ordinals.Contains(r.Sheet) && people.Contains(r.BeneficiaryId) && r.State != RowState.LeftOut)
            .OrderBy(r => r.Sheet).ThenBy(r => r.Number).Select(r => new { r.BeneficiaryId, r.Match, r.Sheet, r.Number }).ToListAsync(cancel)).ToLookup(r => r.BeneficiaryId);
        foreach (var row in rows)
        {
            var kept = row.FaultsOf().Where(f => f.Code != PovertyProblems.IsListed.Code && f.Code != PovertyProblems.MayBeListed.Code).ToList();
            if (named[row.BeneficiaryId].OrderBy(n => n.Match == RegistryMatch.Same ? 0 : 1).FirstOrDefault() is { } by)
            {
                var problem = (by.Match == RegistryMatch.Same ? PovertyProblems.IsListed : PovertyProblems.MayBeListed).Now(own[by.Sheet], by.Number);
                kept.Add(new(FaultLevel.Error, problem.Code, problem.Message, row.Number, -1, Field.FullName, null, Judged: true));
            }

            row.Take(kept);
        }
    }

    // The registry's household of somebody on the list: by his own record, or by his number as a member without one.
    private async Task<List<(Beneficiary Person, PovertyWord Status, string Of, (int Sheet, int Number) Place)>> MembersAsync(ImportBatch batch, HashSet<Guid> known, CancellationToken cancel)
    {
        var found = new List<(Beneficiary, PovertyWord, string, (int, int))>();
        var taken = known.ToHashSet();
        var rows = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && (r.BeneficiaryId != null || r.CitizenId != "")).OrderBy(r => r.Sheet).ThenBy(r => r.Number)
            .Select(r => new Listed(r.Match == RegistryMatch.Same ? r.BeneficiaryId ?? Guid.Empty : Guid.Empty, r.Sheet, r.Number, r.Values, r.CitizenId)).ToListAsync(cancel);
        foreach (var lot in rows.Chunk(Chunk))
        {
            var (ids, numbers) = (lot.Where(l => l.Person != Guid.Empty).Select(l => (Guid?)l.Person).ToList(), lot.Where(l => l.Number.Length > 0).Select(l => l.Number).ToList());
            var households = await db.HouseholdMembers.AsNoTracking().Where(m => m.To == null && ((m.BeneficiaryId != null && ids.Contains(m.BeneficiaryId)) || (m.Number != "" && numbers.Contains(m.Number))))
                .Select(m => new { m.HouseholdId, m.BeneficiaryId, m.Number }).ToListAsync(cancel);
            var homes = households.Select(h => h.HouseholdId).Distinct().ToList();
            var others = (await (from member in db.HouseholdMembers.AsNoTracking()
                                 join person in db.Beneficiaries.AsNoTracking() on member.BeneficiaryId equals person.Id
                                 where homes.Contains(member.HouseholdId) && member.To == null && person.TenantPath == batch.TenantPath
                                 select new { member.HouseholdId, Person = person }).ToListAsync(cancel)).ToLookup(o => o.HouseholdId, o => o.Person);
            foreach (var line in lot)
            {
                var values = RowValues.Of(line.Values);
                var homesOf = households.Where(h => (line.Person != Guid.Empty && h.BeneficiaryId == line.Person) || (line.Number.Length > 0 && h.Number == line.Number)).Select(h => h.HouseholdId);
                foreach (var person in homesOf.SelectMany(h => others[h]).Where(p => taken.Add(p.Id)))
                {
                    found.Add((person, (PovertyWord)(values.Number(Field.Poverty) ?? 0), values.Text(Field.FullName), (line.Sheet, line.Row)));
                }
            }
        }

        return found.FindAll(f => f.Item2 != PovertyWord.None);
    }

    private async Task<List<(Beneficiary Person, PovertyStatus Before)>> LeavingAsync(ImportBatch batch, HashSet<Guid> known, CancellationToken cancel)
    {
        var before = batch.Year - 1;
        var people = await db.Beneficiaries.AsNoTracking().Where(b => b.TenantPath == batch.TenantPath && b.Status != EntitlementStatus.Ended)
            .Select(b => new { Person = b, Year = db.PovertyYears.Where(y => y.BeneficiaryId == b.Id && y.Year == before).Select(y => (PovertyStatus?)y.Status).FirstOrDefault() }).ToListAsync(cancel);
        // Where nobody wrote the year down, a group that only poor people are in says it.
        return [.. people.Where(p => !known.Contains(p.Person.Id)).Select(p => (p.Person, Before: p.Year ?? (Triggers.RestsOnPoverty(p.Person.CategoryCode) ? PovertyStatus.Poor : PovertyStatus.None)))
            .Where(p => p.Before != PovertyStatus.None).OrderBy(p => p.Person.FoldedName, StringComparer.Ordinal).ThenBy(p => p.Person.Id)];
    }

    private void Sheet(ImportBatch batch, Guid file, int ordinal, int index, string name, IReadOnlyList<(Beneficiary Person, PovertyWord Status, Problem Why)> people)
    {
        if (people.Count == 0)
        {
            return;
        }

        string[] titles = ["Họ và tên", "Ngày sinh", "Số định danh", "Thôn, tổ dân phố", "Hộ nghèo, cận nghèo"];
        Field[] fields = [Field.FullName, Field.Birth, Field.CitizenNumber, Field.Village, Field.Poverty];
        var sheet = new ImportSheet { Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), BatchId = batch.Id, FileId = file, TenantPath = batch.TenantPath, Ordinal = ordinal, Index = index, Name = name, State = SheetState.Read };
        sheet.Take(new SheetHeader(1, 1, [.. titles.Select(t => (IReadOnlyList<string>)[t])], []), new ColumnMap([.. fields.Select((f, i) => new MappedColumn(i, titles[i], f, 1, "Từ sổ đối tượng"))]));
        db.ImportSheets.Add(sheet);
        var number = 1;
        foreach (var (person, status, why) in people)
        {
            number++;
            var values = RowValues.Empty();
            var code = person.CitizenId.Length > 0 ? person.CitizenId : person.OldIdentityNumber;
            values.Set(Field.FullName, person.FullName, person.FullName);
            values.Set(Field.Poverty, status, RowValues.Shown(Field.Poverty, $"{(int)status}"));
            var row = new ImportRow
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(time.UtcNow)), BatchId = batch.Id, SheetId = sheet.Id, TenantPath = batch.TenantPath, Sheet = ordinal, Number = number, Values = values.ToJson(),
                Cells = RowContent.Write([person.FullName, BirthDate.TryParse(person.BirthDate, out var birth) ? birth.Printed : "", code, person.Village, values.Shown(Field.Poverty)]),
                Match = RegistryMatch.Same, BeneficiaryId = person.Id, NameKey = person.FoldedName, Version = 1,
            };
            row.Take([new StoredFault(FaultLevel.Warning, why.Code, why.Message, number, 0, Field.FullName)]);
            db.ImportRows.Add(row);
        }
    }

    private static string Inside(PovertyStatus status) => status == PovertyStatus.Poor ? "hộ nghèo" : "hộ cận nghèo";

    private sealed record Listed(Guid Person, int Sheet, int Row, string Values, string Number);
}
