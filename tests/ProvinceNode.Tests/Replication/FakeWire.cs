using System.Threading.Channels;
using Grpc.Core;
using Protos.Equality;
using Protos.Identity;
using Protos.Replication;

namespace ProvinceNode.Tests.Replication;

/// <summary>A wire inside the process: each call goes straight to the fake hub. Breaks like a wire does.</summary>
internal sealed class FakeWire(FakeHub hub, IdentityGateway.IdentityGatewayBase? identity = null) : CallInvoker
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        new(UnaryAsync<TResponse>(request, options.CancellationToken), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var requests = Channel.CreateUnbounded<PushBatch>();
        var responses = Channel.CreateUnbounded<PushResult>();
        hub.Encoding = options.Headers?.GetValue("grpc-internal-encoding-request");
        _ = hub.ServeAsync(requests.Reader, responses.Writer, options.CancellationToken);
        return new(
            (IClientStreamWriter<TRequest>)(object)new Writer<PushBatch>(requests.Writer, () => Interlocked.Increment(ref hub.Received)), (IAsyncStreamReader<TResponse>)(object)new Reader<PushResult>(responses.Reader),
            Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException();

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

    private async Task<TResponse> UnaryAsync<TResponse>(object request, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        object reply = request switch
        {
            PositionRequest asked => hub.Position(asked),
            HeldRequest held => hub.Held(held),
            FetchRequest fetch => hub.Fetch(fetch),
            FindRequest find => hub.Rows(find),
            VerifyCitizenRequest question => await identity!.Verify(question, null!),
            _ => throw new NotSupportedException(),
        };
        return (TResponse)reply;
    }

    private sealed class Writer<T>(ChannelWriter<T> channel, Action written) : IClientStreamWriter<T>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public async Task WriteAsync(T message, CancellationToken cancellationToken)
        {
            written();
            await channel.WriteAsync(message, cancellationToken);
        }

        public Task CompleteAsync()
        {
            channel.TryComplete();
            return Task.CompletedTask;
        }
    }

    private sealed class Reader<T>(ChannelReader<T> channel) : IAsyncStreamReader<T>
    {
        public T Current { get; private set; } = default!;

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            if (!await channel.WaitToReadAsync(cancellationToken))
            {
                return false;
            }

            Current = await channel.ReadAsync(cancellationToken);
            return true;
        }
    }
}
