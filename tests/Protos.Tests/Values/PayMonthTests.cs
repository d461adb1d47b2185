using Protos.Values;

namespace Protos.Tests.Values;

/// <summary>Calendar months: the unit in which assistance starts, stops and is paid.</summary>
public sealed class PayMonthTests
{
    [Theory]
    [InlineData(202210, 1, 202211)]
    [InlineData(202212, 1, 202301)]
    [InlineData(202301, -1, 202212)]
    [InlineData(202210, 27, 202501)]
    [InlineData(202210, 0, 202210)]
    public void Month_Moved_CrossesYears(int month, int by, int expected) => Assert.Equal(new PayMonth(expected), new PayMonth(month).AddMonths(by));

    [Theory]
    [InlineData(202210, 202210, 0)]
    [InlineData(202301, 202212, 1)]
    [InlineData(202212, 202301, -1)]
    [InlineData(202607, 202106, 61)]
    public void Months_BetweenTwo_AreCounted(int later, int earlier, int count) =>
        Assert.Equal(count, new PayMonth(later).MonthsSince(new PayMonth(earlier)));

    [Theory]
    [InlineData(202402, 29)]
    [InlineData(202302, 28)]
    [InlineData(202212, 31)]
    public void Month_EndsOn_ItsLastDay(int month, int day)
    {
        Assert.Equal(day, new PayMonth(month).LastDay.Day);
        Assert.Equal(new PayMonth(month), PayMonth.Of(new PayMonth(month).LastDay));
        Assert.Equal(new PayMonth(month), PayMonth.Of(new PayMonth(month).FirstDay));
    }

    [Fact]
    public void Months_Compared_FollowTheCalendar()
    {
        var (december, january) = (new PayMonth(202212), new PayMonth(202301));

        Assert.True(december < january && january > december && december <= january && january >= december);
        Assert.False(december >= january);
        Assert.Equal("01/2023", january.ToString());
    }
}
