using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Net.Client;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Enrolment;
using Protos.Hosting;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>
/// Enrols the node at the hub with the invitation that the ministry gave: makes a key, which stays here, has the hub's authority sign a certificate
/// for it, and keeps both. Run again after it broke off, it goes on with the same key; run with a new invitation, it starts afresh.
/// </summary>
public sealed class EnrolNode(NodeDb db, HubFiles files, IOptionsMonitor<HubClientOptions> hub, VietnamTime time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly string NodeVersion = typeof(EnrolNode).Assembly.GetName().Version?.ToString() ?? "";

    /// <returns>The certificate's last moment.</returns>
    /// <exception cref="Grpc.Core.RpcException">The hub is not reached, or refuses; its status says why.</exception>
    /// <exception cref="HubNotTrustedException">Whoever answers is not the hub that invited.</exception>
    public async Task<DateTime> HandleAsync(Invitation invitation, CancellationToken cancel)
    {
        using var key = files.Key();
        // The real clock: certificates know no other, and a demonstration's may stand anywhere.
        using var shown = NodeKey.SelfSigned(key, invitation.ProvinceCode, TimeProvider.System.GetUtcNow());
        using var authority = await AskAuthorityAsync(shown, invitation, cancel);
        var issued = await AskCertificateAsync(shown, authority, invitation, NodeKey.Request(key, invitation.ProvinceCode), cancel);
        using var certificate = X509CertificateLoader.LoadCertificate(issued.Certificate.Span);
        if (issued.ProvinceCode != invitation.ProvinceCode || !IsOurs(certificate, key) || !MutualTls.IsNodeCertificate(certificate, authority))
        {
            throw new HubNotTrustedException("Chứng thư nhận được không khớp khóa của nút hoặc không do trục quốc gia cấp. Hãy kiểm tra giờ của máy chủ rồi chạy lại lệnh; nếu vẫn vậy, hãy báo Bộ.");
        }

        files.Keep(certificate, key, authority);
        files.Settle();
        var act = Act.BySystem(TenantPath.Parse(invitation.ProvinceCode), ActKinds.HubEnrol, time.UtcNow, certificate.GetCertHashString(HashAlgorithmName.SHA256));
        await db.SaveAsync(act, cancel);
        return certificate.NotAfter.ToUniversalTime();
    }

    private async Task<X509Certificate2> AskAuthorityAsync(X509Certificate2 shown, Invitation invitation, CancellationToken cancel)
    {
        using var channel = Channel(MutualTls.FirstContact(shown));
        var answer = await new NodeEnrolment.NodeEnrolmentClient(channel).GetAuthorityAsync(new AuthorityRequest(), deadline: Until(), cancellationToken: cancel);
        var certificate = answer.Certificate.ToByteArray();
        return invitation.Vouches(certificate)
            ? X509CertificateLoader.LoadCertificate(certificate)
            : throw new HubNotTrustedException("Máy chủ trả lời không phải trục quốc gia đã cấp mã mời (dấu vân tay của cơ quan cấp chứng thư khác). Mã mời chưa bị lộ. Hãy kiểm tra Hub:Address và đường truyền, rồi báo Bộ.");
    }

    private async Task<IssuedCertificate> AskCertificateAsync(X509Certificate2 shown, X509Certificate2 authority, Invitation invitation, byte[] request, CancellationToken cancel)
    {
        using var channel = Channel(MutualTls.Handler(shown, [authority]));
        return await new NodeEnrolment.NodeEnrolmentClient(channel).EnrolAsync(
            new EnrolRequest { Secret = ByteString.CopyFrom(invitation.Secret), CertificateRequest = ByteString.CopyFrom(request), NodeVersion = NodeVersion },
            deadline: Until(), cancellationToken: cancel);
    }

    private GrpcChannel Channel(SocketsHttpHandler handler) =>
        GrpcChannel.ForAddress(hub.CurrentValue.Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });

    private static bool IsOurs(X509Certificate2 certificate, ECDsa key) =>
        certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo());

    private static DateTime Until() => TimeProvider.System.GetUtcNow().UtcDateTime + Deadline;
}

/// <summary>Whoever answered is not the hub that the node was told of.</summary>
/// <param name="message">A Vietnamese sentence: what was found and what to do.</param>
public sealed class HubNotTrustedException(string message) : Exception(message);
