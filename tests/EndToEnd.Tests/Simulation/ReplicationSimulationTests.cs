using System.Globalization;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Simulation;

/// <summary>
/// Random fault schedules of outbox, relay and hub (reliability.md, Replication 1–6, 8, 10), deterministic by seed. BTXH_SCHEDULES tells how many, BTXH_SEED runs
/// one of them alone.
/// </summary>
public sealed class ReplicationSimulationTests(ITestOutputHelper output)
{
    private const int Usual = 1_000;
    private const int MostTold = 5;

    [Fact]
    public void Schedules_OfTheFixedSeeds_KeepEveryPromise() => Run(0);

    [Fact]
    public void Schedules_OfTheSeedsOfTheDay_KeepEveryPromise() =>
        Run((DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).DayNumber - 737_000) * 100_000);

    private void Run(int first)
    {
        var all = int.TryParse(Environment.GetEnvironmentVariable("BTXH_SCHEDULES"), CultureInfo.InvariantCulture, out var told) ? told : Usual;
        var seeds = Environment.GetEnvironmentVariable("BTXH_SEED") is { Length: > 0 } only ? [.. only.Split(',').Select(s => int.Parse(s, CultureInfo.InvariantCulture))] : Enumerable.Range(first, (all + 1) / 2).ToList();
        var (broken, begun) = (new List<string>(), System.Diagnostics.Stopwatch.GetTimestamp());
        foreach (var seed in seeds.TakeWhile(_ => broken.Count < MostTold))
        {
            var schedule = new Schedule(seed);
            try
            {
                schedule.Live();
            }
            catch (BrokenPromiseException e)
            {
                broken.Add(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {e.Message}\n{schedule.Told}"));
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeds {seeds[0]} to {seeds[^1]} in {System.Diagnostics.Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s."));
        Assert.True(broken.Count == 0, string.Join("\n\n", broken.OrderBy(b => b.Length)));
    }
}
