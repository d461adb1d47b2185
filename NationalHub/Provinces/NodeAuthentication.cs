using System.Security.Claims;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>
/// Knows a node by its client certificate: issued by our authority, for clients, in force, registered, not revoked.
/// The TLS handshake takes any certificate, so that a wrong one can be recorded before it is refused.
/// </summary>
public sealed class NodeAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, NodeJudge judge)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "NodeCertificate";
    public const string Policy = "Node";
    private NodeVerdict? _verdict;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var certificate = await Context.Connection.GetClientCertificateAsync(Context.RequestAborted).ConfigureAwait(false);
        if (certificate is null)
        {
            return AuthenticateResult.NoResult();
        }

        _verdict = await judge.JudgeAsync(certificate, Context.Connection.RemoteIpAddress?.ToString() ?? "", Context.RequestAborted).ConfigureAwait(false);
        if (_verdict.Refused is not null)
        {
            return AuthenticateResult.Fail(_verdict.Message);
        }

        var identity = new ClaimsIdentity(
            [new Claim(NodeCaller.ProvinceClaim, _verdict.ProvinceCode), new Claim(NodeCaller.ThumbprintClaim, _verdict.Thumbprint)], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <summary>gRPC reads a status of its own, not that of HTTP.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        const int unauthenticated = 16;
        const int permissionDenied = 7;
        var known = _verdict?.Refused is SecurityEventKind.CertificateRevoked or SecurityEventKind.CertificateUnknown;
        Response.StatusCode = StatusCodes.Status200OK;
        Response.ContentType = "application/grpc";
        Response.Headers["grpc-status"] = (known ? permissionDenied : unauthenticated).ToString(System.Globalization.CultureInfo.InvariantCulture);
        Response.Headers["grpc-message"] = Uri.EscapeDataString(_verdict?.Message ?? "Thiếu chứng thư của nút tỉnh.");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => HandleChallengeAsync(properties);
}

/// <summary>What the hub thinks of a client certificate.</summary>
/// <param name="Refused">Null when it is good.</param>
public sealed record NodeVerdict(string ProvinceCode, string Thumbprint, SecurityEventKind? Refused, string Message);

/// <summary>Judges client certificates and records each refusal.</summary>
public sealed class NodeJudge(CertificateAuthority authority, IServiceScopeFactory scopes, SecurityLog log, VietnamTime time)
{
    private const string Replaced = "Nút tỉnh đã dùng chứng thư mới.";

    public async Task<NodeVerdict> JudgeAsync(X509Certificate2 certificate, string address, CancellationToken cancellation)
    {
        var thumbprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var row = await FindAsync(thumbprint, cancellation).ConfigureAwait(false);
        var verdict = Decide(authority.Judge(certificate), row, thumbprint, time.UtcNow);
        if (verdict.Refused is { } kind)
        {
            await log.RecordAsync(
                new SecurityEvent { Kind = kind, ProvinceCode = verdict.ProvinceCode, Subject = thumbprint, RemoteAddress = address, Detail = verdict.Message },
                cancellation).ConfigureAwait(false);
        }
        else if (row!.FirstUsedAt is null)
        {
            await BeginAsync(row, cancellation).ConfigureAwait(false);
        }

        return verdict;
    }

    /// <summary>The first use of a certificate ends the older ones of the province: until then they hold, so that a renewal that breaks off locks nobody out.</summary>
    private async Task BeginAsync(NodeCertificate certificate, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<HubDb>(), time.UtcNow);
        var ended = 0;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation).ConfigureAwait(false))
        {
            await RevokeCertificate.LockAsync(db, certificate.ProvinceCode, cancellation).ConfigureAwait(false);
            var first = await db.NodeCertificates.Where(c => c.Thumbprint == certificate.Thumbprint && c.FirstUsedAt == null && c.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.FirstUsedAt, now), cancellation).ConfigureAwait(false);
            ended = first == 0 ? 0 : await db.NodeCertificates.Where(c => c.ProvinceCode == certificate.ProvinceCode && c.IssuedAt < certificate.IssuedAt && c.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, now).SetProperty(c => c.RevocationReason, Replaced), cancellation).ConfigureAwait(false);
            await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        }

        if (ended > 0)
        {
            await log.RecordAsync(
                new SecurityEvent { Kind = SecurityEventKind.CertificateReplaced, ProvinceCode = certificate.ProvinceCode, Subject = certificate.Thumbprint, Detail = $"Các chứng thư trước đã hết giá trị: {Replaced}" },
                cancellation).ConfigureAwait(false);
        }
    }

    internal static NodeVerdict Decide(X509ChainStatusFlags chain, NodeCertificate? row, string thumbprint, DateTime now)
    {
        NodeVerdict Refuse(SecurityEventKind kind, string message) => new(row?.ProvinceCode ?? "", thumbprint, kind, message);
        return (chain, row) switch
        {
            (_, { RevokedAt: not null }) => Refuse(SecurityEventKind.CertificateRevoked, "Chứng thư của nút tỉnh đã bị thu hồi. Liên hệ Bộ để được cấp lại."),
            (X509ChainStatusFlags.NotTimeValid, not null) => Refuse(SecurityEventKind.CertificateExpired, "Chứng thư của nút tỉnh đã hết hạn hoặc chưa có hiệu lực. Liên hệ Bộ để được cấp lại."),
            (not X509ChainStatusFlags.NoError, not null) => Refuse(SecurityEventKind.CertificateUntrusted, "Chứng thư của nút tỉnh do cơ quan cấp chứng thư đã thu hồi cấp: nút không chạy trong lúc trục đổi cơ quan. Xin Bộ mã mời và ghi danh lại."),
            (not X509ChainStatusFlags.NoError, _) => Refuse(SecurityEventKind.CertificateUntrusted, "Chứng thư không do trục quốc gia cấp cho nút tỉnh."),
            (_, null) => Refuse(SecurityEventKind.CertificateUnknown, "Chứng thư không có trong danh sách các tỉnh đã đăng ký."),
            _ when now < row.NotBefore || now > row.NotAfter => Refuse(SecurityEventKind.CertificateExpired, "Chứng thư của nút tỉnh đã hết hạn."),
            _ => new NodeVerdict(row.ProvinceCode, thumbprint, null, ""),
        };
    }

    private async Task<NodeCertificate?> FindAsync(string thumbprint, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HubDb>().NodeCertificates.AsNoTracking()
            .FirstOrDefaultAsync(c => c.Thumbprint == thumbprint, cancellation).ConfigureAwait(false);
    }
}

/// <summary>The node behind a gRPC call.</summary>
/// <param name="ProvinceCode">From the registered certificate; no message has a province to lie in.</param>
public sealed record NodeCaller(string ProvinceCode, string Thumbprint, string RemoteAddress)
{
    internal const string ProvinceClaim = "province";
    internal const string ThumbprintClaim = "thumbprint";

    public static NodeCaller Of(HttpContext context) => new(
        context.User.FindFirstValue(ProvinceClaim) ?? throw new InvalidOperationException("The call did not pass the node policy."),
        context.User.FindFirstValue(ThumbprintClaim)!,
        context.Connection.RemoteIpAddress?.ToString() ?? "");
}
