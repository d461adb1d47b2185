using ProvinceNode.Eligibility;
using Protos.Values;

namespace ProvinceNode.Tests.Eligibility;

/// <summary>Standard levels by date (Decree 20 Art. 4 and its successors), the province's own, and arrears across them.</summary>
public sealed class LevelTests
{
    [Theory]
    [InlineData(202106, 270_000)]
    [InlineData(202107, 360_000)]
    [InlineData(202406, 360_000)]
    [InlineData(202407, 500_000)]
    [InlineData(202606, 500_000)]
    [InlineData(202607, 540_000)]
    public void Level_OnBothSidesOfEachChange_IsTheOneInForce(int month, long level) =>
        Assert.Equal(level, Law.Book.LevelIn(new PayMonth(month), Law.Province)!.Amount);

    [Theory]
    [InlineData(202406, 540_000)]
    [InlineData(202407, 750_000)]
    [InlineData(202606, 750_000)]
    [InlineData(202607, 810_000)]
    public void Amount_OnBothSidesOfEachChange_FollowsTheLevel(int month, long amount) =>
        Assert.Equal(amount, Law.Decide(Law.Disabled(DisabilityDegree.Severe, new PayMonth(month), 400), month).TotalDong);

    [Fact]
    public void Month_BeforeTheFirstLevel_GetsNothingAndSaysSo()
    {
        var answer = Law.Decide(Law.Disabled(DisabilityDegree.Severe, new PayMonth(200612), 400), 200612);

        Assert.False(answer.Eligible);
        Assert.Contains("Phần mềm không tính theo quy định cũ", Assert.Single(answer.Remarks), StringComparison.Ordinal);
    }

    // Before Decree 20 its categories do not exist, whatever the level.
    [Fact]
    public void Month_BeforeDecree20_HasALevelButNoCategory() =>
        Assert.False(Law.Decide(Law.Disabled(DisabilityDegree.Severe, new PayMonth(202106), 400), 202106).Eligible);

    [Theory]
    [InlineData(450_000, 450_000)]
    [InlineData(300_000, 360_000)]
    [InlineData(360_000, 360_000)]
    public void ProvinceLevel_Wins_OnlyWhenHigher(long own, long level) =>
        Assert.Equal(level, Law.With("38", own, new DateOnly(2022, 1, 1)).LevelIn(new PayMonth(202210), "38")!.Amount);

    [Fact]
    public void ProvinceLevel_OfAnotherProvince_DoesNotCount() =>
        Assert.Equal(360_000, Law.With("01", 450_000, new DateOnly(2022, 1, 1)).LevelIn(new PayMonth(202210), "38")!.Amount);

    [Theory]
    [InlineData(202112, 360_000)]
    [InlineData(202201, 450_000)]
    [InlineData(202212, 450_000)]
    [InlineData(202301, 360_000)]
    public void ProvinceLevel_OutsideItsDays_DoesNotCount(int month, long level) =>
        Assert.Equal(level, Law.With("38", 450_000, new DateOnly(2022, 1, 1), new DateOnly(2022, 12, 31)).LevelIn(new PayMonth(month), "38")!.Amount);

    // The national floor overtook a province's level that stayed: the higher of both holds in each month.
    [Fact]
    public void ProvinceLevel_OvertakenByTheFloor_GivesWay()
    {
        var rules = Law.With("38", 450_000, new DateOnly(2022, 1, 1));

        Assert.Equal([450_000, 500_000], new[] { 202406, 202407 }.Select(m => rules.LevelIn(new PayMonth(m), "38")!.Amount));
    }

    [Fact]
    public void Answer_Names_TheLevelAndItsInstrument()
    {
        var answer = Law.Decide(Law.Disabled(DisabilityDegree.Severe, new PayMonth(202607), 400), 202607);

        Assert.Equal((540_000, "Điều 4 Nghị định 335/2026/NĐ-CP"), (answer.Main!.LevelDong, answer.Main.LevelLegal));
        Assert.Equal("540.000 đồng × hệ số 1,5 = 810.000 đồng/tháng", answer.Main.Arithmetic);
    }
}
