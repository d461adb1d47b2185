using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Results;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;
using TestSupport;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Results of lists that the node does not know as sent, and results by another way than the list went: what is signed is kept until it can be settled, what anybody can write settles nothing.</summary>
public sealed class BeforeSendingTests
{
    // Backup on the 24th, sent on the 24th, paid from the 1st, restored on the 8th: the channel is read before anybody can tell the node that its list is out.
    [Theory]
    [InlineData(ListStatus.Approved)]
    [InlineData(ListStatus.Draft)]
    public async Task Results_ThatComeBeforeTheRestoredNodeKnowsItsListSent_AreSettledOnceItDoes(ListStatus backup)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.ClosedAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(ListDocument.Of(list, lines), "khoa-da-mat", default));
        await run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, backup)));
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.IssueAsync();

        Assert.Equal((3, 0), await run.TakeAsync() is var taken ? (taken.Lines, taken.New) : default);

        Assert.All(await run.LinesAsync(list.Id), l => Assert.Equal(LineOutcome.Open, l.Outcome));
        Assert.All(await run.FaultsAsync(), f => Assert.Equal((ResultProblems.BeforeSending.Code, FaultState.Waiting, list.Id), (f.Code, f.State, f.ListId!.Value)));
        // What waits for its list fills nobody's list of tasks.
        var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        Assert.DoesNotContain("Kết quả sửa đang vướng", (await PageReader.OpenAsync(head, "/chi-tra/viec-can-lam")).Main, StringComparison.Ordinal);
        // The cursor went on: nothing is told twice, and nothing is settled meanwhile.
        Assert.Equal(0, (await run.TakeAsync()).Lines);

        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));
        if (backup == ListStatus.Draft)
        {
            await run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Approved)));
        }

        Assert.Equal(ListStatus.Sent, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        await run.TakeAsync();

        Assert.Equal([1], await run.HandedAsync());
        Assert.All(await run.FaultsAsync(), f => Assert.Equal(FaultState.Applied, f.State));
        Assert.Equal(3, (await run.BalancedAsync(list.Id)).Lines(LineOutcome.Paid));
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        Assert.Equal(3, (await run.ResultsAsync()).Count);
    }

    // The list went out by another way, or never will: nobody waits for its sending any more, and somebody must look.
    [Theory]
    [InlineData(true, "chưa ghi là đã gửi")]
    [InlineData(false, "danh sách đã hủy, đã rút")]
    public async Task Results_WhoseListWillNotBeSentToTheirPayer_AreATask(bool byPaper, string words)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.ClosedAsync(202211);
        await run.World.VnPost.SendAsync(ListDocument.Of(list, await run.LinesAsync(list.Id)), "khoa-da-mat", default);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 20));
        await run.IssueAsync();
        await run.TakeAsync();
        Assert.Equal(ResultProblems.BeforeSending.Code, Assert.Single(await run.FaultsAsync()).Code);
        var head = await run.Host.SignInAsync(Roles.DivisionHead, run.Pay.Holder);
        Assert.DoesNotContain("Kết quả sửa đang vướng", (await PageReader.OpenAsync(head, "/chi-tra/viec-can-lam")).Main, StringComparison.Ordinal);

        if (byPaper)
        {
            await OnPaper.SignedPaper.PaidAsync(run, list.Id, "1", 540_000);
        }
        else
        {
            LevelRun.Must(await run.WithdrawAsync(list.Id));
        }

        await run.TakeAsync();
        await run.TakeAsync();

        var tasks = (await PageReader.OpenAsync(head, "/chi-tra/viec-can-lam")).Main;
        Assert.Contains("Kết quả sửa đang vướng", tasks, StringComparison.Ordinal);
        Assert.Equal(!byPaper, tasks.Contains(words, StringComparison.Ordinal));
        var fault = Assert.Single(await run.FaultsAsync());
        Assert.Equal((FaultState.Waiting, byPaper), (fault.State, fault.Code != ResultProblems.BeforeSending.Code));
        // The leader ends it.
        LevelRun.Must(await run.AsAsync(run.Pay.Head, s => s.GetRequiredService<CloseFault>().Handle(list.Id, fault.Id, FaultClosing.TakenBack, "Bưu điện đã hủy danh sách, văn bản số 12", run.Pay.Head, default)));
        Assert.DoesNotContain("Kết quả sửa đang vướng", (await PageReader.OpenAsync(head, "/chi-tra/viec-can-lam")).Main, StringComparison.Ordinal);
    }

    // The bytes of a call that settled nothing are no known bytes.
    [Fact]
    public async Task File_OfWhichNothingWasSettled_IsReadAgainWhenItComesAgain()
    {
        var folder = Directory.CreateTempSubdirectory("btxh-trao-doi-").FullName;
        try
        {
            await using var run = await SendRun.StartAsync(("Payments:Folder:Path", folder), ("Payments:Folder:QuietSeconds", "0"), ("Payments:Channels:*:CASH_POINT", "vnpost-file"));
            await run.PeopleAsync(2);
            var list = await run.ClosedAsync(202211);
            var rows = (await run.LinesAsync(list.Id)).ConvertAll(l => ToldFile.Paid(l));
            Assert.Equal((0, 2), await TakeFileAsync(run, folder, list, rows) is var early ? (early.New, early.Faults) : default);
            LevelRun.Must(await run.SendAsync(list.Id));

            Assert.Equal((2, 0), await TakeFileAsync(run, folder, list, rows) is var taken ? (taken.New, taken.Faults) : default);

            Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
            // From then on its bytes are known.
            await TakeFileAsync(run, folder, list, rows);
            Assert.Equal(DeliveryState.Repeated, (await run.DeliveriesAsync())[^1].State);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Whoever may write the folder makes a file with a hash that anybody can compute: a list that went out by the signed line has its results from there.
    [Fact]
    public async Task File_OfAListThatWentByTheSignedLine_SettlesNothing()
    {
        var folder = Directory.CreateTempSubdirectory("btxh-trao-doi-").FullName;
        try
        {
            await using var run = await SendRun.StartAsync(("Payments:Folder:Path", folder), ("Payments:Folder:QuietSeconds", "0"));
            await run.PeopleAsync(2);
            var list = await run.SentAsync(202211);
            Assert.Equal("vnpost", Assert.Single(await run.SendingsAsync()).Provider);
            var rows = (await run.LinesAsync(list.Id)).ConvertAll(l => ToldFile.Paid(l));

            Assert.Equal((0, 2), await TakeFileAsync(run, folder, list, rows) is var taken ? (taken.New, taken.Faults) : default);

            Assert.All(await run.FaultsAsync(), f => Assert.Equal((ResultProblems.Signed.Code, FaultState.Told), (f.Code, f.State)));
            Assert.Empty(await run.ResultsAsync());
            Assert.All(await run.ClaimsAsync(), c => Assert.Equal(ClaimState.Listed, c.State));
            // The payer himself tells it; the file that says the same then is known.
            await run.TellAsync(list, rows);
            Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
            Assert.Equal((0, 0, 2), await TakeFileAsync(run, folder, list, rows, 2) is var again ? (again.New, again.Faults, again.Same) : default);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TakenResults> TakeFileAsync(SendRun run, string folder, PaymentList list, IReadOnlyList<ResultRow> rows, int number = 1)
    {
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        Directory.CreateDirectory(Path.Combine(folder, "in"));
        using var content = ToldFile.Of(list, rows, WireForm.Csv, number: number);
        await File.WriteAllBytesAsync(Path.Combine(folder, "in", ToldFile.Name(list, WireForm.Csv, number)), content.ToArray());
        return await run.TakeAsync("vnpost-file");
    }
}
