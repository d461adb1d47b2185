using System.Text;
using System.Text.Json.Nodes;
using static EndToEnd.Tests.NationalServices.RunningServices;

namespace EndToEnd.Tests.NationalServices;

[Collection(Alone.Name)]
public sealed class PopulationDatabaseTests
{
    [Theory]
    [InlineData("LÊ THỊ HÒA", true)]
    [InlineData("lê  thị\thoà ", true)]
    [InlineData("LÊ THỊ HOA", false)]
    [InlineData("LÊ THỊ HỎA", false)]
    [InlineData("LE THI HOA", false)]
    public async Task Name_WrittenAnotherWay_MatchesOnlyWhenItIsTheSameName(string name, bool same)
    {
        await using var services = await StartAsync();
        await services.HasPersonAsync();

        foreach (var form in new[] { NormalizationForm.FormC, NormalizationForm.FormD })
        {
            var (status, body) = await services.PostAsync("/csdlqg/xac-nhan", Question($"yc-{form}", name.Normalize(form)));

            Assert.Equal(200, status);
            Assert.Equal(same ? "KHOP" : "KHONG_KHOP", body["KetQua"]!.GetValue<string>());
            Assert.Equal(same, Field(body, "HoVaTen")["Khop"]!.GetValue<bool>());
            Assert.Equal("LÊ THỊ HÒA", Field(body, "HoVaTen")["GiaTriChinhThuc"]!.GetValue<string>());
        }
    }

    [Theory]
    [InlineData("1954-03-02", "1954", true)]
    [InlineData("1954-03-02", "1954-03", true)]
    [InlineData("1954-03-02", "19540302", true)]
    [InlineData("1954", "1954-03-02", true)]
    [InlineData("1954-03", "1954-04", false)]
    [InlineData("1954-03-02", "1954-03-03", false)]
    [InlineData("1954", "1955", false)]
    public async Task BirthDate_KnownInPart_IsComparedAsFarAsBothAreKnown(string held, string declared, bool same)
    {
        await using var services = await StartAsync();
        await services.HasPersonAsync(held);

        var (_, body) = await services.PostAsync("/csdlqg/xac-nhan", Question(born: declared));

        Assert.Equal(same, Field(body, "NgayThangNamSinh")["Khop"]!.GetValue<bool>());
        Assert.Equal(held, Field(body, "NgayThangNamSinh")["GiaTriChinhThuc"]!.GetValue<string>());
    }

