using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Documents.Signing;

/// <summary>Keys of the offices and the signature itself, on a PDF written by hand.</summary>
public sealed class SigningTests : IDisposable
{
    private const string Name = "ỦY BAN NHÂN DÂN XÃ HOA LỘC";
    private static readonly TenantPath Office = TenantPath.Parse("38.400.16063");
    private static readonly DateTime Day = new(2022, 10, 5, 2, 0, 0, DateTimeKind.Utc);
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Certificate_OfAnOffice_NamesItAndIsVouchedFor()
    {
        var certificates = Certificates();

        var (certificate, authority) = certificates.For(Office, Name, Day);

        Assert.Contains("CN=" + Name, certificate.Subject, StringComparison.Ordinal);
        Assert.Equal(authority.Subject, certificate.Issuer);
        Assert.True(SignatureCheck.IsOurs(certificate, certificates.Authorities(), Day));
        Assert.True(certificate.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages.HasFlag(X509KeyUsageFlags.NonRepudiation));
        Assert.Equal(certificate.Thumbprint, certificates.For(Office, Name, Day.AddYears(4)).Certificate.Thumbprint);
    }

    [Fact]
    public void Certificate_AfterItsEnd_IsReplacedAndStaysTrustedForItsPapers()
    {
        var certificates = Certificates();
        var old = certificates.For(Office, Name, Day).Certificate;
        var renewed = certificates.For(Office, Name, Day.AddYears(6)).Certificate;
        var later = certificates.For(Office, Name, Day.AddYears(30)).Certificate; // the authority of 2022 has ended too

        Assert.Equal(3, new[] { old, renewed, later }.Select(c => c.Thumbprint).Distinct().Count());
        Assert.True(SignatureCheck.IsOurs(old, certificates.Authorities(), Day));
        Assert.False(SignatureCheck.IsOurs(old, certificates.Authorities(), Day.AddYears(6)));
        Assert.Equal(2, certificates.Authorities().Count);
    }

    [Fact]
    public void Keys_OnDisk_AreEncryptedAndTheOwnersAlone()
    {
        var made = Certificates().For(Office, Name, Day).Certificate;
        var again = Certificates().For(Office, Name, Day).Certificate; // a restart

        Assert.Equal(made.Thumbprint, again.Thumbprint);
        var keys = Directory.GetFiles(_folder["signing"], "*.key", SearchOption.AllDirectories);
        Assert.Equal(2, keys.Length);
        Assert.All(keys, k => Assert.ThrowsAny<CryptographicException>(() => RSA.Create().ImportPkcs8PrivateKey(File.ReadAllBytes(k), out _)));
        Assert.All(keys, k => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? UnixFileMode.UserRead | UnixFileMode.UserWrite : File.GetUnixFileMode(k)));
    }

    [Fact]
    public void Keys_ThatCannotBeOpened_AreReplacedAndOldPapersStayVerifiable()
    {
        var old = Certificates().For(Office, Name, Day).Certificate;
        var lost = new OfficeCertificates(new CertificateFolder(Options.Create(Node()), new EphemeralDataProtectionProvider()), Options.Create(Node()));

        var made = lost.For(Office, Name, Day).Certificate;

        Assert.NotEqual(old.Thumbprint, made.Thumbprint);
        Assert.True(SignatureCheck.IsOurs(old, lost.Authorities(), Day));
    }

    [Fact]
    public void Certificate_OfAStranger_IsNotOurs()
    {
        using var elsewhere = new DataFolder();
        var node = new NodeOptions { ProvinceCode = "38", DataFolder = elsewhere.Path };
        var stranger = new OfficeCertificates(new CertificateFolder(Options.Create(node), new EphemeralDataProtectionProvider()), Options.Create(node));

        Assert.False(SignatureCheck.IsOurs(stranger.For(Office, Name, Day).Certificate, Certificates().Authorities(), Day));
    }

    [Fact]
    public async Task Signature_OfAPdf_IsPadesAndCoversAll()
    {
        var certificates = Certificates();
        var pdf = await TinyPdf.SignedAsync(new SoftwareSigner(certificates), Office, Name, Day);

        var found = Assert.Single(SignatureCheck.Of(pdf));
        Assert.True(found.Whole);
        Assert.True(SignatureCheck.IsOurs(found.Certificate, certificates.Authorities(), Day));
        var cms = new SignedCms();
        cms.Decode(PdfSignature.Find(pdf)[0].Cms);
        var attributes = cms.SignerInfos[0].SignedAttributes.Cast<CryptographicAttributeObject>().Select(a => a.Oid.Value).ToList();
        Assert.Contains("1.2.840.113549.1.9.16.2.47", attributes); // signing-certificate-v2
        Assert.DoesNotContain("1.2.840.113549.1.9.5", attributes); // signing-time: PAdES forbids it
        Assert.Equal(2, cms.Certificates.Count);
    }

    [Fact]
    public async Task Signature_OfAPdf_SatisfiesPdfsig()
    {
        await File.WriteAllBytesAsync(_folder["signed.pdf"], await TinyPdf.SignedAsync(new SoftwareSigner(Certificates()), Office, Name, Day));

        var said = await PdfsigAsync(_folder["signed.pdf"]);

        Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
        Assert.Contains("Total document signed", said, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", said, StringComparison.Ordinal);
    }

    /// <summary>What poppler says of a signed file. It comes with the packages that <c>tests/run</c> installs.</summary>
    internal static async Task<string> PdfsigAsync(string file)
    {
        using var run = Process.Start(new ProcessStartInfo("pdfsig", ["-nocert", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await run.StandardOutput.ReadToEndAsync() + await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        return said;
    }

    private NodeOptions Node() => new() { ProvinceCode = "38", DataFolder = _folder.Path };

    private OfficeCertificates Certificates() =>
        new(new CertificateFolder(Options.Create(Node()), DataProtectionProvider.Create(new DirectoryInfo(_folder["keys"]))), Options.Create(Node()));
}
