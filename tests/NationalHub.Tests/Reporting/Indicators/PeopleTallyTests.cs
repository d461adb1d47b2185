using NationalHub.Reporting.Indicators;
using Protos.Values;

namespace NationalHub.Tests.Reporting.Indicators;

public sealed class PeopleTallyTests
{
    private static readonly PayMonth First = new(202601);

    [Fact]
    public void People_OfTwoCategories_CountInEachAndOnceInAll()
    {
        var told = Told(First, 3, [[new("6.n.adult", false, 202512, 0, 750_000), new("4", false, 202602, 202602, 1_000_000)], [new("6.n.adult", false, 202603, 0, 750_000)]]);

        Assert.Equal([(202601, 1L), (202602, 1), (202603, 2)], Of(told, IndicatorCode.People, ""));
        Assert.Equal([(202601, 1L), (202602, 1), (202603, 2)], Of(told, IndicatorCode.People, "6.n.adult"));
        Assert.Equal([(202602, 1L)], Of(told, IndicatorCode.People, "4"));
        Assert.Equal([(202601, 750_000L), (202602, 1_750_000), (202603, 1_500_000)], Of(told, IndicatorCode.Money, ""));
    }

    [Fact]
    public void Care_ForSomebody_IsMoneyOfTheMonthAndNoPersonOfTheWhole()
    {
        var told = Told(First, 1, [[new("CS.6", true, 202601, 0, 500_000)]]);

        Assert.Equal([(202601, 0L)], Of(told, IndicatorCode.People, ""));
        Assert.Equal([(202601, 1L)], Of(told, IndicatorCode.People, "CS.6"));
        Assert.Equal([(202601, 500_000L)], Of(told, IndicatorCode.Money, ""));
    }

    [Fact]
    public void Changes_OfMonths_TellWhoBeganAndEnded()
    {
        // One receives before and stops after January; one passes from one group to the next without a gap; one comes back after a month.
        var told = Told(First, 4,
        [
            [new("HT.1", false, 202501, 202601, 1)],
            [new("6.n.child", false, 202501, 202602, 1), new("6.n.adult", false, 202603, 0, 1)],
            [new("HT.1", false, 202601, 202601, 1), new("HT.1", false, 202603, 0, 1)],
        ]);

        // Whoever reads that some began reads beside it that nobody ended, and of a month without change both.
        Assert.Equal([(202601, 1L), (202602, 0), (202603, 1), (202604, 0)], Of(told, IndicatorCode.Began, ""));
        Assert.Equal([(202601, 0L), (202602, 2), (202603, 0), (202604, 0)], Of(told, IndicatorCode.Ended, ""));
    }

    [Fact]
    public void Months_ByChance_AreThoseCountedOneByOne()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var people = Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, random.Next(1, 4)).Select(_ => new CountedMonths(
                $"g{random.Next(3)}", random.Next(4) == 0, First.AddMonths(random.Next(-40, 40)).Number,
                random.Next(3) == 0 ? 0 : First.AddMonths(random.Next(-40, 60)).Number, random.Next(1, 9))).ToArray()).ToArray();
            var told = Told(First, 37, people);
            for (var i = 0; i < 37; i++)
            {
                var month = First.AddMonths(i).Number;
                bool In(CountedMonths c, int m) => c.StartMonth <= m && (c.EndMonth == 0 || c.EndMonth >= m);
                Assert.Equal(people.Count(p => p.Any(c => !c.Care && In(c, month))), One(told, month, IndicatorCode.People, ""));
                Assert.Equal(people.Count(p => p.Any(c => c.Part == "g1" && In(c, month))), One(told, month, IndicatorCode.People, "g1"));
                Assert.Equal(people.Sum(p => p.Where(c => In(c, month)).Sum(c => c.MonthlyAmount)), One(told, month, IndicatorCode.Money, ""));
                var before = First.AddMonths(i - 1).Number;
                Assert.Equal(people.Count(p => p.Any(c => !c.Care && In(c, before)) && !p.Any(c => !c.Care && In(c, month))), One(told, month, IndicatorCode.Ended, ""));
            }
        }
    }

    private static List<(int Month, string Code, string Part, long Counted)> Told(PayMonth first, int months, CountedMonths[][] people)
    {
        var tally = new PeopleTally(first, months);
        foreach (var person in people)
        {
            tally.Add(person);
        }

        return [.. tally.Figures()];
    }

    private static IEnumerable<(int, long)> Of(List<(int Month, string Code, string Part, long Counted)> told, string code, string part) =>
        told.Where(t => t.Code == code && t.Part == part).Select(t => (t.Month, t.Counted));

    private static long One(List<(int Month, string Code, string Part, long Counted)> told, int month, string code, string part) =>
        told.Where(t => t.Month == month && t.Code == code && t.Part == part).Sum(t => t.Counted);
}
