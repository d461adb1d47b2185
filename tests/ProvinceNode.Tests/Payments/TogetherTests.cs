using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Payments.Together;
using ProvinceNode.Platform;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;
using ProvinceNode.Tests.Platform;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>One verb over all lists of a month: begun by one form, done list by list in the name of who asked, gone on with after a stop.</summary>
public sealed class TogetherTests
{
    private const string Approve = "form[action*='handler=Approve']";
    private const string Second = "38.400.16066";
    private static readonly string[] Communes = ["38.400.16063", Second, "38.400.16069"];

    [Fact]
    public async Task Approving_OnThePage_RunsWithProgressAndIsEachListsOwnAct()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, period) = await DraftsAsync(host);
        var head = await host.SignInAsync(Roles.DivisionHead, run.Holder);
        var asked = await (await PageReader.OpenAsync(head, $"/chi-tra/{period:D}")).SubmitAsync(form: Approve);

        Assert.Contains("Hệ thống đang duyệt 3 danh sách", asked.Main, StringComparison.Ordinal);
        Assert.Contains("Duyệt tất cả danh sách: 0 trên 3", asked.Main, StringComparison.Ordinal);
        Assert.Equal("0", asked.Document.QuerySelector("#ca-loat[data-live=true] progress")!.GetAttribute("value"));
        Assert.Null(asked.Document.QuerySelector(Approve));
        Assert.Single(asked.Document.QuerySelectorAll($"#ca-loat a[href='/chi-tra/{period:D}']"));
        await run.WorkTogetherAsync();
        var done = await PageReader.OpenAsync(head, $"/chi-tra/{period:D}");

        Assert.Contains("Duyệt tất cả danh sách: 3 trên 3", done.Main, StringComparison.Ordinal);
        Assert.Null(done.Document.QuerySelector("[data-live=true]"));
        var official = await host.OfficialAsync(Roles.DivisionHead, run.Holder);
        var lists = await run.ListsAsync(period);
        Assert.All(lists, l => Assert.Equal((ListStatus.Approved, official.Id, 64), (l.Status, l.ApprovedById, l.Hash.Length)));
        var acts = await host.WithDbAsync(db => db.Acts.AsNoTracking().Where(a => a.Kind == ActKinds.PaymentApprove).OrderBy(a => a.Sequence).ToListAsync());
        Assert.Equal(lists.Select(l => (official.Id, $"payment-list/{l.Id:D}")), acts.Select(a => (a.OfficialId!.Value, a.Subject)));
    }

    // The node stops while the second of three lists is in hand: nothing of it stays, the first stays, the next start does the others and no list twice.
    [Fact]
    public async Task Run_StoppedBetweenLists_GoesOnWithTheOthers()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, period) = await DraftsAsync(host);
        var asked = LevelRun.Must(await run.AskTogetherAsync(period, ListVerb.Approve, run.Head));
        Assert.True(await NextAsync(host, asked));
        using (var stop = new CancellationTokenSource())
        {
            await host.WithAsync(async s =>
            {
                s.GetRequiredService<NodeDb>().SavingChanges += (_, _) => stop.Cancel();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => s.GetRequiredService<WorkTogether>().NextAsync(asked.Id, stop.Token));
                return 0;
            }, run.Holder);
        }

        Assert.Equal([ListStatus.Approved, ListStatus.Draft, ListStatus.Draft], (await run.ListsAsync(period)).Select(l => l.Status));
        var (stood, items) = await run.TogetherAsync(asked.Id);
        Assert.Equal((ListsRunState.Running, 1), (stood.State, stood.Done));
        Assert.Equal([ListsRunItemState.Done, ListsRunItemState.Waiting, ListsRunItemState.Waiting], items.Select(i => i.State));
        await run.WorkTogetherAsync();

        Assert.Equal((ListsRunState.Done, 3, 0), await host.WithDbAsync(db => db.ListsRuns.Select(r => ValueTuple.Create(r.State, r.Done, r.Refused)).SingleAsync()));
        Assert.Equal(3, await host.WithDbAsync(db => db.Acts.CountAsync(a => a.Kind == ActKinds.PaymentApprove)));
    }

    [Fact]
    public async Task List_WhoseSavingFails_IsNamedAndKeepsNoOtherWaiting()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, period) = await DraftsAsync(host);
        await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync($"CREATE TRIGGER crash BEFORE UPDATE ON PaymentLists WHEN NEW.TenantPath = '{Second}' BEGIN SELECT RAISE(ABORT, 'crash'); END"));

        Assert.True((await run.ApproveAllAsync(period)).Has(PaymentProblems.ListFault));
        Assert.Equal([ListStatus.Approved, ListStatus.Draft, ListStatus.Approved], (await run.ListsAsync(period)).Select(l => l.Status));
        await host.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("DROP TRIGGER crash"));
        Assert.Equal(1, LevelRun.Must(await run.ApproveAllAsync(period)));
    }

    [Fact]
    public async Task SecondAsker_WhileItRuns_GetsTheRunningOne()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, period) = await DraftsAsync(host);
        var first = LevelRun.Must(await run.AskTogetherAsync(period, ListVerb.Approve, run.Head));
        var chairman = await host.SignInAsync(Roles.Chairman, run.Holder);
        Assert.Null((await PageReader.OpenAsync(chairman, $"/chi-tra/{period:D}")).Document.QuerySelector(Approve));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", await TenancyWorld.TokenAsync(chairman))]);

        using var answer = await chairman.PostAsync(new Uri($"/chi-tra/{period:D}?handler=Approve", UriKind.Relative), form);

        var told = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()) + (await PageReader.OpenAsync(chairman, $"/chi-tra/{period:D}")).Main;
        Assert.Contains($"đang được duyệt theo yêu cầu của {run.Head.FullName}", told, StringComparison.Ordinal);
        Assert.Equal([first.Id], await host.WithDbAsync(db => db.ListsRuns.Select(r => r.Id).ToListAsync()));
        await run.WorkTogetherAsync();
        Assert.All(await run.ListsAsync(period), l => Assert.Equal(run.Head.Id, l.ApprovedById));
    }

    // What he did not see when he asked, and what is another's to do, is not done in his name.
    [Fact]
    public async Task Asking_ByWhoMayNot_BeginsNothing()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, period) = await DraftsAsync(host);
        var dossiers = run.Flow.Dossiers;
        var builder = dossiers.Official(Roles.DivisionHead, run.Holder, run.Accountant.Id);

        Assert.True((await run.AskTogetherAsync(period, ListVerb.Approve, dossiers.Official(Roles.Cashier, run.Holder))).Has(CommonProblems.NotAllowed));
        Assert.True((await run.AskTogetherAsync(period, ListVerb.Approve, builder)).Has(PaymentProblems.SamePerson));
        Assert.True((await run.AskTogetherAsync(period, ListVerb.Approve, dossiers.Official(Roles.DivisionHead, "38.380"))).Has(CommonProblems.NotFound));
        Assert.True((await run.AskTogetherAsync(period, ListVerb.Send, dossiers.Official(Roles.Cashier, run.Holder))).Has(SendingProblems.NotClosed));
        Assert.Empty(await host.WithDbAsync(db => db.ListsRuns.ToListAsync()));
        LevelRun.Must(await run.ApproveAllAsync(period));
        Assert.True((await run.AskTogetherAsync(period, ListVerb.Approve, run.Head)).Has(PaymentProblems.NothingToApprove));
    }

    [Fact]
    public async Task Run_OfAnOfficialWhoMayNoMore_StopsAndSaysSo()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-20");
        var (run, period) = await DraftsAsync(host);
        var asked = LevelRun.Must(await run.AskTogetherAsync(period, ListVerb.Approve, run.Head));
        Assert.True(await NextAsync(host, asked));
        await host.WithDbAsync(db => db.Users.Where(u => u.Id == run.Head.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Disabled, true)));
        await run.WorkTogetherAsync();

        Assert.Equal([ListStatus.Approved, ListStatus.Draft, ListStatus.Draft], (await run.ListsAsync(period)).Select(l => l.Status));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.DivisionHead, run.Holder), $"/chi-tra/{period:D}");
        Assert.Contains("Đã dừng khi còn 2 danh sách", page.Main, StringComparison.Ordinal);
        Assert.Contains("Hệ thống đang duyệt 2 danh sách", (await page.SubmitAsync(form: Approve)).Main, StringComparison.Ordinal);
        await run.WorkTogetherAsync();
        Assert.All(await run.ListsAsync(period), l => Assert.Equal(ListStatus.Approved, l.Status));
    }

    // The node stops while lists are made ready and while one is with the payer: each goes out once.
    [Fact]
    public async Task Sending_StoppedBetweenLists_GoesOnAndSendsEachOnce()
    {
        await using var run = await SendRun.StartAsync();
        foreach (var (commune, i) in Communes.Select((c, i) => (c, i)))
        {
            await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(i + 1), commune: commune);
        }

        var period = await run.Pay.ListedAsync(202211);
        foreach (var kind in (await run.Pay.MattersAsync(period)).Where(m => m.Justifiable).Select(m => m.Kind).Distinct())
        {
            LevelRun.Must(await run.Pay.JustifyAsync(period, kind));
        }

        LevelRun.Must(await run.Pay.CloseAsync(period));
        var asked = LevelRun.Must(await run.Pay.AskTogetherAsync(period, ListVerb.Send, run.Cashier));
        Assert.True(await NextAsync(run.Host, asked));
        await run.BehaveAsync(send: "lost");
        await run.HandOverAsync();
        await run.BehaveAsync();
        Assert.Equal(1, (await run.Pay.AskTogetherAsync(period, ListVerb.Send, run.Cashier)).Value.Done);
        var page = await PageReader.OpenAsync(await run.Host.SignInAsync(Roles.Cashier, run.Pay.Holder), $"/chi-tra/{period:D}/gui");
        Assert.Contains("Gửi tất cả danh sách: 1 trên 3", page.Main, StringComparison.Ordinal);
        await run.Pay.WorkTogetherAsync();
        await run.HandOverAsync();
        await run.HandOverAsync();

        Assert.All(await run.Pay.ListsAsync(period), l => Assert.Equal(ListStatus.Sent, l.Status));
        Assert.Equal([1, 1, 1], await run.HandedAsync());
        Assert.Equal(3, (await run.SendingsAsync()).Select(s => s.IdempotencyKey).Distinct().Count());
    }

    private static Task<bool> NextAsync(NodeHost host, ListsRun run) => host.WithAsync(s => s.GetRequiredService<WorkTogether>().NextAsync(run.Id, default), run.TenantPath);

    // A list in each of three communes.
    private static async Task<(PayRun Run, Guid Period)> DraftsAsync(NodeHost host)
    {
        var run = new PayRun(host);
        foreach (var (commune, i) in Communes.Select((c, i) => (c, i)))
        {
            await run.Flow.ReceivingAsync(PayRun.Somebody(i + 1), "5.a", 540_000, commune: commune);
        }

        var period = LevelRun.Must(await run.OpenAsync(202211)).Id;
        await run.BuildAsync(period);
        Assert.Equal(3, (await run.ListsAsync(period)).Count);
        return (run, period);
    }
}
