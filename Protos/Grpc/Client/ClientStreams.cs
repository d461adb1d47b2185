using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The server's messages.</summary>
internal sealed class ClientResponseStream<TRequest, TResponse>(ClientCall<TRequest, TResponse> call) : IAsyncStreamReader<TResponse>
    where TRequest : class
    where TResponse : class
{
    private TResponse? current;

    public TResponse Current => current ?? throw new InvalidOperationException("No message: call MoveNext first, and stop when it gives false.");

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        current = null;
        current = await call.ReadAsync(cancellationToken).ConfigureAwait(false);
        return current is not null;
    }
}

/// <summary>Messages to the server.</summary>
internal sealed class ClientRequestStream<TRequest, TResponse> : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private readonly ClientCall<TRequest, TResponse> call;
    private readonly StreamedRequest content;
    private readonly FrameWriter frames;
    private int busy;
    private bool completed;

    public ClientRequestStream(ClientCall<TRequest, TResponse> call, StreamedRequest content)
    {
        this.call = call;
        this.content = content;
        frames = call.NewFrames();
        WriteOptions = call.Options.WriteOptions;

        _ = call.Ended.ContinueWith(static (end, state) => Release((StreamedRequest)state!, end.Result), content, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        Enter();
        try
        {
            if (completed)
            {
                throw new InvalidOperationException("Can't write the message because the client stream writer is complete.");
            }

            if (call.Ended.IsCompleted)
            {
                throw Over();
            }

            var flags = WriteOptions?.Flags ?? default;
            Append(message, flags);
            if ((flags & WriteFlags.BufferHint) == 0 || frames.Pending.Length >= FrameWriter.WorthSending)
            {
                await SendAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    public async Task CompleteAsync()
    {
        Enter();
        try
        {
            if (completed)
            {
                return;
            }

            completed = true;
            if (frames.Pending.Length > 0 && !call.Ended.IsCompleted)
            {
                await SendAsync(CancellationToken.None).ConfigureAwait(false);
            }

            frames.Dispose();
            content.Finish();
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private static void Release(StreamedRequest content, Status end)
    {
        if (end.StatusCode == StatusCode.OK)
        {
            content.Finish();
        }
        else
        {
            content.Abort();
        }
    }

    /// <summary>One writer at a time.</summary>
    private void Enter()
    {
        if (Interlocked.Exchange(ref busy, 1) != 0)
        {
            throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
        }
    }

    private void Append(TRequest message, WriteFlags flags)
    {
        try
        {
            frames.Append(call.Method.RequestMarshaller, message, flags);
        }
        catch (RpcException e)
        {
            throw call.Fail(e.Status);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        using var both = cancellationToken.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, call.Token) : null;
        var token = both?.Token ?? call.Token;
        if (await Task.WhenAny(content.Opened, call.Ended).ConfigureAwait(false) != content.Opened)
        {
            throw Over();
        }

        try
        {
            var stream = await content.Opened.ConfigureAwait(false);
            await stream.WriteAsync(frames.Pending, token).ConfigureAwait(false);
            await stream.FlushAsync(token).ConfigureAwait(false);
            frames.Clear();
        }
        catch (Exception e) when (Transport.Is(e))
        {
            if (token.IsCancellationRequested)
            {
                throw call.Fail(call.Token.IsCancellationRequested ? call.Explain(e) : new Status(StatusCode.Cancelled, "Call canceled by the client.", e));
            }

            throw await call.WriteFailureAsync(e).ConfigureAwait(false);
        }
    }

    private Exception Over() => call.GetStatus() is { StatusCode: not StatusCode.OK } status
        ? call.Failure(status)
        : ClientCall<TRequest, TResponse>.CallIsComplete();
}
