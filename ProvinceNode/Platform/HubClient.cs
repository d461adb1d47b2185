using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;
using Protos.Equality;
using Protos.Hosting;
using Protos.Identity;
using Protos.PublicService;
using Protos.Replication;

namespace ProvinceNode.Platform;

/// <summary>The node's one way to the hub: HTTP/2 over mutual TLS. All calls go from province to hub.</summary>
public sealed class HubClient : IDisposable
{
    // A black hole shows within half a minute: a ping goes unanswered.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(15);

    private readonly IOptionsMonitor<HubClientOptions>? _options;
    private readonly Lock _lock = new();
    private CallInvoker? _invoker;
    private GrpcChannel? _channel;
    private (DateTime, DateTime) _files;

    public HubClient(IOptionsMonitor<HubClientOptions> options) => _options = options;

    /// <summary>A client over a given wire: tests and tools.</summary>
    public HubClient(CallInvoker invoker) => _invoker = invoker;

    public bool IsConfigured => _options is null || _options.CurrentValue.Address.Length > 0;

    /// <summary>Whether the node has a certificate to show: before it enrolled there is nothing for its jobs to ask.</summary>
    public bool IsEnrolled => IsConfigured && (_options is null || File.Exists(_options.CurrentValue.CertificateFile));

    public Protos.Enrolment.NodeLink.NodeLinkClient Link() => new(Invoker());

    public ReplicationIntake.ReplicationIntakeClient Replication() => new(Invoker());

    public EqualityIntake.EqualityIntakeClient Equality() => new(Invoker());

    public Protos.ReferenceDown.ReferencePacks.ReferencePacksClient Packs() => new(Invoker());

    public IdentityGateway.IdentityGatewayClient Identity() => new(Invoker());

    public PublicServiceMailbox.PublicServiceMailboxClient Mailbox() => new(Invoker());

    public Protos.Duplicates.AcrossProvinces.AcrossProvincesClient AcrossProvinces() => new(Invoker());
    public Protos.Transfer.TransferMailbox.TransferMailboxClient Transfers() => new(Invoker());

    public void Dispose() => _channel?.Dispose();

    // A renewed certificate is taken up with the next call, without a restart.
    private CallInvoker Invoker()
    {
        if (_options is null)
        {
            return _invoker!;
        }

        lock (_lock)
        {
            var options = _options.CurrentValue;
            var files = (File.GetLastWriteTimeUtc(options.CertificateFile), File.GetLastWriteTimeUtc(options.AuthorityFile));
            if (_invoker is null || files != _files)
            {
                var old = _channel;
                _channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions { HttpHandler = Handler(options), DisposeHttpClient = true });
                (_invoker, _files) = (_channel.CreateCallInvoker(), files);
                old?.Dispose();
            }

            return _invoker;
        }
    }

    private static SocketsHttpHandler Handler(HubClientOptions options)
    {
        if (!File.Exists(options.CertificateFile))
        {
            throw new FileNotFoundException("The node has not enrolled.", options.CertificateFile);
        }

        var handler = MutualTls.Handler(
            X509CertificateLoader.LoadPkcs12FromFile(options.CertificateFile, options.CertificatePassword),
            MutualTls.AuthoritiesIn(options.AuthorityFile));
        (handler.ConnectTimeout, handler.KeepAlivePingDelay, handler.KeepAlivePingTimeout) = (ConnectTimeout, PingDelay, PingTimeout);
        handler.KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests;
        return handler;
    }
}
