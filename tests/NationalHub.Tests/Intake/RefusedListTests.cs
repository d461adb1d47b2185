using System.Reflection;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using NationalHub.Intake;
using NationalHub.Intake.Refusals;
using NationalHub.Tests.Platform;
using Protos.Replication;
using TestSupport;
using Record = Protos.Replication.Record;

namespace NationalHub.Tests.Intake;

/// <summary>What the hub refused of a province, record by record, for its own operators.</summary>
public sealed class RefusedListTests : IAsyncLifetime
{
    private const int Most = 60;
    private HubHost _hub = null!;
    private X509Certificate2 _certificate = null!;
    private Pusher _node = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync(configure: b => b.Configuration["Intake:MostRefusedListed"] = "60");
        _certificate = await _hub.AddProvinceAsync("38");
        _node = new Pusher(_hub, _certificate);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        _certificate.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Record_RefusedAgainAndAgain_IsOneRowUntilALaterVersionIsApplied()
    {
        await _node.PushAsync(1, Bad(1, 2));
        await _node.PushAsync(1, Bad(1, 3));
        await _node.PushAsync(1, Records.Person(Records.Id(2), 1));

        var row = Assert.Single(await RowsAsync());
        Assert.Equal((Records.Id(1), (int)RecordKind.Beneficiary, 3L, RefusalCodes.UnitUnknown, 2), (row.Id, row.Kind, row.Version, row.Code, row.Times));
        Assert.True(row.FirstAt < row.LastAt);

        // What is older than the refused version does not settle it.
        await _node.PushAsync(1, Records.Person(Records.Id(1), 2));
        Assert.Single(await RowsAsync());

        await _node.PushAsync(1, Records.Person(Records.Id(1), 4));
        Assert.Empty(await RowsAsync());
        Assert.Equal(0, await ListedAsync());
    }

    [Fact]
    public async Task Record_AppliedAtTheRefusedVersion_LeavesTheList()
    {
        await _node.PushAsync(1, Bad(1, 2));
        await _node.PushAsync(1, Records.Person(Records.Id(1), 2));

        Assert.Empty(await RowsAsync());
    }

    // A batch is sent again as it was, after the corrected record: its refusal is of yesterday.
    [Fact]
    public async Task Record_RefusedInAStaleMessage_IsNotListed()
    {
        await _node.PushAsync(1, Records.Person(Records.Id(1), 5));
        await _node.PushAsync(1, Bad(1, 4));

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Batch_WithARefusedAndALaterVersion_ListsOnlyWhatTheHubLacks()
    {
        await _node.PushAsync(1, Bad(1, 2), Records.Person(Records.Id(1), 3), Records.Person(Records.Id(2), 1), Bad(2, 2));

        Assert.Equal([Records.Id(2)], (await RowsAsync()).Select(r => r.Id));
    }

    [Fact]
    public async Task Record_ListedAndRefusedAtALaterVersionThanTheBatchApplies_StaysListed()
    {
        await _node.PushAsync(1, Bad(1, 2));
        await _node.PushAsync(1, Records.Person(Records.Id(1), 3), Bad(1, 4));

        Assert.Equal(4, Assert.Single(await RowsAsync()).Version);
        Assert.Equal(1, await ListedAsync());
    }

    [Fact]
    public async Task Record_ErasedBefore_IsListedUntilItIsErasedAgain()
    {
        await _node.PushAsync(1, Records.Tombstone(Records.Id(1), 2));
        await _node.PushAsync(1, Records.Person(Records.Id(1), 3));
        Assert.Equal(RefusalCodes.RecordErased, Assert.Single(await RowsAsync()).Code);

        await _node.PushAsync(1, Records.Tombstone(Records.Id(1), 4));
        Assert.Empty(await RowsAsync());
    }

    // What stands where an id should be may be anything: a name, a number.
    [Fact]
    public async Task Record_WithoutAnId_LeavesNothingOfItself()
    {
        var record = Bad(1, 1);
        (record.Id, record.Kind, record.Version) = ("Nguyễn Thị Thủy 038154001234", (RecordKind)77, ulong.MaxValue);
        await _node.PushAsync(1, record);

        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("", 0, long.MaxValue), (row.Id, row.Kind, row.Version));
    }

