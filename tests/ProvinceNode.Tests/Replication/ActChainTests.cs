using Microsoft.EntityFrameworkCore;
using ProvinceNode.Platform;

namespace ProvinceNode.Tests.Replication;

public sealed class ActChainTests
{
    [Fact]
    public async Task EightWriters_OfOneFile_LeaveAWholeChain()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
            {
                await node.AddAsync($"{w}-{i}");
            }
        })));

        var acts = await node.ActsAsync();
        Assert.Equal(80, acts.Count);
        Assert.Null(ActChain.FirstBroken(acts));
        var state = await node.AskAsync(db => db.States.AsNoTracking().SingleAsync());
        Assert.Equal((80, acts[^1].Hash), (state.ActCount, state.ActHead));
        Assert.Equal(80, (await node.OutboxAsync()).Count);
    }

    [Theory]
    [InlineData("UPDATE Acts SET Reason = 'khác' WHERE Sequence = 3", 3)]
    [InlineData("DELETE FROM Acts WHERE Sequence = 4", 4)]
    [InlineData("UPDATE Acts SET Actor = 'ai đó' WHERE Sequence = 1", 1)]
    public async Task Act_TamperedWith_IsNamed(string tampering, long broken)
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        for (var i = 0; i < 5; i++)
        {
            await node.AddAsync($"{i}");
        }

        await node.WithAsync(db => db.Database.ExecuteSqlRawAsync(tampering));
        Assert.Equal(broken, ActChain.FirstBroken(await node.ActsAsync()));
    }
}
