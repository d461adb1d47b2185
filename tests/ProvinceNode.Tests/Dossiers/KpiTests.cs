using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>The figures of Decision 766 (policy 5.5 "On-time", 5.7).</summary>
public sealed class KpiTests
{
    private const string Commune = "38.400.16063";
    private static readonly Period October = Period.Of(2022, "10", new DateOnly(2022, 12, 1));
    private static readonly WorkingCalendar Calendar = new(RuleSeed.DaysOff());

    [Fact]
    public void End_OfProcessing_IsTheFirstOfItsOrder()
    {
        var (done, handed, stopped, asked) = (At("2022-10-12"), At("2022-10-10"), At("2022-10-08"), At("2022-10-06"));
        var waiting = Case() with { Status = DossierStatus.SupplementRequested, Supplements = [new(asked, null)] };

        Assert.Equal(done, Kpi.End(Case() with { FinishedAt = done, HandedOverAt = handed, StoppedAt = stopped }));
        Assert.Equal(handed, Kpi.End(Case() with { HandedOverAt = handed, StoppedAt = stopped }));
        Assert.Equal(stopped, Kpi.End(waiting with { StoppedAt = stopped }));
        Assert.Equal(asked, Kpi.End(waiting));
        Assert.Null(Kpi.End(waiting with { Supplements = [new(asked, asked), new(asked, null)] }));
        Assert.Null(Kpi.End(waiting with { Status = DossierStatus.Received }));
    }

    // Promised for 20 October; looked at on 1 December unless told otherwise.
    [Theory]
    [InlineData("2022-10-20", 1, 0)] // on the day
    [InlineData("2022-10-21", 0, 1)]
    [InlineData(null, 0, 0)]         // open and past its day
    public void Finished_ByItsDay_IsOnTime(string? finished, int onTime, int late)
    {
        var figures = Figures([Case() with { FinishedAt = finished is null ? null : At(finished) }]);

        Assert.Equal((onTime, late, finished is null ? 1 : 0), (figures.FinishedOnTime, figures.FinishedLate, figures.Overdue));
        Assert.Equal(onTime == 1 ? 100m : 0m, figures.OnTimeRate);
    }

    [Fact]
    public void Open_BeforeItsDay_IsInTime()
    {
        var figures = Kpi.Of(Commune, [Case()], October, Calendar, new DateOnly(2022, 10, 20));

        Assert.Equal((1, 100m), (figures.InTime, figures.OnTimeRate));
    }

    // What was finished in November was open at the end of October.
    [Fact]
    public void Period_ThatIsOver_IsJudgedOnItsLastDay()
    {
        var figures = Figures([Case() with { PromisedOn = new DateOnly(2022, 11, 4), FinishedAt = At("2022-11-20") }]);

        Assert.Equal((1, 0), (figures.InTime, figures.FinishedLate));
    }

    [Fact]
    public void Supplement_AskedTwice_CountsAsLate()
    {
        var twice = Case() with { FinishedAt = At("2022-10-10"), Supplements = [new(At("2022-10-06"), At("2022-10-07")), new(At("2022-10-07"), At("2022-10-08"))] };
        var figures = Figures([twice, Case() with { FinishedAt = At("2022-10-10"), Supplements = [new(At("2022-10-06"), At("2022-10-07"))] }]);

        Assert.Equal((1, 1, 1, 50m), (figures.FinishedOnTime, figures.FinishedLate, figures.SupplementedTwice, figures.OnTimeRate));
    }

    [Fact]
    public void Nothing_ToDivideBy_IsNotANumber()
    {
        var figures = Figures([]);

        Assert.Equal((null, null), (figures.OnTimeRate, figures.SyncRate));
        Assert.Equal("N/A", Kpi.Print(figures.OnTimeRate));
        Assert.Equal("66,67", Kpi.Print(Kpi.Percent(2, 3)));
        Assert.Equal("0,13", Kpi.Print(Kpi.Percent(1, 800))); // half a hundredth goes up
    }

    [Fact]
    public void Cases_OfThePeriod_AreThoseReceivedOrStillOpenInIt()
    {
        var figures = Figures([
            Case(),
            Case() with { ReceivedAt = At("2022-09-20"), FinishedAt = At("2022-10-03") },
            Case() with { ReceivedAt = At("2022-09-20"), FinishedAt = At("2022-09-30") },
            Case() with { ReceivedAt = At("2022-11-01") },
            Case() with { ReceivedAt = null, PromisedOn = null },
        ]);

        Assert.Equal((1, 1, 2), (figures.Received, figures.CarriedOver, figures.Total));
    }

