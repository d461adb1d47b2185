using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>One call on the server: the handler's context, and the writing of messages and of the final status.</summary>
internal sealed class ServerCall : ServerCallContext, IDisposable
{
    private const int ResetNoError = 0;
    private const int ResetCancel = 8;

    /// <summary>How long the last bytes may take to leave after the deadline; a caller that does not read is then cut off.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly IMethod method;
    private readonly FrameWriter frames;
    private readonly CancellationTokenSource? deadlineSource;
    private readonly CancellationTokenSource? linkedSource;
    private readonly Lock gate = new();
    private Task currentWrite = Task.CompletedTask;
    private bool finished;
    private bool bodyWritten;
    private Metadata? requestHeaders;
    private AuthContext? authContext;

    public ServerCall(HttpContext http, IMethod method, GrpcServiceOptions options)
    {
        Http = http;
        this.method = method;
        var encoding = CallRequest.ResponseEncoding(http, options);
        frames = new FrameWriter(options.MaxSendMessageSize, encoding is null ? null : options.ResponseCompressionLevel ?? System.IO.Compression.CompressionLevel.Fastest);
        Reader = new FrameReader(http.Request.BodyReader, options.MaxReceiveMessageSize, http.Request.Headers[GrpcHeaders.Encoding], Grpc.Core.StatusCode.Unimplemented);
        http.Response.ContentType = GrpcHeaders.ContentType;
        http.Response.Headers[GrpcHeaders.AcceptEncoding] = GrpcHeaders.SupportedEncodings;
        if (encoding is not null)
        {
            http.Response.Headers[GrpcHeaders.Encoding] = encoding;
        }

        UserState["__HttpContext"] = http;
        Timeout = GrpcTimeout.Parse(http.Request.Headers[GrpcHeaders.Timeout]);
        CancellationTokenCore = http.RequestAborted;
        if (Timeout is not { } timeout)
        {
            DeadlineCore = DateTime.MaxValue;
            return;
        }

        DeadlineCore = TimeProvider.System.GetUtcNow().UtcDateTime + timeout;
        if (timeout < GrpcTimeout.Longest)
        {
            deadlineSource = new CancellationTokenSource(timeout);
            linkedSource = CancellationTokenSource.CreateLinkedTokenSource(deadlineSource.Token, http.RequestAborted);
            CancellationTokenCore = linkedSource.Token;
        }
    }

    public HttpContext Http { get; }

    public FrameReader Reader { get; }

    public TimeSpan? Timeout { get; }

    public bool DeadlinePassed => deadlineSource?.IsCancellationRequested ?? false;

    public CancellationToken DeadlineToken => deadlineSource?.Token ?? CancellationToken.None;

    protected override string MethodCore => method.FullName;

    protected override string HostCore => Http.Request.Host.Value ?? "";

    protected override string PeerCore => CallRequest.Peer(Http.Connection);

    protected override DateTime DeadlineCore { get; }

    protected override Metadata RequestHeadersCore => requestHeaders ??= CallRequest.Metadata(Http.Request.Headers);

    protected override CancellationToken CancellationTokenCore { get; }

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore => authContext ??= PeerCertificate.Describe(Http.Connection.ClientCertificate);

    /// <summary>The only request message of a unary or server-streaming call.</summary>
    /// <exception cref="RpcException">INTERNAL: none, or more than one.</exception>
    public async ValueTask<T> ReadSingleAsync<T>(Marshaller<T> marshaller)
        where T : class
    {
        var message = await Reader.ReadAsync(marshaller, CancellationToken).ConfigureAwait(false)
            ?? throw new RpcException(new Status(Grpc.Core.StatusCode.Internal, "Incomplete message."));
        if (await Reader.ReadAsync(marshaller, CancellationToken).ConfigureAwait(false) is not null)
        {
            throw new RpcException(new Status(Grpc.Core.StatusCode.Internal, "Additional data after the message received."));
        }

        return message;
    }

