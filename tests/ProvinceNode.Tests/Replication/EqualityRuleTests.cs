using Protos.Equality;
using Protos.Replication;
using Protos.Values;
using ProvinceNode.Replication.Equality;

namespace ProvinceNode.Tests.Replication;

/// <summary>What is said of one record, from what both sides hold; and when a certificate is due.</summary>
public sealed class EqualityRuleTests
{
    private static readonly Guid Id = new("00000000-0000-4000-8000-000000000001");
    private static readonly byte[] Sent = [1];
    private static readonly byte[] Other = [2];
    private static readonly byte[] Third = [3];

    public static TheoryData<string, RowFacts, DifferenceKind?, bool> Cases => new()
    {
        { "equal", Facts(), null, false },
        { "changed while the hub was asked", Facts() with { IsStill = false, Hub = null }, null, true },
        { "waits in the outbox", Facts() with { Waits = true, Hub = null }, null, true },
        { "waits, the hub has the version before", Facts() with { Waits = true, Hub = Hub(Other, 4) }, null, true },
        { "refused", Facts() with { Waits = true, IsRefused = true, Hub = null }, null, true },
        { "refused, the hub has the version before as it was sent", Refused(Hub(Other, 4)) with { Before = Recorded(Other) }, null, true },
        { "refused, the version before was changed at the hub", Refused(Hub(Third, 4)) with { Before = Recorded(Other) }, DifferenceKind.HubValue, false },
        { "refused, a column of the version before was changed", Refused(Hub(Other, 4, "FullName")) with { Before = Recorded(Other) }, DifferenceKind.HubValue, false },
        { "refused, the hub has a version of which nothing is known here", Refused(Hub(Other, 4)), null, true },
        { "refused, a column of a version of which nothing is known here", Refused(Hub(Other, 4, "FullName")), DifferenceKind.HubValue, false },
        { "refused, what the hub has was emptied here by an erasure", Refused(Hub(Third, 4)) with { Before = Recorded(Other) with { IsTombstone = true } }, null, true },
        { "refused because it is erased at the hub", Refused(Tombstone()) with { Before = Recorded(Other) }, null, true },
        { "refused, and the version raised at the hub", Refused(Hub(Sent, 9)), DifferenceKind.HubValue, false },
        { "waits, the version before was changed at the hub and will be written over", Refused(Hub(Third, 4)) with { IsRefused = false, Before = Recorded(Other) }, null, true },
        { "value changed at the hub", Facts() with { Hub = Hub(Other) }, DifferenceKind.HubValue, false },
        { "column changed at the hub", Facts() with { Hub = Hub(Sent, wrong: "FullName") }, DifferenceKind.HubValue, false },
        { "version raised at the hub", Facts() with { Hub = Hub(Other, 9) }, DifferenceKind.HubValue, false },
        { "acknowledged and lost", Facts() with { Hub = null }, DifferenceKind.HubMissing, false },
        { "acknowledged and gone back", Facts() with { Hub = Hub(Other, 4) }, DifferenceKind.HubStale, false },
        { "nobody's", Facts() with { Recorded = null, Live = null }, DifferenceKind.HubExtra, false },
        { "gone on both sides", Facts() with { Recorded = null, Live = null, Hub = null }, null, false },
        { "value changed at the node", Facts() with { Live = Live(Other) }, DifferenceKind.NodeValue, false },
        { "value changed at the node, and it waits", Facts() with { Live = Live(Other), Waits = true }, DifferenceKind.NodeValue, false },
        { "version changed at the node", Facts() with { Live = Live(Other) with { Version = 4 } }, DifferenceKind.NodeValue, false },
        { "all three are others", Facts() with { Live = Live(Other), Hub = Hub(Third) }, DifferenceKind.NodeValue, false },
        { "history changed at the node", Facts() with { Recorded = Recorded(Other) }, DifferenceKind.NodeVersion, false },
        { "history emptied at the node", Facts() with { Recorded = Recorded(Other) with { IsTombstone = true } }, DifferenceKind.NodeVersion, false },
        { "record deleted at the node", Facts() with { Live = null }, DifferenceKind.NodeMissing, false },
        { "record added at the node", Facts() with { Recorded = null, Hub = null }, DifferenceKind.NodeExtra, false },
        { "erased record is back at the node", Facts() with { Recorded = Recorded(Other) with { IsTombstone = true }, Hub = Hub(Third) }, DifferenceKind.NodeExtra, false },
        { "erased", Facts() with { Recorded = Recorded(Sent) with { IsTombstone = true }, Live = null }, null, false },
        { "erased, and back at the hub", Facts() with { Recorded = Recorded(Sent) with { IsTombstone = true }, Live = null, Hub = Hub(Other) }, DifferenceKind.HubValue, false },
        { "results that are told in a minute", Facts() with { Live = Live(Other) with { Version = 6, IsUntold = true } }, null, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Row_AsBothSidesHoldIt_IsNamed(string what, RowFacts facts, DifferenceKind? expected, bool inFlight)
    {
        var finding = RowRule.Decide(facts);

        Assert.True((expected, inFlight) == (finding.What, finding.IsInFlight), what);
    }

    public static TheoryData<string, HubSideRow, bool, bool> OnlyAtTheHub => new()
    {
        { "somebody sent it", Hub(Sent), false, true },
        { "somebody sent it, and columns were changed since", Hub(Sent, wrong: "FullName"), false, true },
        { "when it was recorded was changed", Hub(Sent, wrong: "RecordVersion"), false, true },
        { "put in by hand, of no message", Hub([], wrong: "RecordVersion"), false, false },
        { "its message cannot be read", Hub(Sent, wrong: "Payload"), false, false },
        { "its message cannot be read, and a repair wrote it down", Hub(Sent, wrong: "Payload"), true, true },
        { "erased there", Tombstone(), false, false },
        { "its message was emptied and its columns are there", Tombstone("FullName"), false, true },
    };

    // What was made after the backup that a node was restored from is only there: it must not be erased by the certificate of the next night.
    [Theory]
    [MemberData(nameof(OnlyAtTheHub))]
    public void Record_OnlyAtTheHub_IsErasedByItselfOnlyWhenNothingIsLost(string what, HubSideRow hub, bool found, bool held)
    {
        var finding = RowRule.Decide(Facts() with { Recorded = null, Live = null, Hub = hub, IsFound = found });

        Assert.True((DifferenceKind.HubExtra, held, !held) == (finding.What, finding.IsHeld, finding.IsForReplay), what);
    }

    [Fact]
    public void Record_OfTheNodeThatWasNeverRecorded_IsNotErasedAtTheHub()
    {
        var finding = RowRule.Decide(Facts() with { Recorded = null, Live = Live(Sent) with { IsUntold = true }, Hub = Hub([], wrong: "RecordVersion") });

        Assert.Equal((DifferenceKind.HubExtra, true, false), (finding.What, finding.IsHeld, finding.IsForReplay));
    }

    [Fact]
    public void Fields_ThatDifferAtTheNode_AreNamedWhateverTheyAre()
    {
        foreach (var field in BeneficiaryState.Descriptor.Fields.InDeclarationOrder().Where(f => f.FieldType == Google.Protobuf.Reflection.FieldType.String))
        {
            var changed = Message();
            field.Accessor.SetValue(changed.Beneficiary, "khác");

            Assert.Equal([field.Name], RowRule.Decide(Facts() with { Live = Live(Other) with { Message = changed } }).Fields);
        }
    }

    [Fact]
    public void Certificate_OfTheNight_IsDueOnceInItsHour()
    {
        var slot = new DateTime(2026, 11, 2, 1, 8, 0); // half past midnight and 38 minutes for province 38
        var moment = new EqualityMoment(slot, "38", false, false, null, null, false);

        Assert.Equal(EqualityReason.Nightly, EqualityPlan.Due(moment));
        Assert.Equal(EqualityReason.Nightly, EqualityPlan.Due(moment with { LastNightly = slot.AddDays(-1) }));
        Assert.Null(EqualityPlan.Due(moment with { Now = slot.AddMinutes(-1) }));
        Assert.Null(EqualityPlan.Due(moment with { Now = slot.AddHours(6) }));
        Assert.Null(EqualityPlan.Due(moment with { LastNightly = slot }));
        Assert.Null(EqualityPlan.Due(moment with { AnyAsked = true }));
        Assert.Equal(EqualityReason.AskedByHub, EqualityPlan.Due(moment with { HubAsks = true }));
    }

    [Fact]
    public void Certificate_AfterRepair_IsDueOnceWhenTheReplaysAreThrough()
    {
        var repaired = new EqualityCertificate { Id = Id, Reason = EqualityReason.AskedByNode, AskedAt = DateTime.UnixEpoch, Replayed = 2, Differing = 2 };
        var moment = new EqualityMoment(new DateTime(2026, 11, 2, 12, 0, 0), "38", false, false, null, repaired, false);

        Assert.Equal(EqualityReason.AfterRepair, EqualityPlan.Due(moment));
        Assert.Null(EqualityPlan.Due(moment with { StillWaits = true }));
        Assert.Null(EqualityPlan.Due(moment with { Last = new EqualityCertificate { Id = Id, Reason = EqualityReason.AfterRepair, AskedAt = DateTime.UnixEpoch, Replayed = 2 } }));
    }

    private static RowFacts Refused(HubSideRow hub) => Facts() with { Waits = true, IsRefused = true, Hub = hub };

    private static RowFacts Facts() => new(Id, Recorded(Sent), true, false, false, Live(Sent), Hub(Sent));

    private static RecordedRow Recorded(byte[] digest) => new(1, 5, "38.380.14758", digest, false, Message());

    private static LiveRecord Live(byte[] digest) => new(Id, 1, 5, "38.380.14758", false, Message(), digest);

    private static HubSideRow Hub(byte[] digest, long version = 5, params string[] wrong) => new(1, version, "38.380.14758", digest, wrong);

    private static HubSideRow Tombstone(params string[] wrong) =>
        HubSideRow.Of(RecordKind.Beneficiary, Id.ToString("D"), 1, 5, "38.380.14758", StateDigest.Of((int)RecordKind.Beneficiary, Id.ToString("D"), 1, 5, "38.380.14758", []), wrong);

    private static Protos.Replication.Record Message() => new() { Id = Id.ToString("D"), Kind = RecordKind.Beneficiary, Beneficiary = new BeneficiaryState { FullName = "Lê Thị Thủy" } };
}
