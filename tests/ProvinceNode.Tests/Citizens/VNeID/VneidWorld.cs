using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using NationalServices;
using TestSupport;

namespace ProvinceNode.Tests.Citizens.VNeID;

/// <summary>A node in memory and the stand-in of VNeID on a free port, with two people whom it knows.</summary>
internal sealed class VneidWorld : IAsyncDisposable
{
    public const string Lan = "038154000123";
    public const string Thuy = "038082000102";

    private readonly WebApplication _services;

    private VneidWorld(WebApplication services, NodeHost node)
    {
        (_services, Node) = (services, node);
        Admin = new HttpClient { BaseAddress = new Uri(services.Urls.First()) };
    }

    public NodeHost Node { get; }

    /// <summary>To the stand-in's own doors.</summary>
    public HttpClient Admin { get; }

    public static async Task<VneidWorld> StartAsync(DateOnly? day = null, params (string Key, string Value)[] more)
    {
        var services = NationalServicesHost.Build(["--urls", "http://127.0.0.1:0", "--PopulationDatabase:Households", "0"]);
        await services.StartAsync();
        var settings = VneidSide.Settings(services.Urls.First() + "/vneid");
        Array.ForEach(more, m => settings[m.Key] = m.Value);
        var node = await NodeHost.StartAsync(new() { Configuration = settings, Day = day ?? new(2025, 3, 10) });
        var world = new VneidWorld(services, node);
        await world.PostAsync("/quan-tri/vneid/ung-dung", new { client_id = VneidSide.ClientId, client_secret = VneidSide.Secret, redirect_uris = new[] { VneidSide.Back }, post_logout_redirect_uris = new[] { VneidSide.SignedOut } });
        await world.PostAsync("/quan-tri/nguoi", new[]
        {
            new { SoDinhDanh = Lan, HoVaTen = "Nguyễn Thị Lan", GioiTinh = "2", NgayThangNamSinh = "1954" },
            new { SoDinhDanh = Thuy, HoVaTen = "Nguyễn Văn Thủy", GioiTinh = "1", NgayThangNamSinh = "1982-03-15" },
        });
        return world;
    }

    /// <summary>Signs in as a person does; answers with the page where he ends.</summary>
    public static async Task<PageReader> SignInAsync(HttpClient client, string number, string level = "2", string back = "")
    {
        var consent = await PageReader.OpenAsync(client, "/cua-toi/vneid" + (back.Length > 0 ? "?ve=" + Uri.EscapeDataString(back) : ""));
        Assert.Equal("Đăng nhập VNeID (giả lập)", consent.Heading);
        return await consent.SubmitAsync(new Dictionary<string, object?> { ["so"] = number, ["muc"] = level }, button: "Đồng ý");
    }

    public Task LieAsync(string way) => PostAsync("/quan-tri/vneid/noi-doi", new { cach = way });

    public Task FaultAsync(string mode) => PostAsync("/quan-tri/che-do", new { service = "vneid", mode });

    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        await Node.DisposeAsync();
        await _services.StopAsync();
        await _services.DisposeAsync();
    }

    private async Task PostAsync(string path, object body)
    {
        using var answer = await Admin.PostAsJsonAsync(path, body, new System.Text.Json.JsonSerializerOptions());
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
