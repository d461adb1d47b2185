using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Provinces;
using NationalHub.Provinces.Joining;
using NationalHub.Tests.Intake;
using NationalHub.Tests.Platform;
using Protos.Enrolment;
using Protos.Hosting;
using Protos.Values;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>From the invitation to a certificate in force, to its successor, and after a revocation.</summary>
public sealed class EnrolmentTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);
    private HubHost _hub = null!;

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Invitation_Used_GivesACertificateForTheNodesOwnKeyThatPushes()
    {
        using var key = NodeKey.New();
        var invitation = await InviteAsync();
        using var certificate = await EnrolAsync(invitation.Secret, key);

        await using var node = new Pusher(_hub, certificate);
        var result = await node.PushAsync(1, Records.Person(Records.Id(1), 1));

        Assert.Empty(result.Refusals);
        Assert.Equal(key.ExportSubjectPublicKeyInfo(), certificate.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.Equal("38", certificate.GetNameInfo(X509NameType.SimpleName, false));
        // The secret itself is nowhere.
        Assert.Equal(Invitation.HashOf(invitation.Secret), await _hub.WithDbAsync(db => db.Invitations.Select(i => i.Hash).SingleAsync()));
    }

    [Fact]
    public async Task Authority_AskedByAStranger_IsThatOfTheInvitation()
    {
        var invitation = await InviteAsync();
        using var key = NodeKey.New();
        using var shown = NodeKey.SelfSigned(key, "38", TimeProvider.System.GetUtcNow());
        using var channel = _hub.Channel(shown);

        var answer = await new NodeEnrolment.NodeEnrolmentClient(channel).GetAuthorityAsync(new AuthorityRequest());

        Assert.True(invitation.Vouches(answer.Certificate.ToByteArray()));
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest()));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
    }

    [Fact]
    public async Task Invitation_UsedAgain_GivesTheSameCertificateToTheSameKeyAndNoneToAnother()
    {
        var invitation = await InviteAsync();
        using var key = NodeKey.New();
        using var other = NodeKey.New();
        using var first = await EnrolAsync(invitation.Secret, key);
        using var again = await EnrolAsync(invitation.Secret, key);

        var refused = await Assert.ThrowsAsync<RpcException>(() => EnrolAsync(invitation.Secret, other));

        Assert.Equal(first.Thumbprint, again.Thumbprint);
        Assert.Contains("đã được dùng", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, await _hub.WithDbAsync(db => db.NodeCertificates.CountAsync()));
        Assert.Equal("38", await _hub.WithDbAsync(db => db.SecurityEvents.Where(e => e.Kind == SecurityEventKind.EnrolmentRefused).Select(e => e.ProvinceCode).SingleAsync()));
    }

    [Fact]
    public async Task Invitation_TakenByTwoAtOnce_IsUsedByOne()
    {
        var invitation = await InviteAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var key = NodeKey.New();
            try
            {
                (await EnrolAsync(invitation.Secret, key)).Dispose();
                return 1;
            }
            catch (RpcException)
            {
                return 0;
            }
        }));

        Assert.Equal(1, taken.Sum());
        Assert.Equal(1, await _hub.WithDbAsync(db => db.NodeCertificates.CountAsync()));
    }

    [Fact]
    public async Task Secret_Guessed_IsRefusedAndRecorded()
    {
        await InviteAsync();
        using var key = NodeKey.New();

        var refused = await Assert.ThrowsAsync<RpcException>(() => EnrolAsync(RandomNumberGenerator.GetBytes(32), key));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Equal(1, await _hub.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == SecurityEventKind.EnrolmentRefused)));
        Assert.Equal(0, await _hub.WithDbAsync(db => db.NodeCertificates.CountAsync()));
    }

    [Theory]
    [InlineData("good", null)]
    [InlineData("unknown", "không đúng")]
    [InlineData("expired", "hết hạn")]
    [InlineData("withdrawn", "thay bằng mã mới")]
    [InlineData("used", "đã được dùng")]
    [InlineData("bad request", "không đọc được")]
    public void Invitation_InEachState_IsAnsweredInWords(string state, string? words)
    {
        using var key = NodeKey.New();
        var invitation = state == "unknown" ? null : new ProvinceInvitation
        {
            Hash = "x", ProvinceCode = "38", IssuedBy = "an", ExpiresAt = Now.AddHours(state == "expired" ? 0 : 1),
            WithdrawnAt = state == "withdrawn" ? Now : null, UsedAt = state == "used" ? Now : null,
        };

        var answer = EnrolNode.Decide(invitation, null, state == "bad request" ? null : new PublicKey(key), Now);

        Assert.Equal(words is null, answer is null);
        Assert.Contains(words ?? "", answer?.Refused ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Request_OfAWeakForeignOrTamperedKey_IsNotRead()
    {
        using var key = NodeKey.New();
        using var rsa = RSA.Create(2048);
        using var small = ECDsa.Create(ECCurve.CreateFromFriendlyName("secp224r1"));
        var request = NodeKey.Request(key, "38");
        var tampered = (byte[])request.Clone();
        tampered[^4] ^= 1;

        Assert.NotNull(NodeKey.Read(request));
        Assert.Null(NodeKey.Read(tampered));
        Assert.Null(NodeKey.Read([]));
        Assert.Null(NodeKey.Read(RandomNumberGenerator.GetBytes(300)));
        Assert.Null(NodeKey.Read(new byte[NodeKey.MostRequestBytes + 1]));
        Assert.Null(NodeKey.Read(new CertificateRequest("CN=38", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSigningRequest()));
        Assert.Null(NodeKey.Read(new CertificateRequest("CN=38", small, HashAlgorithmName.SHA256).CreateSigningRequest()));
    }

    [Fact]
    public async Task Certificate_Renewed_LeavesTheOldOneInForceUntilTheNewOneIsUsed()
    {
        using var old = await _hub.AddProvinceAsync("38");
        await PositionAsync(old);
        using var key = NodeKey.New();
        using var channel = _hub.Channel(old);
        var issued = await new NodeLink.NodeLinkClient(channel).RenewAsync(new RenewRequest { CertificateRequest = ByteString.CopyFrom(NodeKey.Request(key, "38")) });
        using var renewed = Whole(issued, key);

        await PositionAsync(old);
        await PositionAsync(renewed);
        var refused = await Assert.ThrowsAsync<RpcException>(() => PositionAsync(old));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        await PositionAsync(renewed);
    }

    [Fact]
    public async Task Certificate_Revoked_IsNotRenewedAndANewInvitationBringsTheNodeBack()
    {
        using var old = await _hub.AddProvinceAsync("38");
        await PositionAsync(old);
        await using (var scope = _hub.App.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<RevokeCertificate>().HandleAsync("38", null, "mất máy", CancellationToken.None);
        }

        using var key = NodeKey.New();
        using var channel = _hub.Channel(old);
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await new NodeLink.NodeLinkClient(channel).RenewAsync(new RenewRequest { CertificateRequest = ByteString.CopyFrom(NodeKey.Request(key, "38")) }));
        using var back = await EnrolAsync((await InviteAsync()).Secret, key);
        await PositionAsync(back);

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task Check_OfANodeThatEnrolled_NamesItAndBeginsTheTesting()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);

        var answer = await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest { NodeVersion = "1.0", Protocol = 1, Epoch = 1 });

        Assert.Equal(("38", "Tỉnh Thanh Hóa", "Testing"), (answer.ProvinceCode, answer.ProvinceName, answer.Stage));
        Assert.Equal(ProvinceStage.Testing, await _hub.WithDbAsync(db => db.Provinces.Select(p => p.Stage).SingleAsync()));
    }

    [Fact]
    public async Task Operator_RegistersOnThePage_SeesTheInvitationOnceAndRevokes()
    {
        using var client = OperatorClient.Stranger(_hub);
        Assert.Contains("Đăng nhập trục quốc gia", await client.PageAsync("/tinh/dang-ky"), StringComparison.Ordinal);
        await client.SignInAsync(_hub);

        var shown = await client.SendFormAsync("/tinh/dang-ky", "/tinh/dang-ky", new() { ["ma"] = "38" });
        var text = System.Text.RegularExpressions.Regex.Match(shown, @"value=""(38\.[\w-]+\.[\w-]+)""").Groups[1].Value;
        Assert.True(Invitation.TryParse(text, out var invitation), shown);
        using var key = NodeKey.New();
        using var certificate = await EnrolAsync(invitation.Secret, key);
        await PositionAsync(certificate);

        var page = await client.PageAsync("/tinh/38");
        Assert.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256), page, StringComparison.Ordinal);
        Assert.Contains("đang dùng", page, StringComparison.Ordinal);
        Assert.DoesNotContain(text, page, StringComparison.Ordinal);
        Assert.Contains("Hãy ghi lý do", await client.SendFormAsync("/tinh/38", "/tinh/38?handler=Revoke", new() { ["why"] = " " }), StringComparison.Ordinal);
        Assert.Contains("mất máy (van.hanh)", await client.SendFormAsync("/tinh/38", "/tinh/38?handler=Revoke", new() { ["why"] = "mất máy" }), StringComparison.Ordinal);
        await Assert.ThrowsAsync<RpcException>(() => PositionAsync(certificate));
        Assert.Contains("Hãy chọn một tỉnh", await client.SendFormAsync("/tinh/dang-ky", "/tinh/dang-ky", new() { ["ma"] = "99" }), StringComparison.Ordinal);
    }

    private async Task<Invitation> InviteAsync()
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<RegisterProvince>().HandleAsync("38", "an", CancellationToken.None)).Invitation;
    }

    /// <summary>As a node does: over the door, showing a certificate that it signed itself.</summary>
    private async Task<X509Certificate2> EnrolAsync(byte[] secret, ECDsa key)
    {
        using var shown = NodeKey.SelfSigned(key, "38", TimeProvider.System.GetUtcNow());
        using var channel = _hub.Channel(shown);
        return Whole(await new NodeEnrolment.NodeEnrolmentClient(channel).EnrolAsync(
            new EnrolRequest { Secret = ByteString.CopyFrom(secret), CertificateRequest = ByteString.CopyFrom(NodeKey.Request(key, "38")) }), key);
    }

    private static X509Certificate2 Whole(IssuedCertificate issued, ECDsa key)
    {
        using var bare = X509CertificateLoader.LoadCertificate(issued.Certificate.Span);
        using var whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }

    private async Task PositionAsync(X509Certificate2 certificate)
    {
        await using var node = new Pusher(_hub, certificate);
        await node.PositionAsync();
    }
}
