using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvinceNode.Dossiers.Elsewhere;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Platform;
using ProvinceNode.Registry;
using ProvinceNode.Tests.Payments;
using Protos.Duplicates;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers.Elsewhere;

/// <summary>Months of two provinces that are all over: nothing is held; what another province paid rightly is taken back by the dossier of recovery.</summary>
public sealed class PastMonthsTests
{
    [Fact]
    public async Task Months_ThatAnotherProvincePaidRightly_AreTakenBackByADecisionOnce()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var person = await PaidAsync(run);
        var told = Asks(hub, person);
        await TakeAsync(host);

        // Nothing is held, nobody reports anything.
        Assert.Equal((0, 0), (await host.WithDbAsync(db => db.PaymentHolds.CountAsync()), await host.WithDbAsync(db => db.LifeEvents.CountAsync())));
        var officer = await host.SignInAsync(Roles.SocialOfficer, run.Flow.Dossiers.Commune);
        Assert.Contains("1 trường hợp", (await PageReader.OpenAsync(officer, "/ho-so")).Main, StringComparison.Ordinal);
        var page = await (await PageReader.OpenAsync(officer, "/trung-tinh")).FollowAsync(PayRun.Somebody(1).Name);
        Assert.All(new[] { "các tháng đã qua", "không tạm giữ chi trả", "1 tháng, cộng", "720.000" }, part => Assert.Contains(part, page.Main, StringComparison.Ordinal));
        await AnsweredAsync(page);

        hub.Tells(told, "Agreed", "46", 202211);
        await TakeAsync(host);
        await TakeAsync(host);
        var month = Assert.Single(await MonthsAsync(host));
        Assert.Equal((202211, 540_000L, true, Guid.Parse(told.Id)), (month.Month, month.Amount.Amount, month.IsPaid, month.CaseId!.Value));
        Assert.Equal(EntitlementStatus.Active, Assert.Single(await run.Flow.RowsAsync(person)).Status);

        // A building tells nothing of it and takes nothing of it away.
        await run.ListedAsync(202212);
        Assert.Single(await MonthsAsync(host));
        var settled = await PageReader.OpenAsync(officer, $"/trung-tinh/{told.Id}");
        Assert.Contains("Tỉnh này thu hồi 1 tháng đã chi theo danh sách, tổng 540.000", settled.Main, StringComparison.Ordinal);
        Assert.Contains("Thành phố Huế chi trả cùng tháng", (await PageReader.OpenAsync(officer, $"/doi-tuong/{person}/thu-hoi")).Main, StringComparison.Ordinal);
        Assert.Contains(PayRun.Somebody(1).Name, (await PageReader.OpenAsync(officer, "/trung-tinh")).Main, StringComparison.Ordinal);

        await RecoveryTests.DecidedAsync(run, person);
        var recovery = Assert.Single(await run.Flow.PaymentsAsync());
        Assert.Equal((OneOffKind.Recovery, 540_000L, 202211, 202211), (recovery.Kind, recovery.Amount.Amount, recovery.FromMonth, recovery.ToMonth));
        Assert.DoesNotContain(PayRun.Somebody(1).Name, (await PageReader.OpenAsync(officer, "/trung-tinh")).Main, StringComparison.Ordinal);

        await TakenOnceAsync(run);

