using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Tests.Dossiers;
using ProvinceNode.Tests.Payments.Sending;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>Late corrections: each reopens exactly its line, and no month is paid twice by one.</summary>
public sealed class CorrectionTests
{
    [Fact]
    public async Task Paid_CorrectedToUnpaid_IsCarriedByTheNextList()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(3);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, lines.Select(l => ToldFile.Paid(l)));
        var settled = (await run.ListAsync(list.Id)).Version;

        var corrected = await run.TellAsync(list, [ToldFile.Not(lines[1], version: 2)]);

        Assert.Equal((0, 1, 0), (corrected.New, corrected.Corrected, corrected.Faults));
        var after = await run.LinesAsync(list.Id);
        Assert.Equal([(LineOutcome.Paid, 1), (LineOutcome.Unpaid, 2), (LineOutcome.Paid, 1)], after.Select(l => (l.Outcome, l.ResultVersion)));
        Assert.Equal([lines[0].Version + 1, lines[1].Version + 2, lines[2].Version + 1], after.Select(l => l.Version));
        Assert.True((await run.ListAsync(list.Id)) is { Status: ListStatus.Settled } l && l.Version > settled);
        await run.BalancedAsync(list.Id);

        var next = await run.ClosedAsync(202212);
        Assert.Equal([0, 540_000, 0], (await run.LinesAsync(next.Id)).Select(l => l.Carried.Amount));
    }

    // Nobody collected November, December carried it; now the post says that November was paid. Both would pay it twice.
    [Fact]
    public async Task Unpaid_CorrectedToPaidWhenALaterListCarriesIt_WaitsUntilThatOneIsTold()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Paid(lines[0]), ToldFile.Not(lines[1])]);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        var later = await run.SentAsync(202212);
        var carried = (await run.LinesAsync(later.Id)).Single(l => l.Carried.Amount > 0);

        var told = await run.TellAsync(list, [ToldFile.Paid(lines[1], 2)]);

        Assert.Equal((0, 1), (told.Corrected, told.Faults));
        var fault = Assert.Single(await run.FaultsAsync());
        Assert.Equal((FaultState.Waiting, (Guid?)list.Id, (Guid?)lines[1].Id), (fault.State, fault.ListId, fault.LineId));
        // Both sides are shown.
        Assert.All(new[] { "11/2022", "Chưa nhận", "Đã chi trả", "12/2022", $"dòng {carried.Order}", "1.080.000 đồng", "540.000 đồng" }, w => Assert.Contains(w, fault.Message, StringComparison.Ordinal));
        Assert.Equal(ListStatus.Sent, (await run.ListAsync(list.Id)).Status); // opened again
        Assert.Equal(LineOutcome.Unpaid, (await run.LinesAsync(list.Id))[1].Outcome);
        await run.TakeAsync();
        Assert.Equal(FaultState.Waiting, Assert.Single(await run.FaultsAsync()).State);

        // December was not collected: nothing stands against November any more.
        var december = await run.LinesAsync(later.Id);
        await run.TellAsync(later, december.Select(l => l.Id == carried.Id ? ToldFile.Not(l) : ToldFile.Paid(l)));
        await run.TakeAsync();

        Assert.Equal(FaultState.Applied, Assert.Single(await run.FaultsAsync()).State);
        Assert.Equal((LineOutcome.Paid, 2), (await run.LinesAsync(list.Id))[1] is var line ? (line.Outcome, line.ResultVersion) : default);
        Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        await run.BalancedAsync(list.Id);
        await run.BalancedAsync(later.Id);
        // January carries December alone.
        var january = await run.ClosedAsync(202301);
        Assert.Equal([0, 540_000], (await run.LinesAsync(january.Id)).Select(l => l.Carried.Amount).Order());
        Assert.All((await run.ClaimsAsync()).Where(c => c.IsActive).GroupBy(c => (c.BeneficiaryId, c.Month)), g => Assert.Single(g));
    }

    [Fact]
    public async Task Unpaid_CorrectedToPaidWhileTheLaterListIsPaid_NeverPaysTwice()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        await run.TellAsync(list, [ToldFile.Not(lines[0])]);
        var later = await run.SentAsync(202212);
        await run.TellAsync(later, (await run.LinesAsync(later.Id)).Select(l => ToldFile.Paid(l)));

        await run.TellAsync(list, [ToldFile.Paid(lines[0], 2)]);
        await run.TakeAsync();

        Assert.Equal(FaultState.Waiting, Assert.Single(await run.FaultsAsync()).State);
        Assert.Equal([(202211, ClaimState.Unpaid), (202211, ClaimState.Paid), (202212, ClaimState.Paid)], (await run.ClaimsAsync()).OrderBy(c => c.Month).ThenBy(c => c.ListMonth).Select(c => (c.Month, c.State)));
        await run.BalancedAsync(list.Id);
        await run.BalancedAsync(later.Id);
    }

    [Theory]
    [InlineData(WireCodes.Returned, "R05", LineOutcome.Returned)]
    [InlineData(WireCodes.BankFailed, "R06", LineOutcome.Failed)]
    [InlineData(WireCodes.Unpaid, "R08", LineOutcome.Unpaid)]
    public async Task Money_NotHandedOver_FreesTheMonthForALaterList(string status, string reason, LineOutcome outcome)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        await run.TellAsync(list, (await run.LinesAsync(list.Id)).Select(l => ToldFile.Not(l, reason, status)));
        Assert.Equal(540_000, (await run.BalancedAsync(list.Id)).Of(outcome).Amount);

        var next = await run.SentAsync(202212);
        Assert.Equal((540_000, 1_080_000), (await run.LinesAsync(next.Id)).Select(l => (l.Carried.Amount, l.Total.Amount)).Single());
        await run.TellAsync(next, (await run.LinesAsync(next.Id)).Select(l => ToldFile.Paid(l)));
        Assert.Equal(0, (await run.LinesAsync((await run.ClosedAsync(202301)).Id)).Sum(l => l.Carried.Amount));
    }
}
