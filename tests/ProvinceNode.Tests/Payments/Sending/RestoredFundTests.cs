using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Platform;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>The fund goes over from the districts at a node that was restored: what a payer may hold is not given up, and nobody is paid twice.</summary>
public sealed class RestoredFundTests
{
    private const string Commune = "38.16072";

    [Fact]
    public async Task Fund_OfARestoredNode_GivesUpNoDraftThatThePayerHolds()
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:Retries", "0"));
        var list = await DraftedAsync(run, isHeld: true);
        await run.World.FaultAsync("vnpost", "fail");
        Assert.Equal(new FundReport(0, 0, 1), await GoOverAsync(run)); // nobody could be asked
        await run.World.FaultAsync("vnpost", "none");
        Assert.Equal(new FundReport(0, 0, 1), await GoOverAsync(run)); // he holds it
        await run.Host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
        Assert.Equal((ListStatus.Draft, 1), ((await run.ListAsync(list.Id)).Status, (await run.ClaimsAsync()).Count));

        // The commune that goes on with it is told, approves it and sends it: the payer has it already, so that it is only learned.
        var (cashier, leader) = (run.Pay.Flow.Dossiers.Official(Roles.Cashier, Commune), run.Pay.Flow.Dossiers.Official(Roles.Chairman, Commune));
        var tasks = await run.AsAsync(cashier, s => s.GetRequiredService<PaymentTasks>().FindAsync(cashier, default));
        Assert.Contains(tasks, t => t.Kind == PaymentTaskKind.NotSent && t.Address == $"/chi-tra/danh-sach/{list.Id:D}" && t.What.Contains("duyệt và gửi chính danh sách này", StringComparison.Ordinal));
        Assert.Contains("chưa hủy vì nút tỉnh đã phục hồi", (await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Cashier, Commune), "/chi-tra")).Main, StringComparison.Ordinal);
        LevelRun.Must(await OpenedAsync(run, list.Id, leader, s => s.GetRequiredService<ApproveLists>().Handle(list.Id, 0, leader, default)));
        Assert.Equal(ListStatus.Sent, LevelRun.Must(await OpenedAsync(run, list.Id, cashier, s => s.GetRequiredService<SendList>().Handle(list.Id, 0, "", cashier, default))).Status);

        Assert.Equal([1], await run.HandedAsync());
        Assert.Equal(new FundReport(0, 0), await GoOverAsync(run));
        await NextMonthAsync(run, 750_000);
    }

    [Fact]
    public async Task Fund_OfARestoredNode_GivesUpWhatThePayerDoesNotHold()
    {
        await using var run = await SendRun.StartAsync();
        var list = await DraftedAsync(run, isHeld: false);

        Assert.Equal(new FundReport(1, 0), await GoOverAsync(run));

        Assert.Equal((ListStatus.Discarded, 0), ((await run.ListAsync(list.Id)).Status, (await run.ClaimsAsync()).Count));
        await run.Host.WithAsync(s => s.GetRequiredService<ChangeRegime>().HandleAsync(default));
        await NextMonthAsync(run, 1_500_000); // July and August
    }

    // July's list of the old commune as the backup of before its approval has it.
    private static async Task<PaymentList> DraftedAsync(SendRun run, bool isHeld)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 6, 5));
        await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(1), monthly: 750_000, start: 202507);
        var list = Assert.Single(await run.Pay.ListsAsync(await run.Pay.ListedAsync(202507)));
        if (isHeld)
        {
            Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(ListDocument.Of(list, await run.LinesAsync(list.Id)), "khoa-da-mat", default));
        }

        await run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Draft).SetProperty(l => l.ApprovedById, (Guid?)null).SetProperty(l => l.ApprovedAt, (DateTime?)null)));
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));
        return list;
    }

    private static Task<FundReport> GoOverAsync(SendRun run)
    {
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 2));
        return run.Host.WithAsync(s => s.GetRequiredService<FundSuccession>().HandleAsync(default));
    }

    private static async Task NextMonthAsync(SendRun run, long total)
    {
        var pay = new PayRun(run.Host);
        run.Host.Clock.SetDay(new DateOnly(2025, 7, 21));
        var period = LevelRun.Must(await pay.OpenAsync(202508)).Id;
        await pay.BuildAsync(period);
        Assert.Equal(total, (await pay.LinesAsync(period)).Single().Total.Amount);
    }

    // As the pages do: the list is opened before the verb runs.
    private static Task<T> OpenedAsync<T>(SendRun run, Guid list, SignedInOfficial by, Func<IServiceProvider, Task<T>> verb) => run.AsAsync(by, async s =>
    {
        await s.GetRequiredService<PaymentDesk>().TakeOverAsync(list, by, default);
        return await verb(s);
    });
}
