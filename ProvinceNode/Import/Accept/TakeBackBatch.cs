using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Import.Batches;
using ProvinceNode.Import.Columns;
using ProvinceNode.Import.Values;
using ProvinceNode.Organization.Sessions;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>
/// Takes the entered rows of an import back, a chunk in a transaction; what is interrupted goes on. A version that a row began ends before its first month, a
/// person whom the registry had gets back what the import changed. What somebody built on meanwhile stays and says so.
/// </summary>
public sealed class TakeBackBatch(NodeDb db, VietnamTime time, IOptions<NodeOptions> node)
{
    /// <summary>Rows of one transaction.</summary>
    public int Chunk { get; set; } = 200;

    /// <summary>Why a version ended that an undone import began.</summary>
    public const string Why = "Hoàn tác nhập danh sách";

    private static readonly string Told = $"\"k\":\"{BatchProblems.BuiltOn.Code}\"";

    /// <summary>Entered rows that were not taken back because something was built on them.</summary>
    public static IQueryable<ImportRow> Kept(NodeDb db, Guid batch) => db.ImportRows.Where(r => r.BatchId == batch && r.State == RowState.Entered && r.Faults.Contains(Told));

    /// <summary>Takes back what is left. Call in the scope of the province.</summary>
    /// <returns>Rows taken back.</returns>
    public async Task<int> HandleAsync(Guid batchId, CancellationToken cancel)
    {
        var rows = 0;
        while (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId && b.State == BatchState.Undoing, cancel) is { } batch)
        {
            cancel.ThrowIfCancellationRequested();
            var done = await ChunkAsync(batch, cancel);
            db.ChangeTracker.Clear();
            if (done is not { } chunk)
            {
                return rows;
            }

            rows += chunk;
        }

        return rows;
    }

    // Null when the chunk was not saved. How far it is the rows themselves tell: taken back, or with the reason why not.
    private async Task<int?> ChunkAsync(ImportBatch batch, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var rows = await db.ImportRows.Where(r => r.BatchId == batch.Id && r.State == RowState.Entered && !r.Faults.Contains(Told))
            .OrderBy(r => r.Sheet).ThenBy(r => r.Number).Take(Chunk).ToListAsync(cancel);
        var later = (await LaterEvents.OfAsync(db, rows, cancel)).ToLookup(l => l.Person);
        var ids = rows.Select(r => r.BeneficiaryId!.Value).Distinct().ToList();
        var people = await db.Beneficiaries.Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
        var versions = (await db.Entitlements.Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel)).ToLookup(e => e.BeneficiaryId);
        await PovertyWriting.LoadAsync(db, ids, batch.ListMonth.Year, cancel);
        foreach (var row in rows)
        {
            TakeBack(batch, row, people[row.BeneficiaryId!.Value], [.. versions[row.BeneficiaryId.Value]], later[row.BeneficiaryId.Value].FirstOrDefault());
        }

        var back = rows.Count(r => r.State == RowState.Undone);
        if (rows.Count < Chunk)
        {
            // With rows left in the registry it is still an entered import, which may be undone again.
            var whole = back == rows.Count && !await Kept(db, batch.Id).AnyAsync(cancel);
            var ended = await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, cancel);
            (ended.State, ended.Version) = (whole ? BatchState.Undone : BatchState.Accepted, ended.Version + 1);
        }

        var words = string.Create(VietnameseFormat.Culture, $"Hoàn tác {back} dòng của đợt nhập");
        var official = (await SessionCheck.FindAsync(db, batch.UndoneById!.Value, null, cancel))?.Official;
        var act = official is null ? Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ImportUndo, time.UtcNow, words) : Act.By(official, ActKinds.ImportUndo, time.UtcNow, words);
        if (!await db.SaveAsync(act.On("import", batch.Id), cancel))
        {
            return null;
        }

        await transaction.CommitAsync(cancel);
        return back;
    }

    private void TakeBack(ImportBatch batch, ImportRow row, Beneficiary person, List<Entitlement> versions, LaterEvent? later)
    {
        row.Version++;
        if (later is not null)
        {
            var problem = BatchProblems.BuiltOn.Now(later.What);
            row.Take([.. row.FaultsOf(), new StoredFault(FaultLevel.Error, problem.Code, problem.Message, 0, -1, Field.FullName, null, Judged: true)]);
            return;
        }

        foreach (var version in versions.Where(v => v.DecisionId == row.Id && v.Source == EntitlementSource.Import))
        {
            ChangeEntitlement.End(version, new PayMonth(version.StartMonth).AddMonths(-1), new ChangeCause(row.Id, Why, time.UtcNow) { Source = EntitlementSource.Import });
        }

        var (changes, origin) = (RowContent.Read<RowChange>(row.Before), new Origin(OriginKind.Official, $"import/{batch.Id:D}", time.UtcNow, batch.UndoneByName));
        PersonWriting.Restore(db, person, changes, origin);
        PovertyWriting.Restore(db, person, changes, origin);
        Standing.Refresh(person, versions);
        row.State = RowState.Undone;
    }
}