    /// <summary>Takes a message; unless it may wait (BufferHint), completes when the transport has accepted it.</summary>
    public Task WriteAsync<T>(Marshaller<T> marshaller, T message, WriteFlags flags, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (finished)
            {
                throw new InvalidOperationException("Can't write the message because the request is complete.");
            }

            if (!currentWrite.IsCompleted)
            {
                throw new InvalidOperationException("Can't write the message because the previous write is in progress.");
            }

            CancellationToken.ThrowIfCancellationRequested();
            frames.Append(marshaller, message, flags);
            if ((flags & WriteFlags.BufferHint) != 0 && frames.Pending.Length < FrameWriter.WorthSending)
            {
                return Task.CompletedTask;
            }

            return currentWrite = SendAsync(cancellationToken);
        }
    }

    /// <summary>Ends the call: pending messages, then the status. Whatever comes second is ignored.</summary>
    public async Task FinishAsync(Status status)
    {
        if (!TryFinish(out var writing))
        {
            return;
        }

        await SettleAsync(writing).ConfigureAwait(false);
        if (Http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (frames.Pending.Length > 0)
        {
            // Not flushed: the server sends headers, these bytes and the trailers together.
            Http.Response.BodyWriter.Write(frames.Pending.Span);
            bodyWritten = true;
        }

        WriteStatus(status);
    }

    /// <summary>Ends a call whose handler is still running after the deadline.</summary>
    public async Task GiveUpAsync()
    {
        if (!TryFinish(out var writing))
        {
            return;
        }

        await SettleAsync(writing).ConfigureAwait(false);
        WriteStatus(new Status(Grpc.Core.StatusCode.DeadlineExceeded, "Deadline Exceeded"));
        var code = ResetNoError;
        try
        {
            await Http.Response.CompleteAsync().WaitAsync(LastWords).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            code = ResetCancel;
        }

        Http.Features.Get<IHttpResetFeature>()?.Reset(code);
    }

    public void Dispose()
    {
        linkedSource?.Dispose();
        deadlineSource?.Dispose();
        frames.Dispose();
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        lock (gate)
        {
            if (bodyWritten || finished || Http.Response.HasStarted)
            {
                throw new InvalidOperationException("Response headers can only be sent once per call.");
            }

            foreach (var entry in responseHeaders)
            {
                if (!GrpcHeaders.IsReserved(entry.Key))
                {
                    Http.Response.Headers.Append(entry.Key, GrpcHeaders.ValueOf(entry));
                }
            }

            bodyWritten = true;
            return currentWrite = Http.Response.BodyWriter.FlushAsync(CancellationToken).AsTask();
        }
    }

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException("Pass the deadline and the cancellation token to the child call.");

    private static async Task SettleAsync(Task writing) =>
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private bool TryFinish(out Task writing)
    {
        lock (gate)
        {
            writing = currentWrite;
            return !finished && (finished = true);
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        bodyWritten = true;
        using var both = cancellationToken.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, CancellationToken)
            : null;
        var token = both?.Token ?? CancellationToken;
        FlushResult result;
        try
        {
            result = await Http.Response.BodyWriter.WriteAsync(frames.Pending, token).ConfigureAwait(false);
        }
        finally
        {
            // The writer has its copy, even when waiting for room was cancelled: sending again would repeat the message.
            frames.Clear();
        }

        if (result.IsCompleted || result.IsCanceled)
        {
            throw new OperationCanceledException("The caller is gone.", token);
        }
    }

    /// <summary>Trailers after messages; without any, the headers carry the status ("trailers-only").</summary>
    private void WriteStatus(Status status)
    {
        var asTrailers = bodyWritten || Http.Response.HasStarted;
        try
        {
            Append(asTrailers, ResponseTrailersCore.Where(entry => !GrpcHeaders.IsReserved(entry.Key)).Select(entry => (entry.Key, GrpcHeaders.ValueOf(entry))).ToList());
        }
        catch (RpcException e)
        {
            status = e.Status;
        }

        var outcome = new List<(string, string)> { (GrpcHeaders.Status, ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture)) };
        if (!string.IsNullOrEmpty(status.Detail))
        {
            outcome.Add((GrpcHeaders.Message, PercentCoding.Encode(status.Detail)));
        }

        Append(asTrailers, outcome);
    }

    private void Append(bool asTrailers, List<(string Key, string Value)> entries)
    {
        foreach (var (key, value) in entries)
        {
            if (asTrailers)
            {
                Http.Response.AppendTrailer(key, value);
            }
            else
            {
                Http.Response.Headers.Append(key, value);
            }
        }
    }
}
