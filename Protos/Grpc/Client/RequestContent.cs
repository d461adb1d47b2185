using System.Net;
using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>The one message of a unary or server-streaming call; written anew when HttpClient sends again on another connection.</summary>
internal sealed class SingleRequest<TRequest, TResponse>(ClientCall<TRequest, TResponse> call, TRequest message) : HttpContent
    where TRequest : class
    where TResponse : class
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        using var frames = call.NewFrames();
        try
        {
            frames.Append(call.Method.RequestMarshaller, message, call.Options.WriteOptions?.Flags ?? default);
        }
        catch (RpcException e)
        {
            throw call.Fail(e.Status);
        }

        await stream.WriteAsync(frames.Pending, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

/// <summary>Lends the request stream to the writer until the writer is done.</summary>
internal sealed class StreamedRequest : HttpContent
{
    private readonly TaskCompletionSource<Stream> opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Stream> Opened => opened.Task;

    /// <summary>Ends the request: the server sees the end of the stream.</summary>
    public void Finish() => done.TrySetResult();

    /// <summary>Breaks the request off: the server must not take half a stream for a whole one.</summary>
    public void Abort()
    {
        done.TrySetException(new OperationCanceledException("The call has ended."));
        _ = done.Task.Exception;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // Sends the headers now: a server that answers before the first message would otherwise be waited for in vain.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        if (!opened.TrySetResult(stream))
        {
            throw new IOException("Messages already sent cannot be sent again on another connection.");
        }

        await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
