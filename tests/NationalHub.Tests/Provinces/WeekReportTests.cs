using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NationalHub.Provinces.Gates;
using NationalHub.Tests.Platform;
using Protos.Enrolment;
using TestSupport;

namespace NationalHub.Tests.Provinces;

/// <summary>The weeks that nodes tell: kept whatever their clocks say, shown and taken away as a file.</summary>
public sealed class WeekReportTests : IAsyncLifetime
{
    private HubHost _hub = null!;

    public async Task InitializeAsync() => _hub = await HubHost.StartAsync();

    public async Task DisposeAsync() => await _hub.DisposeAsync();

    // For a quarter of an hour the node's clock is five weeks ahead; set right, it tells as before.
    [Fact]
    public async Task Reports_AfterAClockThatRanAhead_AreTakenAsBefore()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        var link = new NodeLink.NodeLinkClient(channel);
        await link.ReportAsync(Report(0, entered: 1));
        await link.ReportAsync(Report(5, entered: 2));
        // Rows that were taken before weeks to come were refused.
        await _hub.WithDbAsync(async db =>
        {
            db.AddRange(Enumerable.Range(2, 12).Select(w => new PilotWeek { ProvinceCode = "38", Monday = Monday().AddDays(7 * w), Entered = 9 }));
            return await db.SaveChangesAsync();
        });

        await link.ReportAsync(Report(0, entered: 3));

        var weeks = await _hub.WithDbAsync(db => db.PilotWeeks.Where(w => w.Entered < 9).OrderBy(w => w.Monday).ToListAsync());
        Assert.Equal(9, weeks.Count);
        Assert.All(weeks.Take(8), w => Assert.Equal(3, w.Entered));
        Assert.Equal((Monday().AddDays(7), 2), (weeks[8].Monday, weeks[8].Entered));
    }

    // Two provinces have the same Mondays.
    [Fact]
    public async Task Report_OfAProvince_ChangesNoWeekOfAnother()
    {
        foreach (var (code, entered) in new[] { ("38", 1), ("46", 2) })
        {
            using var certificate = await _hub.AddProvinceAsync(code);
            using var channel = _hub.Channel(certificate);
            await new NodeLink.NodeLinkClient(channel).ReportAsync(Report(0, entered));
        }

        Assert.Equal([("38", 1, 8), ("46", 2, 8)], (await _hub.WithDbAsync(db => db.PilotWeeks.AsNoTracking().ToListAsync())).GroupBy(w => (w.ProvinceCode, w.Entered)).Select(g => (g.Key.ProvinceCode, g.Key.Entered, g.Count())).Order());
    }

    [Fact]
    public async Task Weeks_OfAProvince_AreShownAndTakenAwayAsAFile()
    {
        using var certificate = await _hub.AddProvinceAsync("38");
        using var channel = _hub.Channel(certificate);
        var report = Report(0, entered: 40);
        var first = report.Weeks[0];
        (first.Undecided, first.Decided, first.Closed, first.Listed, first.OnPaper, first.Lists, first.Changes) = (1234, 7, 2, 500, 12, 3, 4);
        await new NodeLink.NodeLinkClient(channel).ReportAsync(report);
        // A week to come is nobody's work.
        await _hub.WithDbAsync(async db =>
        {
            db.Add(new PilotWeek { ProvinceCode = "38", Monday = Monday().AddDays(14), Entered = 77777 });
            return await db.SaveChangesAsync();
        });
        using var client = OperatorClient.Stranger(_hub);
        Assert.DoesNotContain("Hồ sơ mới", await client.PageAsync("/tinh/38/hang-tuan?handler=File"), StringComparison.Ordinal);
        await client.SignInAsync(_hub);

        var (stage, page) = (await client.PageAsync("/tinh/38"), await client.PageAsync("/tinh/38/hang-tuan"));
        var file = await client.GetStringAsync(new Uri("/tinh/38/hang-tuan?handler=File", UriKind.Relative));

        Assert.All([stage, page], shown =>
        {
            Assert.Matches(@">40</td>\s*<td [^>]*>1\.234</td>\s*<td [^>]*>7</td>\s*<td [^>]*>2</td>\s*<td [^>]*>500</td>\s*<td [^>]*>12</td>\s*<td [^>]*>3</td>\s*<td [^>]*>4</td>", shown);
            Assert.DoesNotContain("77.777", shown, StringComparison.Ordinal);
        });
        var lines = file.TrimEnd().Split("\r\n");
        Assert.Equal(9, lines.Length);
        Assert.EndsWith("Mã tỉnh;Tỉnh;Từ ngày;Đến ngày;Hồ sơ mới;Chưa ra quyết định cuối tuần;Đã kết thúc;Trong đó từ chối, rút, dừng;Đã có quyết định, nhập từ danh sách;Đã có quyết định, nhập từng người;Danh sách chi trả duyệt;Biến động", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(";40;1234;7;2;500;12;3;4", lines[1], StringComparison.Ordinal);
        // A node of before tells no more than four figures: the others stay empty.
        Assert.EndsWith(";40;;0;;;;0;0", lines[2], StringComparison.Ordinal);
    }

    private static StandingReport Report(int ahead, int entered)
    {
        var report = new StandingReport();
        report.Weeks.Add(Enumerable.Range(0, 8).Select(back => new WeekFigures { Monday = Monday().AddDays(7 * (ahead - back)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Entered = entered }));
        return report;
    }

    private static DateOnly Monday()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(7));
        return today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
    }
}
