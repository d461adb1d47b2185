using ProvinceNode.Payments;
using ProvinceNode.Payments.Files;
using ProvinceNode.Tests.Payments.Sending;

namespace ProvinceNode.Tests.Payments.Results;

/// <summary>When a payer may say that a line was paid: not on a day that is still to come, nor before there was a list (policy 6.6).</summary>
public sealed class PaidDayTests
{
    // Approved on 21/10/2022, which is also today; a day of grace for the payer's clock on either side.
    [Theory]
    [InlineData("2022-10-23", "pay-result-paid-ahead", "chưa đến (hôm nay là 21/10/2022)")]
    [InlineData("2022-10-22", "", "")]
    [InlineData("2022-10-20", "", "")]
    [InlineData("2022-10-19", "pay-result-paid-before-list", "trước ngày 21/10/2022")]
    [InlineData("1990-01-01", "pay-result-paid-before-list", "Ngày chi trả 01/01/1990")]
    public async Task Result_OfADayThatCannotBe_IsAFaultOfItsLine(string day, string code, string words)
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(2);
        var list = await run.SentAsync(202211);
        var lines = await run.LinesAsync(list.Id);
        var paidAt = DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AddHours(9);

        var told = await run.TellAsync(list, [ToldFile.Paid(lines[0]) with { PaidAt = paidAt }, ToldFile.Paid(lines[1])]);

        Assert.Equal(code.Length > 0 ? 1 : 0, told.Faults);
        Assert.Equal([code.Length > 0 ? LineOutcome.Open : LineOutcome.Paid, LineOutcome.Paid], (await run.LinesAsync(list.Id)).Select(l => l.Outcome));
        if (code.Length > 0)
        {
            var fault = Assert.Single(await run.FaultsAsync());
            Assert.Equal((code, "Thời điểm chi trả"), (fault.Code, fault.Column));
            Assert.Contains(words, fault.Message, StringComparison.Ordinal);

            // The payer mends the day: the line is settled.
            await run.TellAsync(list, [ToldFile.Paid(lines[0])], 2);
            Assert.Equal(ListStatus.Settled, (await run.ListAsync(list.Id)).Status);
        }
    }

    // Later the same day is behind: what was ahead then may be told.
    [Fact]
    public async Task Result_OfADayThatHasCome_IsTaken()
    {
        await using var run = await SendRun.StartAsync();
        await run.PeopleAsync(1);
        var list = await run.SentAsync(202211);
        run.Host.Clock.SetDay(new DateOnly(2022, 11, 6));

        await run.TellAsync(list, [ToldFile.Paid((await run.LinesAsync(list.Id))[0]) with { PaidAt = new DateTime(2022, 11, 5, 8, 30, 0) }]);

        Assert.Equal(new DateOnly(2022, 11, 5), (await run.LinesAsync(list.Id))[0].PaidOn);
    }
}
