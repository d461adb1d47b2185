using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using ProvinceNode.Documents.Signing;
using ProvinceNode.Documents.Verification;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Documents.Signing;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Documents.Verification;

/// <summary>Whatever is done to a signed file is noticed, and whatever is uploaded is answered.</summary>
public sealed class SignatureCheckTests : IDisposable
{
    private static readonly DateTime Day = new(2022, 10, 5, 2, 0, 0, DateTimeKind.Utc);
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task File_WithAnyByteChanged_IsNotWhole()
    {
        var pdf = await SignedAsync();
        var signature = PdfSignature.Find(pdf)[0];
        var covered = Enumerable.Range(0, signature.GapStart).Concat(Enumerable.Range(signature.GapEnd, signature.End - signature.GapEnd)).Where(i => i % 7 == 0);

        Assert.All(covered, i =>
        {
            var changed = pdf.ToArray();
            changed[i] ^= 1;
            Assert.DoesNotContain(SignatureCheck.Of(changed), f => f.Whole);
        });
    }

    [Fact]
    public async Task File_WithARevisionAfterSigning_FitsButIsNotCoveredWhole()
    {
        byte[] longer = [.. await SignedAsync(), .. Encoding.ASCII.GetBytes("8 0 obj\n<</Type/Annot>>\nendobj\nxref\n0 0\ntrailer<</Size 9>>\n%%EOF\n")];

        var found = Assert.Single(SignatureCheck.Of(longer));

        Assert.True(found.Fits);
        Assert.False(found.Whole);
    }

    [Fact]
    public async Task File_WithBlanksAtItsEnd_IsWhole() =>
        Assert.True(Assert.Single(SignatureCheck.Of([.. await SignedAsync(), (byte)'\r', (byte)'\n'])).Whole);

    [Fact]
    public async Task Digest_OfAnAlteredCopy_IsThatOfTheOriginal()
    {
        var pdf = await SignedAsync();
        var changed = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(pdf).Replace("(Hoa Loc)", "(Hoa Lam)", StringComparison.Ordinal));

        var (before, after) = (Assert.Single(SignatureCheck.Of(pdf)), Assert.Single(SignatureCheck.Of(changed)));

        Assert.Equal(before.Digest, after.Digest);
        Assert.False(after.Fits);
    }

    // Only the hexadecimal string may stand in the gap, or an attacker's text would hide there.
    [Fact]
    public async Task Range_WithAWiderGap_IsNoSignature()
    {
        var pdf = await SignedAsync();
        var signature = PdfSignature.Find(pdf)[0];
        var text = Encoding.Latin1.GetString(pdf);
        var wider = text.Replace($"[0 {signature.GapStart} ", $"[0 {signature.GapStart - 9} ", StringComparison.Ordinal);

        Assert.NotEqual(text, wider);
        Assert.Empty(SignatureCheck.Of(Encoding.Latin1.GetBytes(wider)));
    }

    [Theory]
    [InlineData("%PDF-1.7 /ByteRange")]
    [InlineData("%PDF-1.7 /ByteRange [0 1 2 3]")]
    [InlineData("%PDF-1.7 /ByteRange [0 9 11 0] <>")]
    [InlineData("%PDF-1.7 /ByteRange [0 2147483647 2147483647 2147483647] <00>")]
    [InlineData("%PDF-1.7 /ByteRange [-1 5 9 99999999999999999999] <00>")]
    [InlineData("%PDF-1.7 /ByteRange [0 10 18 3] <30820000>   ")]
    [InlineData("/ByteRange[/ByteRange[/ByteRange[/ByteRange[/ByteRange[")]
    public void File_OfNonsense_HasNoSignature(string text) => Assert.Empty(SignatureCheck.Of(Encoding.Latin1.GetBytes(text)));

    [Fact]
    public async Task File_CutAnywhere_IsAnsweredQuietly()
    {
        var pdf = await SignedAsync();

        Assert.All(Enumerable.Range(0, pdf.Length).Where(i => i % 97 == 0), length => Assert.DoesNotContain(SignatureCheck.Of(pdf[..length]), f => f.Whole));
    }

    [Theory]
    [InlineData("7K3M-9QXT-2B4C-H8WZ", "7K3M9QXT2B4CH8WZ")]
    [InlineData(" 7k3m 9qxt 2b4c h8wz ", "7K3M9QXT2B4CH8WZ")]
    [InlineData("https://tgxh.thanhhoa.gov.vn/xac-minh/7K3M-9QXT-2B4C-H8WZ/", "7K3M9QXT2B4CH8WZ")]
    [InlineData("OOOO-iiii-llll-0000", "0000111111110000")]
    [InlineData("7K3M-9QXT-2B4C-H8W", null)]
    [InlineData("7K3M-9QXT-2B4C-H8WU", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Code_AsTyped_IsReadOrRefused(string? typed, string? code) => Assert.Equal(code, VerificationCode.Read(typed));

    [Fact]
    public void Codes_Made_AreDifferentAndReadBack()
    {
        var codes = Enumerable.Range(0, 10_000).Select(_ => VerificationCode.New()).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(codes, c => Assert.Equal(c, VerificationCode.Read(VerificationCode.Print(c))));
        Assert.Equal(32, codes.SelectMany(c => c).Distinct().Count());
    }

    private Task<byte[]> SignedAsync()
    {
        var node = Options.Create(new NodeOptions { ProvinceCode = "38", DataFolder = _folder.Path });
        var signer = new SoftwareSigner(new OfficeCertificates(new CertificateFolder(node, new EphemeralDataProtectionProvider()), node));
        return TinyPdf.SignedAsync(signer, TenantPath.Parse("38.400.16063"), "ỦY BAN NHÂN DÂN XÃ HOA LỘC", Day);
    }
}
