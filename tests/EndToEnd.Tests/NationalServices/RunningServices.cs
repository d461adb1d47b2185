using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NationalServices;

namespace EndToEnd.Tests.NationalServices;

/// <summary>The stand-in of the national services on a free loopback port, with a client and the requests tests send by intention.</summary>
internal sealed class RunningServices : IAsyncDisposable
{
    public const string Population = "population-database";
    public const string Portal = "national-portal";
    public const string DossierCode = "H56.12.03-221005-0007";

    private readonly WebApplication app;

    private RunningServices(WebApplication app)
    {
        this.app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(30) };
    }

    public HttpClient Http { get; }

    public static async Task<RunningServices> StartAsync(TimeProvider? clock = null, params string[] options)
    {
        var app = NationalServicesHost.Build(["--urls", "http://127.0.0.1:0", .. options], services =>
        {
            if (clock is not null)
            {
                services.AddSingleton(clock);
            }
        });
        await app.StartAsync();
        return new RunningServices(app);
    }

    public async Task StopAsync() => await app.StopAsync();

    public async Task<(int Status, JsonNode Body)> PostAsync(string path, JsonNode body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public async Task<(int Status, JsonNode Body)> PostTextAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonNode>())!);
    }

    public async Task<JsonNode> GetAsync(string path) => (await Http.GetFromJsonAsync<JsonNode>(path))!;

    /// <summary>Sets a fault that strikes every request unless a rate is given.</summary>
    public async Task SetFaultAsync(string service, string mode, int delayMs = 0, double rate = 1, string stage = "before")
    {
        var (status, body) = await PostAsync("/quan-tri/che-do", new JsonObject { ["service"] = service, ["mode"] = mode, ["delayMs"] = delayMs, ["rate"] = rate, ["stage"] = stage });
        Assert.True(status == 200, body.ToJsonString());
    }

    /// <summary>Puts a person who lives in Hoằng Hóa: Lê Thị Hòa, born 1954-03-02.</summary>
    public async Task<JsonObject> HasPersonAsync(string born = "1954-03-02")
    {
        var person = new JsonObject
        {
            ["SoDinhDanh"] = "038154000001",
            ["SoCMND"] = "171234567",
            ["HoVaTen"] = "Lê Thị Hòa",
            ["GioiTinh"] = "2",
            ["NgayThangNamSinh"] = born,
            ["ThuongTru"] = new JsonObject { ["MaTinhThanh"] = "38", ["MaQuanHuyen"] = "399", ["MaPhuongXa"] = "15877", ["MaTinhThanhMoi"] = "38", ["MaPhuongXaMoi"] = "15880" },
        };
        var (status, body) = await PostAsync("/quan-tri/nguoi", person.DeepClone());
        Assert.True(status == 200, body.ToJsonString());
        return person;
    }

    public static JsonObject Question(string requestId = "yc-1", string name = "LÊ THỊ HÒA", string born = "1954-03-02", string number = "038154000001") => new()
    {
        ["MaYeuCau"] = requestId,
        ["MaDVC"] = "1.001776",
        ["MaTichHop"] = "037",
        ["MaCanBo"] = "canbo.xa",
        ["SoDinhDanh"] = number,
        ["HoVaTen"] = name,
        ["NgayThangNamSinh"] = born,
    };

    /// <summary>Signs the client in at the portal.</summary>
    public async Task SignInAsync()
    {
        var (status, body) = await PostAsync("/dvcqg/token", new JsonObject { ["grant_type"] = "client_credentials", ["client_id"] = "hub", ["client_secret"] = "chi-dung-de-thu" });
        Assert.Equal(200, status);
        Http.DefaultRequestHeaders.Authorization = new("Bearer", body["access_token"]!.GetValue<string>());
    }

    public static JsonObject Dossier(string code = DossierCode) => new()
    {
        ["MaHoSo"] = code,
        ["MaTTHC"] = "1.001776",
        ["ChuHoSo"] = "Lê Thị Hòa",
        ["LoaiDoiTuong"] = "0",
        ["MaDonViTiepNhan"] = "H56.12.03",
        ["NgayNop"] = "20221005083000",
        ["NgayTiepNhan"] = "20221005090000",
        ["ThongTinNguoiNop"] = new JsonObject { ["LoaiDoiTuong"] = "0", ["ThongTinChiTiet"] = new JsonObject { ["TenNguoiNop"] = "Lê Thị Hòa" } },
    };

    public static JsonObject List(params JsonObject[] items) => new() { ["DanhSach"] = new JsonArray([.. items]) };

    public static JsonObject Status(int status, int sequence, string code = DossierCode) => new() { ["MaHoSo"] = code, ["TrangThai"] = $"{status}", ["SoThuTu"] = sequence };

    public static JsonObject Progress(int sequence, string text = "Thẩm tra hồ sơ") => new()
    {
        ["MaHoSo"] = DossierCode,
        ["NguoiXuLy"] = "Nguyễn Văn An",
        ["ThoiDiemXuLy"] = "20221006080000",
        ["PhongBanXuLy"] = "UBND xã",
        ["NoiDungXuLy"] = text,
        ["TrangThai"] = "4",
        ["SoThuTu"] = sequence,
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
    }
}
