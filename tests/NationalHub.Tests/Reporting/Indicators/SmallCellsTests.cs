using NationalHub.Reporting.Indicators;

namespace NationalHub.Tests.Reporting.Indicators;

public sealed class SmallCellsTests
{
    [Fact]
    public void Cell_OfFewPeople_IsHiddenWithItsSmallestNeighbours()
    {
        var hidden = SmallCells.Hidden(new Dictionary<(string, string), long>
        {
            [("38", "")] = 160, [("38", "4")] = 3, [("38", "5.c")] = 57, [("38", "HT.1")] = 100,
            [("46", "")] = 90, [("46", "4")] = 20, [("46", "5.c")] = 30, [("46", "HT.1")] = 40,
        });

        // 3 would be 160 less the others of Thanh Hóa, or the country's group 4 less Huế's.
        Assert.Equal([("38", "4"), ("38", "5.c"), ("46", "4"), ("46", "5.c")], hidden.Order());
    }

    [Fact]
    public void Cell_OfTheOnlyProvince_HidesTheCountryToo() =>
        Assert.Equal([("00", "4"), ("38", "4"), ("00", "HT.1"), ("38", "HT.1")],
            SmallCells.Hidden(new Dictionary<(string, string), long> { [("38", "")] = 103, [("38", "4")] = 3, [("38", "HT.1")] = 100 }).OrderBy(c => c.Part).ThenBy(c => c.Province));

    [Fact]
    public void Cell_OfNobody_IsTold() => Assert.Empty(SmallCells.Hidden(new Dictionary<(string, string), long> { [("38", "")] = 0, [("46", "")] = 9 }));

    [Fact]
    public void Cell_OfAProvinceWithOnePart_HidesItsSumToo()
    {
        // Huế has nobody but group 4: its sum of 30 would tell the country's 33 less 30.
        var hidden = SmallCells.Hidden(new Dictionary<(string, string), long>
        {
            [("38", "")] = 103, [("38", "4")] = 3, [("38", "HT.1")] = 100, [("46", "")] = 30, [("46", "4")] = 30,
        });

        Assert.Contains(("46", "4"), hidden);
        Assert.Contains(("46", ""), hidden);
    }

    [Fact]
    public void Cells_ByChance_CannotBeSubtracted()
    {
        var random = new Random(11);
        for (var run = 0; run < 300; run++)
        {
            var cells = new Dictionary<(string Province, string Part), long>();
            for (var p = 10; p < 10 + random.Next(1, 7); p++)
            {
                for (var part = 0; part < random.Next(1, 5); part++)
                {
                    cells[($"{p}", $"g{part}")] = random.Next(2) == 0 ? random.Next(0, 12) : random.Next(0, 5_000);
                }

                cells[($"{p}", "")] = cells.Where(c => c.Key.Province == $"{p}").Sum(c => c.Value);
            }

            var hidden = SmallCells.Hidden(cells);

            Assert.All(cells.Where(c => c.Value is > 0 and < SmallCells.Least), c => Assert.Contains(c.Key, hidden));
            foreach (var row in cells.Keys.GroupBy(c => c.Province).Where(r => r.Count(hidden.Contains) == 1))
            {
                // Alone in its row only when the row has no other people.
                Assert.DoesNotContain(row, c => c.Part.Length > 0 && !hidden.Contains(c) && cells[c] > 0);
            }

            foreach (var column in cells.Keys.GroupBy(c => c.Part).Where(c => c.Count(hidden.Contains) == 1))
            {
                Assert.Contains((Indicator.Nation, column.Key), hidden);
            }
        }
    }
}
