using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>
/// A record of the node that is another than the version it last recorded was changed past the system: an official either accepts it as it is now or has its fields put back; both make
/// a new version under his act, which the hub then gets.
/// </summary>
public sealed class SettleDifference(NodeDb db, LatestVersions latest, LiveRecords live, VietnamTime time)
{
    /// <param name="accept">True: the present value counts; false: the recorded one is put back.</param>
    public async Task<Outcome<bool>> HandleAsync(SignedInOfficial official, RecordKind kind, Guid id, bool accept, string why, CancellationToken cancel)
    {
        if (!official.May(Actions.ReplicationResend))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            return EqualityProblems.WhyMissing.At("why");
        }

        return await db.InTurnAsync<bool>(() => SettleAsync(official, kind, id, accept, why.Trim(), cancel), cancel);
    }

    private async Task<Outcome<bool>> SettleAsync(SignedInOfficial official, RecordKind kind, Guid id, bool accept, string why, CancellationToken cancel)
    {
        var versions = await latest.FindAsync(kind, [id], cancel);
        var now = (await live.FindAsync(kind, [id], versions, cancel)).GetValueOrDefault(id);
        var recorded = RowReader.Recorded(versions.GetValueOrDefault(id));
        if (now is null || now.IsUntold || (recorded is not null && recorded.Digest.AsSpan().SequenceEqual(now.Digest)))
        {
            return EqualityProblems.NothingToSettle.Now();
        }

        var record = (await LiveRecords.LoadAsync(db, kind, [id], cancel))[0];
        if (recorded is not null)
        {
            (record.Epoch, record.Version) = (recorded.Epoch, Math.Max(record.Epoch == recorded.Epoch ? record.Version : 0, recorded.Version));
            if (!accept && (recorded.Message is null || !FieldRestore.Apply(db, record, recorded, versions[id].RecordedAt)))
            {
                return EqualityProblems.CannotRestore.Now();
            }
        }
        else if (!accept)
        {
            return EqualityProblems.CannotRestore.Now();
        }

        db.Entry(record).Property(nameof(IReplicated.Epoch)).IsModified = true;
        var act = Act.By(official, accept ? ActKinds.EqualityAccept : ActKinds.EqualityRestore, time.UtcNow, why).On(RecordMessages.KindName((int)kind), id);
        return await db.SaveAsync(act, cancel) ? true : CommonProblems.ChangedMeanwhile.Now();
    }
}
