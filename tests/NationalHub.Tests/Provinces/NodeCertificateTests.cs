using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Provinces;
using NationalHub.Tests.Intake;
using Protos.Hosting;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>Who may push, and as whom.</summary>
public sealed class NodeCertificateTests : IAsyncLifetime
{
    private HubHost _hub = null!;

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Node_WithForgedCertificate_IsRefusedAndRecorded()
    {
        using var forged = HubHost.Forged("38");

        await RefusedAsync(forged, StatusCode.Unauthenticated, SecurityEventKind.CertificateUntrusted);
    }

    [Fact]
    public async Task Node_WithCertificateOfOursThatIsNotRegistered_IsRefusedAndRecorded()
    {
        using var key = NodeKey.New();
        using var issued = _hub.App.Services.GetRequiredService<CertificateAuthority>().SignNode("38", new PublicKey(key));
        using var whole = issued.CopyWithPrivateKey(key);
        using var usable = Reload(whole);

        await RefusedAsync(usable, StatusCode.PermissionDenied, SecurityEventKind.CertificateUnknown);
    }

    [Fact]
    public async Task Node_WithServerCertificateOfOurs_IsRefusedAndRecorded()
    {
        using var usable = Reload(_hub.App.Services.GetRequiredService<CertificateAuthority>().Server);

        await RefusedAsync(usable, StatusCode.Unauthenticated, SecurityEventKind.CertificateUntrusted);
    }

    [Fact]
    public async Task Node_WithRevokedCertificate_IsRefusedAndRecorded()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        await RevokeAsync("38");

        await RefusedAsync(certificate, StatusCode.PermissionDenied, SecurityEventKind.CertificateRevoked);
    }

    [Fact]
    public async Task Stream_WhoseCertificateIsRevokedWhileOpen_EndsAtTheNextBatch()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        await using var node = new Pusher(_hub, certificate);
        await node.PushAsync(1);
        await RevokeAsync("38");

        var refused = await Assert.ThrowsAsync<RpcException>(() => node.PushAsync(1, Records.Person(Records.Id(1), 1)));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Equal(0, await _hub.WithDbAsync(db => db.RecordVersions.CountAsync()));
    }

    [Fact]
    public async Task Node_WithoutCertificate_DoesNotGetThroughTheHandshake()
    {
        await using var node = new Pusher(_hub, null);

        await Assert.ThrowsAsync<RpcException>(() => node.PositionAsync());
    }

    [Fact]
    public async Task Province_OfTheCertificate_IsStampedAndNoOtherCanBeWritten()
    {
        using var certificate = await _hub.AddProvinceAsync("01");
        await using var node = new Pusher(_hub, certificate);

        var result = await node.PushAsync(1, Records.Person(Records.Id(1), 1));

        Assert.Equal("path-foreign", Assert.Single(result.Refusals).Code);
        Assert.Equal("01", (await node.PositionAsync()).ProvinceCode);
    }

    [Fact]
    public async Task Doors_AskedForEachOthersServices_AnswerNotFound()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        handler.ClientCertificates.Add(certificate);
        using var client = new HttpClient(handler) { DefaultRequestVersion = new Version(2, 0), DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var page = await client.GetAsync(new Uri(_hub.Nodes, "/health/live"));
        using var plain = new HttpClient();
        using var service = await plain.PostAsync(new Uri(_hub.Http, "/baotroxahoi.replication.v1.ReplicationIntake/GetPosition"), null);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, service.StatusCode);
    }

    private async Task RefusedAsync(X509Certificate2 certificate, StatusCode status, SecurityEventKind kind)
    {
        await using var node = new Pusher(_hub, certificate);

        var refused = await Assert.ThrowsAsync<RpcException>(() => node.PushAsync(1, Records.Person(Records.Id(1), 1)));

        Assert.Equal(status, refused.StatusCode);
        Assert.NotEqual("", refused.Status.Detail);
        Assert.Equal(1, await _hub.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == kind)));
        Assert.Equal(0, await _hub.WithDbAsync(db => db.RecordVersions.CountAsync()));
    }

    private async Task RevokeAsync(string code)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RevokeCertificate>().HandleAsync(code, null, "mất máy", CancellationToken.None);
    }

    private static X509Certificate2 Reload(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(
            certificate.Export(X509ContentType.Pfx), null);
}
