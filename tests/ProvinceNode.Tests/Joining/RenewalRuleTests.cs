using ProvinceNode.Joining;

namespace ProvinceNode.Tests.Joining;

/// <summary>When the node asks for a new certificate. Pure.</summary>
public sealed class RenewalRuleTests
{
    private static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(365, 60, 304, false)]
    [InlineData(365, 60, 305, true)]
    [InlineData(365, 60, 400, true)]
    [InlineData(30, 60, 1, false)]
    [InlineData(30, 60, 19, false)]
    [InlineData(30, 60, 20, true)]
    public void Certificate_ByItsAge_IsDueInItsLastDaysOrThird(int lifeDays, int daysBefore, int age, bool due) =>
        Assert.Equal(due, RenewCertificate.IsDue(Begin, Begin.AddDays(lifeDays), Begin.AddDays(age), daysBefore));
}
