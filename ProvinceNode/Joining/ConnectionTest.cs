using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvinceNode.Platform;
using Protos.Enrolment;
using Protos.Hosting;

namespace ProvinceNode.Joining;

/// <summary>Walks the way to the hub step by step and stops at the first that is barred: what is behind it cannot be known.</summary>
public sealed class ConnectionTest(NodeDb db, HubFiles files, LinkTest link, IOptionsMonitor<HubClientOptions> options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>What the hub answered, with the gates before the next stage; null: it was not reached, or not asked yet.</summary>
    public LinkAnswer? Answer { get; private set; }

    public async Task<IReadOnlyList<TestStep>> HandleAsync(CancellationToken cancel)
    {
        var steps = new List<TestStep>();
        if (!Uri.TryCreate(options.CurrentValue.Address, UriKind.Absolute, out var hub) || hub.Scheme != Uri.UriSchemeHttps)
        {
            steps.Add(ConnectionWords.NoAddress(options.CurrentValue.Address));
            return steps;
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var found = await FindAsync(hub, cancel);
        steps.Add(ConnectionWords.Name(hub.Host, found.Count, found.Trouble));
        if (steps[^1].Failed || !Add(steps, await ReachAsync(hub, cancel)) || !Add(steps, Own(now)) || !Add(steps, await ShakeAsync(hub, now, cancel)))
        {
            return steps;
        }

        try
        {
            var answer = Answer = await link.AskAsync(gates: true, cancel);
            var epoch = await db.States.AsNoTracking().Select(s => s.Epoch).SingleAsync(cancel);
            steps.AddRange(ConnectionWords.Answered(answer, (ulong)epoch, TimeProvider.System.GetUtcNow().UtcDateTime));
        }
        catch (RpcException refused)
        {
            steps.Add(ConnectionWords.Refused(refused.StatusCode, refused.Status.Detail));
        }

        return steps;
    }

    private static bool Add(List<TestStep> steps, TestStep step)
    {
        steps.Add(step);
        return !step.Failed;
    }

    private static async Task<(int Count, string? Trouble)> FindAsync(Uri hub, CancellationToken cancel)
    {
        using var limit = Limit(cancel);
        try
        {
            return ((await Dns.GetHostAddressesAsync(hub.Host, limit.Token)).Length, null);
        }
        catch (SocketException trouble)
        {
            return (0, trouble.SocketErrorCode.ToString());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (0, "hết giờ chờ");
        }
    }

    private static async Task<TestStep> ReachAsync(Uri hub, CancellationToken cancel)
    {
        using var limit = Limit(cancel);
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(hub.Host, hub.Port, limit.Token);
            return ConnectionWords.Port(hub.Port, null);
        }
        catch (SocketException trouble)
        {
            return ConnectionWords.Port(hub.Port, trouble.SocketErrorCode);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ConnectionWords.Port(hub.Port, SocketError.TimedOut);
        }
    }

    /// <summary>The node's own certificate, before it is shown to anybody.</summary>
    private TestStep Own(DateTime now)
    {
        if (!files.HasCertificate || !files.HasAuthority)
        {
            return ConnectionWords.NotEnrolled;
        }

        try
        {
            using var certificate = files.Certificate();
            return ConnectionWords.Own(certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), now);
        }
        catch (CryptographicException)
        {
            return ConnectionWords.Unreadable;
        }
    }

    private async Task<TestStep> ShakeAsync(Uri hub, DateTime now, CancellationToken cancel)
    {
        using var limit = Limit(cancel);
        using var certificate = files.Certificate();
        using var handler = MutualTls.Handler(certificate, files.Authorities());
        (SslPolicyErrors Errors, X509ChainStatusFlags Chain, DateTime From, DateTime Until) seen = default;
        handler.SslOptions.TargetHost = hub.Host;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, chain, errors) =>
        {
            var flags = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
            seen = shown is X509Certificate2 server ? (errors, flags, server.NotBefore.ToUniversalTime(), server.NotAfter.ToUniversalTime()) : (errors, flags, default, default);
            return errors == SslPolicyErrors.None;
        };
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(hub.Host, hub.Port, limit.Token);
            await using var stream = new SslStream(socket.GetStream());
            await stream.AuthenticateAsClientAsync(handler.SslOptions, limit.Token);
            return ConnectionWords.Trusted(seen.Until);
        }
        catch (Exception trouble) when (trouble is AuthenticationException or IOException or SocketException)
        {
            return ConnectionWords.NotTrusted(seen.Errors, seen.Chain, seen.From, seen.Until, now);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ConnectionWords.NotTrusted(SslPolicyErrors.RemoteCertificateNotAvailable, default, default, default, now);
        }
    }

    private static CancellationTokenSource Limit(CancellationToken cancel)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        return limit;
    }
}
