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
        ], []);

        Assert.All(new[] { "PAID", "NOT_PAID", "OPEN" }, code => Assert.Contains(("38", code, "Bank"), hidden));
        Assert.All(new[] { "PAID", "NOT_PAID" }, code => Assert.Contains(("46", code, "Bank"), hidden));
        Assert.DoesNotContain(("38", "LISTED", "Bank"), hidden);
        Assert.DoesNotContain(("38", "PAID", ""), hidden);
        // All that was paid without cash is the bank's here.
        Assert.Contains(("38", "CASHLESS", ""), hidden);
    }

    [Fact]
    public void Open_OfFewPeople_HidesWhatItIsLeftOf() =>
        Assert.Contains(("38", "NOT_PAID", "Bank"), HiddenFigures.Of([.. Lists("38", "Bank", 98, 20, 3), .. Lists("38", "", 98, 20, 3)], []));

    [Fact]
    public void Began_OfFewPeople_HidesWhoEndedToo()
    {
        var hidden = HiddenFigures.Of([Row("38", "BEGAN", "", 3), Row("38", "ENDED", "", 0), Row("46", "BEGAN", "", 20), Row("46", "ENDED", "", 30), Row("38", "PEOPLE", "", 500), Row("46", "PEOPLE", "", 600)], []);

        Assert.Equal([("38", "BEGAN"), ("38", "ENDED"), ("46", "BEGAN"), ("46", "ENDED")], hidden.Select(h => (h.Province, h.Code)).Order());
    }

    [Theory]
    [InlineData(3, 20)]
    [InlineData(20, 3)]
    public void People_OfAMonthThatAreHidden_HideWhoBeganAndEndedBetweenItAndItsNeighbour(int before, int now)
    {
        var hidden = HiddenFigures.Of(
            [Row("38", "PEOPLE", "", now), Row("46", "PEOPLE", "", 600), Row("38", "BEGAN", "", Math.Max(0, now - before) + 9), Row("38", "ENDED", "", Math.Max(0, before - now) + 9), Row("46", "BEGAN", "", 7), Row("46", "ENDED", "", 7)],
            [Row("38", "PEOPLE", "", before), Row("46", "PEOPLE", "", 600)]);

        Assert.All(new[] { "BEGAN", "ENDED" }, code => Assert.All(new[] { "38", "46" }, province => Assert.Contains((province, code, ""), hidden)));
    }

    [Fact]
    public void People_ByChance_CannotBeReckonedFromTheMonthsBeside()
    {
        var random = new Random(31);
        for (var run = 0; run < 300; run++)
        {
            var months = Enumerable.Range(0, 3).Select(_ => new List<Indicator>()).ToList();
            for (var province = 10; province < 10 + random.Next(1, 6); province++)
            {
                int Some() => random.Next(3) switch { 0 => 0, 1 => random.Next(0, 9), _ => random.Next(5, 4_000) };
                var people = Some();
                foreach (var month in months)
                {
                    var (began, ended) = (Some(), random.Next(2) == 0 ? people : Math.Min(people, Some()));
                    people += began - ended;
                    var part = random.Next(people + 1);
                    month.AddRange([Row($"{province}", "PEOPLE", "", people), Row($"{province}", "PEOPLE", "4", part), Row($"{province}", "PEOPLE", "HT.1", people - part)]);
                    month.AddRange([Row($"{province}", "BEGAN", "", began), Row($"{province}", "ENDED", "", ended)]);
                }
            }

            var hidden = months.SelectMany((rows, i) => HiddenFigures.Of(rows, i == 0 ? [] : months[i - 1]).Select(h => (i, h.Province, h.Code, h.Part))).ToHashSet();

            var known = KnownOfPeople(months, hidden);
            Assert.All(months.SelectMany((rows, i) => rows.Select(r => (i, r))).Where(c => c.r.People is > 0 and < SmallCells.Least), c => Assert.DoesNotContain((c.i, c.r.ProvinceCode, c.r.Code, c.r.Part), known));
        }
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

            var hidden = HiddenFigures.Of(rows, []);

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
        return Reckoned(sums, known);
    }

    /// <summary>The same of people, over months: the people of one are those of the month before, with who began and without who ended.</summary>
    private static HashSet<(int, string, string, string)> KnownOfPeople(List<List<Indicator>> months, HashSet<(int, string, string, string)> hidden)
    {
        var places = months[0].Select(r => r.ProvinceCode).Distinct().Append(Indicator.Nation).ToList();
        var sums = new List<(int, string, string, string)[]>();
        for (var i = 0; i < months.Count; i++)
        {
            sums.AddRange(places.Select(p => new[] { (i, p, "PEOPLE", ""), (i, p, "PEOPLE", "4"), (i, p, "PEOPLE", "HT.1") }));
            sums.AddRange(months[0].Select(r => (r.Code, r.Part)).Distinct().Select(c => places.Select(p => (i, p, c.Code, c.Part)).ToArray()));
            sums.AddRange(i == 0 ? [] : places.Select(p => new[] { (i - 1, p, "PEOPLE", ""), (i, p, "PEOPLE", ""), (i, p, "BEGAN", ""), (i, p, "ENDED", "") }));
        }

        return Reckoned(sums, sums.SelectMany(s => s).Where(c => !hidden.Contains(c)).ToHashSet());
    }

    private static HashSet<T> Reckoned<T>(List<T[]> sums, HashSet<T> known)
    {
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
