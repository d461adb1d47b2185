using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Providers;
using ProvinceNode.Platform;
using ProvinceNode.Registry.Duplicates;
using ProvinceNode.Replication;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Dossiers.Events;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Sending;

/// <summary>A draft of a restored node that its payer holds is approved as it is, by its own form and with all lists of the month; the act says what was open.</summary>
public sealed class HeldApprovalTests
{
    [Fact]
    public async Task Approving_OfAllLists_TakesAHeldOneAsItIs()
    {
        await using var run = await SendRun.StartAsync();
        var people = await run.PeopleAsync(2);
        var list = Assert.Single(await run.Pay.ListsAsync(await run.Pay.ListedAsync(202211)));
        await RestoredAsync(run, list);
        await new EventRun(run.Host).ToldAsync(people[0]);

        Assert.Equal(1, LevelRun.Must(await run.Pay.ApproveAllAsync(list.PeriodId)));

        Assert.Equal(list.Hash, (await run.ListAsync(list.Id)).Hash);
        Assert.Contains("nên duyệt nguyên trạng, còn: 1 người có thay đổi sau khi lập", await WhyAsync(run), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Supplement_OfAClosedMonthWithMatters_IsApprovedOnlyIfItsPayerHoldsIt(bool isHeld)
    {
        await using var run = await SendRun.StartAsync();
        var first = Assert.Single(await run.PeopleAsync(1));
        var period = (await run.ClosedAsync(202211)).PeriodId;
        var late = await run.Pay.Flow.ReceivingAsync(PayRun.Somebody(2));
        await run.Pay.BuildAsync(period, supplementary: true);
        var draft = Assert.Single(await run.Pay.ListsAsync(period), l => l.Status == ListStatus.Draft);
        LevelRun.Must(await run.Pay.ApproveAsync(draft.Id));
        if (isHeld)
        {
            await RestoredAsync(run, await run.ListAsync(draft.Id));
        }
        else
        {
            await DraftedAsync(run, draft.Id);
        }

        await run.Pay.SaveAsync(db => db.Set<DuplicatePair>().Add(new()
        {
            Id = Guid.NewGuid(), FirstId = DuplicatePair.Order(first, late).First, SecondId = DuplicatePair.Order(first, late).Second, FirstPath = LifeOfPayments.Here, SecondPath = LifeOfPayments.Here, Score = 90, ReasonsJson = "[]",
            State = PairState.Open, FoundAt = new VietnamTime(run.Host.Clock).UtcNow,
        }));

        var outcome = await run.Pay.ApproveAsync(draft.Id);

        Assert.Equal(!isHeld, outcome.Has(PaymentProblems.ListMatters));
        Assert.Equal(isHeld, (await WhyAsync(run)).Contains("còn: Hai hồ sơ nghi là một người (1)", StringComparison.Ordinal));
    }

    // As the backup from before its approval has it; its payer has it.
    private static async Task RestoredAsync(SendRun run, PaymentList list)
    {
        Assert.IsType<SendAccepted>(await run.World.VnPost.SendAsync(ListDocument.Of(list, await run.LinesAsync(list.Id)), "khoa-da-mat", default));
        await DraftedAsync(run, list.Id);
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await run.Host.WithAsync(s => s.GetRequiredService<StartNewEpoch>().RaiseAsync(1, default));
        run.Host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private static Task<int> DraftedAsync(SendRun run, Guid list) => run.Host.WithDbAsync(db => db.PaymentLists.Where(l => l.Id == list)
        .ExecuteUpdateAsync(s => s.SetProperty(l => l.Status, ListStatus.Draft).SetProperty(l => l.ApprovedById, (Guid?)null).SetProperty(l => l.ApprovedAt, (DateTime?)null)));

    // Of the last approval.
    private static Task<string> WhyAsync(SendRun run) => run.Host.WithDbAsync(db => db.Acts.AsNoTracking().Where(a => a.Kind == ActKinds.PaymentApprove).OrderByDescending(a => a.Sequence).Select(a => a.Reason).FirstAsync());
}
