using System.Globalization;
using EndToEnd.Tests.Processes;
using Google.Protobuf;
using Protos.Values;
using Xunit.Abstractions;

namespace EndToEnd.Tests.Faults;

/// <summary>All provinces of the country at the door of one hub process at once, each with its own certificate (reliability.md, Replication 1 to 4 and 12).</summary>
[Collection(Alone.Name)]
public sealed class NationTests(ITestOutputHelper output)
{
    private const int Batches = 25;
    private const int PerBatch = 20;
    private const long MostResident = 600L * 1024 * 1024;

    // A third of the provinces on lines that break in the midst of frames, one on a slow line, one that reads no answers; the hub is killed when a third is there.
    [Fact]
    public async Task Provinces_AllAtOnceWithCutsAndAKilledHub_EndEqualAndNoneWaitsForAnother()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var nation = ProvinceStream.Nation;
        Assert.Equal(34, nation.Count);
        await using var hub = await EnrolledHub.StartAsync(nation.Select(p => p.Province));
        await using var bad = new BadLine(hub.Port) { BreaksAfter = 30_000 };
        await using var slow = new BadLine(hub.Port) { Delay = TimeSpan.FromMilliseconds(600) };
        var streams = nation.Select((p, i) => new ProvinceStream(p.Province, hub.Channel(p.Province, i == 0 ? slow.Port : i % 3 == 1 ? bad.Port : null))).ToList();
        using var deaf = streams[^1].Open(limit.Token);
        var talking = TalkAsync(deaf, nation[^1], limit.Token);

        var pushing = streams.SkipLast(1).Select((s, i) => s.PushAllAsync(Batches, b => Records(nation[i], b), limit.Token)).ToList();
        await Federation.Federation.UntilAsync(() => Task.FromResult(streams.Sum(s => s.Answered) > streams.Count * Batches / 3));
        await hub.KillAsync();
        await hub.StartAgainAsync();
        await Task.WhenAll(pushing.Skip(1).Where((_, i) => (i + 1) % 3 != 1));
        Assert.False(pushing[0].IsCompleted); // Nobody waited for the slow line, nor for who reads no answers.
        bad.BreaksAfter = 0;
        slow.Delay = TimeSpan.Zero;
        await Task.WhenAll(pushing);
        await Record.ExceptionAsync(() => talking);
        await streams[^1].PushAllAsync(Batches, b => Records(nation[^1], b), limit.Token);

        await AssertEqualAsync(hub, streams, nation, limit.Token);
        Assert.All(streams.Where((_, i) => i % 3 == 1), s => Assert.True(s.Reconnects > 0));
        output.WriteLine($"most resident {hub.MostResident / 1024 / 1024} MB; {streams.Sum(s => s.Reconnects)} reconnections; longest answer {streams.SkipLast(1).Skip(1).Max(s => s.Longest.TotalMilliseconds):N0} ms");
        Assert.InRange(hub.MostResident, 1, MostResident);
        streams.ForEach(s => s.Dispose());
    }

    private static IEnumerable<Protos.Replication.Record> Records((string Province, string Commune) of, int batch) =>
        Enumerable.Range(batch * PerBatch, PerBatch).Select(n => ProvinceStream.Person(of.Province, of.Commune, n));

    // Sends and reads no answer: what it holds up is its own.
    private static async Task TalkAsync(Grpc.Core.AsyncDuplexStreamingCall<Protos.Replication.PushBatch, Protos.Replication.PushResult> call, (string, string) of, CancellationToken cancel)
    {
        for (var i = 0; i < 2000; i++)
        {
            await call.RequestStream.WriteAsync(ProvinceStream.Batch((ulong)i + 1, Records(of, i % Batches)), cancel);
        }
    }

    // By the digest of what each version is, and byte for byte by what is kept of it.
    private static async Task AssertEqualAsync(EnrolledHub hub, List<ProvinceStream> streams, IReadOnlyList<(string Province, string Commune)> nation, CancellationToken cancel)
    {
        var kept = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < streams.Count; i++)
        {
            var digest = new RecordDigest();
            foreach (var record in Enumerable.Range(0, Batches).SelectMany(b => Records(nation[i], b)))
            {
                digest.Add(record.Id, record.Epoch, record.Version);
                kept.Add(string.Create(CultureInfo.InvariantCulture, $"{record.Id}{Convert.ToHexStringLower(record.ToByteArray())} 1 1"));
            }

            var kind = (await streams[i].PositionAsync(cancel)).Kinds.Single(k => k.Kind == Protos.Replication.RecordKind.Beneficiary);
            Assert.Equal((Batches * PerBatch, digest.Value), ((int)kind.Records, kind.Digest));
        }

        Assert.True(kept.SetEquals(DatabaseFile.Rows(hub.Database, "SELECT Id || lower(hex(Payload)), Epoch, Version FROM RecordVersions")));
    }
}
