using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using NationalHub.Tests.Platform;
using Protos.Equality;
using Protos.Replication;
using Protos.Values;
using TestSupport;

namespace NationalHub.Tests.Intake;

/// <summary>A certificate of a province whose records the hub refused, as the hub's operators read it.</summary>
public sealed class RefusedPagesTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private X509Certificate2 _certificate = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _certificate = await _hub.AddProvinceAsync("38");
        await using var node = new Pusher(_hub, _certificate);
        await node.PushAsync(1);
    }

    public async Task DisposeAsync()
    {
        _certificate.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Certificate_WithRefusedRecords_IsMarkedOnTheProvincesAndOnItsPage()
    {
        await SignAsync(inFlight: 5, refused: 3);
        using var page = OperatorClient.Stranger(_hub);
        await page.SignInAsync(_hub);

        Assert.Contains("<span class=\"state warn\">◆ trục từ chối 3 bản ghi, còn lại khớp</span>", await page.PageAsync("/"), StringComparison.Ordinal);
        var certificate = await page.PageAsync("/khop-du-lieu?ma=38");
        Assert.Contains("Trục quốc gia đã từ chối 3 bản ghi của tỉnh", certificate, StringComparison.Ordinal);
        Assert.Contains("2 bản ghi đang trên đường gửi", certificate, StringComparison.Ordinal);
        Assert.Contains("Chữ ký của cả hai bên đúng với nội dung", certificate, StringComparison.Ordinal);
        Assert.DoesNotContain("● khớp", certificate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Certificate_WithoutRefusedRecords_IsPlain()
    {
        await SignAsync(inFlight: 5, refused: 0);
        using var page = OperatorClient.Stranger(_hub);
        await page.SignInAsync(_hub);

        Assert.Contains("● khớp", await page.PageAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("đã từ chối", await page.PageAsync("/khop-du-lieu?ma=38"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 6)]
    [InlineData(5, -1)]
    public async Task Certificate_ThatCountsItsRefusedRecordsWrong_IsNotSigned(int inFlight, int refused)
    {
        var fault = await Assert.ThrowsAsync<RpcException>(() => SignAsync(inFlight, refused));

        Assert.Equal((StatusCode.InvalidArgument, "Số bản ghi bị từ chối không nằm trong số bản ghi đang gửi."), (fault.StatusCode, fault.Status.Detail));
        Assert.Equal(0, await _hub.WithDbAsync(db => db.EqualityCertificates.CountAsync()));
    }

    // The answer was lost on its way: the node asks again, and what it finds by then is another certificate's matter.
    [Fact]
    public async Task Run_SignedTwice_GivesTheFileThatTheHubKeeps()
    {
        var run = Guid.NewGuid();
        var first = await SignAsync(inFlight: 5, refused: 3, run);

        Assert.Equal(first, await SignAsync(inFlight: 4, refused: 0, run));
        Assert.Equal(first, EqualityPacking.Unpack(await _hub.WithDbAsync(db => db.EqualityCertificates.Select(c => c.Packed).SingleAsync())));
    }

    // As a node does that compared one kind, of which the hub has nothing.
    private async Task<byte[]> SignAsync(int inFlight, int refused, Guid? of = null)
    {
        using var channel = _hub.Channel(_certificate);
        var (client, run, at, none) = (new EqualityIntake.EqualityIntakeClient(channel), of ?? Guid.NewGuid(), new DateTime(2026, 11, 2, 1, 8, 0, DateTimeKind.Utc), new StateSums());
        Assert.Empty((await client.DigestsAsync(new DigestsRequest { RunId = run.ToString("D"), Kind = RecordKind.Beneficiary })).Paths);
        var line = new EqualityLine(nameof(RecordKind.Beneficiary), "38.380.14758", 9, new string('a', 32), 0, none.Total, Again: 9, InFlight: inFlight);
        var content = new EqualityContent(EqualityContent.Version, "38", run, "Nightly", at, at, 1, 1, "a", "test", 9, inFlight, refused, 0, true, [line], []).ToBytes();
        var signature = EqualitySeal.SignByNode(content, _certificate);
        var answer = await client.SignAsync(new SignRequest
        {
            RunId = run.ToString("D"), Content = ByteString.CopyFrom(content), Signature = ByteString.CopyFrom(signature.Signature), Certificate = ByteString.CopyFrom(signature.Certificate),
        });
        return answer.Sealed.ToByteArray();
    }
}
