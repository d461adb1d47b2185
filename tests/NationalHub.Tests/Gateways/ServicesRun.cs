using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using NationalServices;

namespace NationalHub.Tests.Gateways;

/// <summary>The stand-in of the national services in this process, over a real port; a stopped one can be started again on it.</summary>
internal sealed class ServicesRun : IAsyncDisposable
{
    public const string Population = "population-database";
    public const string Portal = "national-portal";

    /// <summary>Field names as they are written.</summary>
    public static readonly JsonSerializerOptions Plain = new();
    private WebApplication _app;

    private ServicesRun(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public static async Task<ServicesRun> StartAsync()
    {
        var run = new ServicesRun(await BuildAsync("http://127.0.0.1:0"));
        using var answer = await run.Client.PostAsJsonAsync("/quan-tri/nguoi", new[]
        {
            new
            {
                SoDinhDanh = "038154000001", SoCMND = "171234567", HoVaTen = "Lê Thị Hòa", GioiTinh = "2", NgayThangNamSinh = "1954-03-02", NgayMat = "",
                ThuongTru = new { MaTinhThanh = "38", MaQuanHuyen = "399", MaPhuongXa = "15877", MaTinhThanhMoi = "38", MaPhuongXaMoi = "15880", ChiTiet = "Thôn 3" },
            },
            new
            {
                SoDinhDanh = "038050000002", SoCMND = "", HoVaTen = "Phạm Văn Thủy", GioiTinh = "1", NgayThangNamSinh = "1950", NgayMat = "2022-09-01",
                ThuongTru = new { MaTinhThanh = "38", MaQuanHuyen = "399", MaPhuongXa = "15865", MaTinhThanhMoi = "", MaPhuongXaMoi = "", ChiTiet = "Phố 1" },
            },
        }, Plain);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return run;
    }

    /// <summary>Away: connections are refused.</summary>
    public Task StopAsync() => _app.StopAsync();

    /// <summary>Back on the same port, with nothing of what it held before, tokens included.</summary>
    public async Task RestartEmptyAsync()
    {
        await _app.DisposeAsync();
        _app = await BuildAsync(Address.ToString());
    }

    public async Task SetAsync(string service, string mode, string stage = "before", double rate = 1, int delayMs = 0)
    {
        using var answer = await Client.PostAsJsonAsync("/quan-tri/che-do", new { service, mode, stage, rate, delayMs });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Requests that the present fault of a service has struck.</summary>
    public async Task<int> StruckAsync(string service) =>
        (await JsonAsync("/quan-tri/che-do")).EnumerateArray().Single(r => r.GetProperty("service").GetString() == service).GetProperty("struck").GetInt32();

    /// <summary>Questions the population database answered, all of them or those of one id.</summary>
    public async Task<int> AnsweredAsync(string? requestId = null) =>
        (await JsonAsync("/quan-tri/nhat-ky-dan-cu" + (requestId is null ? "" : "?maYeuCau=" + requestId))).GetArrayLength();

    /// <summary>What the portal holds of a dossier; null when it has none.</summary>
    public async Task<JsonElement?> DossierAsync(string code)
    {
        using var answer = await Client.GetAsync(new Uri($"/quan-tri/ho-so/{code}", UriKind.Relative));
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement : null;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<WebApplication> BuildAsync(string address)
    {
        var app = NationalServicesHost.Build(["--urls", address, "--PopulationDatabase:Households", "0"]);
        await app.StartAsync();
        return app;
    }

    private async Task<JsonElement> JsonAsync(string path) => JsonDocument.Parse(await Client.GetStringAsync(new Uri(path, UriKind.Relative))).RootElement;
}
