using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using ProvinceNode.Tests.Payments.Sending;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>What a closed month adds is held against the matters of closing: nothing closes it a second time.</summary>
public sealed class SupplementMattersTests
{
    [Fact]
    public async Task Supplement_OfAClosedMonth_IsApprovedOnlyWithAReasonForEachMatter()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var first = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = await ClosedAsync(run);
        var late = await run.Flow.ReceivingAsync(PayRun.Somebody(2));
        await run.SaveAsync(db => db.Set<DuplicatePair>().Add(new()
        {
            Id = Guid.NewGuid(), FirstId = DuplicatePair.Order(first, late).First, SecondId = DuplicatePair.Order(first, late).Second, FirstPath = LifeOfPayments.Here, SecondPath = LifeOfPayments.Here, Score = 90, ReasonsJson = "[]",
            State = PairState.Open, FoundAt = new VietnamTime(host.Clock).UtcNow,
        }));
        await run.SaveAsync(db => db.OneOffPayments.Add(new OneOffPayment
        {
            Id = Guid.NewGuid(), TenantPath = LifeOfPayments.Here, Kind = OneOffKind.Treatment, PersonName = "Lê Thị Nạn", ReceiverName = "Lê Thị Nạn", ReceiverNumber = "038149000007", Amount = new Dong(3_600_000), DueMonth = 202209,
            DecisionId = Guid.NewGuid(), Arithmetic = "", RecordedAt = new VietnamTime(host.Clock).UtcNow,
        }));
        Assert.True((await run.JustifyAsync(period, MatterKind.BeforeFirst)).Has(PaymentProblems.Closed));
        await run.BuildAsync(period, supplementary: true);
        var draft = Assert.Single(await run.ListsAsync(period), l => l.Status == ListStatus.Draft);

        var refused = Assert.Single((await run.ApproveAsync(draft.Id)).Problems);

        Assert.Equal(PaymentProblems.ListMatters.Code, refused.Code);
        Assert.Contains("“Chốt kỳ” của kỳ tháng 11/2022", refused.Message, StringComparison.Ordinal);
        Assert.True((await run.ApproveAllAsync(period)).Has(PaymentProblems.ListMatters));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/chi-tra/{period:D}/chot");
        Assert.Contains("danh sách bổ sung chờ duyệt còn 2 việc", page.Main, StringComparison.Ordinal);
        page = await page.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Đã đối chiếu danh sách giấy, chưa chi trả" }, "section[aria-labelledby='viec-BeforeFirst'] form");
        Assert.True((await run.ApproveAsync(draft.Id)).Has(PaymentProblems.ListMatters));
        await page.SubmitAsync(new Dictionary<string, object?> { ["Reason"] = "Hai người khác nhau, đã gặp cả hai" }, "section[aria-labelledby='viec-Duplicate'] form");

        Assert.Equal(ListStatus.Approved, LevelRun.Must(await run.ApproveAsync(draft.Id)).Status);
        // Nothing of it waits any more, and a closed month takes no further reason.
        Assert.True((await run.JustifyAsync(period, MatterKind.BeforeFirst)).Has(PaymentProblems.Closed));
    }

    // What concerns only others does not keep somebody from his money.
    [Fact]
    public async Task Supplement_OfAClosedMonth_IsNotKeptByMattersOfOthers()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var first = await run.Flow.ReceivingAsync(PayRun.Somebody(1));
        var period = await ClosedAsync(run);
        await run.Flow.ReceivingAsync(PayRun.Somebody(2));
        await new EventRun(host).ToldAsync(first);
        await run.BuildAsync(period, supplementary: true);

        Assert.Equal(1, LevelRun.Must(await run.ApproveAllAsync(period)));
    }

    // The bank is asked about the accounts of such a draft too.
    [Fact]
    public async Task Supplement_ToAnAccountThatTheBankDoesNotKnow_WaitsForAReason()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var period = (await run.ClosedAsync(202211)).PeriodId;
        await run.Pay.GrantedAsync(PayRun.Somebody(2), new AwardRow(EntitlementKind.Assistance, "5.a", 150, 1, new(360_000), new(540_000), new(202211), new Receiver("Lê Thị Số 002", "038149000002", "") { Way = new PayWay(PayWay.ToAccount, "0123456789", "Lê Thị Số 002", "Agribank") }));
        await run.Pay.BuildAsync(period, supplementary: true);

        Assert.True((await run.Pay.ApproveAllAsync(period)).Has(PaymentProblems.ListMatters));

        await run.World.TellAsync("/quan-tri/ngan-hang/tai-khoan", new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["number"] = "0123456789", ["bank"] = "Agribank", ["holder"] = "LE THI SO 002", ["closed"] = false }));
        await run.Host.App.Services.GetRequiredService<ProvinceNode.Payments.Receiving.CheckAccountsJob>().RunOnceAsync(default);
        Assert.Equal(1, LevelRun.Must(await run.Pay.ApproveAllAsync(period)));
    }

    private static async Task<Guid> ClosedAsync(PayRun run)
    {
        var period = await run.ListedAsync(202211);
        foreach (var kind in (await run.MattersAsync(period)).Where(m => m.Justifiable).Select(m => m.Kind).Distinct())
        {
            LevelRun.Must(await run.JustifyAsync(period, kind));
        }

        LevelRun.Must(await run.CloseAsync(period));
        return period;
    }
}
