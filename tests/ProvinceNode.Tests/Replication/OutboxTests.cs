using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Platform;
using ProvinceNode.Replication;

namespace ProvinceNode.Tests.Replication;

public sealed class OutboxTests
{
    [Fact]
    public async Task TwoSaves_SameRecord_LeaveOneRowOfTheSecondVersion()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await node.AddAsync();
        await node.RenameAsync(id, "Nguyễn Thị Hoa");

        var row = Assert.Single(await node.OutboxAsync());
        Assert.Equal((2, "Nguyễn Thị Hoa"), (row.Version, Protos.Replication.Record.Parser.ParseFrom(row.Message).Beneficiary.FullName));
    }

    [Fact]
    public async Task Acknowledgement_OfAnOlderVersion_LeavesTheNewerWaiting()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await node.AddAsync();
        var sent = Assert.Single(await ReadAsync(node));
        await node.RenameAsync(id, "Nguyễn Thị Hoa");

        await SettleAsync(node, [sent.Key]);
        Assert.Equal(2, Assert.Single(await node.OutboxAsync()).Version);
        await SettleAsync(node, [sent.Key with { Version = 2 }]);
        Assert.Empty(await node.OutboxAsync());
    }

    [Fact]
    public async Task Acknowledgement_OfAnOlderEpoch_LeavesTheRow()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await node.AddAsync();
        var sent = Assert.Single(await ReadAsync(node));
        await SettleAsync(node, [sent.Key with { Epoch = 0 }]);
        Assert.Single(await node.OutboxAsync());
    }

    [Fact]
    public async Task Save_RolledBack_LeavesNoRowNoActNoVersion()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var before = (await node.ActsAsync()).Count;
        await node.WithAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(RelayNode.NewPerson());
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
            await transaction.RollbackAsync();
        });

        Assert.Empty(await node.OutboxAsync());
        Assert.Equal(before, (await node.ActsAsync()).Count);
        Assert.False(await node.AskAsync(db => db.Beneficiaries.AnyAsync()));
    }

    [Fact]
    public async Task Save_OfAnOlderState_ReturnsFalseAndChangesNothing()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var id = await node.AddAsync("A");
        await node.WithAsync(async late =>
        {
            var person = await late.Beneficiaries.SingleAsync(b => b.Id == id);
            Assert.True(await node.RenameAsync(id, "B"));
            var (acts, rows) = (await node.ActsAsync(), await node.OutboxAsync());
            person.FullName = "C";

            Assert.False(await late.SaveAsync(node.AnAct(), CancellationToken.None));
            Assert.Equal("B", await node.AskAsync(db => db.Beneficiaries.Select(b => b.FullName).SingleAsync()));
            Assert.Equal(acts.Count, (await node.ActsAsync()).Count);
            Assert.Equal(rows.Single().Version, (await node.OutboxAsync()).Single().Version);
        });
    }

    [Fact]
    public async Task SecondSave_AfterTheRowWasAcknowledged_IsNoConflict()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await node.WithAsync(async db =>
        {
            var person = RelayNode.NewPerson();
            db.Add(person);
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
            await SettleAsync(node, (await ReadAsync(node)).ConvertAll(i => i.Key));
            person.FullName = "B";
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });
        Assert.Equal(2, Assert.Single(await node.OutboxAsync()).Version);
    }

    [Fact]
    public async Task Read_RowsOfOneMoment_WalksThemAllOnce()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        await node.WithAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 25).Select(i => RelayNode.NewPerson($"{i}")));
            Assert.True(await db.SaveAsync(node.AnAct(), CancellationToken.None));
        });

        var (seen, after) = (new List<OutboxKey>(), (OutboxItem?)null);
        for (var page = await ReadAsync(node, null, 10); page.Count > 0; page = await ReadAsync(node, after, 10))
        {
            seen.AddRange(page.Select(i => i.Key));
            after = page[^1];
        }

        Assert.Equal((25, 25), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task Settle_WhileSavesRun_NeverMakesASaveFail()
    {
        await using var node = await RelayNode.StartAsync(relaying: false);
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => node.AddAsync($"{i}")));
        using var done = new CancellationTokenSource();
        var settling = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await SettleAsync(node, (await ReadAsync(node)).ConvertAll(i => i.Key));
            }
        });
        var saved = await Task.WhenAll(ids.Select(id => Task.Run(async () =>
        {
            var good = true;
            for (var i = 0; i < 25; i++)
            {
                good &= await node.RenameAsync(id, $"Tên {i}");
            }

            return good;
        })));
        await done.CancelAsync();
        await settling;
        Assert.All(saved, Assert.True);
    }

    private static async Task<List<OutboxItem>> ReadAsync(RelayNode node, OutboxItem? after = null, int take = 100)
    {
        await using var scope = node.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<OutboxStore>().ReadAsync(after, take, long.MaxValue, CancellationToken.None)).Items;
    }

    private static async Task SettleAsync(RelayNode node, List<OutboxKey> keys)
    {
        await using var scope = node.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxStore>().SettleAsync(keys, [], 0, CancellationToken.None);
    }
}
