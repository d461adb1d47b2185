using Protos.Reference;
using Protos.Reference.Packs;

namespace Protos.Tests.Reference;

/// <summary>Whatever is edited, the differences told are all there are: made in the present table, they give the next one.</summary>
public sealed class PackDifferenceTests
{
    private const int Schedules = 400;
    private static readonly DateOnly Day = new(2027, 1, 1);

    [Fact]
    public void Days_EditedAtRandom_AreToldWithoutOneMissing()
    {
        for (var seed = 0; seed < Schedules; seed++)
        {
            var random = new Random(seed);
            var (present, next) = (Days(random), Days(random));
            var stands = present.ToDictionary();
            foreach (var change in Difference(present, next))
            {
                Assert.Equal(change.Row["date"], change.Since.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
                Assert.NotEqual("", change.Words);
                if (change.New is null)
                {
                    Assert.True(stands.Remove(change.Row["date"]), $"seed {seed}");
                }
                else
                {
                    Assert.Equal(change.Kind == PackChangeKind.Added, !stands.ContainsKey(change.Row["date"]));
                    stands[change.Row["date"]] = (change.New["kind"], change.New["name"]);
                }
            }

            Assert.True(next.Count == stands.Count && next.All(n => stands[n.Key] == n.Value), $"seed {seed}");
        }
    }

    // Words of people's hands in every cell: the check answers with sentences and never fails itself.
    [Fact]
    public void Tables_WithCellsOfAnyKind_AreJudgedAndNeverBreakTheCheck()
    {
        string[] cells = ["", "0", "-1", "2027-01-01", "2027-02-30", "x", "off", "1.5", "1,5", "99999999999", "Tết", new string('a', 2000), "\u0000", "\uFEFF", "=1+1", "standard", "3T"];
        for (var seed = 0; seed < Schedules; seed++)
        {
            var random = new Random(seed);
            var kind = PackKinds.All[random.Next(PackKinds.All.Count)];
            var tables = PackTables.Of(kind).ToList();
            var texts = PackTables.Shipped(kind).ToDictionary();
            var table = tables[random.Next(tables.Count)];
            var columns = table.Columns.Select(c => c.Name).Take(random.Next(4) == 0 ? random.Next(table.Columns.Count + 1) : table.Columns.Count).ToList();
            texts[table.Name] = string.Join(';', columns) + "\n" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ =>
                string.Join(';', Enumerable.Range(0, Math.Max(1, columns.Count + random.Next(3) - 1)).Select(_ => cells[random.Next(cells.Length)])) + "\n"));

            var content = PackContent.Of(kind, 2, 1, Day, "Căn cứ", new DateTime(2027, 1, 1, 0, 0, 0, DateTimeKind.Utc), texts);
            var faults = PackCheck.Faults(PackContent.Read(content.ToBytes()));

            Assert.All(faults, f => Assert.Matches("[.]$", f.Words));
            if (faults.Count == 0)
            {
                Assert.All(PackDifference.Of(kind, PackTables.Shipped(kind), content.Texts, Day).Changes, c => Assert.NotEqual("", c.Words));
            }
        }
    }

    private static Dictionary<string, (string Kind, string Name)> Days(Random random) => Enumerable.Range(0, random.Next(12)).Select(_ => Day.AddDays(random.Next(15))).Distinct()
        .ToDictionary(d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), _ => (random.Next(2) == 0 ? "off" : "work", random.Next(2) == 0 ? "Tết" : "Bão"));

    private static IReadOnlyList<PackChange> Difference(Dictionary<string, (string Kind, string Name)> present, Dictionary<string, (string Kind, string Name)> next) =>
        PackDifference.Of(PackKind.Calendar, Texts(present), Texts(next), Day).Changes;

    private static Dictionary<string, string> Texts(Dictionary<string, (string Kind, string Name)> days) => new(StringComparer.Ordinal)
    {
        [PackTables.DaysOff] = "date;kind;name\n" + string.Concat(days.Select(d => $"{d.Key};{d.Value.Kind};{d.Value.Name}\n")),
    };
}
