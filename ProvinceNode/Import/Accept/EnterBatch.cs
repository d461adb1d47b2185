using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.DryRun;
using ProvinceNode.Import.Rows;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>
/// Writes the accepted rows of an import into the registry, a chunk in a transaction with the rows' own state: what is interrupted goes on where it was, and
/// no row is entered twice. Each row is judged once more first; one that law or registry refuse by now stays behind with its reason.
/// </summary>
public sealed class EnterBatch(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>Rows of one transaction; others save between two.</summary>
    public int Chunk { get; set; } = 200;

    /// <summary>Rows that are valid and not entered yet.</summary>
    public static IQueryable<ImportRow> Ready(NodeDb db, Guid batch) => db.ImportRows.Where(r => r.BatchId == batch && r.State == RowState.Read && r.Verdict != RowVerdict.Refused
        && db.ImportSheets.Any(s => s.BatchId == batch && s.Ordinal == r.Sheet && s.State == SheetState.Read));

    /// <summary>Writes what is left to write. Call in the scope of the province.</summary>
    /// <returns>Rows entered.</returns>
    public async Task<int> HandleAsync(Guid batchId, CancellationToken cancel)
    {
        var (entered, ground) = (0, (JudgeGround?)null);
        while (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId && b.State == BatchState.Accepting, cancel) is { } batch)
        {
            cancel.ThrowIfCancellationRequested();
            var checker = await SessionCheck.FindAsync(db, batch.CheckedById!.Value, null, cancel);
            ground ??= await JudgeGround.TakeAsync(db, batch.ListMonth, batch.TenantPath, time, cancel);
            var done = await ChunkAsync(batch, ground, checker?.Official, cancel);
            db.ChangeTracker.Clear();
            if (done is not { } rows)
            {
                return entered; // somebody saved the same person meanwhile; the next run takes the chunk again
            }

            entered += rows;
        }

        return entered;
    }

    // Null when the chunk was not saved; the last one finishes the import.
    private async Task<int?> ChunkAsync(ImportBatch batch, JudgeGround ground, SignedInOfficial? checker, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var rows = await Ready(db, batch.Id).OrderBy(r => r.Sheet).ThenBy(r => r.Number).Take(Chunk).ToListAsync(cancel);
        var entered = await RowsAsync(batch, rows, ground, cancel);
        if (rows.Count < Chunk)
        {
            var ended = await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, cancel);
            (ended.State, ended.Version) = (BatchState.Accepted, ended.Version + 1);
        }

        var words = string.Create(VietnameseFormat.Culture, $"Ghi sổ {entered} dòng của đợt nhập");
        var act = checker is null
            ? Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ImportEnter, time.UtcNow, words)
            : Act.By(checker, ActKinds.ImportEnter, time.UtcNow, words);
        if (!await db.SaveAsync(act.On("import", batch.Id), cancel))
        {
            return null;
        }

        await transaction.CommitAsync(cancel);
        return entered;
    }

    private async Task<int> RowsAsync(ImportBatch batch, List<ImportRow> rows, JudgeGround ground, CancellationToken cancel)
    {
        var said = rows.ConvertAll(r => RowValues.Of(r));
        var people = said.ConvertAll(s => RowPerson.Of(s, ground.OwnCommune));
        // In the savers' turn, for all rows at once: nobody else writes before this chunk is saved.
        var picture = await RegistryPicture.TakeAsync(db, people, cancel, tracked: true);
        await PaperNumbers.HoldAsync(db, people.Select(p => ground.PathOf(p.Commune)).OfType<string>(), PaperNumbers.Beneficiaries, 0, cancel);
        var work = new ChunkOfRows(batch, await OriginsAsync(batch.Id, cancel), ground, picture, new RowJudge(ground, picture), time.UtcNow);
        work.Written.UnionWith(await EarlierAsync(batch.Id, people, cancel));
        var entered = 0;
        // Found once when all is saved, not with every row that is looked at.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            for (var i = 0; i < rows.Count; i++)
            {
                entered += await RowAsync(work, rows[i], said[i], people[i], cancel) ? 1 : 0;
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        return entered;
    }

    // People whom rows of earlier chunks were entered for, by the numbers of this one.
    private async Task<List<Guid>> EarlierAsync(Guid batch, List<RowPerson> people, CancellationToken cancel)
    {
        var numbers = people.SelectMany(p => new[] { p.Citizen, p.Old }).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return numbers.Count == 0 ? [] : await db.ImportRows.Where(r => (numbers.Contains(r.CitizenId) || numbers.Contains(r.OldNumber)) && r.BatchId == batch && r.State == RowState.Entered)
            .Select(r => r.BeneficiaryId!.Value).ToListAsync(cancel);
    }

    private async Task<bool> RowAsync(ChunkOfRows work, ImportRow row, RowValues said, RowPerson person, CancellationToken cancel)
    {
        Judging.Apply(row, said, row.FaultsOf(), work.Judge, OtherImports.None);
        row.Version++;
        if (row.Verdict == RowVerdict.Refused)
        {
            return false;
        }

        // Two rows of one person: the second would grant to somebody who is not saved yet.
        if (row.BeneficiaryId is { } known && work.Written.Contains(known))
        {
            Refuse(row, EntryProblems.UsedTwice.Now(work.Registry.Person(known)!.Code));
            return false;
        }

        var origin = new Origin(OriginKind.Import, work.Origins[row.Sheet], work.NowUtc, work.Batch.CheckedByName);
        var outcome = await EnterPerson.HandleAsync(db, Entry(work.Batch, origin, row, said, person, work.Ground, work.Registry), work.NowUtc, cancel);
        if (!outcome.Succeeded)
        {
            Refuse(row, outcome.Problems[0]);
            return false;
        }

        var entered = outcome.Value;
        work.Written.Add(entered.Person.Id);
        work.Registry.Add(entered.Person, entered.Begun);
        if (said.Has(Field.Poverty) && !entered.Made)
        {
            await PovertyWriting.LoadAsync(db, [entered.Person.Id], work.Ground.Month.Year, cancel);
        }

        var poverty = PovertyWriting.Apply(db, entered.Person, said, work.Ground.Month.Year, origin);
        RowChange[] changes = poverty is null ? [.. entered.Changes] : [.. entered.Changes, poverty];
        (row.State, row.EnteredAt, row.BeneficiaryId, row.MadePerson, row.Before) = (RowState.Entered, work.NowUtc, entered.Person.Id, entered.Made, RowContent.Write(changes));
        return true;
    }

    private static EntryOfPerson Entry(ImportBatch batch, Origin origin, ImportRow row, RowValues said, RowPerson person, JudgeGround ground, RegistryPicture picture)
    {
        var known = row is { Match: RegistryMatch.Same, BeneficiaryId: { } id } ? picture.Person(id) : null;
        var facts = PersonWriting.Facts(said, person, known, known is not null && picture.Running(known.Id).Any(), row.Chosen);
        var money = RowMoney.Of(said, ground.Month, ground.Rules, ground.Province);
        var rule = row.Chosen(RowChoice.Amount) switch { RowChoice.TakeLaw => AmountRule.Law, RowChoice.TakeFile => AmountRule.File, _ => batch.Amounts };
        var registered = known is not null && picture.Running(known.Id).Any(e => RowJudge.IsThis(e, money));
        var award = registered ? null : money.Award(rule, ground.Month, said.Month(Field.StartMonth), ground.Rules, ground.Province, Receivers.Of(said, facts));
        return new(PersonWriting.Home(facts, known, ground), known?.Id, facts, award is null ? [] : [award], row.Id, EntitlementSource.Import, row.Chosen(RowChoice.Person) == RowChoice.Other)
        {
            Sender = ground.Sender, Origin = origin, Places = PersonWriting.Places(said), Registry = picture,
        };
    }

    // File and sheet of each sheet, as people read them.
    private async Task<Dictionary<int, string>> OriginsAsync(Guid batch, CancellationToken cancel) => await (
        from sheet in db.ImportSheets
        join file in db.ImportFiles on sheet.FileId equals file.Id
        where sheet.BatchId == batch
        select new { sheet.Ordinal, File = file.Name, Sheet = sheet.Name }).ToDictionaryAsync(s => s.Ordinal, s => $"“{s.File}”, trang “{s.Sheet}”", cancel);

    private static void Refuse(ImportRow row, Problem problem) =>
        row.Take([.. row.FaultsOf(), new StoredFault(FaultLevel.Error, problem.Code, problem.Message, 0, -1, Field.FullName, null, Judged: true)]);

    /// <summary>What the rows of one transaction are entered by.</summary>
    /// <param name="Origins">File and sheet by the sheet's number.</param>
    /// <param name="NowUtc">Of the rows and of what they lead to, so that later events are told by it.</param>
    private sealed record ChunkOfRows(ImportBatch Batch, Dictionary<int, string> Origins, JudgeGround Ground, RegistryPicture Registry, RowJudge Judge, DateTime NowUtc)
    {
        /// <summary>People whom a row of the chunk was entered for.</summary>
        public HashSet<Guid> Written { get; } = [];
    }
}
