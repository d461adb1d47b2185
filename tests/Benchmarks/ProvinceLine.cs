using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using ProvinceNode.Replication;
using Protos.Replication;
using TestSupport;

namespace Benchmarks;

/// <summary>A province's connection to the hub over mTLS: its own certificate and channel, window, batches and compression as the relay has them when nothing is set.</summary>
internal sealed class ProvinceLine : IDisposable
{
    public static readonly RelayOptions Relay = new();
    private readonly X509Certificate2 _certificate;
    private readonly GrpcChannel _channel;

    private ProvinceLine(ProvinceRecords records, X509Certificate2 certificate, GrpcChannel channel) => (Records, _certificate, _channel) = (records, certificate, channel);

    public ProvinceRecords Records { get; }

    /// <summary>Invites and enrols the province.</summary>
    public static async Task<ProvinceLine> OpenAsync(HubHost hub, ProvinceRecords records)
    {
        var certificate = await hub.AddProvinceAsync(records.Code);
        return new ProvinceLine(records, certificate, hub.Channel(certificate));
    }

    public AsyncDuplexStreamingCall<PushBatch, PushResult> Push(CancellationToken ct) => new ReplicationIntake.ReplicationIntakeClient(_channel)
        .Push(Relay.Compress ? new Metadata { { "grpc-internal-encoding-request", "gzip" } } : null, cancellationToken: ct);

    /// <summary>Sends everything, as many batches in flight as the relay has.</summary>
    public async Task PushAllAsync(Action<PushResult> answered, CancellationToken ct)
    {
        using var call = Push(ct);
        using var window = new SemaphoreSlim(Relay.Window);
        var sending = Task.Run(SendAsync, ct);
        while (await call.ResponseStream.MoveNext(ct))
        {
            answered(Good(call.ResponseStream.Current));
            window.Release();
        }

        await sending;

        async Task SendAsync()
        {
            foreach (var batch in Records.Batches())
            {
                await window.WaitAsync(ct);
                await call.RequestStream.WriteAsync(batch, ct);
            }

            await call.RequestStream.CompleteAsync();
        }
    }

    /// <exception cref="InvalidOperationException">The hub refused something.</exception>
    public static PushResult Good(PushResult answer) => answer is { Fenced: false, Refusals.Count: 0 }
        ? answer
        : throw new InvalidOperationException($"The hub refused: {answer.Message}{answer.Refusals.FirstOrDefault()?.Reason}");

    public void Dispose()
    {
        _channel.Dispose();
        _certificate.Dispose();
    }
}
