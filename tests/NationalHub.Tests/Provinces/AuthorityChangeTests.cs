using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Provinces;
using NationalHub.Tests.Platform;
using Protos.Enrolment;
using Protos.Hosting;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>The hub's authority is changed while nodes work: nobody is locked out, and the old one ends when nobody needs it.</summary>
public sealed class AuthorityChangeTests : IAsyncLifetime
{
    private HubHost _hub = null!;

    private CertificateAuthority Authority => _hub.App.Services.GetRequiredService<CertificateAuthority>();

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Authority_Changed_SignsForWhoKnowsItAndIsAloneWhenNobodyNeedsTheOld()
    {
        using var first = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(first); // trusts the old one alone, as it enrolled
        var link = new NodeLink.NodeLinkClient(channel);
        await link.CheckAsync(new LinkRequest());
        var old = CertificateAuthority.Thumbprint(Authority.Authority);
        var next = await ChangeAsync(c => c.BeginAsync("van.hanh", default));
        await Assert.ThrowsAsync<ArgumentException>(() => ChangeAsync(c => c.BeginAsync("van.hanh", default)));

        // Who does not know it, a node of the version before too, is signed by the old one still.
        using var key = NodeKey.New();
        Assert.Equal(Authority.Authority.Subject, (await RenewAsync(link, key)).Issuer);
        Assert.Equal([AuthorityUse.Learning], await UsesAsync());
        Assert.Equal(["38"], (await ChangeAsync(c => c.EndAsync("van.hanh", null, default))).Select(u => u.Code));

        // It learns over the link that it trusts, says so, and its next renewal is by the new one.
        var told = (await link.ReportAsync(new StandingReport())).Authorities.Select(a => Convert.ToHexString(SHA256.HashData(a.Span))).ToList();
        Assert.Equal([old, next], told);
        await link.ReportAsync(new StandingReport { Authorities = { told } });
        Assert.Equal([AuthorityUse.Renewing], await UsesAsync());
        using var renewed = await RenewAsync(link, key);
        Assert.Equal(Authority.Next!.Subject, renewed.Issuer);
        Assert.Equal([AuthorityUse.Renewing], await UsesAsync()); // it has not used it yet

        using var whole = renewed.CopyWithPrivateKey(key);
        using var usable = X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
        await CheckAsync(usable);
        Assert.Equal([AuthorityUse.Done], await UsesAsync());
        using var page = OperatorClient.Stranger(_hub);
        await page.SignInAsync(_hub);
        Assert.Contains("Không còn tỉnh nào cần cơ quan cũ", await page.PageAsync("/tinh/chung-thu"), StringComparison.Ordinal);

        Assert.Empty(await ChangeAsync(c => c.EndAsync("van.hanh", null, default)));
        Assert.Equal((next, null), (CertificateAuthority.Thumbprint(Authority.Authority), Authority.Next));
        Assert.Equal([old + ".crt"], Directory.EnumerateFiles(Path.Combine(Authority.Folder, "former")).Select(f => Path.GetFileName(f)));
        using var after = _hub.Channel(usable); // trusts the new one alone: the hub's door is by it
        Assert.Equal("38", (await new NodeLink.NodeLinkClient(after).CheckAsync(new LinkRequest())).ProvinceCode);
        Assert.Contains("Không đang đổi", await page.PageAsync("/tinh/chung-thu"), StringComparison.Ordinal);
        Assert.Contains("Đã thu hồi cơ quan cấp chứng thư cũ", await page.PageAsync("/su-kien"), StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => ChangeAsync(c => c.EndAsync("van.hanh", "khóa bị lộ", default)));
    }

