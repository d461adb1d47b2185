using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Sending;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>Which channel a list takes: by method, by what the node can reach, by what the office was told.</summary>
public sealed class ChannelRulesTests
{
    private static readonly string[] All = ["vnpost", "vnpost-file", "bank-file"];

    [Theory]
    [InlineData(WireCodes.CashPoint, "vnpost")]
    [InlineData(WireCodes.CashHome, "vnpost")]
    [InlineData(WireCodes.Epay, "vnpost")]
    [InlineData(WireCodes.Bank, "bank-file")]
    public void Channel_OfAMethod_IsTheUsualOne(string method, string code) => Assert.Equal(code, ChannelRules.Of(new ChannelOptions(), "38.380.14758", method, All));

    [Fact]
    public void Channel_ThatIsNotSetUp_GivesWayToTheNext()
    {
        Assert.Equal("vnpost-file", ChannelRules.Of(new ChannelOptions(), "38.14758", WireCodes.CashPoint, ["vnpost-file", "bank-file"]));
        Assert.Equal("vnpost", ChannelRules.Of(new ChannelOptions(), "38.14758", WireCodes.Bank, ["vnpost"]));
        Assert.Null(ChannelRules.Of(new ChannelOptions(), "38.14758", WireCodes.CashPoint, ["bank-file"]));
        Assert.Null(ChannelRules.Of(new ChannelOptions(), "38.14758", WireCodes.CashPoint, []));
    }

    [Fact]
    public void Channel_ToldForTheNearestOffice_Counts()
    {
        var options = new ChannelOptions();
        options.Offices["*"] = new() { [WireCodes.Bank] = "vnpost" };
        options.Offices["38.380"] = new() { ["*"] = "vnpost-file" };
        options.Offices["38.380.14758"] = new() { [WireCodes.CashHome] = "vnpost" };

        Assert.Equal("vnpost", ChannelRules.Of(options, "38.380.14758", WireCodes.CashHome, All));
        Assert.Equal("vnpost-file", ChannelRules.Of(options, "38.380.14758", WireCodes.CashPoint, All));
        Assert.Equal("vnpost-file", ChannelRules.Of(options, "38.380.14761", WireCodes.Bank, All));
        Assert.Equal("vnpost", ChannelRules.Of(options, "38.384.14845", WireCodes.Bank, All));
        Assert.Equal("vnpost", ChannelRules.Of(options, "38.384.14845", WireCodes.CashPoint, All));
    }

    [Fact]
    public void Options_WithWrongWords_StopTheStart()
    {
        var options = new ChannelOptions();
        options.Offices["Hậu Lộc"] = new() { ["TIEN_MAT"] = "buu-dien" };

        Assert.Equal(3, new ChannelOptionsCheck().Validate(null, options).Failures!.Count());
        Assert.True(new ChannelOptionsCheck().Validate(null, new ChannelOptions()).Succeeded);
    }

    [Theory]
    [InlineData("vnpost", "vnpost")]
    [InlineData("vnpost-file", "vnpost")]
    [InlineData("bank-file", "bank")]
    public void Payer_IsOne_HoweverHeIsReached(string provider, string payer) => Assert.Equal(payer, ChannelRules.Payer(provider));
}