        // Told again, and again with later figures: a decided month stays as it was decided.
        hub.Tells(told, "Agreed", "46", 202211);
        await TakeAsync(host);
        Assert.Equal(recovery.Id, Assert.Single(await MonthsAsync(host)).RecoveryId);
    }

    // The list after it takes it, whole and once; the month itself is not paid again.
    private static async Task TakenOnceAsync(PayRun run)
    {
        await run.ToldAsync(ClaimState.Paid);
        var line = Assert.Single(await run.LinesAsync(await run.ListedAsync(202301)));
        Assert.Equal((540_000L, 540_000L, 0L), (line.Monthly.Amount, line.Recovery.Amount, line.Total.Amount));
        await run.ToldAsync(ClaimState.Paid);
        Assert.Equal(540_000, Assert.Single(await run.LinesAsync(await run.ListedAsync(202302))).Total.Amount);
    }

    private static async Task AnsweredAsync(PageReader page)
    {
        var answer = new Dictionary<string, object?> { ["Word"] = "Stops", ["StopMonth"] = "12/2022", ["Reason"] = "Người này đã về ở hẳn tại Huế từ tháng 11", ["Evidence"] = "BB-15" };
        var wrong = await page.SubmitAsync(answer, button: "Trả lời");
        Assert.Contains("không sau tháng 11/2022", Assert.Single(wrong.Problems), StringComparison.Ordinal);
        answer["StopMonth"] = "11/2022";
        Assert.Contains("Tỉnh này thu hồi các tháng cùng có tiền từ tháng 11/2022", (await wrong.SubmitAsync(answer, button: "Trả lời")).Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Asked", "", 0)]
    [InlineData("NotSame", "", 0)]
    [InlineData("Closed", "46", 202211)]
    [InlineData("Decided", "38", 202211)]
    [InlineData("Decided", "46", 202212)]
    public async Task Months_OfACaseThatIsNoneAnyMore_AreNotTakenBack(string state, string payer, int stop)
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var told = Asks(hub, await PaidAsync(run));
        hub.Tells(told, "Agreed", "46", 202211);
        await TakeAsync(host);
        Assert.Single(await MonthsAsync(host));

        told.Round += state == "Asked" ? 1 : 0;
        hub.Tells(told, state, payer, stop);
        await TakeAsync(host);

        Assert.Empty(await MonthsAsync(host));
    }

    // It ran and was held; meanwhile one province stopped by itself: the hold is lifted, and the months are asked about without one.
    [Fact]
    public async Task Hold_OfACaseWhoseMonthsAreOver_IsLifted()
    {
        var hub = new HubStandIn();
        await using var host = await StartAsync(hub);
        var run = new PayRun(host);
        var told = hub.Asks(await PaidAsync(run));
        await TakeAsync(host);
        Assert.Null(Assert.Single(await host.WithDbAsync(db => db.PaymentHolds.AsNoTracking().ToListAsync())).LiftedAt);

        (told.Past, told.Round) = (true, 2);
        hub.Tells(told, "Asked");
        await TakeAsync(host);

        Assert.NotNull(Assert.Single(await host.WithDbAsync(db => db.PaymentHolds.AsNoTracking().ToListAsync())).LiftedAt);
        Assert.Equal(EventState.Noted, Assert.Single(await host.WithDbAsync(db => db.LifeEvents.AsNoTracking().ToListAsync())).State);
    }

    // Receives since June; the list of November is paid; it is December.
    private static async Task<Guid> PaidAsync(PayRun run)
    {
        var person = await run.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 540_000);
        await run.ListedAsync(202211);
        await run.ToldAsync(ClaimState.Paid);
        run.Host.Clock.SetDay(new DateOnly(2022, 12, 5));
        return person;
    }

    private static SharedCase Asks(HubStandIn hub, Guid person)
    {
        var told = hub.Asks(person);
        told.Past = true;
        told.Months.Clear();
        told.Months.Add(new CommonMonth { Month = 202211, OurDong = 540_000, TheirDong = 720_000, OurPaidDong = 540_000, TheirPaidDong = 720_000 });
        return told;
    }

    private static Task TakeAsync(NodeHost host) => host.WithAsync(s => s.GetRequiredService<TakeCasesJob>().RunOnceAsync(default));

    private static Task<List<OverpaidMonth>> MonthsAsync(NodeHost host) => host.WithDbAsync(db => db.OverpaidMonths.AsNoTracking().ToListAsync());

    private static Task<NodeHost> StartAsync(HubStandIn hub) => NodeHost.StartAsync(new NodeHostSettings
    {
        Day = new DateOnly(2022, 10, 5),
        Services = s =>
        {
            s.RemoveAll<HubClient>();
            s.AddSingleton(new HubClient(hub));
        },
    });
}