    private async Task CheckAsync(X509Certificate2 certificate)
    {
        using var channel = _hub.Channel(certificate);
        await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest());
    }

    // A node that slept through the change: the page names it, the withdrawal is refused without a reason, and afterwards it is told to enrol again.
    [Fact]
    public async Task Node_ThatSleptThroughTheChange_IsNamedAndToldToEnrolAgain()
    {
        using var asleep = await _hub.AddProvinceAsync("46");
        using (var before = _hub.Channel(asleep))
        {
            await new NodeLink.NodeLinkClient(before).CheckAsync(new LinkRequest());
        }

        await InviteAsync("48");
        await ChangeAsync(c => c.BeginAsync("van.hanh", default));
        Assert.Equal([AuthorityUse.Invited, AuthorityUse.Learning], await UsesAsync());
        using var page = OperatorClient.Stranger(_hub);
        await page.SignInAsync(_hub);
        var words = await page.PageAsync("/tinh/chung-thu");
        Assert.All(new[] { "2 tỉnh còn cần cơ quan cũ", "Thành phố Huế", "chưa biết cơ quan mới", "có mã mời theo cơ quan cũ" }, part => Assert.Contains(part, words, StringComparison.Ordinal));

        Assert.Equal(2, (await ChangeAsync(c => c.EndAsync("van.hanh", " ", default))).Count);
        Assert.Empty(await ChangeAsync(c => c.EndAsync("van.hanh", "khóa cũ bị lộ", default)));

        using var now = _hub.Channel(asleep);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new NodeLink.NodeLinkClient(now).CheckAsync(new LinkRequest()));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Contains("ghi danh lại", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(await _hub.WithDbAsync(db => db.SecurityEvents.Select(e => e.Detail).ToListAsync()), d => d.Contains("2 tỉnh chưa chuyển phải ghi danh lại. Lý do: khóa cũ bị lộ", StringComparison.Ordinal));

        // Enrolled again it is a node of the new authority.
        using var again = await _hub.AddProvinceAsync("46");
        using var back = _hub.Channel(again);
        Assert.Equal("46", (await new NodeLink.NodeLinkClient(back).CheckAsync(new LinkRequest())).ProvinceCode);
    }

    // The command is a process of its own; killed in the middle of the withdrawal, whoever reads the folder next ends it.
    [Fact]
    public void Change_ByAnotherProcess_IsSeenAndEndedAfterACrash()
    {
        var running = Authority.Authority;
        using var command = Another();
        var next = CertificateAuthority.Thumbprint(command.MakeNext());
        Assert.Equal(next, CertificateAuthority.Thumbprint(Authority.Next!));
        Assert.Equal(CertificateAuthority.Thumbprint(running), CertificateAuthority.Thumbprint(Authority.Authority));

        AuthorityFiles.BeginChange(Authority.Folder);
        // The key was copied, the certificate not yet.
        File.Copy(AuthorityFiles.NextKey(Authority.Folder), AuthorityFiles.Key(Authority.Folder), overwrite: true);

        using var started = Another();
        Assert.Equal((next, null), (CertificateAuthority.Thumbprint(started.Authority), started.Next));
        Assert.True(started.Authority.HasPrivateKey);
        Assert.Equal((next, null), (CertificateAuthority.Thumbprint(Authority.Authority), Authority.Next));
        Assert.DoesNotContain(Directory.EnumerateFiles(Authority.Folder), f => Path.GetFileName(f) is "next.key" or "next.crt" or "change");

        CertificateAuthority Another() => ActivatorUtilities.CreateInstance<CertificateAuthority>(_hub.App.Services);
    }

    // The withdrawal came between the door and the signature: what is withdrawn renews nothing.
    [Fact]
    public async Task Renewal_OfACertificateWithdrawnMeanwhile_IsRefused()
    {
        using var first = await _hub.AddProvinceAsync("38");
        var caller = new NodeCaller("38", CertificateAuthority.Thumbprint(first), "");
        await using var scope = _hub.App.Services.CreateAsyncScope();
        using var key = NodeKey.New();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<RevokeCertificate>().HandleAsync("38", null, "khóa bị lộ", default));

        var refused = await Assert.ThrowsAsync<RpcException>(() => scope.ServiceProvider.GetRequiredService<NationalHub.Provinces.Joining.RenewCertificate>().HandleAsync(caller, NodeKey.Request(key, "38"), default));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Equal("khóa bị lộ", Assert.Single(await _hub.WithDbAsync(db => db.NodeCertificates.AsNoTracking().ToListAsync())).RevocationReason);
    }

    // The database comes from a backup of before; the file beside the authority does not.
    [Fact]
    public async Task Certificates_IssuedOrWithdrawnSinceTheBackup_AreKnownAtTheStart()
    {
        using var kept = await _hub.AddProvinceAsync("38");
        using var lost = await _hub.AddProvinceAsync("46");
        await using var scope = _hub.App.Services.CreateAsyncScope();
        Assert.Equal(1, await scope.ServiceProvider.GetRequiredService<RevokeCertificate>().HandleAsync("46", null, "khóa\nbị lộ", default));
        await File.AppendAllTextAsync(Path.Combine(Authority.Folder, "certificates.log"), "issued 48 12 cut");
        var ledger = _hub.App.Services.GetRequiredService<CertificateLedger>();
        Assert.Equal(0, await _hub.WithDbAsync(db => ledger.ReplayAsync(db, default)));
        await _hub.WithDbAsync(async db =>
        {
            await db.Invitations.ExecuteDeleteAsync();
            await db.NodeCertificates.Where(c => c.ProvinceCode == "38").ExecuteDeleteAsync();
            await db.NodeCertificates.ExecuteUpdateAsync(set => set.SetProperty(c => c.RevokedAt, (DateTime?)null));
            return await db.Provinces.Where(p => p.Code == "38").ExecuteDeleteAsync();
        });

        Assert.Equal(2, await _hub.WithDbAsync(db => ledger.ReplayAsync(db, default)));

        using var channel = _hub.Channel(kept);
        Assert.Equal("38", (await new NodeLink.NodeLinkClient(channel).CheckAsync(new LinkRequest())).ProvinceCode);
        Assert.Equal([null, "khóa bị lộ"], await _hub.WithDbAsync(db => db.NodeCertificates.OrderBy(c => c.ProvinceCode).Select(c => c.RevocationReason).ToListAsync()));
    }

    private static async Task<X509Certificate2> RenewAsync(NodeLink.NodeLinkClient link, ECDsa key) =>
        X509CertificateLoader.LoadCertificate((await link.RenewAsync(new RenewRequest { CertificateRequest = ByteString.CopyFrom(NodeKey.Request(key, "38")) })).Certificate.Span);

    private async Task<IEnumerable<AuthorityUse>> UsesAsync() => (await ChangeAsync(c => c.UsersAsync(default))).Select(u => u.Use);

    private async Task<T> ChangeAsync<T>(Func<AuthorityChange, Task<T>> act)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<AuthorityChange>());
    }

    private async Task InviteAsync(string code)
    {
        await using var scope = _hub.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RegisterProvince>().HandleAsync(code, "test", CancellationToken.None);
    }
}
