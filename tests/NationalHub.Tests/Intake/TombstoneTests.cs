using Microsoft.EntityFrameworkCore;
using NationalHub.Intake;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>Invariants 2 and 10: what a hub holds of an erased record does not depend on which messages came in one batch.</summary>
public sealed class TombstoneTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private Pusher _node = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _node = new Pusher(_hub, await _hub.AddProvinceAsync("38"));
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _hub.DisposeAsync();
    }

    // A number is a state of that version, a negative one a tombstone; what the hub had before, then what comes, in one batch and in as many as there are messages.
    [Theory]
    [InlineData("", "1 -3 5", "-3", "5")]
    [InlineData("", "5 -3 1", "-3", "5")]
    [InlineData("1", "-3 5", "-3", "5")]
    [InlineData("1 -3", "5 -3", "-3", "5")]
    [InlineData("-3", "4 -6 5 7", "-6", "7")]
    [InlineData("", "-3 5 6 -8 2", "-8", "")]
    [InlineData("", "2 -5 4", "-5", "")]
    public async Task Tombstone_WithLaterStatesInTheSameBatch_HoldsAsIfTheyCameOneByOne(string before, string messages, string stays, string refused)
    {
        var (whole, single) = (Records.Id(1), Records.Id(2));
        await _node.PushAsync(1, [.. Of(whole, before), .. Of(single, before)]);

        var together = await _node.PushAsync(1, [.. Of(whole, messages)]);
        var apart = new List<PushResult>();
        foreach (var record in Of(single, messages).OrderBy(r => r.Version))
        {
            apart.Add(await _node.PushAsync(1, record));
        }

        Assert.Equal((stays, stays), (await StoredAsync(whole), await StoredAsync(single)));
        Assert.Equal(refused, string.Join(' ', together.Refusals.Select(r => r.Version)));
        Assert.All(together.Refusals, r => Assert.Equal(RefusalCodes.RecordErased, r.Code));
        Assert.True(together.Refusals.Count == 0 || apart.Exists(r => r.Refusals.Count > 0));
        Assert.Equal(messages.Split(' ').Length, together.Applied + together.Unchanged + together.Refusals.Count);
        Assert.Equal(await HistoryAsync(single), await HistoryAsync(whole));
        Assert.All(await HistoryAsync(whole), v => Assert.EndsWith(" 0", v, StringComparison.Ordinal)); // nothing is left of what was erased
        Assert.Equal(0, await _hub.WithDbAsync(db => db.Beneficiaries.CountAsync()));
    }

    // The hub knows a state above the tombstone: what arrives later than it should takes nothing back, and the batch goes on.
    [Fact]
    public async Task Tombstone_OfBeforeWhatTheHubHolds_LeavesTheLaterStateOfItsBatch()
    {
        await _node.PushAsync(1, Records.Person(Records.Id(1), 4));

        var result = await _node.PushAsync(1, Records.Tombstone(Records.Id(1), 3), Records.Person(Records.Id(1), 5, 700_000));

        Assert.Equal((1u, 1u, 0), (result.Applied, result.Unchanged, result.Refusals.Count));
        Assert.Equal(("5", 700_000), (await StoredAsync(Records.Id(1)), await _hub.WithDbAsync(db => db.Beneficiaries.Select(b => b.MonthlyAmount).SingleAsync())));
    }

    private static IEnumerable<Record> Of(string id, string messages) => messages.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(m => int.Parse(m, System.Globalization.CultureInfo.InvariantCulture)).Select(m => m < 0 ? Records.Tombstone(id, (ulong)-m) : Records.Person(id, (ulong)m));

    private Task<string> StoredAsync(string id) => _hub.WithDbAsync(async db =>
    {
        var row = await db.Beneficiaries.IgnoreQueryFilters().SingleAsync(b => b.Id == id);
        return $"{(row.Deleted ? "-" : "")}{row.Version}";
    });

    private Task<List<string>> HistoryAsync(string id) => _hub.WithDbAsync(async db =>
        (await db.RecordVersions.Where(v => v.Id == id).OrderBy(v => v.Version).ToListAsync()).ConvertAll(v => $"{v.Version} {v.Deleted} {v.Payload.Length}"));
}
