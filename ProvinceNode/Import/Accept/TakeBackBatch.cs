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
    public const int Chunk = 200;

    /// <summary>Why a version ended that an undone import began.</summary>
    public const string Why = "Hoàn tác nhập danh sách";

    /// <summary>Takes back what is left. Call in the scope of the province.</summary>
    /// <returns>Rows taken back.</returns>
    public async Task<int> HandleAsync(Guid batchId, CancellationToken cancel)
    {
        var (rows, after) = (0, (Sheet: 0, Number: 0));
        while (await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId && b.State == BatchState.Undoing, cancel) is { } batch)
        {
            cancel.ThrowIfCancellationRequested();
            var done = await ChunkAsync(batch, after, cancel);
            db.ChangeTracker.Clear();
            if (done is not { } chunk)
            {
                return rows;
            }

            (rows, after) = (rows + chunk.Rows, chunk.Last);
        }

        return rows;
    }

    private async Task<(int Rows, (int, int) Last)?> ChunkAsync(ImportBatch batch, (int Sheet, int Number) after, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var (sheet, number) = after;
        var rows = await db.ImportRows.Where(r => r.BatchId == batch.Id && r.State == RowState.Entered && (r.Sheet > sheet || (r.Sheet == sheet && r.Number > number)))
            .OrderBy(r => r.Sheet).ThenBy(r => r.Number).Take(Chunk).ToListAsync(cancel);
        var later = (await LaterEvents.OfAsync(db, rows, cancel)).ToLookup(l => l.Person);
        var ids = rows.Select(r => r.BeneficiaryId!.Value).Distinct().ToList();
        var people = await db.Beneficiaries.Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, cancel);
        var versions = (await db.Entitlements.Where(e => ids.Contains(e.BeneficiaryId)).ToListAsync(cancel)).ToLookup(e => e.BeneficiaryId);
        foreach (var row in rows)
        {
            TakeBack(batch, row, people[row.BeneficiaryId!.Value], [.. versions[row.BeneficiaryId.Value]], later[row.BeneficiaryId.Value].FirstOrDefault());
        }

        if (rows.Count < Chunk)
        {
            var ended = await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, cancel);
            (ended.State, ended.Version) = (BatchState.Undone, ended.Version + 1);
        }

        var words = string.Create(VietnameseFormat.Culture, $"Hoàn tác {rows.Count} dòng của đợt nhập");
        var official = (await SessionCheck.FindAsync(db, batch.UndoneById!.Value, null, cancel))?.Official;
        var act = official is null ? Act.BySystem(TenantPath.Parse(node.Value.ProvinceCode), ActKinds.ImportUndo, time.UtcNow, words) : Act.By(official, ActKinds.ImportUndo, time.UtcNow, words);
        if (!await db.SaveAsync(act.On("import", batch.Id), cancel))
        {
            return null;
        }

        await transaction.CommitAsync(cancel);
        return (rows.Count, rows.Count == 0 ? after : (rows[^1].Sheet, rows[^1].Number));
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

        PersonWriting.Restore(db, person, RowContent.Read<RowChange>(row.Before), new Origin(OriginKind.Official, $"import/{batch.Id:D}", time.UtcNow, batch.UndoneByName));
        Standing.Refresh(person, versions);
        row.State = RowState.Undone;
    }
}
