using ProvinceNode.Payments.Results;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Merging;

namespace ProvinceNode.Payments.Publishing;

/// <summary>
/// Claims follow a merge of two records, and a line is told to the hub with its claims: lines that the hub has are marked, so that <see cref="PublishPayments"/> tells whose they are now and the
/// certificate of equality finds no change past the protocol (reliability, replication 7).
/// </summary>
public sealed class GivenClaims(NodeDb db)
{
    /// <summary>See <see cref="RowsGiven"/>.</summary>
    public Task GivenAsync(IReadOnlyList<object> rows, CancellationToken cancel) => LineUpdates.TellAnewAsync(db, [.. rows.OfType<PaymentClaim>().Select(c => c.LineId).Distinct()], cancel);
}
