using EndToEnd.Tests.Processes;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Replication;
using TestSupport;

namespace EndToEnd.Tests.Federation;

/// <summary>Real node and real hub over mutual TLS on a line that misbehaves (reliability.md, "Faults to inject").</summary>
[Collection(Alone.Name)]
public sealed class LineTests
{
    // Invariants 1 to 4.
    [Fact]
    public async Task Line_ThatBreaksInTheMidstOfFrames_LosesAndDoublesNothing()
    {
        await using var federation = await Federation.StartAsync();
        await using var line = new BadLine(federation.Port) { BreaksAfter = 6_000 };
        await using var node = await federation.StartNodeAsync(line.Port);
        var people = 60;
        var first = await Federation.AddAsync(node, "Một", people);
        while (line.Connections < 3)
        {
            people += 20;
            await Federation.AddAsync(node, "Hai", 20);
            await Federation.UntilAsync(async () => line.Connections >= 3 || await node.WithDbAsync(db => db.Outbox.CountAsync()) == 0);
        }

        Assert.True(await Federation.RenameAsync(node, first, "đổi khi đường truyền hỏng"));
        line.BreaksAfter = 0;
        line.Cut();

        await federation.AssertEqualAsync(node, people);
        Assert.True(Federation.Status(node).Now.Reconnects > 0);
    }

    // Invariant 12: a black hole is left, and the province works meanwhile; invariant 13: what waited arrives by itself.
    [Fact]
    public async Task Line_ThatSwallowsEverything_IsLeftWhileTheNodeWorks()
    {
        await using var federation = await Federation.StartAsync();
        await using var line = new BadLine(federation.Port);
        await using var node = await federation.StartNodeAsync(line.Port, new() { ["Relay:AnswerSeconds"] = "2" });
        await Federation.AddAsync(node, "Trước", 5);
        await federation.AssertEqualAsync(node, 5);

        line.Silent = true;
        await Federation.AddAsync(node, "Trong lúc mất", 40);
        await Federation.UntilAsync(() => Task.FromResult(Federation.Status(node).Now.Trouble is not null));
        Assert.Equal(40, await node.WithDbAsync(db => db.Outbox.CountAsync()));
        line.Silent = false;
        line.Cut();

        await federation.AssertEqualAsync(node, 45);
    }

    [Fact]
    public async Task Batches_OnTheLine_TravelCompressed()
    {
        await using var federation = await Federation.StartAsync();
        await using var line = new BadLine(federation.Port) { Delay = TimeSpan.FromMilliseconds(2) };
        await using var node = await federation.StartNodeAsync(line.Port, new() { ["Relay:BatchRows"] = "500" });
        await Federation.AddAsync(node, "Một", 1);
        await federation.AssertEqualAsync(node, 1);
        var before = line.ToHub;
        await Federation.AddAsync(node, "Nén", 500);

        await federation.AssertEqualAsync(node, 501);
        var whole = await federation.Hub!.WithDbAsync(async db => (await db.RecordVersions.Select(v => v.Payload).ToListAsync()).Sum(p => (long)p.Length));
        Assert.InRange(line.ToHub - before, 1, whole * 6 / 10);
    }

    // Invariants 5 and 6: a copy beside the original is refused by the lease; when they take turns the one that is behind is fenced, and both operators are told.
    [Fact]
    public async Task TwoCopies_OfOneNode_NeverWriteBesideEachOther()
    {
        await using var federation = await Federation.StartAsync();
        await using var line = new BadLine(federation.Port);
        await using var original = await federation.StartNodeAsync(line.Port);
        await Federation.AddAsync(original, "Bản gốc", 3);
        await federation.AssertEqualAsync(original, 3);

        // The copy's own life: another chain of the same epoch.
        await using var copy = await federation.StartNodeAsync();
        await Federation.AddAsync(copy, "Bản sao", 2);
        await Federation.UntilAsync(() => Task.FromResult(Federation.Status(copy).IsFenced));
        Assert.Equal(2, await copy.WithDbAsync(db => db.Outbox.CountAsync()));
        Assert.Contains("hai máy", Federation.Status(copy).Now.Trouble, StringComparison.Ordinal);

        // Its operator repairs it although the original lives: from its first batch of the new epoch the original is fenced.
        line.Silent = true;
        line.Cut();
        await Federation.AddAsync(original, "Bản gốc làm tiếp", 1);
        var words = new StringWriter();
        Assert.Equal(0, await ReplicationCommands.RunAsync(copy.App.Services, ["replication", "repair"], words, CancellationToken.None));
        await federation.AssertEqualAsync(copy, 5);
        line.Silent = false;
        line.Cut();

        await Federation.UntilAsync(() => Task.FromResult(Federation.Status(original).IsFenced));
        Assert.Equal(1, await original.WithDbAsync(db => db.Outbox.CountAsync()));
        Assert.Equal(1, await federation.Hub!.WithDbAsync(db => db.SecurityEvents.CountAsync(e => e.Kind == NationalHub.Provinces.SecurityEventKind.EpochRaised)));
        await federation.AssertEqualAsync(copy, 5);
    }
}
