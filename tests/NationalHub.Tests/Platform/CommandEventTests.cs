using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using NationalHub.Provinces;
using TestSupport;

namespace NationalHub.Tests.Platform;

/// <summary>Commands at the hub's machine that hand out keys stand among the events, without them.</summary>
public sealed class CommandEventTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("commands-").FullName;
    private HubHost _hub = null!;
    private string _said = "";

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Analyst_AddedAndClosed_StandsAmongTheEventsWithoutHisKey()
    {
        Assert.Equal(HubCommands.Done, await CommandAsync("analyst", "add", "excel", "--role=thong-ke"));
        var key = _said.Split(": ")[^1].Trim();
        Assert.Equal(HubCommands.Refused, await CommandAsync("analyst", "add", "excel"));
        Assert.Equal(HubCommands.Done, await CommandAsync("analyst", "close", "excel"));

        var told = await EventsAsync(SecurityEventKind.AnalystChanged);
        Assert.Equal(2, told.Count);
        Assert.All(told, e => Assert.Equal("excel", e.Subject));
        Assert.Contains("thong-ke", told[0].Detail, StringComparison.Ordinal);
        Assert.StartsWith("btxh_", key, StringComparison.Ordinal);
        Assert.DoesNotContain(told, e => e.Detail.Contains("btxh_", StringComparison.Ordinal));
        using var client = OperatorClient.Stranger(_hub);
        await client.SignInAsync(_hub);
        Assert.Contains("Khóa người phân tích thay đổi", await client.PageAsync("/su-kien"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_OfTheHub_StandsAmongTheEvents()
    {
        Assert.Equal(HubCommands.Done, await CommandAsync("backup", Path.Combine(_folder, "copy")));
        Assert.Equal(HubCommands.Refused, await CommandAsync("backup", Path.Combine(_folder, "copy")));

        var told = Assert.Single(await EventsAsync(SecurityEventKind.BackedUp));
        Assert.Contains(Path.Combine(_folder, "copy"), told.Detail, StringComparison.Ordinal);
        using var client = OperatorClient.Stranger(_hub);
        await client.SignInAsync(_hub);
        Assert.Contains("Đã sao lưu dữ liệu của trục", await client.PageAsync("/su-kien"), StringComparison.Ordinal);
    }

    private Task<List<SecurityEvent>> EventsAsync(SecurityEventKind kind) => _hub.WithDbAsync(db => db.SecurityEvents.AsNoTracking().Where(e => e.Kind == kind).OrderBy(e => e.Id).ToListAsync());

    private async Task<int> CommandAsync(params string[] args)
    {
        var output = new StringWriter();
        var code = await HubCommands.RunAsync([.. args, $"--Data:Folder={_hub.Folder}", "--Listen:HttpPort=0", "--Listen:NodePort=0"], output, output, CancellationToken.None);
        _said = output.ToString();
        return code;
    }
}
