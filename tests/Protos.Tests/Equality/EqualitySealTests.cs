using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Protos.Equality;
using Protos.Tests.Grpc;

namespace Protos.Tests.Equality;

/// <summary>The verifier takes a certificate that both signed and nothing else.</summary>
public sealed class EqualitySealTests : IDisposable
{
    private readonly TestAuthority _authority = new("CN=hub authority");
    private readonly X509Certificate2 _node;
    private readonly X509Certificate2 _hub;
    private readonly DateTime _now = TimeProvider.System.GetUtcNow().UtcDateTime;

    public EqualitySealTests() => (_node, _hub) = (_authority.Issue("38", TestAuthority.ForClients), _authority.Issue("hub", TestAuthority.ForServers));

    [Fact]
    public void Certificate_SignedByBoth_IsTaken()
    {
        var verdict = EqualitySeal.Verify(Seal(Content()), _authority.Roots[0]);

        Assert.Empty(verdict.Faults);
        Assert.Equal(("38", 3L, true), (verdict.Content!.Province, verdict.Content.Records, verdict.Content.Equal));
    }

    [Theory]
    [InlineData("content")]
    [InlineData("signedAt")]
    [InlineData("node")]
    [InlineData("hub")]
    public void Certificate_WithOnePartOfAnother_IsRefused(string part)
    {
        var (file, other) = (JsonNode.Parse(Seal(Content()))!, JsonNode.Parse(Seal(Content() with { Records = 4, Lines = [Line(4)] }, _now.AddDays(-1)))!);
        file[part] = other[part]!.DeepClone();

        Assert.NotEmpty(EqualitySeal.Verify(Encoding.UTF8.GetBytes(file.ToJsonString()), _authority.Roots[0]).Faults);
    }

    [Fact]
    public void Certificate_WithAnyByteOfItsContentChanged_IsRefused()
    {
        var whole = Content().ToBytes();
        var seal = EqualitySeal.SignByHub(whole, EqualitySeal.SignByNode(whole, _node), _now, _hub);
        for (var i = 0; i < whole.Length; i += 7)
        {
            byte[] content = [.. whole];
            content[i] ^= 1;
            Assert.NotEmpty(EqualitySeal.Verify((seal with { Content = content }).ToBytes(), _authority.Roots[0]).Faults);
        }
    }

    [Fact]
    public void Certificate_OfAnotherAuthorityProvinceOrUse_IsRefused()
    {
        using var stranger = new TestAuthority("CN=hub authority");
        using var neighbour = _authority.Issue("46", TestAuthority.ForClients);

        Assert.NotEmpty(EqualitySeal.Verify(Seal(Content()), stranger.Roots[0]).Faults);
        Assert.NotEmpty(EqualitySeal.Verify(Seal(Content(), node: neighbour), _authority.Roots[0]).Faults);
        Assert.NotEmpty(EqualitySeal.Verify(Seal(Content(), hub: _node), _authority.Roots[0]).Faults);
        Assert.NotEmpty(EqualitySeal.Verify(Seal(Content(), _now.AddYears(-1)), _authority.Roots[0]).Faults);
    }

    [Fact]
    public void Certificate_ThatContradictsItself_IsRefusedThoughSigned()
    {
        var content = Content();
        var row = new EqualityRow("Beneficiary", "38.380.14758", "x", DifferenceKind.HubValue, 1, 1, "", 1, 1, "", []);
        EqualityContent[] wrong =
        [
            content with { Records = 4 }, content with { Equal = false }, content with { Differing = 1 }, content with { Rows = [row] }, content with { InFlight = 1 }, content with { Format = "x" },
            content with { Lines = [Line(3) with { HubDigest = "00" }] }, content with { Lines = [Line(3) with { HubRecords = 2 }] }, content with { Records = 6, Lines = [Line(3), Line(3)] },
        ];

        Assert.All(wrong, w => Assert.NotEmpty(EqualitySeal.Verify(Seal(w), _authority.Roots[0]).Faults));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"format\":\"x\",\"content\":\"AA==\",\"node\":{\"certificate\":\"AA==\",\"signature\":\"AA==\"},\"signedAt\":\"x\",\"hub\":{\"certificate\":\"AA==\",\"signature\":\"AA==\"}}")]
    public void File_ThatIsNoCertificate_IsRefusedInWords(string text) =>
        Assert.Contains("không phải là chứng nhận", Assert.Single(EqualitySeal.Verify(Encoding.UTF8.GetBytes(text), _authority.Roots[0]).Faults), StringComparison.Ordinal);

    public void Dispose()
    {
        _node.Dispose();
        _hub.Dispose();
        _authority.Dispose();
    }

    private static EqualityLine Line(int records) => new("Beneficiary", "38.380.14758", records, new string('a', 32), records, new string('a', 32));

    private static EqualityContent Content() => new(
        EqualityContent.Version, "38", Guid.Empty, "Nightly", DateTime.UnixEpoch, DateTime.UnixEpoch, 1, 5, "head", "1.0", 3, 0, 0, 0, true, [Line(3)], []);

    private byte[] Seal(EqualityContent content, DateTime? at = null, X509Certificate2? node = null, X509Certificate2? hub = null)
    {
        var bytes = content.ToBytes();
        return EqualitySeal.SignByHub(bytes, EqualitySeal.SignByNode(bytes, node ?? _node), at ?? _now, hub ?? _hub).ToBytes();
    }
}
