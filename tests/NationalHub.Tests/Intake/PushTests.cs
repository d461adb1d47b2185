using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Intake;
using NationalHub.Provinces;
using Protos.Replication;
using Protos.Values;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>The invariants of replication, on a real hub over mTLS.</summary>
public sealed class PushTests : IAsyncLifetime
{
    private static readonly string A = Records.Id(1);
    private HubHost _hub = null!;
    private Pusher _node = null!;
    private System.Security.Cryptography.X509Certificates.X509Certificate2 _certificate = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _certificate = await _hub.AddProvinceAsync("38");
        _node = new Pusher(_hub, _certificate);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Batch_RepeatedAndReordered_GivesTheSameStateAndDigest()
    {
        Record[] all = [Records.Person(A, 1), Records.Person(A, 2, 600_000), Records.Person(A, 3, 700_000), Records.Person(Records.Id(2), 1)];
        await _node.PushAsync(1, all);
        var expected = await _node.PositionAsync();
        var random = new Random(7);
        for (var i = 0; i < 20; i++)
        {
            random.Shuffle(all);
            var result = await _node.PushAsync(1, [.. all.Take(random.Next(1, 5))]);
            Assert.Equal(0u, result.Applied);
        }

        Assert.Equal(expected.Kinds, (await _node.PositionAsync()).Kinds);
        Assert.Equal(700_000, await AmountAsync(A));
        Assert.Equal(4, await _hub.WithDbAsync(db => db.RecordVersions.CountAsync()));
    }

    [Fact]
    public async Task OlderVersion_AfterNewer_IsKeptInHistoryAndNotShown()
    {
        await _node.PushAsync(1, Records.Person(A, 5, 900_000));

        var result = await _node.PushAsync(1, Records.Person(A, 4, 100));

        Assert.Equal((0u, 1u), (result.Applied, result.Unchanged));
        Assert.Equal(900_000, await AmountAsync(A));
        Assert.Equal(2, await _hub.WithDbAsync(db => db.RecordVersions.CountAsync()));
    }

    [Fact]
    public async Task Record_Refused_StopsNoOther()
    {
        var foreign = Records.Person(Records.Id(2), 1);
        foreign.TenantPath = "01.001.00001";
        var unknown = Records.Person(Records.Id(3), 1);
        unknown.Beneficiary.CommuneCode = "99999";
        var impossible = Records.Person(Records.Id(4), 1, -5);
        var mismatched = Records.Person(Records.Id(5), 1);
        mismatched.Kind = RecordKind.Decision;

        var result = await _node.PushAsync(1, foreign, Records.Person(A, 1), unknown, impossible, mismatched);

        Assert.Equal(1u, result.Applied);
        Assert.Equal(
            [RefusalCodes.PathForeign, RefusalCodes.UnitUnknown, RefusalCodes.NumberBad, RefusalCodes.KindMismatch],
            result.Refusals.Select(r => r.Code));
        Assert.All(result.Refusals, r => Assert.NotEqual("", r.Reason));
        Assert.Equal(1, await _hub.WithDbAsync(db => db.Beneficiaries.CountAsync()));
        unknown.Beneficiary.CommuneCode = "14758";
        Assert.Equal(1u, (await _node.PushAsync(1, unknown)).Applied);
    }

    [Fact]
    public async Task Tombstone_BeforeALateMessage_IsNotResurrectedAndKeepsNoContent()
    {
        await _node.PushAsync(1, Records.Person(A, 1));
        await _node.PushAsync(1, Records.Tombstone(A, 3));

        await _node.PushAsync(1, Records.Person(A, 2));

        Assert.Equal(0, await _hub.WithDbAsync(db => db.Beneficiaries.CountAsync()));
        var row = await _hub.WithDbAsync(db => db.Beneficiaries.IgnoreQueryFilters().SingleAsync());
        Assert.Equal(("", "", 3L), (row.FullName, row.CitizenIdMasked, row.Version));
        Assert.Equal(3, await _hub.WithDbAsync(db => db.RecordVersions.CountAsync(v => v.Payload.Length == 0)));
    }

