namespace ProvinceNode.Platform;

/// <summary>Work that follows other savers' work: all of it in one transaction that holds the turn, so that what it reads before it decides no other changes.</summary>
public static class Turns
{
    /// <summary>Runs a verb; committed only when it succeeded.</summary>
    public static Task<Outcome<T>> InTurnAsync<T>(this NodeDb db, Func<Task<Outcome<T>>> verb, CancellationToken cancel) => RunAsync(db, verb, o => o.Succeeded, cancel);

    /// <summary>Runs one piece of a job; committed only when it answers true. Nothing of it stays in memory for the next piece.</summary>
    public static async Task<bool> InTurnAsync(this NodeDb db, Func<Task<bool>> piece, CancellationToken cancel)
    {
        var done = await RunAsync(db, piece, d => d, cancel);
        db.ChangeTracker.Clear();
        return done;
    }

    private static async Task<T> RunAsync<T>(NodeDb db, Func<Task<T>> work, Func<T, bool> commits, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        var result = await work();
        if (commits(result))
        {
            await transaction.CommitAsync(cancel);
        }

        return result;
    }
}
