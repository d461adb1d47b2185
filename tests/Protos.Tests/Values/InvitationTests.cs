using System.Security.Cryptography;
using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>The line that the ministry hands to a province.</summary>
public sealed class InvitationTests
{
    private static readonly byte[] Authority = [1, 2, 3];

    [Fact]
    public void Invitation_WrittenAndPasted_IsTheSame()
    {
        var invitation = Invitation.New("38", Authority);

        Assert.True(Invitation.TryParse($"  {invitation}\n", out var read));
        Assert.Equal(("38", true), (read.ProvinceCode, read.Vouches(Authority)));
        Assert.Equal(invitation.Secret, read.Secret);
        Assert.False(read.Vouches([1, 2, 4]));
    }

    [Fact]
    public void Invitation_CutAtAnyPlace_IsRefused()
    {
        var text = Invitation.New("38", Authority).ToString();

        Assert.All(Enumerable.Range(0, text.Length), length => Assert.False(Invitation.TryParse(text[..length], out _)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("38")]
    [InlineData("38.a.b")]
    [InlineData("xx.{0}.{0}")]
    [InlineData("380.{0}.{0}")]
    [InlineData("38.{0}.{0}.{0}")]
    [InlineData("38.{0} .{0}")]
    public void Text_ThatIsNone_IsRefused(string? text) =>
        Assert.False(Invitation.TryParse(text?.Replace("{0}", System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Authority)), StringComparison.Ordinal), out _));

    [Fact]
    public void Invitations_OfOneProvince_HaveSecretsOfTheirOwn() =>
        Assert.NotEqual(Invitation.New("38", Authority).Secret, Invitation.New("38", Authority).Secret);
}