    // Invariant 10 for a node that was restored from a backup of before the erasure and began a new epoch.
    [Fact]
    public async Task ErasedRecord_SentAgainUnderANewEpoch_IsRefusedInWordsAndStaysErased()
    {
        await _node.PushAsync(1, Records.Person(A, 1));
        await _node.PushAsync(1, Records.Tombstone(A, 3));

        var result = await _node.PushAsync(2, Records.Person(A, 2, epoch: 2), Records.Person(Records.Id(2), 1, epoch: 2));

        var refusal = Assert.Single(result.Refusals);
        Assert.Equal((A, 2ul, RefusalCodes.RecordErased, 1u, 0u), (refusal.Id, refusal.Version, refusal.Code, result.Applied, result.Unchanged));
        Assert.Contains("đã được xóa", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(1, await _hub.WithDbAsync(db => db.Beneficiaries.CountAsync()));
        Assert.Equal(3, await _hub.WithDbAsync(db => db.RecordVersions.CountAsync(v => v.Payload.Length == 0)));
        var again = Records.Tombstone(A, 4);
        again.Epoch = 2;
        Assert.Equal(1u, (await _node.PushAsync(2, again)).Applied);
    }

    [Fact]
    public async Task Position_OfABatch_GrowsByOneAndIsTold()
    {
        var first = await _node.PushAsync(1);
        var second = await _node.PushAsync(1, Records.Person(A, 1));
        Assert.Equal((1ul, 2ul, 2ul), (first.Position, second.Position, (await _node.PositionAsync()).Batches));
    }

    // Two copies that compare at the same moment: the slower one finds out before anything of it is applied.
    [Fact]
    public async Task Stream_OfACopyThatComparedBefore_EndsWithoutWriting()
    {
        await _node.PushAsync(1, Records.Person(A, 1));
        await _node.CompleteAsync();
        await using var late = new Pusher(_hub, _certificate);
        var batch = new PushBatch { Epoch = 1, Protocol = 1, ComparedAt = 0 };
        batch.Records.Add(Records.Person(A, 2));

        var refused = await Assert.ThrowsAsync<RpcException>(() => late.SendAsync(batch));

        Assert.Equal((StatusCode.Aborted, 1L), (refused.StatusCode, await _hub.WithDbAsync(db => db.Beneficiaries.Select(b => b.Version).SingleAsync())));
        await using var right = new Pusher(_hub, _certificate);
        batch.ComparedAt = 1;
        Assert.Equal(1u, (await right.SendAsync(batch)).Applied);
    }

    [Fact]
    public async Task Position_LowerThanTheNodeWasAcknowledged_IsTheOperatorsToKnow()
    {
        await _node.PushAsync(1, Records.Person(A, 1));
        Assert.Empty((await _node.PositionAsync(new PositionRequest { Brief = true, Acknowledged = 1 })).Kinds);
        Assert.Equal(0, await EventsAsync(SecurityEventKind.HubWentBack));

        await _node.PositionAsync(new PositionRequest { Brief = true, Acknowledged = 40 });

        Assert.Equal(1, await EventsAsync(SecurityEventKind.HubWentBack));
    }

    // The statement of the store and the pure rule say the same of any two states (invariants 2, 3, 10).
    [Fact]
    public async Task Upsert_OfAnyTwoStates_IsWhatTheRuleSays()
    {
        var states = (from epoch in new[] { 1L, 2L } from version in new[] { 1L, 2L } from deleted in new[] { false, true } select (epoch, version, deleted)).ToList();
        var pairs = (from stored in states from incoming in states select (stored, incoming)).ToList();
        Record Of(int i, (long Epoch, long Version, bool Deleted) s)
        {
            var record = s.Deleted ? Records.Tombstone(Records.Id(i), (ulong)s.Version) : Records.Person(Records.Id(i), (ulong)s.Version);
            record.Epoch = (ulong)s.Epoch;
            return record;
        }

        await _node.PushAsync(2, [.. pairs.Select((p, i) => Of(i, p.stored))]);
        await _node.PushAsync(2, [.. pairs.Select((p, i) => Of(i, p.incoming))]);

        var rows = await _hub.WithDbAsync(db => db.Beneficiaries.IgnoreQueryFilters().ToDictionaryAsync(b => b.Id));
        Assert.All(pairs.Select((p, i) => (p, i)), x =>
        {
            var (row, wanted) = (rows[Records.Id(x.i)], EpochRule.Takes(x.p.stored, x.p.incoming) ? x.p.incoming : x.p.stored);
            Assert.Equal(wanted, (row.Epoch, row.Version, row.Deleted));
        });
    }

    [Fact]
    public async Task Epoch_LowerThanTheHubs_IsFencedAndRecorded()
    {
        await _node.PushAsync(2, Records.Person(A, 7, 1000, epoch: 2));

        var result = await _node.PushAsync(1, Records.Person(A, 9, 5));

        Assert.True(result.Fenced);
        Assert.Equal(2ul, result.HubEpoch);
        Assert.NotEqual("", result.Message);
        Assert.Equal(1000, await AmountAsync(A));
        Assert.Equal(1, await EventsAsync(SecurityEventKind.EpochLower));
    }

    [Fact]
    public async Task Epoch_Higher_WinsOverAHigherVersionAndIsNoticed()
    {
        await _node.PushAsync(1, Records.Person(A, 9, 5));

        await _node.PushAsync(2, Records.Person(A, 2, 1000, epoch: 2));

        Assert.Equal(1000, await AmountAsync(A));
        Assert.Equal(1, await EventsAsync(SecurityEventKind.EpochRaised));
    }

    [Fact]
    public async Task SecondStream_WhileOneIsOpen_IsRefusedAndTakesOverAfterItEnds()
    {
        await _node.PushAsync(1);
        await using var second = new Pusher(_hub, _certificate);

        var refused = await Assert.ThrowsAsync<RpcException>(() => second.PushAsync(1, Records.Person(A, 1)));

        Assert.Equal(StatusCode.Aborted, refused.StatusCode);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.Beneficiaries.CountAsync()));
        Assert.Equal(1, await EventsAsync(SecurityEventKind.SecondWriter));
        await _node.CompleteAsync();
        await using var third = new Pusher(_hub, _certificate);
        Assert.Equal(1u, (await third.PushAsync(1, Records.Person(A, 1))).Applied);
    }

    [Fact]
    public async Task Lease_TakenByAnother_EndsTheStreamWithoutWriting()
    {
        await _node.PushAsync(1);
        await _hub.WithDbAsync(db => db.Positions.ExecuteUpdateAsync(set => set.SetProperty(p => p.Writer, "another hub's stream")));

        var lost = await Assert.ThrowsAsync<RpcException>(() => _node.PushAsync(1, Records.Person(A, 1)));

        Assert.Equal(StatusCode.Aborted, lost.StatusCode);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.RecordVersions.CountAsync()));
    }

    [Fact]
    public async Task Fields_ThatTheHubDoesNotKnow_SurviveInHistory()
    {
        var bytes = Records.Person(A, 1).ToByteArray();
        byte[] newer = [.. bytes, 0xA2, 0x06, 0x03, (byte)'m', (byte)'o', (byte)'i']; // field 100, a text "moi"

        await _node.PushAsync(1, Record.Parser.ParseFrom(newer));

        Assert.Equal(newer, await _hub.WithDbAsync(db => db.RecordVersions.Select(v => v.Payload).SingleAsync()));
    }

    [Theory]
    [InlineData(0u, null)]
    [InlineData(1u, null)]
    [InlineData(2u, StatusCode.FailedPrecondition)]
    public async Task Protocol_OfTheBatch_IsAcceptedOrRefusedInWords(uint protocol, StatusCode? refused)
    {
        var send = () => _node.SendAsync(new PushBatch { Epoch = 1, Protocol = protocol });

        if (refused is null)
        {
            Assert.False((await send()).Fenced);
        }
        else
        {
            Assert.Equal(refused, (await Assert.ThrowsAsync<RpcException>(send)).StatusCode);
        }
    }

    [Fact]
    public async Task Position_AfterPushes_HasTheNodesDigest()
    {
        Record[] all = [Records.Person(A, 4), Records.Person(Records.Id(2), 9), Records.Tombstone(Records.Id(3), 2)];
        var digest = new RecordDigest();
        foreach (var record in all)
        {
            digest.Add(record.Id, record.Epoch, record.Version);
        }

        await _node.PushAsync(1, all);

        var kind = (await _node.PositionAsync()).Kinds.Single(k => k.Kind == RecordKind.Beneficiary);
        Assert.Equal((3L, 9ul, digest.Value), (kind.Records, kind.HighestVersion, kind.Digest));
    }

    [Fact]
    public async Task Beneficiary_AsRead_HidesTheNumberAndTheConfidentialCategory()
    {
        await _node.PushAsync(1, Records.Person(A, 1, category: "8"), Records.Person(Records.Id(2), 1, category: "3.u4"), Records.Person(Records.Id(3), 1, category: "5.b"), Records.Person(Records.Id(4), 1, category: "P38.K.1"));

        var rows = await _hub.WithDbAsync(db => db.Beneficiaries.OrderBy(b => b.Id).ToListAsync());

        Assert.Equal(["KHAC", "KHAC", "5.b", "KHAC"], rows.Select(r => r.CategoryCode));
        Assert.All(rows, r => Assert.DoesNotContain("154001", r.CitizenIdMasked, StringComparison.Ordinal));
    }

    private Task<long> AmountAsync(string id) => _hub.WithDbAsync(db => db.Beneficiaries.Where(b => b.Id == id).Select(b => b.MonthlyAmount).SingleAsync());

    private Task<int> EventsAsync(SecurityEventKind kind) => _hub.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == kind));
}