    [Fact]
    public void Time_OfAProcedure_IsTheOfficesOwnDays()
    {
        var figures = Figures([
            Case() with { FinishedAt = At("2022-10-12") },                                                                            // 5 working days
            Case() with { FinishedAt = At("2022-10-14"), Supplements = [new(At("2022-10-06"), At("2022-10-10"))] },                   // 7 less 2 with the citizen
            Case() with { FinishedAt = At("2022-10-06") },                                                                            // 1
            Case() with { Procedure = "1.001731", FinishedAt = At("2022-10-07") },
            Case(),
        ]);

        Assert.Equal([("1.001731", 1, 2m), ("1.001776", 3, 3.67m)], figures.Times.Select(t => (t.Procedure, t.Finished, t.AverageDays!.Value)));
    }

    [Fact]
    public void Refusals_AndSync_AreCountedApart()
    {
        var figures = Figures([
            Case() with { Status = DossierStatus.Refused, ReceivedAt = null, PromisedOn = null, StoppedAt = At("2022-10-06") },
            Case() with { FinishedAt = At("2022-10-07"), NotEligible = true, Synced = false },
            Case() with { Synced = true }, Case() with { Synced = true },
        ]);

        Assert.Equal((1, 1, 66.67m), (figures.Refused, figures.NotEligible, figures.SyncRate));
        Assert.Null(Figures([Case() with { Synced = null }]).SyncRate);
    }

    [Fact]
    public void Office_WithOthersBelow_CountsTheirs()
    {
        List<KpiCase> cases = [Case() with { FinishedAt = At("2022-10-10") }, Case() with { OfficePath = "38.400.16064" }, Case() with { OfficePath = "38.380.14758" }];

        Assert.Equal((1, 2, 3), (Count(Commune), Count("38.400"), Count("38")));
        Assert.Equal(100m, Kpi.Of(Commune, cases, October, Calendar, new DateOnly(2022, 12, 1)).OnTimeRate);
        Assert.Equal(50m, Kpi.Of("38.400", cases, October, Calendar, new DateOnly(2022, 12, 1)).OnTimeRate);

        int Count(string office) => Kpi.Of(office, cases, October, Calendar, new DateOnly(2022, 12, 1)).Received;
    }

    [Theory]
    [InlineData(2022, "q4", "2022-10-01", "2022-12-31")]
    [InlineData(2022, "2", "2022-02-01", "2022-02-28")]
    [InlineData(2024, "nam", "2024-01-01", "2024-12-31")]
    [InlineData(2022, "q5", "2022-10-01", "2022-10-31")]
    [InlineData(null, "q1", "2026-10-01", "2026-10-31")]
    [InlineData(1, "13", "2026-10-01", "2026-10-31")]
    public void Period_AskedFor_HasItsDays(int? year, string part, string from, string to)
    {
        var period = Period.Of(year, part, new DateOnly(2026, 10, 9));

        Assert.Equal((from, to), ($"{period.From:yyyy-MM-dd}", $"{period.To:yyyy-MM-dd}"));
    }

    [Fact]
    public async Task Page_AfterAnApology_StillCountsTheFirstPromise()
    {
        await using var host = await NodeHost.StartAsync(new() { Day = new DateOnly(2022, 10, 5) });
        var flow = new FlowRun(host);
        await flow.SubmitAsync();
        await flow.ReceiveAsync();
        host.Clock.SetDay(new DateOnly(2022, 11, 3));
        var apologised = await flow.DoAsync(flow.CommuneChairman, (s, v) => s.GetRequiredService<Apologise>().Handle(new(flow.Id, v, "Chậm xác minh", new DateOnly(2022, 11, 18)), flow.CommuneChairman, default));
        Assert.True(apologised.Succeeded);
        host.Clock.SetDay(new DateOnly(2022, 11, 7));
        var client = await host.SignInAsync(Roles.ProvinceLeader, "38");

        var page = await PageReader.OpenAsync(client, "/ho-so/chi-so?nam=2022&ky=q4");

        Assert.Contains("0,00% (0/1 hồ sơ)", page.Main, StringComparison.Ordinal);
        Assert.Contains("Huyện Hậu Lộc", page.Main, StringComparison.Ordinal);
        var csv = await client.GetStringAsync(new Uri("/ho-so/chi-so?nam=2022&ky=q4&handler=Csv", UriKind.Relative));
        Assert.Equal(4, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length); // heading, province, district, commune
        var empty = await client.GetStringAsync(new Uri("/ho-so/chi-so?nam=2023&ky=1&handler=Csv", UriKind.Relative));
        Assert.Contains("N/A", empty, StringComparison.Ordinal);
    }

    private static KpiFigures Figures(IReadOnlyList<KpiCase> cases) => Kpi.Of(Commune, cases, October, Calendar, new DateOnly(2022, 12, 1));

    private static KpiCase Case() => new(
        Commune, "1.001776", DossierStatus.UnderAppraisal, At("2022-10-05"), new DateOnly(2022, 10, 20), null, null, null, [], false, false, true);

    private static DateTime At(string day) => VietnamTime.Utc(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(9, 0)));
}
