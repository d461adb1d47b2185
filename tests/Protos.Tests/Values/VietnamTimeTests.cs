using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>Today changes at midnight in Viet Nam, which is 17:00 UTC of the day before.</summary>
public sealed class VietnamTimeTests
{
    [Theory]
    [InlineData("2022-10-31T16:59:59.999999", "2022-10-31", 202210)]
    [InlineData("2022-10-31T17:00:00", "2022-11-01", 202211)]
    [InlineData("2022-11-01T00:00:00", "2022-11-01", 202211)]
    [InlineData("2022-12-31T17:00:00", "2023-01-01", 202301)]
    public void Today_AroundMidnight_FollowsTheVietnameseDay(string utc, string day, int month)
    {
        var time = new VietnamTime(new StoppedClock(Moment(utc)));

        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), time.Today);
        Assert.Equal(new PayMonth(month), time.Month);
        Assert.Equal(time.Today, VietnamTime.Day(time.UtcNow));
    }

    [Fact]
    public void Moment_Read_IsCutToMicroseconds()
    {
        var time = new VietnamTime(new StoppedClock(Moment("2022-10-31T17:00:00").AddTicks(1_234_567)));

        Assert.Equal(1_234_560, time.UtcNow.Ticks % TimeSpan.TicksPerSecond);
        Assert.Equal(DateTimeKind.Utc, time.UtcNow.Kind);
    }

    [Fact]
    public void Moment_ToTheWallAndBack_IsTheSame()
    {
        var utc = Moment("2022-10-31T20:15:00").UtcDateTime;

        Assert.Equal(new DateTime(2022, 11, 1, 3, 15, 0), VietnamTime.Local(utc));
        Assert.Equal(utc, VietnamTime.Utc(VietnamTime.Local(utc)));
        Assert.Equal(DateTimeKind.Utc, VietnamTime.Utc(VietnamTime.Local(utc)).Kind);
    }

    private static DateTimeOffset Moment(string utc) =>
        DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
