using EndToEnd.Tests.Processes;
using ProvinceNode.Organization;

namespace EndToEnd.Tests.Journeys;

/// <summary>From a citizen's phone to a row that the ministry reads: real processes, a real browser, in both organisations.</summary>
[Collection(Alone.Name)]
public sealed class WholeFlowTests
{
    private const string Commune = "38.400.16063";
    private const string District = "38.400";
    private const string TwoTierCommune = "46.19753";

    [Fact]
    public async Task ThreeTier_FromPhoneToMinistry_IsOneRow()
    {
        await using var federation = new RealProcesses();
        await federation.StartServicesAsync();
        await federation.StartHubAsync();
        var accounts = await federation.AddNodeAsync("38", "2022-10-05", "16063");
        await PeopleAsync(federation, """{"SoDinhDanh":"038082000102","HoVaTen":"Nguyễn Văn Thủy","GioiTinh":"1","NgayThangNamSinh":"1982-03-15","ThuongTru":{"MaTinhThanh":"38","MaQuanHuyen":"400","MaPhuongXa":"16063"}}""");
        await using var browser = await Browser.StartAsync();
        var citizen = await browser.VisitorAsync(federation.Node("38"), 360);
        var code = await Application.SendAsync(citizen, new("Nguyễn Văn Thủy", "15", "03", "1982", "1", "038082000102", "16063", "Thôn Hoa Trung", "05", "09", "2022", "hoa loc"));
        var officials = new Officials(browser, federation, "38", accounts);

        await ReceiveToPostingAsync(officials, code, Commune);
        await MoveClockAsync(citizen, "Tiến thêm 2 ngày làm việc");
        await MoveClockAsync(citizen, "Tiến thêm 1 ngày làm việc");
        await officials.DoAsync(Roles.SocialOfficer, Commune, code, "Kết thúc niêm yết", "Kết thúc niêm yết");
        await officials.DoAsync(Roles.Chairman, Commune, code, "Trình", "Trình");
        await AppraiseToHandOverAsync(officials, code, District, Commune);

        using var hub = new HubReader(federation);
        var dossier = await hub.UntilAsync($"Dossiers?$filter=Code eq '{code}'", a => a.GetProperty("value").GetArrayLength() == 1 && a.GetProperty("value")[0].GetProperty("Status").GetString() == "HandedOver");
        Assert.Equal("38", dossier.GetProperty("value")[0].GetProperty("ProvinceCode").GetString());
        var groups = await hub.GetAsync("Beneficiaries?$apply=groupby((ProvinceCode,CategoryCode),aggregate($count as People,MonthlyAmount with sum as Money))");
        var row = Assert.Single(groups.GetProperty("value").EnumerateArray());
        Assert.Equal(("6.n.adult", 1, 540_000), (row.GetProperty("CategoryCode").GetString(), row.GetProperty("People").GetInt32(), row.GetProperty("Money").GetInt32()));
        await TrackAsync(citizen, code, "0102");

        await new OtherProcedures(officials, citizen, new DateOnly(2022, 10, 10), Commune, District).FuneralAndHousingAsync("Nguyễn Văn Thủy", "038082000102", new DateOnly(1982, 3, 15));
        await hub.UntilAsync("Beneficiaries", a => a.GetProperty("value")[0].GetProperty("Status").GetString() == "Ended");
    }

