using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Documents;

/// <summary>One thing that an official does with a waiting paper, in a transaction that holds the savers' turn: what he may is judged on the newest state, and numbers follow one another.</summary>
public sealed class PaperTurn(NodeDb db, VietnamTime time)
{
    /// <param name="act">One of <see cref="ActKinds"/>; its evidence is the number, once there is one.</param>
    /// <param name="refusal">Why this official cannot do it now, or null.</param>
    /// <param name="change">Changes the paper, at a UTC moment.</param>
    public async Task<Outcome<IssuedPaper>> TakeAsync(
        Guid id, SignedInOfficial official, string act, Func<IssuedPaper, Problem?> refusal, Func<IssuedPaper, DateTime, Task> change, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.WaitForTurnAsync(cancel);
        if (await db.Papers.SingleOrDefaultAsync(p => p.Id == id, cancel) is not { } paper)
        {
            return CommonProblems.NotFound.Now();
        }

        if (refusal(paper) is { } problem)
        {
            return problem;
        }

        var now = time.UtcNow;
        await change(paper, now);
        if (!await db.SaveAsync(Act.By(official, act, now, evidence: paper.Number).On("paper", id), cancel))
        {
            return CommonProblems.ChangedMeanwhile.Now();
        }

        await transaction.CommitAsync(cancel);
        return paper;
    }
}
