using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Protos.Hosting;
using Protos.Tests.Grpc.Wire;

namespace Protos.Tests.Grpc;

public sealed class MutualTlsTests : IDisposable
{
    private readonly TestAuthority ours = new("CN=BTXH Root");
    private readonly TestAuthority foreign = new("CN=BTXH Root");

    [Fact]
    public async Task Client_OfOurAuthority_IsKnownByItsCertificate()
    {
        await using var host = await StartAsync();
        var answer = await CallAsync(host, ours.Issue("node-38", TestAuthority.ForClients), ours);
        Assert.Equal("CN=node-38|node-38", answer.Text);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("foreign")]
    [InlineData("server-only")]
    [InlineData("no-use")]
    [InlineData("expired")]
    public async Task Client_WithoutTheRightCertificate_GetsNoAnswer(string kind)
    {
        await using var host = await StartAsync();
        var certificate = kind switch
        {
            "foreign" => foreign.Issue("node-38", TestAuthority.ForClients),
            "server-only" => ours.Issue("node-38", TestAuthority.ForServers),
            "no-use" => ours.Issue("node-38", null),
            "expired" => ours.Issue("node-38", TestAuthority.ForClients, TimeSpan.FromDays(-1)),
            _ => null,
        };
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(host, certificate, ours));
        Assert.True(error.StatusCode == StatusCode.Unavailable, error.ToString());
    }

    [Fact]
    public async Task Server_OfAForeignAuthority_IsNotTrusted()
    {
        await using var host = await StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => CallAsync(host, ours.Issue("node-38", TestAuthority.ForClients), foreign));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    public void Dispose()
    {
        ours.Dispose();
        foreign.Dispose();
    }

    private static async Task<Note> CallAsync(ProbeHost host, X509Certificate2? certificate, TestAuthority trusted)
    {
        using var channel = host.Channel(o =>
        {
            o.HttpHandler = MutualTls.Handler(certificate, trusted.Roots);
            o.DisposeHttpClient = true;
        });
        return await new Probe.ProbeClient(channel).EchoAsync(new Note { Ask = "peer" }, deadline: ProbeHost.Now + ProbeHost.Patience);
    }

    private Task<ProbeHost> StartAsync() => ProbeHost.StartAsync(listen: o => o.UseMutualTls(ours.Issue("localhost", TestAuthority.ForServers), ours.Roots));
}
