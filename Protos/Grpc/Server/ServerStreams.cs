using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>The caller's messages.</summary>
internal sealed class RequestStream<T>(ServerCall call, Marshaller<T> marshaller) : IAsyncStreamReader<T>
    where T : class
{
    private T? current;
    private bool ended;

    public T Current => current ?? throw new InvalidOperationException("No message: call MoveNext first, and stop when it gives false.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (ended)
        {
            return false;
        }

        using var both = cancellationToken.CanBeCanceled && cancellationToken != call.CancellationToken
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.CancellationToken)
            : null;
        current = await call.Reader.ReadAsync(marshaller, both?.Token ?? call.CancellationToken).ConfigureAwait(false);
        ended = current is null;
        return !ended;
    }
}

/// <summary>Messages to the caller.</summary>
internal sealed class ResponseStream<T>(ServerCall call, Marshaller<T> marshaller) : IServerStreamWriter<T>
    where T : class
{
    public WriteOptions? WriteOptions
    {
        get => call.WriteOptions;
        set => call.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return call.WriteAsync(marshaller, message, call.WriteOptions?.Flags ?? default, cancellationToken);
    }
}
