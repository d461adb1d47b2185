using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Dossiers;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>The month on its pages, by the officials who do it.</summary>
public sealed class PaymentPagesTests
{
    [Fact]
    public async Task Month_OnItsPages_GoesFromOpeningToClosing()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1), "5.a", 540_000);
        var (accountant, head) = (await host.SignInAsync(Roles.Accountant, run.Holder), await host.SignInAsync(Roles.DivisionHead, run.Holder));

        var month = await (await PageReader.OpenAsync(accountant, "/chi-tra")).SubmitAsync(button: "Mở kỳ");
        Assert.Contains("Đã mở kỳ chi trả tháng 11/2022", month.Main, StringComparison.Ordinal);
        Assert.Contains("từ 20/10/2022 đến hết 24/10/2022", month.Main, StringComparison.Ordinal);
        var asked = await month.SubmitAsync(form: "form[action*='handler=Build']");
        Assert.Contains("0 trên", asked.Main, StringComparison.Ordinal);
        await run.WorkAsync();
        var built = await PageReader.OpenAsync(head, asked.Address.AbsolutePath);
        Assert.Equal(["Xã Hoa Lộc, thường xuyên, Tiền mặt tại điểm chi trả", "thường xuyên", "Tiền mặt tại điểm chi trả", "1", "1", "540.000", "Dự thảo, chờ duyệt"], built.Table()[1]);
        var approved = await built.SubmitAsync(form: "form[action*='handler=Approve']");
        Assert.Contains("đang duyệt 1 danh sách", approved.Main, StringComparison.Ordinal);
        await run.WorkTogetherAsync();

        var list = await PageReader.OpenAsync(accountant, $"/chi-tra/danh-sach/{(await run.ListsAsync(Guid.Parse(asked.Address.Segments[^1])))[0].Id:D}");
        Assert.Contains("Năm trăm bốn mươi nghìn đồng", list.Main, StringComparison.Ordinal);
        Assert.Contains("Lê Thị Số 001 038•••••0001", list.Main, StringComparison.Ordinal);
        var review = await PageReader.OpenAsync(accountant, $"{asked.Address.AbsolutePath}/bien-dong");
        Assert.Equal(["Tăng", "1", "+540.000"], review.Table()[1]);
        var closing = await PageReader.OpenAsync(accountant, $"{asked.Address.AbsolutePath}/chot");
        Assert.Contains("Không còn việc nào", closing.Main, StringComparison.Ordinal);
        Assert.Contains("Đã chốt kỳ chi trả", (await closing.SubmitAsync(form: "form[action*='handler=Close']")).Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Matter_WithoutReason_IsShownAndJustifiedOnThePage()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var way = new PayWay(PayWay.ToAccount, "0123456", "Lê Thị Số 001", "Agribank");
        await run.GrantedAsync(PayRun.Somebody(1), new(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202206), new("Lê Thị Số 001", "038149000001", "") { Way = way }));
        var period = await run.ListedAsync(202211);
        var accountant = await host.SignInAsync(Roles.Accountant, run.Holder);

        var page = await PageReader.OpenAsync(accountant, $"/chi-tra/{period:D}/chot");
        Assert.Contains("Tài khoản chưa được ngân hàng xác nhận: 1", page.Main, StringComparison.Ordinal);
        var refused = await page.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "ngắn" }, form: "form[action*='handler=Justify']");
        Assert.Contains(PaymentProblems.Reason.Sentence, refused.Problems);
        var told = await refused.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Đã đối chiếu sổ tài khoản bản giấy" }, form: "form[action*='handler=Justify']");

        Assert.Contains("Đã ghi lý do cho 1 việc", told.Main, StringComparison.Ordinal);
        Assert.Contains("Lý do: Đã đối chiếu sổ tài khoản bản giấy", told.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("31/10/2022", false)]
    [InlineData("2022-09-30", false)]
    [InlineData("2022-10-21", true)]
    public async Task Days_OfAMonth_AreChangedOnlyWithinItsOrder(string from, bool taken)
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var before = LevelRun.Must(await run.OpenAsync(202211));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/chi-tra/{before.Id:D}");

        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["ClosingFrom"] = from }, form: "form[action*='handler=Days']");

        Assert.Equal(taken, told.Problems.Count == 0);
        Assert.Equal(taken ? new DateOnly(2022, 10, 21) : before.ClosingFrom, await host.WithDbAsync(db => db.PaymentPeriods.Select(p => p.ClosingFrom).SingleAsync()));
    }

    [Fact]
    public async Task Page_OfAnOfficialWithoutTheRight_OffersNoVerb()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        var officer = await host.SignInAsync(Roles.Appraiser, run.Holder);

        var page = await PageReader.OpenAsync(officer, $"/chi-tra/{period:D}");

        Assert.DoesNotContain("Duyệt tất cả", page.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Hủy dự thảo", page.Main, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form[method=post]"));
    }
}
