using System.Net;
using System.Text.Json.Nodes;
using static EndToEnd.Tests.NationalServices.RunningServices;

namespace EndToEnd.Tests.NationalServices;

[Collection(Alone.Name)]
public sealed class NationalPortalTests
{
    [Fact]
    public async Task Door_WithoutOrWithAnExpiredToken_AnswersUnauthorized()
    {
        var clock = new SteppedClock(new DateTimeOffset(2022, 10, 5, 1, 0, 0, TimeSpan.Zero));
        await using var services = await StartAsync(clock);

        var (without, _) = await services.PostAsync("/dvcqg/ho-so", Dossier());
        var (wrongSecret, _) = await services.PostAsync("/dvcqg/token", new JsonObject { ["client_id"] = "hub", ["client_secret"] = "sai" });
        await services.SignInAsync();
        var (with, _) = await services.PostAsync("/dvcqg/ho-so", Dossier());
        clock.Step(TimeSpan.FromHours(1));
        var (expired, body) = await services.PostAsync("/dvcqg/ho-so", Dossier());

        Assert.Equal((401, 401, 200, 401), (without, wrongSecret, with, expired));
        Assert.Equal("MA_TRUY_CAP_SAI", body["MaLoi"]!.GetValue<string>());
    }

    [Fact]
    public async Task Token_AskedWithAForm_IsGiven()
    {
        await using var services = await StartAsync();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "hub", ["client_secret"] = "chi-dung-de-thu" });

        using var answer = await services.Http.PostAsync(new Uri("/dvcqg/token", UriKind.Relative), form);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Dossier_SentAgain_KeepsItsIdUnlessTheContentDiffers()
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        var other = Dossier();
        other["ChuHoSo"] = "Người khác";

        var (_, first) = await services.PostAsync("/dvcqg/ho-so", Dossier());
        var (_, again) = await services.PostAsync("/dvcqg/ho-so", Dossier());
        var (status, refused) = await services.PostAsync("/dvcqg/ho-so", other);

        Assert.False(first["DaNhanTruocDo"]!.GetValue<bool>());
        Assert.True(again["DaNhanTruocDo"]!.GetValue<bool>());
        Assert.Equal(first["idHoSo"]!.GetValue<string>(), again["idHoSo"]!.GetValue<string>());
        Assert.Equal((409, first["idHoSo"]!.GetValue<string>()), (status, refused["idHoSo"]!.GetValue<string>()));
        var held = await services.GetAsync($"/dvcqg/ho-so/{DossierCode}");
        Assert.Equal((2, "2"), (held["SoLanNhan"]!.GetValue<int>(), held["TrangThai"]!.GetValue<string>()));
        Assert.True(JsonNode.DeepEquals(Dossier(), held["HoSo"]));
    }

    [Fact]
    public async Task Dossier_Malformed_IsRefusedWithAllFaultsAtOnce()
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        var dossier = Dossier("ho so 1");
        dossier["LoaiDoiTuong"] = 5;
        dossier["NgayNop"] = "2022-10-05";
        dossier["ThanhPhanHoSo"] = new JsonArray(new JsonObject { ["MaThanhPhanHoSo"] = "1" });
        dossier["ThongTinNguoiNop"]!["ThongTinChiTiet"] = null;

        var (status, body) = await services.PostAsync("/dvcqg/ho-so", dossier);

        Assert.Equal(400, status);
        Assert.Equal(
            ["LoaiDoiTuong", "MaHoSo", "NgayNop", "ThanhPhanHoSo[0].TenThanhPhanHoSo", "ThongTinNguoiNop.ThongTinChiTiet"],
            body["Loi"]!.AsArray().Select(fault => fault!["Truong"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Statuses_OutOfOrderAndRepeated_LeaveTheLatestAndShowTheRepeats()
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        await services.PostAsync("/dvcqg/ho-so", Dossier());

        var (_, body) = await services.PostAsync("/dvcqg/ho-so/trang-thai", List(Status(2, 1), Status(9, 3), Status(4, 2), Status(4, 2), Status(5, 2), Status(4, 7, "H56.12.03-221005-0099")));

        Assert.Equal(["DA_NHAN", "DA_NHAN", "DA_NHAN", "DA_NHAN_TRUOC_DO", "TU_CHOI", "TU_CHOI"], body["KetQua"]!.AsArray().Select(row => row!["Ma"]!.GetValue<string>()));
        Assert.Equal("TRUNG_KHOA", body["KetQua"]![4]!["Loi"]![0]!["Ma"]!.GetValue<string>());
        Assert.Equal("KHONG_CO_HO_SO", body["KetQua"]![5]!["Loi"]![0]!["Ma"]!.GetValue<string>());
        var held = await services.GetAsync($"/dvcqg/ho-so/{DossierCode}");
        Assert.Equal(("9", 3, 1), (held["TrangThai"]!.GetValue<string>(), held["TrangThaiDaNhan"]!.AsArray().Count, held["SoBanTinTrung"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Progress_GoodAndBadTogether_TakesTheGoodAndSaysWhatIsWrongWithTheBad()
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        var (_, created) = await services.PostAsync("/dvcqg/ho-so", Dossier());
        var right = Progress(1);
        right["IDHoSo"] = created["idHoSo"]!.GetValue<string>();
        var wrongId = Progress(2);
        wrongId["IDHoSo"] = "77";
        var bad = new JsonObject { ["MaHoSo"] = DossierCode, ["TrangThai"] = "11" };

        var (status, body) = await services.PostAsync("/dvcqg/ho-so/tien-do", List(right, wrongId, bad));
        var (tooMany, _) = await services.PostAsync("/dvcqg/ho-so/tien-do", List([.. Enumerable.Range(0, 501).Select(number => Progress(number))]));

        Assert.Equal(200, status);
        Assert.Equal(["DA_NHAN", "TU_CHOI", "TU_CHOI"], body["KetQua"]!.AsArray().Select(row => row!["Ma"]!.GetValue<string>()));
        Assert.Equal("SAI_ID", body["KetQua"]![1]!["Loi"]![0]!["Ma"]!.GetValue<string>());
        Assert.Equal(5, body["KetQua"]![2]!["Loi"]!.AsArray().Count);
        Assert.Equal(400, tooMany);
        Assert.Equal("#1", Assert.Single((await services.GetAsync($"/dvcqg/ho-so/{DossierCode}"))["TienDo"]!.AsArray())!["Khoa"]!.GetValue<string>());
    }

    [Fact]
    public async Task List_InPages_TellsEveryDossierOnce()
    {
        await using var services = await StartAsync();
        await services.SignInAsync();
        var codes = Enumerable.Range(1, 5).Select(number => $"H56.12.03-221005-{number:0000}").ToList();
        foreach (var code in codes)
        {
            await services.PostAsync("/dvcqg/ho-so", Dossier(code));
        }

        List<string> seen = [];
        for (string? after = ""; after is not null;)
        {
            var page = await services.GetAsync($"/dvcqg/ho-so?soLuong=2&sau={after}");
            Assert.Equal(5, page["TongSo"]!.GetValue<int>());
            seen.AddRange(page["DanhSach"]!.AsArray().Select(row => row!["MaHoSo"]!.GetValue<string>()));
            after = page["TiepTheo"]?.GetValue<string>();
        }

        Assert.Equal(codes, seen);
    }

    [Fact]
    public async Task Restart_AfterACutLine_KeepsAllThatWasAcknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("btxh-portal-");
        try
        {
            JsonNode before;
            await using (var first = await StartAsync(null, "--Data:Folder", folder.FullName))
            {
                await first.SignInAsync();
                await first.PostAsync("/dvcqg/ho-so", Dossier());
                await first.PostAsync("/dvcqg/ho-so/trang-thai", List(Status(4, 1), Status(9, 2), Status(9, 2)));
                await first.PostAsync("/dvcqg/ho-so/tien-do", List(Progress(1)));
                before = await first.GetAsync($"/quan-tri/ho-so/{DossierCode}");
            }

            await File.AppendAllTextAsync(Path.Combine(folder.FullName, "cong-dvcqg.jsonl"), """{"Kind":2,"Code":"H56.12""");
            await using var second = await StartAsync(null, "--Data:Folder", folder.FullName);

            Assert.True(JsonNode.DeepEquals(before, await second.GetAsync($"/quan-tri/ho-so/{DossierCode}")));
            await second.SignInAsync();
            await second.PostAsync("/dvcqg/ho-so/trang-thai", List(Status(10, 3)));
            await second.DisposeAsync();
            await using var third = await StartAsync(null, "--Data:Folder", folder.FullName);
            Assert.Equal("10", (await third.GetAsync($"/quan-tri/ho-so/{DossierCode}"))["TrangThai"]!.GetValue<string>());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
