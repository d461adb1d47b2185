using NationalHub.Reporting.Indicators;

namespace NationalHub.Tests.Reporting.Indicators;

/// <summary>What one code keeps back no other tells.</summary>
public sealed class HiddenFiguresTests
{
    private static readonly string[] Methods = ["Bank", "Epay", "CashPoint", "CashHome"];
    private static readonly string[] Codes = [IndicatorCode.Listed, IndicatorCode.Paid, IndicatorCode.NotPaid, IndicatorCode.Open];

    [Fact]
    public void Result_OfFewPeople_HidesTheOtherResultsOfTheSameLists()
    {
        var hidden = HiddenFigures.Of(
        [
            .. Lists("38", "Bank", paid: 98, not: 2, open: 0), .. Lists("38", "CashPoint", paid: 40, not: 10, open: 0), .. Lists("38", "", paid: 138, not: 12, open: 0),
            .. Lists("46", "Bank", paid: 60, not: 20, open: 9), .. Lists("46", "CashPoint", paid: 70, not: 30, open: 9), .. Lists("46", "", paid: 130, not: 50, open: 18),
        ]);

        Assert.All(new[] { "PAID", "NOT_PAID", "OPEN" }, code => Assert.Contains(("38", code, "Bank"), hidden));
        Assert.All(new[] { "PAID", "NOT_PAID" }, code => Assert.Contains(("46", code, "Bank"), hidden));
        Assert.DoesNotContain(("38", "LISTED", "Bank"), hidden);
        Assert.DoesNotContain(("38", "PAID", ""), hidden);
        // All that was paid without cash is the bank's here.
        Assert.Contains(("38", "CASHLESS", ""), hidden);
    }

    [Fact]
    public void Open_OfFewPeople_HidesWhatItIsLeftOf() =>
        Assert.Contains(("38", "NOT_PAID", "Bank"), HiddenFigures.Of([.. Lists("38", "Bank", 98, 20, 3), .. Lists("38", "", 98, 20, 3)]));

    [Fact]
    public void Began_OfFewPeople_HidesWhoEndedToo()
    {
        var hidden = HiddenFigures.Of([Row("38", "BEGAN", "", 3), Row("38", "ENDED", "", 0), Row("46", "BEGAN", "", 20), Row("46", "ENDED", "", 30), Row("38", "PEOPLE", "", 500), Row("46", "PEOPLE", "", 600)]);

        Assert.Equal([("38", "BEGAN"), ("38", "ENDED"), ("46", "BEGAN"), ("46", "ENDED")], hidden.Select(h => (h.Province, h.Code)).Order());
    }

    [Fact]
    public void Money_ByChance_CannotBeSubtracted()
    {
        var random = new Random(23);
        for (var run = 0; run < 300; run++)
        {
            var rows = new List<Indicator>();
            for (var province = 10; province < 10 + random.Next(1, 6); province++)
            {
                int Some() => random.Next(3) switch { 0 => 0, 1 => random.Next(0, 9), _ => random.Next(5, 4_000) };
                var lists = Methods.Where(_ => random.Next(4) > 0).SelectMany(m => Lists($"{province}", m, Some(), Some(), Some())).ToList();
                rows.AddRange(lists);
                rows.AddRange(lists.GroupBy(l => l.Code).Select(g => Row($"{province}", g.Key, "", g.Sum(l => l.People))));
            }

            var hidden = HiddenFigures.Of(rows);

            var known = Known(rows, hidden);
            Assert.All(rows.Where(r => r.People is > 0 and < SmallCells.Least), r => Assert.DoesNotContain((r.ProvinceCode, r.Code, r.Part), known));
        }
    }

    /// <summary>All that whoever reads what is told can reckon, step by step: of each sum and its parts the one that is missing.</summary>
    private static HashSet<(string, string, string)> Known(List<Indicator> rows, HashSet<(string Province, string Code, string Part)> hidden)
    {
        var places = rows.Select(r => r.ProvinceCode).Distinct().Append(Indicator.Nation).ToList();
        var sums = new List<(string, string, string)[]>();
        foreach (var place in places)
        {
            sums.AddRange(Codes.Select(c => Methods.Append("").Select(m => (place, c, m)).ToArray()));
            sums.AddRange(Methods.Append("").Select(m => Codes.Select(c => (place, c, m)).ToArray()));
            sums.Add([(place, "CASHLESS", ""), (place, "PAID", "Bank"), (place, "PAID", "Epay")]);
            sums.Add([(place, "CASHLESS", ""), (place, "PAID", ""), (place, "PAID", "CashPoint"), (place, "PAID", "CashHome")]);
        }

        sums.AddRange(Codes.SelectMany(c => Methods.Append("").Select(m => places.Select(p => (p, c, m)).ToArray())));
        sums.Add([.. places.Select(p => (p, "CASHLESS", ""))]);
        var known = sums.SelectMany(s => s).Where(c => !hidden.Contains(c)).ToHashSet();
        // A share that is told has its whole beside it.
        known.UnionWith(places.Where(p => !hidden.Contains((p, "CASHLESS", ""))).Select(p => (p, "PAID", "")));
        while (sums.Where(s => s.Count(c => !known.Contains(c)) == 1).SelectMany(s => s).Any(known.Add))
        {
        }

        return known;
    }

    private static IEnumerable<Indicator> Lists(string province, string method, int paid, int not, int open) =>
        [Row(province, "LISTED", method, paid + not + open), Row(province, "PAID", method, paid), Row(province, "NOT_PAID", method, not), Row(province, "OPEN", method, open)];

    private static Indicator Row(string province, string code, string part, long people) =>
        new() { Month = 202611, ProvinceCode = province, Code = code, Part = part, Counted = people, People = people };
}
