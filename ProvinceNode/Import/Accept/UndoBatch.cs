using Microsoft.EntityFrameworkCore;
using ProvinceNode.Import.Batches;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Import.Accept;

/// <summary>Something that happened to a person after the import.</summary>
/// <param name="Code">Of the beneficiary.</param>
public sealed record LaterEvent(Guid Person, string Code, string What);

/// <summary>
/// Takes a whole import back out of the registry, as long as nothing was built on it; else it names what stands in the way. Taken back is not deleted: the
/// records went to the hub, and a version that never was due says so for ever.
/// </summary>
public sealed class UndoBatch(NodeDb db, VietnamTime time)
{
    /// <summary>Events that are named; more are counted.</summary>
    public const int Named = 20;

    private const int Chunk = 500;

    public async Task<Outcome<ImportBatch>> Handle(Guid id, string reason, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportAccept))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } batch)
        {
            return CommonProblems.NotFound.Now();
        }

        if (batch.State != BatchState.Accepted || string.IsNullOrWhiteSpace(reason))
        {
            return batch.State != BatchState.Accepted ? BatchProblems.NotEntered.Now() : BatchProblems.SayWhy.At("Reason");
        }

        var decider = await DecidingOffice.OfAsync(db, batch, time.Today, cancel);
        if (!decider.MayCheck(official))
        {
            return BatchProblems.WrongOffice.Now(decider.Name);
        }

        await ForgetAsync(id, cancel);
        var later = await LaterAsync(id, cancel);
        if (later.Count > 0)
        {
            var words = string.Join("; ", later.Take(Named).Select(l => $"{l.Code}: {l.What}"));
            return BatchProblems.BuiltOn.Now(later.Count > Named ? string.Create(VietnameseFormat.Culture, $"{words}; và {later.Count - Named} trường hợp khác") : words);
        }

        (batch.State, batch.UndoneById, batch.UndoneByName, batch.UndoneAt) = (BatchState.Undoing, official.Id, official.FullName, time.UtcNow);
        (batch.Reason, batch.Version) = (Cut(reason.Trim()), batch.Version + 1);
        return await db.SaveAsync(Act.By(official, ActKinds.ImportUndo, time.UtcNow, batch.Reason).On("import", id), cancel) ? batch : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>Takes an import away that never reached the registry.</summary>
    public async Task<Outcome<ImportBatch>> WithdrawAsync(Guid id, SignedInOfficial official, CancellationToken cancel)
    {
        if (!official.May(Actions.ImportUpload))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == id, cancel) is not { } batch)
        {
            return CommonProblems.NotFound.Now();
        }

        if (!batch.IsOpen)
        {
            return BatchProblems.Closed.Now();
        }

        (batch.State, batch.Version) = (BatchState.Withdrawn, batch.Version + 1);
        return await db.SaveAsync(Act.By(official, ActKinds.ImportWithdraw, time.UtcNow).On("import", id), cancel) ? batch : CommonProblems.ChangedMeanwhile.Now();
    }

    /// <summary>What was built on the entered rows of an import.</summary>
    public async Task<IReadOnlyList<LaterEvent>> LaterAsync(Guid batch, CancellationToken cancel)
    {
        var found = new List<LaterEvent>();
        var ids = await db.ImportRows.Where(r => r.BatchId == batch && r.State == RowState.Entered).OrderBy(r => r.Sheet).ThenBy(r => r.Number).Select(r => r.Id).ToListAsync(cancel);
        foreach (var some in ids.Chunk(Chunk))
        {
            var rows = await db.ImportRows.AsNoTracking().Where(r => some.Contains(r.Id)).ToListAsync(cancel);
            found.AddRange(await LaterEvents.OfAsync(db, rows, cancel));
        }

        return found;
    }

    // What stood in the way of some rows the last time is looked at anew.
    private async Task ForgetAsync(Guid batch, CancellationToken cancel)
    {
        foreach (var row in await TakeBackBatch.Kept(db, batch).ToListAsync(cancel))
        {
            row.Take([.. row.FaultsOf().Where(f => f.Code != BatchProblems.BuiltOn.Code)]);
            row.Version++;
        }
    }

    private static string Cut(string text) => text.Length <= 1000 ? text : text[..1000];
}
