using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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
/// Finds whom the rows of a list of poor households are in the registry, and how: by number, by name and birth, by the household; who is not there is no fault.
/// After the reading of an import, and again for each row that somebody mends. Nothing reaches the registry.
/// </summary>
public sealed class PovertyMatch(NodeDb db, PovertyDerived derived, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>Rows of one transaction.</summary>
    private const int Chunk = 500;

    private static readonly int[] Sexes = [1, 2];

    private static readonly Field[] Telling =
        [Field.FullName, Field.Birth, Field.BirthMale, Field.BirthFemale, Field.BirthDay, Field.BirthMonth, Field.BirthYear, Field.CitizenNumber, Field.OldNumber, Field.Sex, Field.Poverty];

    /// <summary>All rows of an import whose sheets were read, then those who share a household and those who leave. Call in the scope of the province.</summary>
    public async Task HandleAsync(ImportBatch batch, CancellationToken cancel)
    {
        var after = (Sheet: 0, Number: 0);
        while (true)
        {
            var (sheet, number) = after;
            var rows = await db.ImportRows.Where(r => r.BatchId == batch.Id && db.ImportSheets.Any(s => s.Id == r.SheetId && s.Index >= 0) && (r.Sheet > sheet || (r.Sheet == sheet && r.Number > number))).OrderBy(r => r.Sheet).ThenBy(r => r.Number).Take(Chunk).ToListAsync(cancel);
            if (rows.Count == 0)
            {
                break;
            }

            await JudgeAsync(batch, [.. rows.Select(r => (r, (IReadOnlyList<StoredFault>)[.. r.FaultsOf().Where(f => !f.Judged)]))], cancel);
            after = (rows[^1].Sheet, rows[^1].Number);
            await SaveAsync(batch, string.Create(VietnameseFormat.Culture, $"Đối chiếu {rows.Count} dòng với sổ"), cancel);
        }

        await derived.FindAsync(batch, cancel);
        await SaveAsync(batch, "Người cùng hộ, người rời danh sách", cancel);
    }

    /// <summary>Finds anew who shares a household and who leaves, after rows were answered or mended, or the registry changed; the caller holds a transaction.</summary>
    /// <returns>Whether anything is other than before.</returns>
    public async Task<bool> AgainAsync(ImportBatch batch, CancellationToken cancel)
    {
        if (!await derived.FindAsync(batch, cancel))
        {
            return false;
        }

        batch.Version++;
        await db.SaveAsync(Act.BySystem(TenantPath.Parse(batch.TenantPath), ActKinds.ImportRead, time.UtcNow, "Tìm lại người cùng hộ, người rời danh sách").On("import", batch.Id), cancel);
        return true;
    }

    /// <summary>Judges some rows; the caller saves.</summary>
    public async Task JudgeAsync(ImportBatch batch, IReadOnlyList<(ImportRow Row, IReadOnlyList<StoredFault> Read)> rows, CancellationToken cancel)
    {
        var ground = await JudgeGround.TakeAsync(db, batch.ListMonth, batch.TenantPath, time, cancel);
        var sheets = await db.ImportSheets.AsNoTracking().Where(s => s.BatchId == batch.Id).ToDictionaryAsync(s => s.Ordinal, cancel);
        var listed = rows.Where(r => !PovertyDerived.IsDerived(sheets[r.Row.Sheet])).ToList();
        var said = listed.ConvertAll(r => RowValues.Of(r.Row));
        var people = said.ConvertAll(s => RowPerson.Of(s, ground.OwnCommune));
        var picture = await RegistryPicture.TakeAsync(db, people, cancel);
        for (var i = 0; i < listed.Count; i++)
        {
            var row = listed[i].Row;
            (row.CitizenId, row.OldNumber, row.NameKey) = (people[i].Citizen, people[i].Old, people[i].Folded.Length > 120 ? people[i].Folded[..120] : people[i].Folded);
            var read = listed[i].Read.Where(f => (Telling.Contains(f.Field) || f.Column < 0) && (f.Field != Field.Poverty || !PovertyMarks.IsAside(sheets[row.Sheet], f.Column, batch.Year)));
            Apply(row, said[i], [.. read], (sheets[row.Sheet], batch.Year), Person(people[i], row, picture, ground));
            row.Version++;
        }

        await TwiceAsync(batch, listed.ConvertAll(l => l.Row), sheets, cancel);
        await derived.JudgeAsync(batch, [.. rows.Select(r => r.Row).Where(r => PovertyDerived.IsDerived(sheets[r.Sheet]))], cancel);
    }

    private static void Apply(ImportRow row, RowValues said, List<StoredFault> faults, (ImportSheet Sheet, int Year) list, (RegistryMatch Match, Beneficiary? Person, Problem? Remark, bool Wrong) found)
    {
        var missing = row.FaultsOf().Exists(f => f.Code == PovertyProblems.NotInRegistry.Code);
        var name = said[Field.FullName];
        void Add(FaultLevel level, Problem problem, Field field, int column = -2) =>
            faults.Add(new(level, problem.Code, problem.Message, row.Number, column == -2 ? name?.Column ?? -1 : column, field, null, Judged: true));

        var (status, column, problem) = PovertyMarks.Of(row, said, list.Sheet, list.Year);
        if (problem is not null)
        {
            Add(FaultLevel.Error, problem.Now(), Field.Poverty, column);
        }
        else if (status is { } told && said.Number(Field.Poverty) != (int)told)
        {
            said.Set(Field.Poverty, told, RowValues.Shown(Field.Poverty, $"{(int)told}"));
            row.Values = said.ToJson();
        }

        if (found.Remark is { } remark)
        {
            Add(found.Wrong ? FaultLevel.Error : FaultLevel.Warning, remark, Field.FullName);
        }

        (row.Match, row.BeneficiaryId, row.FileDong, row.LawDong, row.UnitQuestion) = (found.Match, found.Person?.Id, null, null, "");
        if (found.Match == RegistryMatch.None)
        {
            // Most poor people receive nothing: their rows are kept and lead nowhere. One that an official took in again is left to him to mend.
            faults.Clear();
            Add(FaultLevel.Warning, PovertyProblems.NotInRegistry.Now(), Field.FullName);
            row.State = row.State == RowState.Read && !missing ? RowState.LeftOut : row.State;
        }
        else if (missing && row.State == RowState.LeftOut)
        {
            row.State = RowState.Read;
        }

        row.Take(faults);
    }

    private static (RegistryMatch, Beneficiary?, Problem?, bool) Person(RowPerson person, ImportRow row, RegistryPicture registry, JudgeGround ground)
    {
        if (registry.Numbered(person) is { } numbered)
        {
            var (name, birth) = (numbered.FoldedName == person.Folded, person.Birth.Length == 0 || RowPerson.SameBirth(numbered.BirthDate, person.Birth));
            return !ground.Sender.Covers(numbered.TenantPath) ? (RegistryMatch.Blocked, null, PovertyProblems.Elsewhere.Now(), true)
                : !name && !birth ? (RegistryMatch.Blocked, numbered, EntryProblems.OtherPerson.Now(numbered.Code), true)
                : (RegistryMatch.Same, numbered, name && birth ? null : PovertyProblems.Differs.Now(numbered.Code), false);
        }

        // A list need not tell the sex, and one that tells another may be wrong: that is asked.
        var alike = Sexes.SelectMany(s => registry.LookAlikes(person with { Sex = s })).Where(p => ground.Sender.Covers(p.TenantPath)).DistinctBy(p => p.Id).ToList();
        var chosen = row.Chosen(RowChoice.Person);
        var denied = chosen.StartsWith(RowChoice.Other, StringComparison.Ordinal) ? chosen.Split(',').Skip(1).ToHashSet(StringComparer.Ordinal) : [];
        alike.RemoveAll(p => denied.Contains(p.Id.ToString("D")));
        if (alike.Count == 0 || chosen == RowChoice.Other)
        {
            return (RegistryMatch.None, null, null, false);
        }

        if (alike.Find(p => chosen == p.Id.ToString("D")) is { } taken)
        {
            return (RegistryMatch.Same, taken, null, false);
        }

        return alike is [var only] && only.BirthDate == person.Birth && BirthDate.TryParse(person.Birth, out var day) && day.Precision == BirthPrecision.Day && (person.Sex == 0 || only.Sex == person.Sex) && denied.Count == 0
            ? (RegistryMatch.Same, only, PovertyProblems.ByName.Now(only.Code), false) : (RegistryMatch.LookAlike, alike[0], EntryProblems.LookAlike.Now(alike[0].Code), true);
    }

    // A person who stands in two rows: the second is told of the first, whether or not they agree.
    private async Task TwiceAsync(ImportBatch batch, List<ImportRow> rows, Dictionary<int, ImportSheet> sheets, CancellationToken cancel)
    {
        var (ids, own, origin) = (rows.Where(r => r.Match == RegistryMatch.Same).Select(r => r.BeneficiaryId).Distinct().ToList(), rows.Select(r => r.Id).ToHashSet(), sheets.Values.Where(PovertyDerived.IsDerived).Select(s => s.Ordinal).ToList());
        var others = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && r.Match == RegistryMatch.Same && ids.Contains(r.BeneficiaryId) && r.State != RowState.LeftOut && !origin.Contains(r.Sheet))
            .Select(r => new { r.Id, r.BeneficiaryId, r.Sheet, r.Number }).ToListAsync(cancel);
        var all = others.Where(o => !own.Contains(o.Id)).Select(o => (o.BeneficiaryId, o.Sheet, o.Number))
            .Concat(rows.Where(r => r is { Match: RegistryMatch.Same, State: not RowState.LeftOut }).Select(r => (r.BeneficiaryId, r.Sheet, r.Number))).ToLookup(r => r.BeneficiaryId, r => (r.Sheet, r.Number));
        foreach (var row in rows.Where(r => r is { Match: RegistryMatch.Same, State: not RowState.LeftOut }))
        {
            var first = all[row.BeneficiaryId].Min();
            if (first != (row.Sheet, row.Number))
            {
                var problem = PovertyProblems.Twice.Now(sheets[first.Sheet].Name, first.Number);
                row.Take([.. row.FaultsOf(), new StoredFault(FaultLevel.Error, problem.Code, problem.Message, row.Number, -1, Field.FullName, null, Judged: true)]);
            }
        }
    }

    private async Task SaveAsync(ImportBatch batch, string what, CancellationToken cancel)
    {
        await db.SaveAsync(Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ImportRead, time.UtcNow, what).On("import", batch.Id), cancel);
        db.ChangeTracker.Clear();
    }
}
