using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Joining;
using Protos.Hosting;
using TestSupport;

namespace ProvinceNode.Tests.Joining;

/// <summary>The node takes up a new authority of the hub from whom it trusts already, and from nobody else.</summary>
public sealed class HubAuthorityTests
{
    [Fact]
    public async Task Authorities_ToldByTheHub_AreTakenOnlyBesideOneThatIsKnown()
    {
        using var folder = new DataFolder();
        var file = folder["hub-ca.crt"];
        using var old = Make("CN=old");
        using var next = Make("CN=next");
        using var stranger = Make("CN=stranger");
        using var leaf = Make("CN=leaf", isAuthority: false);
        await File.WriteAllTextAsync(file, old.ExportCertificatePem());
        await using var host = await NodeHost.StartAsync(new NodeHostSettings { Configuration = new Dictionary<string, string?> { ["Hub:AuthorityFile"] = file } });
        var files = host.App.Services.GetRequiredService<HubFiles>();

        Assert.False(files.Trust([]));
        Assert.False(files.Trust([old.RawData]));
        Assert.False(files.Trust([stranger.RawData]));
        Assert.False(files.Trust([[1, 2, 3], leaf.RawData]));
        Assert.Equal(["CN=old"], Names());

        Assert.True(files.Trust([old.RawData, next.RawData, leaf.RawData]));
        Assert.Equal(["CN=old", "CN=next"], Names());
        using var first = X509CertificateLoader.LoadCertificateFromFile(file); // as a program of before reads it
        Assert.Equal("CN=old", first.Subject);
        Assert.False(files.Trust([old.RawData, next.RawData]));

        Assert.True(files.Trust([next.RawData]));
        Assert.Equal(["CN=next"], Names());
        Assert.False(files.Trust([old.RawData]));

        // A file in DER, as it may have been put there by hand.
        await File.WriteAllBytesAsync(file, old.RawData);
        Assert.Equal(["CN=old"], Names());

        IEnumerable<string> Names() => files.Authorities().Select(a => a.Subject);
    }

    [Theory]
    [InlineData("CN=next", 2, false)]
    [InlineData("CN=old", 2, true)]
    [InlineData("CN=old", 1, false)]
    public void Certificate_OfTheOldAuthority_IsRenewedWhileTheHubChangesIt(string issuer, int known, bool due)
    {
        using var old = Make("CN=old");
        using var next = Make("CN=next");
        using var key = NodeKey.New();
        var request = new CertificateRequest("CN=38", key, HashAlgorithmName.SHA256);
        using var certificate = request.Create(issuer == "CN=old" ? old : next, old.NotBefore, old.NotAfter, [1]);

        Assert.Equal(due, RenewCertificate.IsOfTheOld(certificate, known == 1 ? [old] : [old, next]));
    }

    private static X509Certificate2 Make(string name, bool isAuthority = true)
    {
        using var key = NodeKey.New();
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        var day = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        return request.CreateSelfSigned(day, day.AddYears(1));
    }
}
