using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Merging;

namespace ProvinceNode.Payments.Publishing;

/// <summary>
/// Claims follow a merge of two records, and a line is told to the hub with its claims: lines that the hub has are marked, so that <see cref="PublishPayments"/> tells whose they are now and the
/// certificate of equality finds no change past the protocol (reliability, replication 7). Lines lie with their lists, also those of communes that whoever merges has no hand in.
/// </summary>
public sealed class GivenClaims(NodeDb db) : IGivenRows
{
    private const int Set = 500;

    public async Task GivenAsync(IReadOnlyList<object> rows, CancellationToken cancel)
    {
        foreach (var ids in rows.OfType<PaymentClaim>().Select(c => c.LineId).Distinct().Chunk(Set))
        {
            await db.PaymentLines.IgnoreQueryFilters([NodeDb.TenantFilter]).Where(l => ids.Contains(l.Id) && (l.Outcome != LineOutcome.Open || l.Epoch > 0)).ExecuteUpdateAsync(
                s => s.SetProperty(l => l.UntoldVersion, l => (long?)(l.Version + 1)).SetProperty(l => l.Version, l => l.Version + 1), cancel);
        }
    }
}
