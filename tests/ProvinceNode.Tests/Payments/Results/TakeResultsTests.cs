using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Results of the real stand-in through the real channels: whatever it loses, repeats, bends or corrects, each line is settled once and the sums hold.</summary>
public sealed class TakeResultsTests
{
    [Fact]
    public async Task Results_Polled_SettleTheListToTheDong()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(8);
        var list = await run.SentAsync(202211);
        await run.IssueAsync(unpaidPercent: 40);

        var taken = await run.TakeAsync();

        Assert.Equal((8, 8, 0, 0), (taken.Lines, taken.New, taken.Corrected, taken.Faults));
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        var sum = await run.BalancedAsync(list.Id);
        Assert.Equal((8 * 540_000L, 0), (sum.Sent.Amount, sum.Lines(LineOutcome.Open)));
        Assert.InRange(sum.Lines(LineOutcome.Paid), 1, 7);
        Assert.All(await run.ResultsAsync(), r => Assert.Equal((1, ResultChannel.Polling), (r.Version, r.Channel)));
        Assert.All(await run.LinesAsync(list.Id), l => Assert.Equal(l.Outcome == LineOutcome.Paid, l.PaidOn is not null));

        // Asked again: nothing came, nothing is written.
        var acts = await run.ActsAsync();
        Assert.Equal(TakenResults.Nothing, await run.TakeAsync());
        Assert.Equal(acts, await run.ActsAsync());
    }

    [Theory]
    [InlineData("duplicate", 8, 8)]
    [InlineData("reorder", 8, 8)]
    [InlineData("corrected", 8, 0)]
    public async Task Results_RepeatedReorderedOrCorrected_EndAsTheTruth(string mode, int results, int same)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(8);
        var list = await run.SentAsync(202211);
        await run.IssueAsync(mode, unpaidPercent: 0);

        var taken = await run.TakeAsync();

        Assert.Equal((results, same, mode == "corrected" ? 8 : 0), (taken.New, taken.Same, taken.Corrected));
        Assert.Equal((8, ListStatus.Settled), ((await run.BalancedAsync(list.Id)).Lines(LineOutcome.Paid), (await run.ListAsync(list.Id)).Status));
    }

    [Fact]
    public async Task Results_InParts_SettleTheListWithTheLastLine()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(8);
        var list = await run.SentAsync(202211);
        await run.IssueAsync("partial");
        await run.TakeAsync();
        Assert.Equal((4, ListStatus.Sent), ((await run.BalancedAsync(list.Id)).Lines(LineOutcome.Open), (await run.ListAsync(list.Id)).Status));

        await run.IssueAsync("partial");
        await run.TakeAsync();

        Assert.Equal((0, ListStatus.Settled), ((await run.BalancedAsync(list.Id)).Lines(LineOutcome.Open), (await run.ListAsync(list.Id)).Status));
    }

    [Theory]
    [InlineData("wrong-month", "pay-result-wrong-month", 8, 0)]
    [InlineData("foreign-rows", "pay-result-unknown-row", 2, 8)]
    [InlineData("damaged-hash", "pay-file-damaged", 3, 0)]
    public async Task Results_AgainstTheAgreement_AreToldLineByLine(string mode, string code, int faults, int settled)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(8);
        var list = await run.SentAsync(202211);
        await run.IssueAsync(mode);

        await run.TakeAsync();

        Assert.Equal(faults, (await run.FaultsAsync()).Count(f => f.Code == code));
        Assert.Equal(settled, 8 - (await run.BalancedAsync(list.Id)).Lines(LineOutcome.Open));

        // What was bent is sent again straight: each line is settled once.
        await run.IssueAsync();
        await run.TakeAsync();
        Assert.Equal((8, ListStatus.Settled), ((await run.BalancedAsync(list.Id)).Lines(LineOutcome.Paid), (await run.ListAsync(list.Id)).Status));
        Assert.Equal(8, (await run.ResultsAsync()).Count);
    }

    [Fact]
    public async Task Amount_ChangedByThePayer_IsNotTaken()
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:PageRows", "8"));
        await run.PeopleAsync(8);
        var list = await run.SentAsync(202211);
        await run.IssueAsync("changed-amount");

        await run.TakeAsync();

        Assert.Equal(2, (await run.FaultsAsync()).Count(f => f.Code == "pay-result-amount-changed" && f.ListId == list.Id && f.LineId is not null));
        Assert.Equal(2, (await run.BalancedAsync(list.Id)).Lines(LineOutcome.Open));
    }

    [Fact]
    public async Task Results_OfAListWhoseAnswerWasLost_ProveThatItArrived()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(4);
        var list = await run.ClosedAsync(202211);
        await run.BehaveAsync(send: "lost");
        Assert.Equal(ListStatus.Unknown, LevelRun.Must(await run.SendAsync(list.Id)).Status);
        await run.IssueAsync();

        await run.TakeAsync();

        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        Assert.Equal(SendingState.Accepted, (await run.SendingsAsync()).Single().State);
        Assert.Equal(0, await run.HandOverAsync());
        Assert.Equal([1], await run.HandedAsync());
    }

    [Fact]
    public async Task Results_FromTheExchangeFolder_AreTakenOnceWithTheirReport()
    {
        var folder = Directory.CreateTempSubdirectory("btxh-trao-doi-").FullName;
        try
        {
            await using var run = await SendRun.StartAsync(("Payments:Folder:Path", folder), ("Payments:Folder:QuietSeconds", "0"), ("Payments:Channels:*:CASH_POINT", "vnpost-file"));
            await run.PeopleAsync(3);
            var list = await run.SentAsync(202211);
            Assert.Equal("vnpost-file", (await run.SendingsAsync()).Single().Provider);
            Assert.Single(Directory.GetFiles(Path.Combine(folder, "out")));
            Directory.CreateDirectory(Path.Combine(folder, "in"));
            var lines = await run.LinesAsync(list.Id);
            using var content = ToldFile.Of(list, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1]), ToldFile.Paid(lines[2]) with { Amount = new(1) }], WireForm.Csv);
            await File.WriteAllBytesAsync(Path.Combine(folder, "in", ToldFile.Name(list, WireForm.Csv)), content.ToArray());

            Assert.Equal((3, 2, 1), await run.TakeAsync("vnpost-file") is var t ? (t.Lines, t.New, t.Faults) : default);
            run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
            await File.WriteAllBytesAsync(Path.Combine(folder, "in", ToldFile.Name(list, WireForm.Csv)), content.ToArray());
            Assert.Equal(0, (await run.TakeAsync("vnpost-file")).New);

            Assert.Equal((1, 1, 1), await run.BalancedAsync(list.Id) is var sum ? (sum.Lines(LineOutcome.Paid), sum.Lines(LineOutcome.Unpaid), sum.Lines(LineOutcome.Open)) : default);
            Assert.Equal([DeliveryState.Taken, DeliveryState.Repeated], (await run.DeliveriesAsync()).Select(d => d.State));
            Assert.Single(Directory.GetFiles(Path.Combine(folder, "done"), "*.loi.xlsx"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Both readers at once, as a job and a page would be: no line is stored twice.
    [Fact]
    public async Task Readers_SeveralAtOnce_StoreEachLineOnce()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(8);
        var list = await run.SentAsync(202211);
        await run.IssueAsync(unpaidPercent: 30);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await run.TakeAsync();
            }
            catch (Microsoft.EntityFrameworkCore.DbUpdateException)
            {
                // Two made the channel's first cursor: the database let one.
            }
        })));
        await run.TakeAsync();

        Assert.Equal(8, (await run.ResultsAsync()).Count);
        await run.BalancedAsync(list.Id);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
    }

    [Fact]
    public async Task Results_CalledBack_AreStoredLikePolledOnes()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        var inbox = Path.Combine(run.Host.Folder, "payments", "vnpost", "in");
        Directory.CreateDirectory(inbox);
        using var content = ToldFile.Of(list, lines.Select(l => ToldFile.Paid(l)), WireForm.Json);
        await File.WriteAllBytesAsync(Path.Combine(inbox, "goi-lai-0123456789abcdef.json"), content.ToArray());

        await run.TakeAsync();

        Assert.All(await run.ResultsAsync(), r => Assert.Equal(ResultChannel.CallBack, r.Channel));
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
    }
}
