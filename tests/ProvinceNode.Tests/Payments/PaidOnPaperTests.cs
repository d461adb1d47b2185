using Microsoft.EntityFrameworkCore;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Citizens;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>What paper paid before this system can be told of a closed month too, by two officials, and is shown to officials and to the person.</summary>
public sealed class PaidOnPaperTests
{
    [Fact]
    public async Task Payment_BeforeTheFirstMonth_IsToldAfterClosingAndShown()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var code = await OwnPageTests.DecidedAsync(run.Flow);
        var person = await host.WithDbAsync(db => db.Beneficiaries.Select(b => b.Id).SingleAsync());
        var period = await run.ListedAsync(202211);
        foreach (var kind in (await run.MattersAsync(period)).Where(m => m.Justifiable).Select(m => m.Kind).Distinct())
        {
            LevelRun.Must(await run.JustifyAsync(period, kind));
        }

        LevelRun.Must(await run.CloseAsync(period));
        // Entered after the month was closed: no list asks about it.
        var aid = Guid.NewGuid();
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = aid, TenantPath = LifeOfPayments.Here, BeneficiaryId = person, Kind = OneOffKind.Treatment, PersonName = "Nguyễn Văn Thủy", ReceiverName = "Nguyễn Văn Thủy", ReceiverNumber = Person.Disabled.Number, Amount = new Dong(3_600_000), DueMonth = 202209,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        var here = $"/chi-tra/{period:D}/chot";

        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), here);
        Assert.Contains("Nguyễn Văn Thủy: 3.600.000 đồng, đến hạn tháng 09/2022", page.Main, StringComparison.Ordinal);
        page = await page.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Giấy 12" }, "form[action*='handler=Before']");
        Assert.NotNull(page.ProblemAt("Reason"));
        page = await page.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Danh sách giấy số 12 tháng 09/2022" }, "form[action*='handler=Before']");
        Assert.Contains("Đã ghi đề nghị", page.Main, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#tren-giay"));

        var without = await (await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder, confirmed: false), here)).SubmitAsync(button: "Xác nhận đã chi trả");
        Assert.Contains("mã xác thực", without.ProblemAt("Code"), StringComparison.Ordinal);
        Assert.Equal(0, await host.WithDbAsync(db => db.OneOffPayments.Where(p => p.Id == aid).Select(p => p.ListedMonth).SingleAsync()));
        var head = await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder), here);
        Assert.Contains("được chi trả trước khi dùng hệ thống", (await head.SubmitAsync(button: "Xác nhận đã chi trả")).Main, StringComparison.Ordinal);

        Assert.Equal((202209, 3_600_000L), await host.WithDbAsync(async db => (await db.OneOffPayments.AsNoTracking().SingleAsync(p => p.Id == aid)) is var p ? (p.ListedMonth, p.MovedDong.Amount) : default));
        Assert.DoesNotContain(await run.LinesAsync(await run.ListedAsync(202212)), l => l.OneOff.Amount > 0);
        var shown = (await PageReader.OpenAsync(await host.SignInAsync(Roles.SocialOfficer, LifeOfPayments.Here), $"/doi-tuong/{person:D}")).Main;
        Assert.Contains("Hỗ trợ chi phí điều trị: 3.600.000 đồng, đến hạn tháng 09/2022", shown, StringComparison.Ordinal);
        Assert.Contains("Danh sách giấy số 12 tháng 09/2022", shown, StringComparison.Ordinal);
        var own = (await OwnPageTests.OpenAsync(host.NewClient(), code)).Main;
        Assert.Contains("3.600.000 đồng. Đã trả theo danh sách giấy: Danh sách giấy số 12 tháng 09/2022", own, StringComparison.Ordinal);
    }
}