    [Fact]
    public async Task Confirm_WrongSex_TellsThatFieldAlone()
    {
        await using var services = await StartAsync();
        await services.HasPersonAsync();
        var question = Question();
        question["GioiTinh"] = "1";

        var (_, body) = await services.PostAsync("/csdlqg/xac-nhan", question);

        Assert.Equal("KHONG_KHOP", body["KetQua"]!.GetValue<string>());
        var wrong = Assert.Single(body["DoiChieu"]!.AsArray(), field => !field!["Khop"]!.GetValue<bool>());
        Assert.Equal("GioiTinh", wrong!["Truong"]!.GetValue<string>());
        Assert.Equal("2", wrong["GiaTriChinhThuc"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2022-10-05", "399", "15877")]
    [InlineData("2025-07-01", "", "15880")]
    public async Task LookUp_OnADay_TellsTheAddressInThatDaysOrganisation(string day, string district, string commune)
    {
        await using var services = await StartAsync();
        await services.HasPersonAsync();
        var question = Question();
        question["NgayThamChieu"] = day;

        var (status, body) = await services.PostAsync("/csdlqg/tra-cuu", question);

        Assert.Equal(200, status);
        Assert.Equal("KHOP", body["KetQua"]!.GetValue<string>());
        var citizen = body["CongDan"]!;
        Assert.Equal(("LÊ", "THỊ", "HÒA"), (citizen["HoVaTen"]!["Ho"]!.GetValue<string>(), citizen["HoVaTen"]!["ChuDem"]!.GetValue<string>(), citizen["HoVaTen"]!["Ten"]!.GetValue<string>()));
        Assert.Equal("19540302", citizen["NgayThangNamSinh"]!["NgayThangNam"]!.GetValue<string>());
        Assert.Equal((district, commune), (citizen["ThuongTru"]!["MaQuanHuyen"]!.GetValue<string>(), citizen["ThuongTru"]!["MaPhuongXa"]!.GetValue<string>()));
    }

    [Fact]
    public async Task LookUp_ByOldCard_FindsItsPersonOrNobody()
    {
        await using var services = await StartAsync();
        await services.HasPersonAsync();
        var byCard = Question();
        byCard.Remove("SoDinhDanh");
        byCard["SoCMND"] = "171234567";

        var (_, found) = await services.PostAsync("/csdlqg/tra-cuu", byCard);
        var (status, missing) = await services.PostAsync("/csdlqg/tra-cuu", Question("yc-2", number: "038154999999"));

        Assert.Equal("038154000001", found["CongDan"]!["SoDinhDanh"]!.GetValue<string>());
        Assert.Equal(200, status);
        Assert.Equal("KHONG_TIM_THAY", missing["KetQua"]!.GetValue<string>());
        Assert.Null(missing["CongDan"]);
    }

    [Fact]
    public async Task Question_SentAgain_GetsTheFirstAnswerUnlessItDiffers()
    {
        await using var services = await StartAsync();
        await services.HasPersonAsync();

        var (_, first) = await services.PostAsync("/csdlqg/tra-cuu", Question());
        await services.PostAsync("/quan-tri/nguoi", new JsonObject { ["SoDinhDanh"] = "038154000001", ["HoVaTen"] = "Lê Thị Khác", ["GioiTinh"] = "2", ["NgayThangNamSinh"] = "1954" });
        var (_, again) = await services.PostAsync("/csdlqg/tra-cuu", Question());
        var (status, refused) = await services.PostAsync("/csdlqg/tra-cuu", Question(name: "NGUYỄN THỊ LAN"));

        Assert.True(JsonNode.DeepEquals(first, again));
        Assert.Single((await services.GetAsync("/quan-tri/nhat-ky-dan-cu?maYeuCau=yc-1")).AsArray());
        Assert.Equal(409, status);
        Assert.Equal("TRUNG_MA_YEU_CAU", refused["MaLoi"]!.GetValue<string>());
    }

    [Fact]
    public async Task Question_Malformed_IsRefusedWithAllFaultsAtOnce()
    {
        await using var services = await StartAsync();
        var question = new JsonObject { ["MaYeuCau"] = new JsonArray(), ["SoDinhDanh"] = "03815400000", ["MaTichHop"] = "038", ["NgayThangNamSinh"] = "1954-13-01", ["GioiTinh"] = "7" };

        var (status, body) = await services.PostAsync("/csdlqg/tra-cuu", question);

        Assert.Equal(400, status);
        Assert.Equal(
            ["GioiTinh", "HoVaTen", "MaCanBo", "MaDVC", "MaTichHop", "MaYeuCau", "NgayThangNamSinh", "SoDinhDanh"],
            body["Loi"]!.AsArray().Select(fault => fault!["Truong"]!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"MaYeuCau":"\ud800"}""")]
    [InlineData("""{"MaYeuCau":"a","MaYeuCau":"b"}""")]
    public async Task Question_NotJson_IsRefusedWithAClearAnswer(string text)
    {
        await using var services = await StartAsync();

        var (status, body) = await services.PostTextAsync("/csdlqg/tra-cuu", text);

        Assert.Equal(400, status);
        Assert.Equal("KHONG_PHAI_JSON", body["Loi"]![0]!["Ma"]!.GetValue<string>());
    }

    [Fact]
    public async Task Question_OverFourMegabytes_IsRefused()
    {
        await using var services = await StartAsync();
        // The host answers by the announced length and closes: the client must not be writing five megabytes meanwhile.
        services.Http.DefaultRequestHeaders.ExpectContinue = true;

        var (status, body) = await services.PostTextAsync("/csdlqg/tra-cuu", $$"""{"MaYeuCau":"{{new string('a', 5_000_000)}}"}""");

        Assert.Equal(413, status);
        Assert.Equal("QUA_LON", body["MaLoi"]!.GetValue<string>());
    }

    [Fact]
    public async Task InventedPeople_OnEveryStart_AreTheSameAndCarryNumbersThatAgreeWithThem()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();

        var people = (await one.GetAsync("/quan-tri/nguoi?soLuong=200")).AsArray();

        Assert.True(JsonNode.DeepEquals(people, await other.GetAsync("/quan-tri/nguoi?soLuong=200")));
        Assert.Equal(200, people.Count);
        // The door that adds people checks each number against sex and birth year: the invented must pass it too.
        var (status, body) = await one.PostAsync("/quan-tri/nguoi", people.DeepClone());
        Assert.True(status == 200, body.ToJsonString());
        Assert.NotEmpty((await one.GetAsync("/quan-tri/nguoi?sau=046&soLuong=5")).AsArray());
    }

    [Fact]
    public async Task Person_WhoseNumberDisagrees_StopsTheWholeList()
    {
        await using var services = await StartAsync();
        JsonArray people =
        [
            new JsonObject { ["SoDinhDanh"] = "038054000009", ["HoVaTen"] = "Lê Văn Bình", ["GioiTinh"] = "1", ["NgayThangNamSinh"] = "1954" },
            new JsonObject { ["SoDinhDanh"] = "038054000008", ["HoVaTen"] = "Lê Thị Bình", ["GioiTinh"] = "2", ["NgayThangNamSinh"] = "1954" },
        ];

        var (status, body) = await services.PostAsync("/quan-tri/nguoi", people);

        Assert.Equal(400, status);
        Assert.Equal("[1].SoDinhDanh", Assert.Single(body["Loi"]!.AsArray())!["Truong"]!.GetValue<string>());
        using var answer = await services.Http.GetAsync(new Uri("/quan-tri/nguoi/038054000009", UriKind.Relative));
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task People_FromTheSeedFileAndAddedAtRunTime_AreThereAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("btxh-services-");
        try
        {
            var seed = Path.Combine(folder.FullName, "people.jsonl");
            await File.WriteAllTextAsync(seed, """{"SoDinhDanh":"046200000001","HoVaTen":"Tôn Thất Khoa","GioiTinh":"1","NgayThangNamSinh":"2000-02-29"}""" + "\n");
            string[] options = ["--Data:Folder", folder.FullName, "--PopulationDatabase:People", seed, "--PopulationDatabase:Households", "0"];
            await using (var first = await StartAsync(null, options))
            {
                await first.HasPersonAsync();
            }

            await using var second = await StartAsync(null, options);

            var numbers = (await second.GetAsync("/quan-tri/nguoi")).AsArray().Select(person => person!["SoDinhDanh"]!.GetValue<string>());
            Assert.Equal(["038154000001", "046200000001"], numbers);
            await File.AppendAllTextAsync(seed, "{\"SoDinhDanh\":\"1\"}\n");
            var refused = Assert.Throws<InvalidDataException>(() => global::NationalServices.NationalServicesHost.Build(["--PopulationDatabase:People", seed]));
            Assert.Contains("dòng 2", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonNode Field(JsonNode body, string name) => body["DoiChieu"]!.AsArray().Single(field => field!["Truong"]!.GetValue<string>() == name)!;
}
