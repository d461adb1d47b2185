using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>Money: whole đồng, exact, printed with dots.</summary>
public sealed class DongTests
{
    [Theory]
    [InlineData(360_000, 150, 540_000)]
    [InlineData(500_000, 250, 1_250_000)]
    [InlineData(540_000, 150, 810_000)]
    [InlineData(360_000, 100, 360_000)]
    [InlineData(1, 149, 1)]
    [InlineData(1, 150, 2)]
    public void Level_TimesCoefficient_IsRoundedToTheNearestDong(long level, int hundredths, long amount) =>
        Assert.Equal(new Dong(amount), new Dong(level).Times(hundredths));

    [Theory]
    [InlineData(0, "0 đồng")]
    [InlineData(999, "999 đồng")]
    [InlineData(1_080_000, "1.080.000 đồng")]
    [InlineData(-360_000, "-360.000 đồng")]
    public void Amount_Printed_HasDotsBetweenThousands(long amount, string printed) => Assert.Equal(printed, new Dong(amount).ToString());

    [Fact]
    public void Sum_BeyondTheRange_Throws()
    {
        Assert.Throws<OverflowException>(() => new Dong(long.MaxValue) + new Dong(1));
        Assert.Throws<OverflowException>(() => new Dong(long.MinValue) - new Dong(1));
        Assert.Throws<OverflowException>(() => new Dong(long.MaxValue).Times(150));
    }

    [Fact]
    public void Amounts_Compared_OrderByValue()
    {
        Assert.True(new Dong(2) > new Dong(1));
        Assert.False(new Dong(2) < new Dong(2));
        Assert.Equal([new Dong(-1), Dong.Zero, new Dong(3)], new[] { new Dong(3), new Dong(-1), Dong.Zero }.Order());
    }
}
