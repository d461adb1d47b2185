using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Protos.Hosting;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc;

/// <summary>The probe on a real Kestrel at a free loopback port.</summary>
public sealed class ProbeHost : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication app;

    private ProbeHost(WebApplication app, ProbeState state)
    {
        this.app = app;
        State = state;
        Address = new Uri(app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
    }

    public static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public Uri Address { get; }

    public ProbeState State { get; }

    public static async Task<ProbeHost> StartAsync(
        Action<GrpcServiceOptions>? configure = null, Action<ListenOptions>? listen = null, Action<GrpcServiceEndpointConventionBuilder>? conventions = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.RaiseWindows();
            kestrel.Listen(IPAddress.Loopback, 0, listen ?? (o => o.Protocols = HttpProtocols.Http2));
        });
        var state = new ProbeState();
        builder.Services.AddSingleton(state);
        builder.Services.AddGrpc(configure ?? (_ => { }));
        var app = builder.Build();
        var mapped = app.MapGrpcService<ProbeService>();
        conventions?.Invoke(mapped);
        await app.StartAsync();
        return new ProbeHost(app, state);
    }

    public GrpcChannel Channel(Action<GrpcChannelOptions>? configure = null)
    {
        var options = new GrpcChannelOptions();
        configure?.Invoke(options);
        return GrpcChannel.ForAddress(Address, options);
    }

    public Probe.ProbeClient Client(Action<GrpcChannelOptions>? configure = null) => new(Channel(configure));

    public async ValueTask DisposeAsync()
    {
        State.Gate.TrySetResult();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
