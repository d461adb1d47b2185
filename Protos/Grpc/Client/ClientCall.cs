using System.IO.Compression;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>One call on the client. The first outcome, from wherever it comes, is the outcome.</summary>
internal sealed class ClientCall<TRequest, TResponse> : IDisposable
    where TRequest : class
    where TResponse : class
{
    private const int ReadAhead = 64 * 1024;

    private static readonly TimeSpan StatusArrival = TimeSpan.FromSeconds(1);

    private readonly GrpcChannel channel;
    private readonly CancellationTokenSource? deadlineSource;
    private readonly CancellationTokenSource source;
    private readonly TaskCompletionSource<Metadata> headers = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Status> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private Task<HttpResponseMessage> responding = null!;
    private FrameReader? reader;
    private Metadata trailers = Metadata.Empty;

    public ClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options)
    {
        this.channel = channel;
        Method = method;
        Options = options;
        if (options.Deadline is { } deadline && deadline != DateTime.MaxValue)
        {
            Remaining = deadline.ToUniversalTime() - TimeProvider.System.GetUtcNow().UtcDateTime;
            deadlineSource = Remaining < GrpcTimeout.Longest
                ? new CancellationTokenSource(Remaining > TimeSpan.Zero ? Remaining.Value : TimeSpan.Zero)
                : null;
        }

        source = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, channel.Closing, deadlineSource?.Token ?? default);
        Token = source.Token;
    }

    public Method<TRequest, TResponse> Method { get; }

    public CallOptions Options { get; }

    public TimeSpan? Remaining { get; }

    /// <summary>Fires when the call ends early: deadline, cancellation, disposal, failure.</summary>
    public CancellationToken Token { get; }

    public Task<Metadata> ResponseHeaders => headers.Task;

    public Task<Status> Ended => ended.Task;

    public void Start(string? host, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, channel.PathOf(Method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        responding = SendAsync(request, host);

        // Seen here, so that a call whose answer nobody awaits does not end as an unobserved exception.
        _ = responding.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    public FrameWriter NewFrames() =>
        new(channel.Options.MaxSendMessageSize, Options.Headers?.GetValue(GrpcHeaders.RequestEncoding) == GrpcHeaders.Gzip ? CompressionLevel.Fastest : null);

    /// <summary>The only answer of a unary or client-streaming call.</summary>
    public Task<TResponse> ReadSingleAsync()
    {
        var reading = ReadToEndAsync();
        _ = reading.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return reading;
    }

    /// <summary>The next message; null when the server has ended the call with OK.</summary>
    /// <exception cref="RpcException">The call ended otherwise.</exception>
    public async Task<TResponse?> ReadAsync(CancellationToken cancellationToken)
    {
        // As in Grpc.Net.Client, giving up one read gives up the call: a half-read stream cannot be read on.
        await using var giveUp = cancellationToken.UnsafeRegister(static state => Cancel((CancellationTokenSource)state!), source).ConfigureAwait(false);
        var response = await responding.ConfigureAwait(false);
        if (ended.Task.IsCompleted)
        {
            return ended.Task.Result.StatusCode == StatusCode.OK ? null : throw Failure(ended.Task.Result);
        }

        try
        {
            var message = await reader!.ReadAsync(Method.ResponseMarshaller, Token).ConfigureAwait(false);
            if (message is not null)
            {
                return message;
            }

            reader.Complete();
            var status = End(ReceivedHeaders.StatusIn(response.TrailingHeaders) ?? new Status(StatusCode.Unknown, "No grpc-status found on response."), response.TrailingHeaders);
            return status.StatusCode == StatusCode.OK ? null : throw Failure(status);
        }
        catch (RpcException e) when (!ended.Task.IsCompleted)
        {
            throw Fail(e.Status);
        }
        catch (Exception e) when (Transport.Is(e))
        {
            throw Fail(Explain(e));
        }
    }

    public Status GetStatus() => ended.Task.IsCompleted
        ? ended.Task.Result
        : throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() => ended.Task.IsCompleted
        ? trailers
        : throw new InvalidOperationException("Can't get the call trailers because the call has not completed successfully.");

    /// <summary>What a transport exception means for this call.</summary>
    public Status Explain(Exception e)
    {
        if (deadlineSource?.IsCancellationRequested == true)
        {
            return new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded", e);
        }

        return Token.IsCancellationRequested
            ? new Status(StatusCode.Cancelled, "Call canceled by the client.", e)
            : Transport.Explain(e);
    }

    /// <summary>Ends the call with a status, unless it has ended; gives the exception for the status it ended with.</summary>
    public Exception Fail(Status status) => Failure(End(status, null));

    public Exception Failure(Status status)
    {
        if (channel.Options.ThrowOperationCanceledOnCancellation && status.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded && Token.IsCancellationRequested)
        {
            return new OperationCanceledException(status.Detail, new RpcException(status, trailers), Token);
        }

        return new RpcException(status, trailers);
    }

    /// <summary>
    /// The exception for a write that failed. Most often the server has ended the call, and its status is on the way to the
    /// reader: it says more than the broken write, so it is waited for, but not for long since nobody may be reading.
    /// </summary>
    public async Task<Exception> WriteFailureAsync(Exception e)
    {
        try
        {
            var status = await ended.Task.WaitAsync(StatusArrival).ConfigureAwait(false);
            return status.StatusCode == StatusCode.OK ? CallIsComplete() : Failure(status);
        }
        catch (TimeoutException)
        {
            return new RpcException(Explain(e));
        }
    }

    public static InvalidOperationException CallIsComplete() => new("Can't write the message because the call is complete.");

    public void Dispose() => End(new Status(StatusCode.Cancelled, "gRPC call disposed."), null);

    private async Task<TResponse> ReadToEndAsync()
    {
        var message = await ReadAsync(CancellationToken.None).ConfigureAwait(false);
        if (message is null)
        {
            throw new RpcException(new Status(StatusCode.Internal, "The server ended the call with OK but sent no message."), trailers);
        }

        return await ReadAsync(CancellationToken.None).ConfigureAwait(false) is null
            ? message
            : throw Fail(new Status(StatusCode.Internal, "The server sent more than one message."));
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call has ended on another thread.
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? host)
    {
        try
        {
            RequestHeaders.Write(request, host, Options.Headers, Remaining);
            if (deadlineSource?.IsCancellationRequested == true || Remaining <= TimeSpan.Zero)
            {
                throw Fail(new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded"));
            }

            var response = await channel.SendAsync(request, Token).ConfigureAwait(false);
            await OpenAsync(response).ConfigureAwait(false);
            return response;
        }
        catch (RpcException e)
        {
            throw Fail(e.Status);
        }
        catch (Exception e) when (Transport.Is(e))
        {
            throw Fail(Explain(e));
        }
    }

    private async Task OpenAsync(HttpResponseMessage response)
    {
        var inHeaders = ReceivedHeaders.StatusIn(response.Headers);
        var metadata = ReceivedHeaders.MetadataOf(response.Headers);
        if (inHeaders is { } only && only.StatusCode != StatusCode.OK)
        {
            headers.TrySetResult(metadata);
            End(only, response.Headers);
            response.Dispose();
            return;
        }

        if (Transport.Refusal(response) is { } refusal)
        {
            response.Dispose();
            throw new RpcException(refusal, metadata);
        }

        headers.TrySetResult(metadata);
        if (inHeaders is { } ok)
        {
            End(ok, response.Headers);
            response.Dispose();
            return;
        }

        var encoding = ReceivedHeaders.First(response.Headers, GrpcHeaders.Encoding);
        var stream = await response.Content.ReadAsStreamAsync(Token).ConfigureAwait(false);
        var input = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: ReadAhead, minimumReadSize: ReadAhead / 4));
        reader = new FrameReader(input, channel.Options.MaxReceiveMessageSize, encoding, StatusCode.Internal);
        _ = ended.Task.ContinueWith(static (_, state) => ((HttpResponseMessage)state!).Dispose(), response, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Records the first outcome and gives the one that stands; ends request and response.</summary>
    private Status End(Status status, HttpHeaders? trailing)
    {
        var received = trailing is null ? Metadata.Empty : ReceivedHeaders.MetadataOf(trailing);
        lock (gate)
        {
            if (ended.Task.IsCompleted)
            {
                return ended.Task.Result;
            }

            trailers = received;
            ended.SetResult(status);
        }

        if (status.StatusCode != StatusCode.OK && !headers.Task.IsCompleted)
        {
            headers.TrySetException(Failure(status));
            _ = headers.Task.Exception;
        }

        if (trailing is null)
        {
            Cancel(source);
        }

        deadlineSource?.Dispose();
        source.Dispose();
        return status;
    }
}
