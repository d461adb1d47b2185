using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>Where an office stands in its province, and what it covers.</summary>
public sealed class TenantPathTests
{
    [Theory]
    [InlineData("38", 1, "38", "38", "38")]
    [InlineData("38.380", 2, "380", "38", "38")]
    [InlineData("38.14758", 2, "14758", "38", "38")]
    [InlineData("38.380.14758", 3, "14758", "38.380", "38")]
    public void Path_Read_TellsItsParts(string text, int depth, string unit, string parent, string province)
    {
        var path = TenantPath.Parse(text);

        Assert.Equal((depth, unit, parent, province), (path.Depth, path.UnitCode, path.Parent.Value, path.Province));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("38.")]
    [InlineData(".38")]
    [InlineData("38..14758")]
    [InlineData("38.380.14758.1")]
    [InlineData("38.380.14758.12345")]
    [InlineData("38/380")]
    [InlineData("3x")]
    [InlineData("38.380%")]
    public void Text_ThatIsNoPath_IsRefused(string? text)
    {
        Assert.False(TenantPath.TryParse(text, out _));
        Assert.Throws<FormatException>(() => TenantPath.Parse(text!));
    }

    [Theory]
    [InlineData("38", "38", true)]
    [InlineData("38", "38.380.14758", true)]
    [InlineData("38.380", "38.380.14758", true)]
    [InlineData("38.380", "38.381.14758", false)]
    [InlineData("38.380.14758", "38.380", false)]
    [InlineData("38.380", "38.3801", false)]
    [InlineData("38", "380", false)]
    [InlineData("38.147", "38.14758", false)]
    public void Office_Covers_ItselfAndWhatIsBelow(string office, string other, bool covers) =>
        Assert.Equal(covers, TenantPath.Parse(office).Covers(other));

    [Fact]
    public void NoPath_Covers_Nothing()
    {
        Assert.False(default(TenantPath).Covers("38"));
        Assert.False(TenantPath.Parse("38").Covers((string?)null));
    }

    [Fact]
    public void SubtreeBounds_InOrdinalOrder_HoldExactlyWhatIsCovered()
    {
        string[] all = ["37", "37.999", "38", "38.380", "38.380.14758", "38.3800", "38.381", "38.381.14758", "38.38", "380", "38.14758", "39", "3"];
        foreach (var office in new[] { "38", "38.380", "38.380.14758", "38.38", "38.14758" }.Select(TenantPath.Parse))
        {
            var within = all.Where(p => string.CompareOrdinal(p, office.Value) >= 0 && string.CompareOrdinal(p, office.SubtreeEnd) < 0);

            Assert.Equal(all.Where(p => office.Covers(p)), within);
        }
    }

    [Fact]
    public void Child_OfAnOffice_IsCoveredByIt()
    {
        var district = TenantPath.Parse("38").Child("380");

        Assert.Equal("38.380", district.Value);
        Assert.True(district.Covers(district.Child("14758")));
        Assert.Throws<FormatException>(() => district.Child("14758").Child("01"));
    }
}
