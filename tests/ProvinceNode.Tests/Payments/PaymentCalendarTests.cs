using ProvinceNode.Dossiers;
using ProvinceNode.Organization;
using ProvinceNode.Payments;
using ProvinceNode.Tests.Dossiers;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Payments;

/// <summary>Days of a payment month: in the order of the law, and every fault told at once.</summary>
public sealed class PaymentCalendarTests
{
    private static readonly PayMonth November = new(202211);

    [Theory]
    [InlineData("19/10", "20/10", "24/10", "24/10", "")]
    [InlineData("20/10", "20/10", "20/10", "20/10", "")]
    [InlineData("01/10", "01/10", "30/11", "30/11", "")]
    [InlineData("21/10", "20/10", "24/10", "24/10", "ClosingFrom")]
    [InlineData("19/10", "24/10", "20/10", "24/10", "ClosingBy")]
    [InlineData("19/10", "20/10", "24/10", "21/10", "MoneyBy")]
    [InlineData("30/09", "20/10", "24/10", "01/12", "ResultsBy MoneyBy")]
    [InlineData("24/10", "22/10", "21/10", "20/10", "ClosingFrom ClosingBy MoneyBy")]
    public void Days_OutOfOrderOrPlace_AreAllTold(string results, string from, string by, string money, string fields)
    {
        var faults = PaymentCalendar.Faults(November, new(Day(results), Day(from), Day(by), Day(money)));

        Assert.Equal(fields, string.Join(" ", faults.Select(f => f.Field)));
    }

    // Whatever days are off: what the calendar proposes by itself may stand.
    [Fact]
    public void Days_ProposedByTheCalendar_HaveNoFault()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var month = new PayMonth(202201).AddMonths(random.Next(60));
            var before = month.AddMonths(-1);
            // No holiday of the law takes more than two weeks.
            var off = Enumerable.Range(random.Next(1, 16), random.Next(13)).Select(d => new DayOff { Date = new DateOnly(before.Year, before.Month, d), Name = "Nghỉ" }).ToList();
            var calendar = new WorkingCalendar(off);

            Assert.Empty(PaymentCalendar.Faults(month, PaymentCalendar.Of(month, calendar)));
        }
    }

    [Fact]
    public async Task Days_TypedOutOfOrder_AreRefusedAtEachFieldAndKept()
    {
        await using var host = await OutcomeTests.StartAsync("2022-10-05");
        var run = new PayRun(host);
        var period = LevelRun.Must(await run.OpenAsync(202211));
        var page = await PageReader.OpenAsync(await host.SignInAsync(Roles.Accountant, run.Holder), $"/chi-tra/{period.Id:D}");

        var told = await page.SubmitAsync(new Dictionary<string, object?> { ["ResultsBy"] = "2022-10-24", ["ClosingFrom"] = "2022-10-22", ["ClosingBy"] = "2022-10-21", ["MoneyBy"] = "2022-10-20" }, "form[action*='handler=Days']");

        Assert.All(new[] { "ClosingFrom", "ClosingBy", "MoneyBy" }, f => Assert.Contains("không được trước", told.ProblemAt(f), StringComparison.Ordinal));
        Assert.Equal("2022-10-24", told.Document.QuerySelector("input[name=ResultsBy]")!.GetAttribute("value"));
        Assert.Equal(period.ClosingFrom, (await host.WithDbAsync(db => Task.FromResult(db.PaymentPeriods.Single()))).ClosingFrom);
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact($"{text}/2022", "dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
