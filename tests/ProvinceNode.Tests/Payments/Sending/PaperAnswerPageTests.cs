using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>The payer's paper as it is typed on its page.</summary>
public sealed class PaperAnswerPageTests
{
    // 2^32 + 2 lines are not two.
    [Theory]
    [InlineData("4294967298", false)]
    [InlineData("2", true)]
    public async Task Paper_WithANumberOfLinesOutOfReach_IsRefused(string lines, bool taken)
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:Retries", "0"));
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        await run.World.FaultAsync("vnpost", "fail");
        await run.SendAsync(list.Id);
        await run.HandOverAsync();
        var page = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), $"/chi-tra/danh-sach/{list.Id:D}/van-ban");

        var told = await page.SubmitAsync(
            new Dictionary<string, object?> { ["Received"] = "co", ["Number"] = "125/BĐTH", ["SignedOn"] = "2022-10-20", ["SignedBy"] = "Nguyễn Văn Bưu, Giám đốc", ["Lines"] = lines, ["Dong"] = "1.080.000" },
            "form[action*='handler=Record']", files: [("Scan", "tra-loi.pdf", "%PDF-1.7 van ban tra loi cua buu dien"u8.ToArray())]);

        Assert.Equal(taken, told.Problems.Count == 0);
        Assert.Equal(taken ? 1 : 0, await run.Host.WithDbAsync(db => db.PaperAnswers.CountAsync()));
        Assert.Equal(!taken, told.Main.Contains("Văn bản ghi 4294967298 dòng, 1.080.000 đồng; danh sách đã gửi có 2 dòng", StringComparison.Ordinal));
    }
}
