using Grpc.Core;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Replication;
using Protos.Values;

namespace ProvinceNode.Replication.Equality;

/// <summary>
/// A record that only the hub has, mostly one that was made after the backup that the node was restored from: when it was entered again from its paper, or nobody needs it, an official has the
/// hub's copy and its history erased. Nothing of the kind happens by itself.
/// </summary>
public sealed class EraseAtHub(HubClient hub, PositionCheck position, RowReader reader, RepairRecords repair, VietnamTime time)
{
    public async Task<Outcome<bool>> HandleAsync(SignedInOfficial official, RecordKind kind, Guid id, string why, CancellationToken cancel)
    {
        if (!official.May(Actions.ReplicationResend))
        {
            return CommonProblems.NotAllowed.Now();
        }

        if (string.IsNullOrWhiteSpace(why))
        {
            return EqualityProblems.WhyMissing.At("why");
        }

        if (kind == RecordKind.Unspecified || !Enum.IsDefined(kind))
        {
            return EqualityProblems.NothingToSettle.Now();
        }

        try
        {
            return await position.HinderedAsync(hub.Replication(), cancel) is { } words ? EqualityProblems.NotNow.Now(words) : await EraseAsync(official, kind, id, why.Trim(), cancel);
        }
        catch (RpcException failure)
        {
            return EqualityProblems.NotNow.Now(RelayWords.Of(failure));
        }
        catch (IOException failure)
        {
            return EqualityProblems.NotNow.Now(RelayWords.Of(failure));
        }
    }

    // Looked at anew: what the certificate named may have come back since.
    private async Task<Outcome<bool>> EraseAsync(SignedInOfficial official, RecordKind kind, Guid id, string why, CancellationToken cancel)
    {
        var finding = (await reader.DecideAsync(hub.Equality(), kind, [id], cancel))[0];
        if (!finding.IsHeld)
        {
            return EqualityProblems.NothingToSettle.Now();
        }

        // What the node has it tells, if not yet: after a tombstone the hub would refuse it for ever.
        if (finding.Facts.Live is not null || finding.Facts.IsUntold)
        {
            return EqualityProblems.HeldHere.Now();
        }

        if (!official.Office.Covers(finding.Path))
        {
            return CommonProblems.NotAllowed.Now();
        }

        var hubs = finding.Facts.Hub!;
        var act = Act.By(official, ActKinds.EqualityErase, time.UtcNow, why, $"{hubs.Epoch}/{hubs.Version} {Convert.ToHexStringLower(hubs.Digest)}").On(RecordMessages.KindName((int)kind), id);
        return await repair.EraseAsync(kind, finding, act, cancel) ? true : CommonProblems.ChangedMeanwhile.Now();
    }
}
