using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>A node's end of one push stream: sends a batch and awaits its answer.</summary>
internal sealed class Pusher : IAsyncDisposable
{
    private readonly GrpcChannel _channel;
    private readonly ReplicationIntake.ReplicationIntakeClient _client;
    private readonly AsyncDuplexStreamingCall<PushBatch, PushResult> _call;
    private ulong _sequence;

    public Pusher(HubHost hub, X509Certificate2? certificate)
    {
        _channel = hub.Channel(certificate);
        _client = new ReplicationIntake.ReplicationIntakeClient(_channel);
        _call = _client.Push();
    }

    public async Task<PushResult> PushAsync(ulong epoch, params Record[] records)
    {
        var batch = new PushBatch { Epoch = epoch, Protocol = 1, NodeVersion = "test", ActChainHead = "a", ActChainLength = 1 };
        batch.Records.AddRange(records);
        return await SendAsync(batch);
    }

    public async Task<PushResult> SendAsync(PushBatch batch)
    {
        batch.Sequence = ++_sequence;
        await _call.RequestStream.WriteAsync(batch);
        Assert.True(await _call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(batch.Sequence, _call.ResponseStream.Current.Sequence);
        return _call.ResponseStream.Current;
    }

    public async Task<Position> PositionAsync() => await _client.GetPositionAsync(new PositionRequest());

    public async Task<Position> PositionAsync(PositionRequest request) => await _client.GetPositionAsync(request);

    /// <summary>Ends the stream as a node does that stops in order.</summary>
    public async Task CompleteAsync()
    {
        await _call.RequestStream.CompleteAsync();
        Assert.False(await _call.ResponseStream.MoveNext(CancellationToken.None));
    }

    public ValueTask DisposeAsync()
    {
        _call.Dispose();
        _channel.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Records by intention.</summary>
internal static class Records
{
    public static Record Person(string id, ulong version, long amount = 540_000, ulong epoch = 1, string category = "6.dbn.adult") => new()
    {
        Id = id, Epoch = epoch, Version = version, Kind = RecordKind.Beneficiary, TenantPath = "38.380.14758",
        RecordedAtUnixMs = 1_790_000_000_000,
        Beneficiary = new BeneficiaryState
        {
            Code = "38-000001", FullName = "Nguyễn Thị Thủy", BirthDate = "1954", Sex = 2, EthnicCode = "01", CitizenId = "038154001234",
            CommuneCode = "14758", Village = "Thôn 1", CategoryCode = category, MonthlyAmountDong = amount, CoefficientHundredths = 150,
            StartMonth = 202610, Status = "Active", IdentityStatus = "Matched",
        },
    };

    public static Record Tombstone(string id, ulong version) => new()
    {
        Id = id, Epoch = 1, Version = version, Kind = RecordKind.Beneficiary, TenantPath = "38.380.14758", RecordedAtUnixMs = 1_790_000_000_000, Deleted = true,
    };

    public static string Id(int number) => $"00000000-0000-4000-8000-{number:x12}";
}
