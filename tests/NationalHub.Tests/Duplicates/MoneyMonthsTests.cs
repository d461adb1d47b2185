using NationalHub.Duplicates;
using Protos.Values;

namespace NationalHub.Tests.Duplicates;

/// <summary>Months for which two provinces have money, against counting month by month.</summary>
public sealed class MoneyMonthsTests
{
    private static readonly PayMonth First = new(202501);

    [Fact]
    public void Months_OfTenThousandPairs_AreThoseOfBoth()
    {
        var random = new Random(20261123);
        for (var life = 0; life < 10_000; life++)
        {
            var (one, other) = (Side(random), Side(random));
            var common = MoneyMonths.Common(MoneyMonths.Of(one), MoneyMonths.Of(other));
            for (var i = -2; i < 30; i++)
            {
                var month = First.AddMonths(i).Number;
                Assert.Equal(Pays(one, month) && Pays(other, month), common.Any(s => s.Covers(month)));
                Assert.Equal(Pays(one, month), MoneyMonths.Dong(one, month) > 0);
            }

            Assert.Equal(common, MoneyMonths.Common(MoneyMonths.Of(other), MoneyMonths.Of(one)));
            // In order and without overlap.
            Assert.All(common.Zip(common.Skip(1)), p => Assert.True(p.First.To != 0 && p.First.To < p.Second.From));
            var from = First.AddMonths(12).Number;
            Assert.Equal(one.StoppedWith is null && other.StoppedWith is null && Enumerable.Range(12, 60).Any(i => Pays(one, First.AddMonths(i).Number) && Pays(other, First.AddMonths(i).Number)), MoneyMonths.PaysTwice(one, other, from));
        }
    }

    [Fact]
    public void Person_WhoseEntitlementsAreOnTheirWay_CountsByHisOwnRecord()
    {
        var (arrived, early) = (new SideMoney([new(202510, 0, 540_000, "Active", false)], null, null, null), new SideMoney([], new(202510, 0, 540_000, "Active", false), null, null));

        Assert.Equal(MoneyMonths.Of(arrived), MoneyMonths.Of(early));
        Assert.True(MoneyMonths.PaysTwice(arrived, early, 202611));
    }

    // A move: one stops with a month, the other begins; whatever the months say, nobody is asked.
    [Fact]
    public void Person_OnHisWay_IsNoDuplicate()
    {
        var (old, now) = (new SideMoney([new(202501, 202611, 540_000, "Ended", false)], null, null, 202611), new SideMoney([new(202611, 0, 540_000, "Active", false)], null, null, null));

        Assert.False(MoneyMonths.PaysTwice(old, now, 202611));
        Assert.True(MoneyMonths.PaysTwice(old with { StoppedWith = null }, now, 202611));
    }

    private static SideMoney Side(Random random)
    {
        var grants = Enumerable.Range(0, random.Next(1, 4)).Select(_ =>
        {
            var start = First.AddMonths(random.Next(0, 20));
            var end = random.Next(3) == 0 ? 0 : start.AddMonths(random.Next(-1, 9)).Number;
            return new Granted(start.Number, end, 540_000, random.Next(5) == 0 ? "Suspended" : "Active", random.Next(8) == 0);
        }).ToList();
        return new SideMoney(grants, null, random.Next(4) == 0 ? First.AddMonths(random.Next(0, 24)).FirstDay.AddDays(14) : null, random.Next(6) == 0 ? First.AddMonths(random.Next(0, 24)).Number : null);
    }

    private static bool Pays(SideMoney side, int month) =>
        side.Grants.Any(g => g is { Withheld: false, Status: "Active" } && g.Start <= month && (g.End == 0 || month <= g.End))
        && (side.DiedOn is not { } died || month <= PayMonth.Of(died).Number) && (side.StoppedWith is not { } last || month <= last);
}
