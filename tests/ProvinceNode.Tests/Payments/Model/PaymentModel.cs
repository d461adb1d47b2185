using System.Globalization;
using Xunit.Abstractions;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>Runs blocks of schedules (issue 5, "Proof"): each seed is one random life of a node, and the same seed lives it again.</summary>
internal static class PaymentModel
{
    /// <summary>Blocks of the fixed seeds, and as many of those of the day.</summary>
    private const int Blocks = 20;

    // Enough for who changes something; tests/run asks for all (BTXH_SCHEDULES).
    private const int Usual = 1_000;

    // Seeds lie apart, so that a block may be of any size.
    private const int Apart = 10_000;

    // A seed that fails is told with its steps; after some more the rest would say the same.
    private const int MostTold = 8;

    /// <summary>The first seed of the day: every day tries others, and whoever runs the tests on a day tries the same.</summary>
    public static int Today => (DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).DayNumber - DateOnly.FromDateTime(new DateTime(2020, 1, 1)).DayNumber) * 100_000;

    private static int Schedules => int.TryParse(Environment.GetEnvironmentVariable("BTXH_SCHEDULES"), CultureInfo.InvariantCulture, out var told) ? told : Usual;

    /// <summary>Runs the seeds of a block one after the other; the variable BTXH_SEED (one, or some parted by commas) runs those instead.</summary>
    public static async Task RunAsync(int begin, int block, ITestOutputHelper output)
    {
        var (first, count) = (begin + (block * Apart), (Schedules + Blocks - 1) / Blocks);
        var (ground, tally, broken, before) = (await ModelGround.GetAsync(), new ScheduleTally(), new List<string>(), (At: System.Diagnostics.Stopwatch.GetTimestamp(), Cpu: Environment.CpuUsage.TotalTime));
        var seeds = Environment.GetEnvironmentVariable("BTXH_SEED") is { Length: > 0 } only ? [.. only.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))] : Enumerable.Range(first, count).ToList();
        using var store = new ModelStore(ground);
        foreach (var together in seeds.GroupBy(s => s / Schedule.Futures).TakeWhile(_ => broken.Count < MostTold))
        {
            await RunAsync(ground, store, [.. together], tally, broken);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeds {seeds[0]} to {seeds[^1]} in {System.Diagnostics.Stopwatch.GetElapsedTime(before.At).TotalSeconds:0} s, the process took {(Environment.CpuUsage.TotalTime - before.Cpu).TotalSeconds:0} s of the processor meanwhile: {tally}"));
        // The shortest tell most.
        Assert.True(broken.Count == 0, string.Join("\n\n", broken.OrderBy(b => b.Length)));
    }

    // Schedules of one beginning: it is lived once, and each goes on from there by its own seed.
    private static async Task RunAsync(ModelGround ground, ModelStore store, List<int> seeds, ScheduleTally tally, List<string> broken)
    {
        store.Begin();
        var trunk = new Schedule(new PayWorld(ground, store, seeds[0]), tally);
        if (!await HoldsAsync(trunk.BeginAsync, broken))
        {
            return;
        }

        store.Keep();
        foreach (var seed in seeds)
        {
            store.GoBack();
            await HoldsAsync(new Schedule(trunk, seed).LiveAsync, broken);
        }
    }

    private static async Task<bool> HoldsAsync(Func<Task> life, List<string> broken)
    {
        try
        {
            await life();
            return true;
        }
        catch (BrokenScheduleException e)
        {
            broken.Add(e.Message);
            return false;
        }
    }
}
