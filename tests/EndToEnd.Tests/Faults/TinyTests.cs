using System.Globalization;
using EndToEnd.Tests.Processes;
using Protos.Values;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Faults;

/// <summary>Very many messages with next to nothing in them (reliability.md, "Faults to inject": a million tiny ones). <c>BTXH_TINY</c> tells another number in all, for which the door has no bound: what the hub does under them is to be seen.</summary>
[Collection(Alone.Name)]
public sealed class TinyTests(ITestOutputHelper output)
{
    private const int Flooders = 5;
    private const int Batches = 60;
    private const int AtOnce = 1000;
    private const int PerSecond = 100;
    private static readonly string? Told = Environment.GetEnvironmentVariable("BTXH_TINY");
    private static readonly int Each = int.Parse(Told ?? "10000", CultureInfo.InvariantCulture) / Flooders;

    // Invariant 12: half of the provinces that flood send empty batches, half one record again and again.
    [Fact]
    public async Task Messages_WithoutEndFromFiveProvinces_NeitherFillTheHubNorStarveASixth()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(Each > 10_000 ? 60 : 3));
        var nation = ProvinceStream.Nation.Take(Flooders + 1).ToList();
        await using var hub = await EnrolledHub.StartAsync(nation.Select(p => p.Province), $"--Intake:BatchesPerSecond={(Told is null ? PerSecond : 0)}", $"--Intake:BatchesAtOnce={AtOnce}");
        var streams = nation.Select(p => new ProvinceStream(p.Province, hub.Channel(p.Province))).ToList();
        var began = TimeProvider.System.GetTimestamp();
        var flooding = Enumerable.Range(0, Flooders).Select(i => streams[i].PushAllAsync(
            Each, b => i % 2 == 0 ? [] : [ProvinceStream.Person(nation[i].Province, nation[i].Commune, 1, (ulong)b + 1)], limit.Token)).ToList();
        await Federation.Federation.UntilAsync(() => Task.FromResult(streams.Sum(s => s.Answered) > 200));

        var sixth = streams[Flooders];
        await sixth.PushAllAsync(Batches, b => Enumerable.Range(b * 20, 20).Select(n => ProvinceStream.Person(nation[Flooders].Province, nation[Flooders].Commune, n)), limit.Token);
        Assert.Contains(flooding, f => !f.IsCompleted);
        Assert.Equal(0, sixth.SentAway);
        await Task.WhenAll(flooding);

        var took = TimeProvider.System.GetElapsedTime(began);
        output.WriteLine($"{Flooders * Each} messages in {took.TotalSeconds:N1} s; sent away {streams.Sum(s => s.SentAway)} times; longest answer of the sixth {sixth.Longest.TotalMilliseconds:N0} ms; most resident {hub.MostResident / 1024 / 1024} MB");
        // Never faster than the door allows, however fast the machine.
        Assert.True(Told is not null || took.TotalSeconds > ((double)(Each - AtOnce) / PerSecond) - 1, $"{took}");
        // A line that broke is begun anew, as a relay does: that is no starving, but a hub that breaks them one after the other is out of order.
        var troubles = streams.SelectMany(s => s.Troubles).ToList();
        troubles.ForEach(output.WriteLine);
        Assert.InRange(troubles.Count, 0, Flooders);
        Assert.All(streams.Take(Flooders), s => Assert.Equal(Each, s.Answered));
        Assert.InRange(hub.MostResident, 1, 500L * 1024 * 1024);
        var versions = DatabaseFile.Rows(hub.Database, "SELECT ProvinceCode, COUNT(*), MAX(Version) FROM RecordVersions GROUP BY ProvinceCode");
        Assert.Contains($"{nation[1].Province} {Each} {Each}", versions);
        Assert.Contains($"{nation[Flooders].Province} {Batches * 20} 1", versions);
        streams.ForEach(s => s.Dispose());
    }
}
