using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using NationalHub.Provinces;
using Protos.Hosting;
using Protos.Values;

namespace EndToEnd.Tests.Processes;

/// <summary>
/// Stands between the process of a node and the process of the hub and reads what passes: to the node it is the hub (a certificate of the hub's authority, whose key lies in the hub's folder), to the hub the
/// node (its certificate and key lie in the node's folder). Calls pass as they are, but for those that <see cref="MessageFaults"/> meddles with.
/// </summary>
internal sealed class MessageProxy : IAsyncDisposable
{
    private const string Trailers = "grpc-status";
    private readonly WebApplication _app;
    private readonly HttpMessageInvoker _toHub;
    private readonly Uri _hub;
    private readonly MessageFaults _faults;

    private MessageProxy(WebApplication app, HttpMessageInvoker toHub, Uri hub, MessageFaults faults) => (_app, _toHub, _hub, _faults) = (app, toHub, hub, faults);

    public int Port { get; private set; }

    /// <param name="world">Its hub has started once, and the node has enrolled.</param>
    public static async Task<MessageProxy> StartAsync(RealProcesses world, string province, MessageFaults faults)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(world.NodeFolder(province), "hub", "hub-ca.crt"));
        var node = X509CertificateLoader.LoadPkcs12FromFile(Path.Combine(world.NodeFolder(province), "hub", "node.pfx"), "");
        using var keys = new CertificateAuthority(Options.Create(new AuthorityOptions()), Options.Create(new DataOptions { Folder = world.HubFolder }), new VietnamTime(TimeProvider.System));
        var server = X509CertificateLoader.LoadPkcs12(keys.Server.Export(X509ContentType.Pfx), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.RaiseWindows();
            k.Limits.MaxRequestBodySize = null;
            k.Limits.MinRequestBodyDataRate = null;
            k.Limits.MinResponseDataRate = null;
            k.Listen(IPAddress.Loopback, 0, l => l.UseMutualTls(server, [authority]));
        });
        var app = builder.Build();
        var proxy = new MessageProxy(app, new HttpMessageInvoker(MutualTls.Handler(node, [authority])), world.HubForNodes, faults);
        app.Run(proxy.PassAsync);
        await app.StartAsync();
        proxy.Port = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        using (var now = new CancellationTokenSource())
        {
            await now.CancelAsync();
            await _app.StopAsync(now.Token);
        }

        await _app.DisposeAsync();
        _toHub.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _faults.Cuts);
        var call = _faults.Begin(http.Request.Path.Value!);
        if (call is null)
        {
            (http.Response.ContentType, http.Response.Headers[Trailers]) = ("application/grpc", "12"); // UNIMPLEMENTED
            return;
        }

        try
        {
            using var request = Request(http, call, ends.Token);
            using var response = await _toHub.SendAsync(request, ends.Token);
            await AnswerAsync(http, response, call, ends.Token);
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException or ObjectDisposedException)
        {
            http.Abort(); // The line broke, here by intention or there.
        }
        finally
        {
            await ends.CancelAsync();
        }
    }

    private HttpRequestMessage Request(HttpContext http, MessageCall call, CancellationToken ends)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_hub, http.Request.Path.Value))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new Carried(to => call.TowardsHubAsync(http.Request.Body, to, ends)),
        };
        // Answers come as they are, never compressed.
        foreach (var (key, value) in http.Request.Headers.Where(h => !h.Key.StartsWith(':') && h.Key.ToUpperInvariant() is not ("HOST" or "GRPC-ACCEPT-ENCODING")))
        {
            if (!request.Headers.TryAddWithoutValidation(key, (string?)value))
            {
                request.Content.Headers.TryAddWithoutValidation(key, (string?)value);
            }
        }

        return request;
    }

    private static async Task AnswerAsync(HttpContext http, HttpResponseMessage response, MessageCall call, CancellationToken ends)
    {
        http.Response.StatusCode = (int)response.StatusCode;
        foreach (var (key, values) in response.Headers.Concat(response.Content.Headers).Where(h => h.Key is not ("Date" or "Server")))
        {
            http.Response.Headers[key] = values.ToArray();
        }

        if (response.Headers.Contains(Trailers))
        {
            return; // Refused without a message: the headers are all there is.
        }

        await http.Response.StartAsync(ends);
        await call.TowardsNodeAsync(await response.Content.ReadAsStreamAsync(ends), http.Response.Body, ends);
        foreach (var (key, values) in response.TrailingHeaders)
        {
            http.Response.AppendTrailer(key, values.ToArray());
        }
    }

    /// <summary>A body that is written as long as the call lives.</summary>
    private sealed class Carried(Func<Stream, Task> write) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.FlushAsync(cancellationToken); // The headers leave at once.
            await write(stream);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