    [Fact]
    public async Task TwoTier_WithoutJavaScript_HasNoDistrict()
    {
        await using var federation = new RealProcesses();
        await federation.StartServicesAsync();
        await federation.StartHubAsync();
        var accounts = await federation.AddNodeAsync("46", "2026-11-23", "19753");
        await PeopleAsync(federation, """{"SoDinhDanh":"046090000202","HoVaTen":"Hồ Đắc Thúy","GioiTinh":"1","NgayThangNamSinh":"1990-06-30","ThuongTru":{"MaTinhThanh":"46","MaQuanHuyen":"475","MaPhuongXa":"19753"}}""");
        await using var browser = await Browser.StartAsync();
        var citizen = await browser.VisitorAsync(federation.Node("46"), 360, javaScript: false);
        var code = await Application.SendAsync(citizen, new("Hồ Đắc Thúy", "30", "06", "1990", "1", "046090000202", "19753", "Tổ dân phố 7", "05", "10", "2026"));
        var officials = new Officials(browser, federation, "46", accounts);

        await ReceiveToPostingAsync(officials, code, TwoTierCommune);
        await MoveClockAsync(citizen, "Tiến thêm 2 ngày làm việc");
        await MoveClockAsync(citizen, "Tiến thêm 1 ngày làm việc");
        await officials.DoAsync(Roles.SocialOfficer, TwoTierCommune, code, "Kết thúc niêm yết", "Kết thúc niêm yết");
        await AppraiseToHandOverAsync(officials, code, TwoTierCommune, TwoTierCommune);

        using var hub = new HubReader(federation);
        var people = await hub.UntilAsync("Beneficiaries?$count=true", a => a.GetProperty("@odata.count").GetInt32() == 1);
        Assert.Equal(810_000, people.GetProperty("value")[0].GetProperty("MonthlyAmount").GetInt32());

        await new OtherProcedures(officials, citizen, new DateOnly(2026, 11, 26), TwoTierCommune, TwoTierCommune).FuneralAndHousingAsync("Hồ Đắc Thúy", "046090000202", new DateOnly(1990, 6, 30));
        await hub.UntilAsync("Beneficiaries", a => a.GetProperty("value")[0].GetProperty("Status").GetString() == "Ended");
    }

    private static async Task ReceiveToPostingAsync(Officials officials, string code, string commune)
    {
        await officials.DoAsync(Roles.Desk, commune, code, "Tiếp nhận", "Tiếp nhận");
        await officials.DoAsync(Roles.SocialOfficer, commune, code, "Xét duyệt", "Ghi kết luận", async v =>
        {
            await v.ChooseAsync("Eligible", "true");
            await v.FillAsync("Note", "Đã xác minh tại thôn");
        });
        await officials.DoAsync(Roles.SocialOfficer, commune, code, "Mở niêm yết", "Mở niêm yết");
    }

    private static async Task AppraiseToHandOverAsync(Officials officials, string code, string deciding, string commune)
    {
        await officials.DoAsync(Roles.Appraiser, deciding, code, "Thẩm định", "Trình ký", async v =>
        {
            await v.ChooseAsync("Eligible", "true");
            await v.FillAsync("Note", "Giấy tờ đầy đủ");
        });
        // The head of the division signs slip and submission before the chairman decides.
        await officials.DoAsync(Roles.DivisionHead, deciding, code, "Ký trình", "Ký trình");
        await officials.DoAsync(Roles.Chairman, deciding, code, "Ký", "Ký");
        await officials.DoAsync(Roles.RecordsClerk, deciding, code, "Vào số", "Vào số");
        await officials.DoAsync(Roles.Desk, commune, code, "Trả kết quả", "Trả kết quả");
    }

    private static async Task MoveClockAsync(Visitor visitor, string words)
    {
        await visitor.GoAsync("/demo/dong-ho");
        await visitor.PressAsync(words);
    }

    private static async Task TrackAsync(Visitor citizen, string code, string lastFour)
    {
        await citizen.GoAsync("/tra-cuu");
        await citizen.FillAsync("ma", code);
        await citizen.FillAsync("digits", lastFour);
        await citizen.PressAsync("Xem hồ sơ");
        Assert.Contains("Đã trả kết quả", await citizen.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task PeopleAsync(RealProcesses federation, string json)
    {
        using var client = new HttpClient { BaseAddress = federation.Services };
        using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        (await client.PostAsync(new Uri("quan-tri/nguoi", UriKind.Relative), content)).EnsureSuccessStatusCode();
    }
}
