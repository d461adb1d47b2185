using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NationalHub.Gateways.Mailbox;
using NationalHub.Gateways.Portal;
using NationalHub.Provinces;
using Protos.Identity;
using Protos.PublicService;

namespace NationalHub.Tests.Gateways;

/// <summary>What stands before the national services, or a single thing that is wrong there, is not taken for their word; and provinces that are tried out do not meet the portal.</summary>
public sealed class PortalFrontTests : IAsyncLifetime
{
    private const string Html = "<html><body><h1>Hệ thống đang bảo trì</h1></body></html>";
    private const string First = "H56.12.03-20221005-0000001";
    private const string Second = "H56.12.03-20221005-0000002";
    private PortalFront _front = null!;
    private PortalWorld _world = null!;

    public async Task InitializeAsync()
    {
        _front = await PortalFront.StartAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _world.DisposeAsync();
        await _front.DisposeAsync();
    }

    [Theory]
    [InlineData("text/html", Html)]
    [InlineData("application/json", "{}")]
    [InlineData("application/json", "{\"DanhSach\":null,\"TiepTheo\":null}")]
    [InlineData("application/json", "{\"DanhSach\":[{\"MaHoSo\":")]
    [InlineData("application/json", "{\"DanhSach\":[],\"TiepTheo\":null}")]
    public async Task Comparison_WithAnAnswerThatIsNotTheList_ChangesNothing(string kind, string body)
    {
        var record = DossierRecords.Of(1, 3);
        await _world.PushAsync(record);
        await _world.AssertEqualAsync(record);
        _front.Own = asked => asked.StartsWith("GET /dvcqg/ho-so?", StringComparison.Ordinal) ? (200, kind, body) : null;

        await Assert.ThrowsAsync<PortalDownException>(CompareAsync);

        var entry = await _world.EntryAsync(record);
        Assert.Equal((PortalState.Sent, 3L), (entry!.State, entry.SentVersion));
        Assert.NotEmpty(entry.PortalId);
    }

