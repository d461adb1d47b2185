using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Protos.Reference;
using Protos.Reference.Packs;
using Protos.Tests.Grpc;

namespace Protos.Tests.Reference;

/// <summary>A pack is believed when the hub's pack signer signed it whole, and told what is wrong with it in words otherwise.</summary>
public sealed class PackReaderTests : IDisposable
{
    private readonly TestAuthority _authority = new("CN=hub authority");
    private readonly X509Certificate2 _signer;
    private readonly DateTime _now = TimeProvider.System.GetUtcNow().UtcDateTime;

    public PackReaderTests() => _signer = _authority.Issue(PackSeal.Subject, PackSeal.Usage);

    public void Dispose()
    {
        _signer.Dispose();
        _authority.Dispose();
    }

    [Theory]
    [InlineData(PackKind.Units)]
    [InlineData(PackKind.Calendar)]
    [InlineData(PackKind.Rules)]
    [InlineData(PackKind.CodeLists)]
    public void Pack_OfTheShippedTables_IsSoundAndChangesNothing(PackKind kind)
    {
        var verdict = Read(Sealed(Content(kind)));

        Assert.Empty(verdict.Faults.Select(f => f.Words));
        Assert.Equal((kind, 2), (verdict.Content!.Kind, verdict.Content.Number));
        var difference = PackDifference.Of(kind, PackTables.Shipped(kind), verdict.Content.Texts, new DateOnly(2026, 1, 1));
        Assert.Empty(difference.Changes.Select(c => c.Words));
        Assert.Empty(difference.Faults);
    }

    [Fact]
    public void Pack_WithoutASignature_IsRefused() => Assert.Equal(PackFaultKind.Unsigned, Fault(JsonSerializer.SerializeToUtf8Bytes(PackSeal.Sign(Content(), _signer) with { Signature = [] }, JsonSerializerOptions.Web)));

    [Theory]
    [InlineData(TestAuthority.ForClients, "38")]
    [InlineData(TestAuthority.ForServers, "National hub")]
    [InlineData(TestAuthority.ForClients, PackSeal.Subject)]
    [InlineData(PackSeal.Usage, "38")]
    [InlineData(null, PackSeal.Subject)]
    public void Pack_SignedByACertificateForAnotherPurpose_IsRefused(string? usage, string name)
    {
        using var other = _authority.Issue(name, usage);

        Assert.Equal(PackFaultKind.WrongSigner, Fault(PackSeal.Sign(Content(), other).ToBytes()));
    }

    [Fact]
    public void Pack_SignedUnderAnotherAuthority_IsRefused()
    {
        using var stranger = new TestAuthority("CN=hub authority");
        using var signer = stranger.Issue(PackSeal.Subject, PackSeal.Usage);

        Assert.Equal(PackFaultKind.WrongSigner, Fault(PackSeal.Sign(Content(), signer).ToBytes()));
    }

    [Fact]
    public void Pack_IssuedOutsideTheSignersDays_IsRefused() => Assert.Equal(PackFaultKind.WrongSigner, Fault(Sealed(Content() with { IssuedAt = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc) })));

    [Fact]
    public void Pack_WithAnyByteOfItsContentOrSignatureChanged_IsRefused()
    {
        var seal = PackSeal.Sign(Content(PackKind.Calendar), _signer);
        foreach (var at in Enumerable.Range(0, 60).Select(i => i * 37 % seal.Content.Length))
        {
            var content = seal.Content.ToArray();
            content[at] ^= 1;
            Assert.Contains(Fault((seal with { Content = content }).ToBytes()), new[] { PackFaultKind.Altered, PackFaultKind.WrongSigner });
        }

        foreach (var at in Enumerable.Range(0, seal.Signature.Length))
        {
            var signature = seal.Signature.ToArray();
            signature[at] ^= 1;
            Assert.Equal(PackFaultKind.Altered, Fault((seal with { Signature = signature }).ToBytes()));
        }
    }

    [Fact]
    public void Pack_WithAnotherPacksContent_IsRefused()
    {
        var (one, other) = (JsonNode.Parse(Sealed(Content()))!, JsonNode.Parse(Sealed(Content() with { Number = 9 }))!);
        one["content"] = other["content"]!.DeepClone();

        Assert.Equal(PackFaultKind.Altered, Fault(Encoding.UTF8.GetBytes(one.ToJsonString())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("not json")]
    [InlineData("{\"format\":\"x\",\"content\":\"???\",\"certificate\":\"\",\"signature\":\"\"}")]
    public void File_ThatIsNoPack_IsRefusedInWords(string text) => Assert.Equal(PackFaultKind.Unreadable, Fault(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void File_LargerThanAnyPack_IsNotLookedAt() => Assert.Equal(PackFaultKind.TooLarge, Fault(new byte[PackReader.MostBytes + 1]));

    [Fact]
    public void Content_WithAFieldThatNobodyKnows_IsNotRead()
    {
        var json = JsonNode.Parse(Content(PackKind.Calendar).ToBytes())!.AsObject();
        json["extra"] = 1;
        Assert.Throws<JsonException>(() => PackContent.Read(Encoding.UTF8.GetBytes(json.ToJsonString())));
    }

    [Theory]
    [InlineData(2, 1, 1, null)]
    [InlineData(3, 1, 2, null)]
    [InlineData(1, 0, 0, null)]
    [InlineData(1, 0, 1, PackFaultKind.Older)]
    [InlineData(2, 1, 4, PackFaultKind.Older)]
    [InlineData(3, 2, 1, null)]
    [InlineData(2, 1, 0, null)]
    public void Pack_AfterWhatIsHeld_IsTakenOrRefusedByItsNumbers(int number, int previous, int held, PackFaultKind? fault) =>
        Assert.Equal(fault, PackReader.OrderFault(Content() with { Number = number, Previous = previous }, held)?.Kind);

    private PackContent Content(PackKind kind = PackKind.Rules) => PackContent.Of(kind, 2, 1, new DateOnly(2026, 1, 1), "Nghị định số 1/2026/NĐ-CP", _now, PackTables.Shipped(kind));

    private byte[] Sealed(PackContent content) => PackSeal.Sign(content, _signer).ToBytes();

    private PackVerdict Read(byte[] file) => PackReader.Read(file, _authority.Roots[0]);

    private PackFaultKind Fault(byte[] file)
    {
        var verdict = Read(file);
        Assert.Null(verdict.Content);
        Assert.Matches("[.]$", Assert.Single(verdict.Faults).Words);
        return verdict.Faults[0].Kind;
    }
}
