using System.Collections.Concurrent;
using System.Net.Security;
using Grpc.Core;
using Grpc.Net.Client.Internal;

namespace Grpc.Net.Client;

/// <summary>A peer reached by HTTP/2. Keep one per peer: it holds the connections.</summary>
public sealed class GrpcChannel : ChannelBase, IDisposable
{
    /// <summary>Room for several of the largest usual messages; with the default of 64 KB each message waits for the peer.</summary>
    private const int StreamWindow = 4 * 1024 * 1024;

    private readonly Uri address;
    private readonly HttpMessageInvoker invoker;
    private readonly bool disposeInvoker;
    private readonly ConcurrentDictionary<string, Uri> paths = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource closing = new();
    private int disposed;

    private GrpcChannel(Uri address, GrpcChannelOptions options)
        : base(address.Authority)
    {
        if (options is { HttpClient: not null, HttpHandler: not null })
        {
            throw new ArgumentException("HttpClient and HttpHandler have been configured. Only one HTTP caller can be specified.", nameof(options));
        }

        this.address = address;
        Options = options;
        Closing = closing.Token;
        disposeInvoker = options.DisposeHttpClient || options is { HttpClient: null, HttpHandler: null };
        invoker = options.HttpClient ?? new HttpMessageInvoker(options.HttpHandler ?? OwnHandler(), disposeInvoker);
    }

    internal GrpcChannelOptions Options { get; }

    /// <summary>Fires when the channel is disposed; its calls end with CANCELLED.</summary>
    internal CancellationToken Closing { get; }

    public static GrpcChannel ForAddress(string address) => ForAddress(address, new GrpcChannelOptions());

    public static GrpcChannel ForAddress(string address, GrpcChannelOptions channelOptions) => ForAddress(new Uri(address), channelOptions);

    public static GrpcChannel ForAddress(Uri address) => ForAddress(address, new GrpcChannelOptions());

    /// <exception cref="ArgumentException">The address is not absolute http(s), or the options name two HTTP callers.</exception>
    public static GrpcChannel ForAddress(Uri address, GrpcChannelOptions channelOptions)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(channelOptions);
        return address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new GrpcChannel(address, channelOptions)
            : throw new ArgumentException("A gRPC channel needs an absolute http or https address.", nameof(address));
    }

    /// <exception cref="ObjectDisposedException">The channel is closed.</exception>
    public override CallInvoker CreateCallInvoker()
    {
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        return new HttpCallInvoker(this);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        closing.Cancel();
        closing.Dispose();
        if (disposeInvoker)
        {
            invoker.Dispose();
        }
    }

    internal Uri PathOf(IMethod method) =>
        paths.GetOrAdd(method.FullName, static (path, address) => new Uri(address, path), address);

    /// <summary>Gives the response as soon as its headers are here.</summary>
    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        return invoker is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : invoker.SendAsync(request, cancellationToken);
    }

    protected override Task ShutdownAsyncCore()
    {
        Dispose();
        return Task.CompletedTask;
    }

    private static SocketsHttpHandler OwnHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        InitialHttp2StreamWindowSize = StreamWindow,
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions { ApplicationProtocols = [SslApplicationProtocol.Http2] },
    };
}
