using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using NationalHub.Gateways.Population;
using Protos.Identity;
using TestSupport;

namespace NationalHub.Tests.Gateways;

/// <summary>A hub with the population database's stand-in, and a node's channel to it.</summary>
internal sealed class LookUpWorld : IAsyncDisposable
{
    private readonly DataFolder _folder = new();
    private X509Certificate2 _certificate = null!;
    private GrpcChannel _channel = null!;
    private int _questions;

    public ServicesRun Services { get; private init; } = null!;

    public HubHost Hub { get; private set; } = null!;

    public static async Task<LookUpWorld> StartAsync(TimeProvider? clock = null, params (string Name, string Value)[] more)
    {
        var world = new LookUpWorld { Services = await ServicesRun.StartAsync() };
        using var answer = await world.Services.Client.PostAsJsonAsync("/quan-tri/nguoi", new
        {
            SoDinhDanh = "038154000003", SoCMND = "171234569", HoVaTen = "Trịnh Thị Mỵ", GioiTinh = "2", NgayThangNamSinh = "1954", DanToc = "06", TonGiao = "Phật giáo", TinhTrangHonNhan = "3",
            ThuongTru = new { MaTinhThanh = "38", MaQuanHuyen = "399", MaPhuongXa = "15877", MaTinhThanhMoi = "38", MaPhuongXaMoi = "15880", ChiTiet = "Thôn Trà La" },
            Me = new { QuanHe = "Mẹ", HoVaTen = "Lê Thị Cả", SoCMND = "170000001" },
            ChuHo = new { QuanHe = "Mẹ", HoVaTen = "Phạm Văn Sơn", SoDinhDanh = "038080000009" },
        }, ServicesRun.Plain);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        world.Hub = await GatewayHub.StartAsync(world.Services, world._folder.Path, clock, more);
        world._certificate = await world.Hub.AddProvinceAsync("38");
        world._channel = world.Hub.Channel(world._certificate);
        return world;
    }

    /// <summary>A look-up of the person whose year of birth alone is known.</summary>
    public LookupRequest Request(string office = "38.399.15877", string official = "can.bo") => new()
    {
        RequestId = $"tc-{++_questions}", Purpose = "Đối chiếu nơi thường trú khi tiếp nhận", DossierCode = "H56.12.03-221005-0001", ProcedureCode = "1.001776", Official = official, Office = office,
        Number = "038154000003", FullName = "Trịnh Thị Mỵ", BirthDate = "1954", ReferenceDate = "2022-10-05",
    };

    public async Task<LookupReply> AskAsync(LookupRequest request) => await new IdentityGateway.IdentityGatewayClient(_channel).LookupAsync(request);

    public async Task<VerifyCitizenReply> VerifyAsync(string id = "v-1") => await new IdentityGateway.IdentityGatewayClient(_channel).VerifyAsync(new VerifyCitizenRequest
    {
        RequestId = id, Purpose = "H56.12.03-221005-0002", ProcedureCode = "1.001776", Official = "system", Number = "038154000001", FullName = "Lê Thị Hoà", BirthDate = "1954-03-02", Sex = 2,
    });

    public Task<List<IdentityQuery>> LogAsync() => Hub.WithDbAsync(db => db.IdentityQueries.AsNoTracking().OrderBy(q => q.Id).ToListAsync());

    /// <summary>Questions that count, by office, over all days.</summary>
    public async Task<Dictionary<string, int>> UsedAsync() => (await Hub.WithDbAsync(db => db.IdentityQuotas.AsNoTracking().ToListAsync())).GroupBy(q => q.Office).ToDictionary(g => g.Key, g => g.Sum(q => q.Used));

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await Hub.DisposeAsync();
        await Services.DisposeAsync();
        _certificate.Dispose();
        _folder.Dispose();
    }
}
