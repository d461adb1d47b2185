using Microsoft.EntityFrameworkCore;
using NationalHub.Provinces.Gates;
using NationalHub.Tests.Platform;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>What was paid beside a node, as operators type it and take it back.</summary>
public sealed class ParallelPageTests : IAsyncLifetime
{
    private const string Page = "/tinh/38/chi-song-song";
    private HubHost _hub = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        using var certificate = await _hub.AddProvinceAsync("38");
        _client = OperatorClient.Stranger(_hub);
        await _client.SignInAsync(_hub);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Line_EnteredByMistake_IsTakenBackWithItsStepKept()
    {
        await EnterAsync("14758; 2; 1.000.000\n16072; 1; 540.000");
        await EnterAsync("14758; 2; 1.000.000\n16072; 1; 600.000");

        Assert.Contains("vì sao gỡ dòng này", await TakeBackAsync("16072", "sai"), StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync());
        var page = await TakeBackAsync("16072", "Gõ nhầm mã xã, báo cáo 12 không có xã này");

        Assert.Equal(1, await CountAsync());
        Assert.Contains("van.hanh gỡ xã 16072", page, StringComparison.Ordinal);
        Assert.Contains("1 người, 600.000 đồng (BC 12). Lý do: Gõ nhầm mã xã, báo cáo 12 không có xã này", page, StringComparison.Ordinal);
        Assert.Contains("van.hanh nhập lại xã 16072", page, StringComparison.Ordinal);
        // The line that was the same the second time was not entered again.
        Assert.Equal(4, await _hub.WithDbAsync(db => db.ParallelSteps.CountAsync()));
        Assert.Contains("không có số đã chi của xã đó", await TakeBackAsync("16072", "Gõ nhầm mã xã, gỡ lần nữa"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_ToBeTakenBack_IsChosenInTheTable()
    {
        await EnterAsync("14758; 2; 1.000.000");

        Assert.Contains("href=\"?thang=10/2026&xa=14758#go\"", await _client.PageAsync(Page), StringComparison.Ordinal);
        var chosen = await _client.PageAsync($"{Page}?thang=10/2026&xa=14758");

        Assert.Contains("name=\"month\" value=\"10/2026\"", chosen, StringComparison.Ordinal);
        Assert.Contains("name=\"commune\" value=\"14758\"", chosen, StringComparison.Ordinal);
    }

    private Task<int> CountAsync() => _hub.WithDbAsync(db => db.ParallelPayments.CountAsync());

    private Task<string> EnterAsync(string lines) => _client.SendFormAsync(Page, Page, new() { ["month"] = "10/2026", ["source"] = "BC 12", ["lines"] = lines });

    private Task<string> TakeBackAsync(string commune, string why) => _client.SendFormAsync(Page, $"{Page}?handler=TakeBack", new() { ["month"] = "10/2026", ["commune"] = commune, ["why"] = why });
}
