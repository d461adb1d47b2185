using System.Globalization;
using Xunit.Abstractions;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>Runs blocks of schedules (issue 5, "Proof"): each seed is one random life of a node, and the same seed lives it again.</summary>
internal static class PaymentModel
{
    /// <summary>Schedules of one block.</summary>
    public const int Block = 250;

    // A seed that fails is told with its steps; after some more the rest would say the same.
    private const int MostTold = 8;

    /// <summary>The first seed of the day: every day tries others, and whoever runs the tests on a day tries the same.</summary>
    public static int Today => (DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).DayNumber - DateOnly.FromDateTime(new DateTime(2020, 1, 1)).DayNumber) * 100_000;

    /// <summary>Runs seeds one after the other; the variable BTXH_SEED (one, or some parted by commas) runs those instead.</summary>
    public static async Task RunAsync(int first, ITestOutputHelper output)
    {
        var (ground, tally, broken, before) = (await ModelGround.GetAsync(), new ScheduleTally(), new List<string>(), Environment.CpuUsage.TotalTime);
        var seeds = Environment.GetEnvironmentVariable("BTXH_SEED") is { Length: > 0 } only ? [.. only.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))] : Enumerable.Range(first, Block).ToList();
        foreach (var seed in seeds.TakeWhile(_ => broken.Count < MostTold))
        {
            using var world = new PayWorld(ground, seed);
            try
            {
                await new Schedule(world, tally).LiveAsync();
            }
            catch (BrokenScheduleException e)
            {
                broken.Add(e.Message);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeds {seeds[0]} to {seeds[^1]}, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:0} s of the processor: {tally}"));
        // The shortest tell most.
        Assert.True(broken.Count == 0, string.Join("\n\n", broken.OrderBy(b => b.Length)));
    }
}
