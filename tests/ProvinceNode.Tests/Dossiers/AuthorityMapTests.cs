using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Who acts on a date, from the shipped map (policy 3.12): three tiers until 2025-06-30, two from 2025-07-01.</summary>
public sealed class AuthorityMapTests
{
    private static readonly DateOnly LastOfThree = new(2025, 6, 30);
    private static readonly DateOnly FirstOfTwo = new(2025, 7, 1);

    [Fact]
    public void Regime_Changes_OnTheFirstOfJuly2025()
    {
        Assert.Equal("3T", ShippedFlow.Authorities.RegimeOn(LastOfThree));
        Assert.Equal("2T", ShippedFlow.Authorities.RegimeOn(FirstOfTwo));
    }

    [Theory]
    [InlineData(Authorities.CommuneDesk, "38.400.16063")]
    [InlineData(Authorities.CommuneOfficer, "38.400.16063")]
    [InlineData(Authorities.CommuneChair, "38.400.16063")]
    [InlineData(Authorities.Appraiser, "38.400")]
    [InlineData(Authorities.Decider, "38.400")]
    [InlineData(Authorities.RecordsClerk, "38.400")]
    [InlineData(Authorities.FundHolder, "38.400")]
    [InlineData("PROV_DEPT", "38")]
    public void Role_InThreeTiers_ActsAtItsOffice(string role, string office) =>
        Assert.Equal(office, ShippedFlow.Authorities.OfficeFor(role, TenantPath.Parse("38.400.16063"), LastOfThree).Value);

    [Theory]
    [InlineData(Authorities.CommuneDesk)]
    [InlineData(Authorities.CommuneOfficer)]
    [InlineData(Authorities.CommuneChair)]
    [InlineData(Authorities.Appraiser)]
    [InlineData(Authorities.Decider)]
    [InlineData(Authorities.RecordsClerk)]
    [InlineData(Authorities.FundHolder)]
    public void Role_InTwoTiers_ActsAtTheCommune(string role) =>
        Assert.Equal("38.16072", ShippedFlow.Authorities.OfficeFor(role, TenantPath.Parse("38.16072"), FirstOfTwo).Value);

    // The ministry of labour was merged on 2025-03-01, four months before the districts ended.
    [Theory]
    [InlineData("2025-02-28", "Sở Lao động – Thương binh và Xã hội")]
    [InlineData("2025-03-01", "Sở Y tế")]
    public void Department_OfTheProvince_ChangesInMarch2025(string day, string title) =>
        Assert.Equal(title, ShippedFlow.Authorities.Rule("PROV_DEPT", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).Title);

    // Policy 3.12: between the merger of the ministries and the end of the districts another division did the work.
    [Theory]
    [InlineData("2025-02-28", "Phòng Lao động – Thương binh và Xã hội huyện Hậu Lộc", "Trưởng phòng Lao động – Thương binh và Xã hội", "LĐTBXH", "Phòng Lao động – Thương binh và Xã hội huyện Hậu Lộc")]
    [InlineData("2025-03-01", "Phòng Y tế huyện Hậu Lộc", "Trưởng phòng Y tế", "YT", "Phòng Y tế huyện Hậu Lộc")]
    [InlineData("2025-06-30", "Phòng Y tế huyện Hậu Lộc", "Trưởng phòng Y tế", "YT", "Phòng Y tế huyện Hậu Lộc")]
    [InlineData("2025-07-01", "Phòng Văn hóa – Xã hội xã Hoa Lộc", "Trưởng phòng Văn hóa – Xã hội", "VHXH", "UBND xã Hoa Lộc")]
    public void Division_OfTheDay_IsNamedOnPapersAndInNumbers(string text, string office, string head, string letters, string fund)
    {
        var day = DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var scene = ProvinceNode.Documents.PaperScenes.Of(ShippedFlow.On(day), ShippedFlow.CommuneOn(day));

        Assert.Equal((office, head, letters), (scene.AppraiserName, scene.HeadOfDivision, scene.DivisionLetters));
        Assert.Equal("TTr-" + letters, ProvinceNode.Documents.PaperKind.Of("D13").SeriesIn(ShippedFlow.Authorities.RegimeOn(day), ProvinceNode.Documents.PaperScene.DistrictLetters(ShippedFlow.Authorities, day)));
        Assert.Equal(fund, ShippedFlow.On(day).OfficeName(Authorities.FundHolder, ShippedFlow.CommuneOn(day)));
    }

    [Fact]
    public void Rows_OfEachRole_FollowEachOtherWithoutGapOrOverlap() => Assert.All(RuleSeed.Authority().GroupBy(r => r.Role), role =>
    {
        var rows = role.OrderBy(r => r.ValidFrom).ToList();
        Assert.Equal(new DateOnly(2021, 7, 1), rows[0].ValidFrom);
        Assert.Null(rows[^1].ValidTo);
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.Equal(pair.First.ValidTo?.AddDays(1), pair.Second.ValidFrom));
    });

    [Fact]
    public void Day_BeforeTheMap_IsRefusedByName() => Assert.Contains(
        "DECIDER", Assert.Throws<InvalidOperationException>(() => ShippedFlow.Authorities.RegimeOn(new DateOnly(2021, 6, 30))).Message, StringComparison.Ordinal);

    [Fact]
    public void Office_Printed_HasItsUnitsTypeSmall()
    {
        Assert.Equal("Bộ phận Tiếp nhận và Trả kết quả xã Hoa Lộc", ShippedFlow.On(ShippedFlow.Pilot).OfficeName(Authorities.CommuneDesk, ShippedFlow.CommuneOn(ShippedFlow.Pilot)));
        Assert.Equal("UBND huyện Hậu Lộc", ShippedFlow.On(ShippedFlow.Pilot).OfficeName(Authorities.Decider, ShippedFlow.CommuneOn(ShippedFlow.Pilot)));
        Assert.Equal("UBND xã Hoa Lộc", ShippedFlow.On(ShippedFlow.TwoTier).OfficeName(Authorities.Decider, ShippedFlow.CommuneOn(ShippedFlow.TwoTier)));
    }
}
