using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Enrolment;
using Protos.Hosting;
using Protos.Values;

namespace ProvinceNode.Joining;

/// <summary>
/// Has the hub sign a new certificate, for a new key, before the one in use ends. The old one holds until the new one is used: the node takes the new
/// one up, calls the hub with it, and goes back when the hub does not take it.
/// </summary>
public sealed class RenewCertificate(NodeDb db, LinkTest link, HubFiles files, IOptions<JoiningOptions> options, VietnamTime time, ILogger<RenewCertificate> log)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    /// <param name="now">UTC by the real clock: certificates know no other.</param>
    /// <returns>Whether a new certificate is in use.</returns>
    /// <exception cref="RpcException">The hub is not reached; the old certificate is used on.</exception>
    public async Task<bool> HandleAsync(DateTime now, CancellationToken cancel)
    {
        if (!files.HasCertificate)
        {
            return false;
        }

        if (!IsDue(now, out var code))
        {
            // A renewal that was killed at its end: the new certificate is in use, only the old one still lies there.
            return files.IsUnsettled && await TakeAsync(code, cancel);
        }

        using var key = files.Key();
        var issued = await link.Client().RenewAsync(
            new RenewRequest { CertificateRequest = ByteString.CopyFrom(NodeKey.Request(key, code)) }, deadline: Until(), cancellationToken: cancel);
        using var certificate = X509CertificateLoader.LoadCertificate(issued.Certificate.Span);
        if (!MutualTls.IsNodeCertificate(certificate, files.Authorities()) || issued.ProvinceCode != code)
        {
            return false;
        }

        files.Keep(certificate, key, null);
        return await TakeAsync(code, cancel);
    }

    /// <summary>Within the last days of its life, and never earlier than its last third: a short certificate is not renewed all the time.</summary>
    internal static bool IsDue(DateTime notBefore, DateTime notAfter, DateTime now, int daysBefore)
    {
        var (third, days) = ((notAfter - notBefore) / 3, TimeSpan.FromDays(daysBefore));
        return now >= notAfter - (third < days ? third : days);
    }

    private bool IsDue(DateTime now, out string code)
    {
        using var certificate = files.Certificate();
        code = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        return IsDue(certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), now, options.Value.RenewDaysBefore) || IsOfTheOld(certificate, files.Authorities());
    }

    /// <summary>Whether the hub changes its authority and the certificate is not of the new one: it is renewed at once, so that nothing needs the old one.</summary>
    internal static bool IsOfTheOld(X509Certificate2 certificate, X509Certificate2Collection authorities) =>
        authorities.Count > 1 && !certificate.IssuerName.RawData.AsSpan().SequenceEqual(authorities[^1].SubjectName.RawData);

    // Only a plain "no" puts the old one back: after a lost answer the hub may have ended it already.
    private async Task<bool> TakeAsync(string code, CancellationToken cancel)
    {
        try
        {
            await link.AskAsync(cancel);
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.Unauthenticated or StatusCode.PermissionDenied)
        {
            JoiningLog.NotTaken(log, refused.Status.Detail);
            files.PutBack();
            return false;
        }

        files.Settle();
        using var certificate = files.Certificate();
        await db.SaveAsync(Act.BySystem(TenantPath.Parse(code), ActKinds.HubRenew, time.UtcNow, certificate.GetCertHashString(HashAlgorithmName.SHA256)), cancel);
        JoiningLog.Renewed(log, certificate.NotAfter.ToUniversalTime());
        return true;
    }

    private static DateTime Until() => TimeProvider.System.GetUtcNow().UtcDateTime + Deadline;
}

/// <summary>Looks whether the certificate is to be renewed.</summary>
public sealed class RenewCertificateJob(IServiceScopeFactory scopes, IOptions<NodeOptions> node, ILogger<RenewCertificateJob> log) : NodeJob(scopes, node, log)
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken cancel) =>
        services.GetRequiredService<RenewCertificate>().HandleAsync(TimeProvider.System.GetUtcNow().UtcDateTime, cancel);
}

internal static partial class JoiningLog
{
    [LoggerMessage(LogLevel.Information, "The hub's new certificate is in use, until {Until:u}")]
    public static partial void Renewed(ILogger logger, DateTime until);

    [LoggerMessage(LogLevel.Warning, "The hub does not take the new certificate; the old one is used on: {Why}")]
    public static partial void NotTaken(ILogger logger, string why);
}