    [Fact]
    public async Task Comparison_OfAListWithOneItemThatCannotBeRead_ComparesTheOthers()
    {
        var (one, two) = (DossierRecords.Of(1, 3), DossierRecords.Of(2, 3));
        await _world.PushAsync(one, two);
        await _world.AssertEqualAsync(one);
        await _world.AssertEqualAsync(two);
        _front.Own = asked => asked.StartsWith("GET /dvcqg/ho-so?", StringComparison.Ordinal)
            ? (200, "application/json", $$"""{"DanhSach":[{"MaHoSo":"{{one.Dossier.Code}}","TrangThai":"4","TrangThai":"4"},{"MaHoSo":"{{two.Dossier.Code}}","TrangThai":"4","SoKetQua":0}],"TiepTheo":null}""") : null;

        // The one that cannot be read is told again, which does no harm.
        Assert.Equal(1, await CompareAsync());

        Assert.NotEmpty((await _world.EntryAsync(one))!.PortalId);
        await _world.AssertEqualAsync(one);
        await _world.AssertEqualAsync(two);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    [InlineData(409)]
    public async Task Proxy_RefusingByItself_IsAnOutageAndNoRefusal(int status)
    {
        var record = DossierRecords.Of(1, 3);
        _front.Own = asked => asked.Contains("/trang-thai", StringComparison.Ordinal) ? (status, "text/html", Html) : null;
        await _world.PushAsync(record);

        Assert.Contains("Cổng chưa trả lời", (await _world.UntilAsync(record, PortalState.Failed)).Reason, StringComparison.Ordinal);
        _front.Own = _ => null;

        await _world.AssertEqualAsync(record);
        Assert.Equal(0, (await _world.Services.DossierAsync(record.Dossier.Code))!.Value.GetProperty("SoLanNhan").GetInt32() - 1);
    }

    [Fact]
    public async Task Proxy_RefusingAQuestionAboutACitizen_IsNoAnswer()
    {
        using var channel = _world.Hub.Channel(_world.Certificate);
        var identity = new IdentityGateway.IdentityGatewayClient(channel);
        _front.Own = asked => asked.Contains("/csdlqg/", StringComparison.Ordinal) ? (400, "text/html", Html) : null;
        Assert.Equal(VerifyOutcome.Unavailable, (await identity.VerifyAsync(Question())).Outcome);

        // The service's own word about the id is another thing than its word about the question.
        _front.Own = asked => asked.Contains("/csdlqg/", StringComparison.Ordinal) ? (409, "application/json", """{"MaLoi":"TRUNG_MA_YEU_CAU","ThongBao":"Mã đã dùng.","Loi":[]}""") : null;
        Assert.Equal(StatusCode.AlreadyExists, (await Assert.ThrowsAsync<RpcException>(async () => await identity.VerifyAsync(Question()))).StatusCode);
        _front.Own = asked => asked.Contains("/csdlqg/", StringComparison.Ordinal) ? (400, "application/json", """{"MaLoi":"YEU_CAU_SAI","ThongBao":"Thiếu trường.","Loi":[]}""") : null;
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(async () => await identity.VerifyAsync(Question()))).StatusCode);
    }

    // What a hub leaves that dies between question and answer.
    [Fact]
    public async Task Question_OnItsWay_IsInTheLogBeforeItLeaves()
    {
        var logged = new List<string>();
        _front.Before = async asked =>
        {
            if (asked.Contains("/csdlqg/", StringComparison.Ordinal))
            {
                logged.AddRange(await _world.Hub.WithDbAsync(db => db.IdentityQueries.AsNoTracking().Select(q => q.Outcome).ToListAsync()));
            }
        };
        using var channel = _world.Hub.Channel(_world.Certificate);

        var answer = await new IdentityGateway.IdentityGatewayClient(channel).VerifyAsync(Question());

        Assert.Equal(["Asked"], logged);
        var row = await _world.Hub.WithDbAsync(db => db.IdentityQueries.AsNoTracking().SingleAsync());
        Assert.Equal(("Matched", answer.AnswerId), (row.Outcome, row.AnswerId));
    }

    [Fact]
    public async Task Mailbox_WithOneFileAndOneOutcomeThatFail_GoesOnWithTheOthers()
    {
        _front.Own = asked => asked.Contains("/dvcqg/tep/T00001", StringComparison.Ordinal) ? (500, "text/html", Html) : null;
        await FileAsync(First);
        await FileAsync(Second);

        await StateAsync(Second, FilingState.Waiting);
        await GatewayHub.UntilAsync("the reason is noted", async () => (await RowAsync(First)) is { State: FilingState.Fetching, Reason.Length: > 0 });
        Assert.Equal(0, (await RowAsync(First))!.Attempts);
        _front.Own = _ => null;
        await StateAsync(First, FilingState.Waiting);

        // An outcome: the portal fails on the first alone, or something before it says that there is no such dossier.
        foreach (var (status, times) in new[] { (500, 1), (404, 2) })
        {
            var tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _front.Own = asked => asked.StartsWith("POST /dvcqg/ho-so-den/ket-qua", StringComparison.Ordinal) && tried.TrySetResult() ? (status, "text/html", Html) : null;
            await _world.Hub.WithDbAsync(db => db.PortalFilings.ExecuteUpdateAsync(set => set.SetProperty(f => f.State, FilingState.Accepted).SetProperty(f => f.IsTold, false).SetProperty(f => f.Attempts, 0)));
            await GatewayHub.UntilAsync("both are told", async () => await _world.Hub.WithDbAsync(db => db.PortalFilings.CountAsync(f => f.IsTold)) == 2);
            Assert.True(tried.Task.IsCompleted);
            Assert.Equal([times, times], new[] { (await OutcomeAsync(First)).Times, (await OutcomeAsync(Second)).Times });
        }
    }

    [Fact]
    public async Task Mailbox_WithAPageTooLargeOrAFilingThatCannotBeRead_TakesTheRest()
    {
        var dossier = Dossier(First).ToJsonString();
        var twice = Dossier(Second).ToJsonString().Replace("\"MaTTHC\":", "\"MaTTHC\":\"x\",\"MaTTHC\":", StringComparison.Ordinal);
        _front.Own = asked => !asked.StartsWith("GET /dvcqg/ho-so-den?", StringComparison.Ordinal) ? null
            : !asked.EndsWith("soLuong=1", StringComparison.Ordinal) ? (200, "application/json", "{\"DanhSach\":[\"" + new string('x', 5 * 1024 * 1024) + "\"]}")
            : asked.Contains($"sau={First}", StringComparison.Ordinal) ? (200, "application/json", "{\"DanhSach\":[" + twice + "],\"TiepTheo\":null}")
            : (200, "application/json", "{\"DanhSach\":[" + dossier + "],\"TiepTheo\":\"" + First + "\"}");

        await StateAsync(First, FilingState.Waiting);
        await StateAsync(Second, FilingState.Returned);

        Assert.Contains("không đọc được", (await RowAsync(Second))!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Province_OnTrial_DoesNotMeetThePortalUntilItIsReal()
    {
        await _world.DisposeAsync();
        await StartAsync(("Rehearsal", "false"));
        var record = DossierRecords.Of(1, 2);
        await _world.PushAsync(record);
        Assert.Equal(0, await ScanAsync());
        Assert.Null(await _world.EntryAsync(record));
        await FileAsync(First);
        await GatewayHub.UntilAsync("the filing goes back", async () => (await RowAsync(First))?.IsTold == true);
        Assert.Contains("chưa nhận hồ sơ của Cổng", (await RowAsync(First))!.Reason, StringComparison.Ordinal);

        await _world.Hub.WithDbAsync(db => db.Provinces.Where(p => p.Code == "38").ExecuteUpdateAsync(set => set.SetProperty(p => p.Stage, ProvinceStage.Pilot)));

        await FileAsync(Second);
        await StateAsync(Second, FilingState.Waiting);
        await ScanAsync();
        await _world.AssertEqualAsync(record);
    }

    // Registered and invited, but nobody is there to take it.
    [Fact]
    public async Task Filing_ForAProvinceWithoutANode_GoesBackAtOnce()
    {
        await _world.Hub.WithDbAsync(db => db.NodeCertificates.ExecuteDeleteAsync());
        await FileAsync(First);

        await GatewayHub.UntilAsync("the filing goes back", async () => (await RowAsync(First))?.IsTold == true);
        Assert.Equal("TRA_LAI", (await OutcomeAsync(First)).Result);
    }

    private async Task StartAsync(params (string Name, string Value)[] more)
    {
        _world = await PortalWorld.StartAsync(null, [("PortalAddress", _front.Address), ("PopulationAddress", _front.Address), ("MailboxMilliseconds", "20"), .. more]);
        _front.Behind = _world.Services.Address;
    }

    private Task<int> CompareAsync() => InScopeAsync<CompareLedgers>(compare => compare.HandleAsync(CancellationToken.None));

    private Task<int> ScanAsync() => InScopeAsync<PortalScan>(scan => scan.HandleAsync(null, CancellationToken.None));

    private async Task<int> InScopeAsync<T>(Func<T, Task<int>> work)
        where T : notnull
    {
        await using var scope = _world.Hub.App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    private static VerifyCitizenRequest Question() => new()
    {
        RequestId = "q-1", Purpose = "H56.12.03-221005-0001", ProcedureCode = "1.001776", Official = "canbo.xa", Number = "038154000001", FullName = "Lê Thị Hòa", BirthDate = "1954", Sex = 2, ReferenceDate = "2022-10-05",
    };

    private static JsonObject Dossier(string code) => new()
    {
        ["MaHoSo"] = code, ["MaTTHC"] = "1.001776", ["ChuHoSo"] = "Lê Thị Hòa", ["LoaiDoiTuong"] = "0", ["MaDonViTiepNhan"] = "H56.12.03", ["NgayNop"] = "20221005083000",
        ["ThongTinNguoiNop"] = new JsonObject { ["LoaiDoiTuong"] = "0", ["ThongTinChiTiet"] = new JsonObject { ["TenNguoiNop"] = "Lê Thị Hòa", ["SoDinhDanh"] = "038154000001", ["MaTinhChuHs"] = "38" } },
        ["ToKhai"] = new JsonObject { ["MauDon"] = "1đ", ["TruongDuLieu"] = new JsonObject { ["Pregnant"] = "no" } },
    };

    private async Task FileAsync(string code)
    {
        var body = new JsonObject { ["HoSo"] = Dossier(code), ["Tep"] = new JsonArray(new JsonObject { ["MaThanhPhanHoSo"] = "9", ["TenGiayTo"] = "giay.jpg", ["NoiDung"] = Convert.ToBase64String("giấy"u8) }) };
        using var answer = await _world.Services.Client.PostAsJsonAsync("/quan-tri/ho-so-den", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private Task<PortalFiling?> RowAsync(string code) => _world.Hub.WithDbAsync(db => db.PortalFilings.AsNoTracking().FirstOrDefaultAsync(f => f.Code == code));

    private Task StateAsync(string code, FilingState state) => GatewayHub.UntilAsync($"{code} {state}", async () => (await RowAsync(code))?.State == state);

    private async Task<(string Result, int Times)> OutcomeAsync(string code)
    {
        var told = JsonDocument.Parse(await _world.Services.Client.GetStringAsync(new Uri("/quan-tri/ho-so-den/" + code, UriKind.Relative))).RootElement;
        return (told.GetProperty("KetQua").GetString()!, told.GetProperty("SoLanBao").GetInt32());
    }
}
