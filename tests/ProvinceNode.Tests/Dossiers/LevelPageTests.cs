using System.Net;
using ProvinceNode.Dossiers.Levels;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The pages of a new level as officials meet them, through the real host.</summary>
public sealed class LevelPageTests
{
    private const string LateLevel = "2026-10-06";

    [Fact]
    public async Task Preview_OfACommune_CountsMoneyAndWritesNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2026-05-06");
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 1_000_000, 202601);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "4", 500_000, 202601);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(3), "6.n.adult", 777_000, 202601);
        host.Clock.SetDay(OutcomeTests.Day(LateLevel));
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Flow.Dossiers.Commune);

        var desk = await PageReader.OpenAsync(officer, "/ho-so");
        var page = await desk.FollowAsync("Mức chuẩn mới đã có hiệu lực, chưa có quyết định chuyển mức cho 3 người");

        Assert.Contains("mức chuẩn trợ giúp xã hội 540.000 đồng từ tháng 07/2026 (Điều 4 Nghị định 335/2026/NĐ-CP)", page.Main, StringComparison.Ordinal);
        Assert.Equal("2 trường hợp", page.Text("dl.facts dd"));
        Assert.Contains("1.620.000 đồng (tăng 120.000 đồng)", page.Main, StringComparison.Ordinal);
        Assert.Contains("480.000 đồng", page.Main, StringComparison.Ordinal);
        Assert.Contains("1 ngoại lệ, 0 tạm dừng", page.Main, StringComparison.Ordinal);
        Assert.Equal(["Xã Hoa Lộc", "2", "120.000", "480.000", "1 ngoại lệ của Xã Hoa Lộc", "0", "0", "0"], page.Table()[1]);
        Assert.Equal(1_000_000, (await run.Flow.PersonAsync(await run.IdOfAsync(LevelRun.Somebody(1).Number))).MonthlyAmount.Amount);
    }

    [Fact]
    public async Task List_MadeOnThePage_GoesToTheChairmanAndTheClerk()
    {
        await using var host = await OutcomeTests.StartAsync("2026-05-06");
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 1_000_000, 202601);
        host.Clock.SetDay(OutcomeTests.Day(LateLevel));
        var commune = run.Flow.Dossiers.Commune;
        var (officer, chairman, clerk) = (await host.SignInAsync(Roles.SocialOfficer, commune), await host.SignInAsync(Roles.Chairman, commune), await host.SignInAsync(Roles.RecordsClerk, commune));

        var made = await (await PageReader.OpenAsync(officer, "/chuyen-muc")).SubmitAsync(button: "Lập danh sách 1 trường hợp");
        Assert.Contains("Đã lập danh sách", made.Main, StringComparison.Ordinal);
        var list = Guid.Parse(made.Address.Segments[^1]);
        var waiting = await PageReader.OpenAsync(chairman, "/van-ban-cho");
        Assert.Contains("Chờ ký: 1 văn bản", waiting.Main, StringComparison.Ordinal);
        var sign = await (await waiting.FollowAsync("Chuyển sang mức mới")).FollowAsync("Xem quyết định và ký");
        Assert.Contains("DANH SÁCH NGƯỜI HƯỞNG MỨC MỚI TẠI XÃ HOA LỘC", sign.Main, StringComparison.Ordinal);
        Assert.Contains(LevelRun.Somebody(1).Name, sign.Main, StringComparison.Ordinal);
        var refused = await sign.SubmitAsync(new Dictionary<string, object?> { ["Code"] = "000000" });
        Assert.NotEmpty(refused.Problems);

        LevelRun.Must(await run.SignAsync(list));
        Assert.Contains("Ghi sổ mức mới: 0 trên 1 trường hợp", (await PageReader.OpenAsync(officer, $"/chuyen-muc/{list}")).Main, StringComparison.Ordinal);
        await run.ApplyAsync();
        Assert.Contains("Chờ vào số: 1 văn bản", (await PageReader.OpenAsync(clerk, "/van-ban-cho")).Main, StringComparison.Ordinal);
        var numbered = await (await PageReader.OpenAsync(clerk, $"/chuyen-muc/{list}/vao-so")).SubmitAsync(button: "Vào số và phát hành");
        Assert.Contains("Số 01/QĐ-UBND", numbered.Main, StringComparison.Ordinal);
        Assert.Contains("Ghi sổ mức mới: 1 trên 1 trường hợp", numbered.Main, StringComparison.Ordinal);
        var paper = await numbered.FollowAsync("Quyết định và danh sách kèm theo");
        Assert.Contains("01/QĐ-UBND", paper.Main, StringComparison.Ordinal);
        Assert.Equal($"/chuyen-muc/{list}", (await paper.FollowAsync("← Quay lại danh sách")).Address.AbsolutePath);
        Assert.DoesNotContain("Chưa có quyết định chuyển mức", (await PageReader.OpenAsync(officer, "/ho-so")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Communes_OfADistrict_SeeOnlyTheirOwnPart()
    {
        await using var host = await OutcomeTests.StartAsync("2024-07-10");
        var run = new LevelRun(host);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000, commune: LevelRun.Neighbour);
        var (own, district, department) = (await host.SignInAsync(Roles.SocialOfficer, run.Flow.Dossiers.Commune), await host.SignInAsync(Roles.SocialOfficer, "38.400"), await host.SignInAsync(Roles.ProvinceOfficer, "38"));

        var seen = await PageReader.OpenAsync(own, $"/chuyen-muc?xa={LevelRun.Neighbour}");
        Assert.Equal("1 trường hợp", seen.Text("dl.facts dd"));
        Assert.DoesNotContain("Xã Liên Lộc", seen.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lập danh sách 1", seen.Main, StringComparison.Ordinal); // the district's chairman decides
        Assert.Contains("Lập danh sách 2 trường hợp", (await PageReader.OpenAsync(district, "/chuyen-muc")).Main, StringComparison.Ordinal);
        var overview = await PageReader.OpenAsync(department, "/chuyen-muc");
        Assert.Contains("Xã Liên Lộc", overview.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Lập danh sách 2", overview.Main, StringComparison.Ordinal);

        var list = await run.DoneAsync();
        LevelRun.Must(await run.NumberAsync(list));

        Assert.Equal(HttpStatusCode.NotFound, (await PageReader.OpenAsync(own, $"/chuyen-muc/{list}")).Status);
        var part = await PageReader.OpenAsync(own, "/chuyen-muc");
        var extract = await part.FollowAsync("Bản trích sao quyết định số 01/QĐ-UBND");
        Assert.Contains(LevelRun.Somebody(1).Name, extract.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(LevelRun.Somebody(2).Name, extract.Main, StringComparison.Ordinal);
        Assert.Contains("Đã vào số, phát hành", (await PageReader.OpenAsync(department, "/chuyen-muc")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exceptions_OnThePage_AreSettledForEverybodyOfOneReason()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new LevelRun(host);
        var person = await run.Flow.ReceivingAsync(LevelRun.Somebody(1), "6.n.elder", 720_000, 201503);
        await run.Flow.ReceivingAsync(LevelRun.Somebody(2), "6.n.elder", 720_000, 201603);
        host.Clock.SetDay(new(2024, 7, 10));
        var officer = await host.SignInAsync(Roles.SocialOfficer, "38.400");
        var page = await PageReader.OpenAsync(officer, "/chuyen-muc/ngoai-le?loai=muc-chuan");
        Assert.Contains("2 trường hợp: Số tiền khớp mức của tháng ghi sổ", page.Main, StringComparison.Ordinal);

        var wrong = await page.SubmitAsync(new Dictionary<string, object?> { ["Choice"] = "Raise" });
        Assert.Equal(2, wrong.Problems.Count); // nobody chosen, no reason
        var done = await page.SubmitAsync(new Dictionary<string, object?> { ["AllOf"] = nameof(LevelDoubt.Recorded), ["Choice"] = nameof(LevelChoice.Raise), ["Why"] = "Đã đối chiếu sổ chi trả tháng 06/2024" });

        Assert.Contains("Đã xử lý 2 trường hợp", done.Main, StringComparison.Ordinal);
        Assert.Contains("Không còn trường hợp ngoại lệ nào", done.Main, StringComparison.Ordinal);
        await run.DoneAsync();
        Assert.EndsWith("202407-0 1000000", await run.VersionsAsync(person), StringComparison.Ordinal);
    }
}