    [Fact]
    public async Task List_ThatIsFull_LeavesOutWhatWasRefusedLongestAgo()
    {
        await _node.PushAsync(1, [.. Enumerable.Range(1, Most).Select(i => Bad(i, 1))]);
        await _node.PushAsync(1, [.. Enumerable.Range(101, 7).Select(i => Bad(i, 1))]);

        var ids = (await RowsAsync()).Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(Most, ids.Count);
        Assert.All(Enumerable.Range(101, 7), i => Assert.Contains(Records.Id(i), ids));
        Assert.Equal(Most, await ListedAsync());
    }

    [Fact]
    public async Task Page_OfAProvince_ListsTheNewestFirstPageByPageInTheNodesWords()
    {
        await _node.PushAsync(1, [.. Enumerable.Range(1, 49).Select(i => Bad(i, 1))]);
        var late = Bad(100, 1);
        late.TenantPath = "46.474.19753";
        await _node.SendAsync(new PushBatch { Epoch = 1, Protocol = 1, NodeVersion = "test", ActChainHead = "a", ActChainLength = 1, Refused = 50, Records = { late } });
        await _node.PushAsync(1, Bad(101, 1));
        using var client = OperatorClient.Stranger(_hub);
        await client.SignInAsync(_hub);

        var first = await client.PageAsync("/tinh/38/bi-tu-choi");
        var second = await client.PageAsync("/tinh/38/bi-tu-choi?trang=2");

        Assert.Contains("có <strong>51</strong>", first, StringComparison.Ordinal);
        Assert.True(first.IndexOf(Records.Id(101), StringComparison.Ordinal) < first.IndexOf(Records.Id(100), StringComparison.Ordinal));
        Assert.Contains("Đường dẫn đơn vị không thuộc tỉnh này.", first, StringComparison.Ordinal);
        Assert.Contains("Đối tượng", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Thủy", first, StringComparison.Ordinal);
        Assert.Contains("trang=2", first, StringComparison.Ordinal);
        Assert.Contains(Records.Id(49), second, StringComparison.Ordinal);
        Assert.DoesNotContain("Cũ hơn", second, StringComparison.Ordinal);
        Assert.Contains("/tinh/38/bi-tu-choi", await client.PageAsync("/tinh/38"), StringComparison.Ordinal);
        Assert.Contains("Không có bản ghi nào", await EmptyAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public void Codes_OfEveryRefusal_HaveTheirOwnSentence()
    {
        var codes = typeof(RefusalCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToList();

        Assert.Equal(codes.Count, codes.Select(RefusalWords.Reason).Append(RefusalWords.Reason("of-a-later-hub")).Distinct().Count() - 1);
        Assert.All(codes, c => Assert.EndsWith(".", RefusalWords.ToDo(c), StringComparison.Ordinal));
    }

    private async Task<string> EmptyAsync(HttpClient client)
    {
        using var other = await _hub.AddProvinceAsync("46");
        return await client.PageAsync("/tinh/46/bi-tu-choi");
    }

    private static Record Bad(int number, ulong version)
    {
        var record = Records.Person(Records.Id(number), version);
        record.Beneficiary.CommuneCode = "00001";
        return record;
    }

    private Task<List<RefusedRecord>> RowsAsync() => _hub.WithDbAsync(db => db.RefusedRecords.AsNoTracking().ToListAsync());

    private Task<int> ListedAsync() => _hub.WithDbAsync(db => db.Positions.Where(p => p.ProvinceCode == "38").Select(p => p.RefusedListed).SingleAsync());
}
