using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>After a restore: a list that the payer holds, and this node has as it was before it went out, is neither given up nor replaced.</summary>
public sealed class RestoredListTests
{
    // The backup has it approved, or drafted, and unsent; the payer has it and pays. Given up here, its months would be listed, sent and paid again.
    [Theory]
    [InlineData(ListStatus.Approved)]
    [InlineData(ListStatus.Draft)]
    public async Task Node_RestoredFromBeforeTheSending_GivesUpNothingThatThePayerHolds(ListStatus before)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.ClosedAsync(202211);
        Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(ListDocument.Of(list, await run.LinesAsync(list.Id)), "khoa-da-mat", default));
        await run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, before)));
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));

        Assert.True(before == ListStatus.Approved ? (await run.WithdrawAsync(list.Id)).Has(SendingProblems.HeldNotSent) : (await run.Pay.DiscardAsync(list.Id)).Has(SendingProblems.HeldNotSent));
        if (before == ListStatus.Draft)
        {
            Assert.True((await run.Pay.DiscardAllAsync(list.PeriodId)).Has(SendingProblems.HeldNotSent));
        }

        Assert.Equal(before, (await run.ListAsync(list.Id)).Status);
        Assert.Equal(2, (await run.ClaimsAsync()).Count);
        await run.World.FaultAsync("vnpost", "fail");
        Assert.True(before == ListStatus.Approved ? (await run.WithdrawAsync(list.Id)).Has(SendingProblems.AskFirst) : (await run.Pay.DiscardAsync(list.Id)).Has(SendingProblems.AskFirst));
    }

    // Whatever this node made of a list since, the payer who holds it pays it: another of the same people does not go out.
    [Theory]
    [InlineData(ListStatus.Discarded)]
    [InlineData(ListStatus.Approved)]
    public async Task Node_RestoredWithAListThatThePayerHoldsUnsentHere_SendsNoOther(ListStatus here)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var held = await run.ClosedAsync(202211);
        Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(ListDocument.Of(held, await run.LinesAsync(held.Id)), "khoa-da-mat", default));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));
        // As the backup, or an official before this was mended, left it: another list has its claims.
        await run.Host.WithDbAsync(db => db.PaymentClaims.ExecuteDeleteAsync());
        await run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Discarded)));
        await run.Pay.BuildAsync(held.PeriodId, supplementary: true);
        var other = Assert.Single(await run.Pay.ListsAsync(held.PeriodId));
        LevelRun.Must(await run.Pay.ApproveAsync(other.Id));
        await run.Host.WithDbAsync(db => db.PaymentLists.Where(l => l.Id == held.Id).ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, here)));

        Assert.Equal(ListStatus.Approved, LevelRun.Must(await run.SendAsync(other.Id)).Status);

        Assert.Equal([1], await run.HandedAsync());
        Assert.Contains(here == ListStatus.Approved ? "chưa ghi là đã gửi" : "không còn biết", Assert.Single(await run.SendingsAsync()).Answers, StringComparison.Ordinal);
    }

    // The payer did not answer, and wrote of the list that went out now: that another of the same people lies with him his paper does not say.
    [Fact]
    public async Task Node_RestoredAndToldOnPaperThatItsListIsNotThere_AsksStillWhatElseIsThere()
    {
        await using var run = await SendRun.StartAsync(("Payments:VnPost:Retries", "0"));
        await run.PeopleAsync(2);
        var held = await run.ClosedAsync(202211);
        Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(ListDocument.Of(held, await run.LinesAsync(held.Id)), "khoa-da-mat", default));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));
        await run.Host.WithDbAsync(db => db.PaymentClaims.ExecuteDeleteAsync());
        await run.Host.WithDbAsync(db => db.PaymentLists.ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Discarded)));
        await run.Pay.BuildAsync(held.PeriodId, supplementary: true);
        var other = Assert.Single(await run.Pay.ListsAsync(held.PeriodId));
        LevelRun.Must(await run.Pay.ApproveAsync(other.Id));
        await run.World.FaultAsync("vnpost", "fail");
        Assert.Equal(ListStatus.Unknown, LevelRun.Must(await run.SendAsync(other.Id)).Status);
        await run.HandOverAsync();

        await WrittenAsync(run, other.Id);
        await run.World.FaultAsync("vnpost", "none");

        Assert.Equal(ListStatus.Approved, LevelRun.Must(await run.SendAsync(other.Id)).Status);
        Assert.Equal([1], await run.HandedAsync());
    }

    private static async Task WrittenAsync(SendRun run, Guid list)
    {
        var paper = LevelRun.Must(await run.AsAsync(run.Cashier, async s =>
        {
            using var scan = new MemoryStream("%PDF-1.7 van ban tra loi cua buu dien"u8.ToArray());
            return await s.GetRequiredService<RecordPaper>().Handle(list, new(false, "125/BĐTH", new DateOnly(2022, 10, 20), "Nguyễn Văn Bưu, Giám đốc", null, null, "tra-loi.pdf"), scan, run.Cashier, default);
        }));
        LevelRun.Must(await run.AsAsync(run.Pay.Head, s => s.GetRequiredService<SettlePaper>().Handle(list, paper.Id, true, "Đã gọi điện đối chiếu với người ký", run.Pay.Head, default)));
    }
}
