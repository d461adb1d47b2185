using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Deadlines;
using ProvinceNode.Organization;
using ProvinceNode.Platform;
using Protos.Values;
using TestSupport;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>A complaint during the posting has ten working days of its own: the promised date and the figures of Decision 766 know them (policy 3.4 S3', A.4).</summary>
public sealed class ObjectionClockTests : IAsyncLifetime
{
    // Wednesday; promised for 2022-11-04, posted until the 7th.
    private static readonly DateOnly Pilot = new(2022, 10, 5);

    private NodeHost _host = null!;
    private FlowRun _flow = null!;

    public async Task InitializeAsync()
    {
        _host = await NodeHost.StartAsync(new() { Day = Pilot });
        _flow = new FlowRun(_host);
        await _flow.SubmitAsync();
        await _flow.ReceiveAsync();
        await _flow.ReviewAsync();
        await _flow.OpenPostingAsync();
        _host.Clock.SetDay(new DateOnly(2022, 10, 6));
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Complaint_WhileOpen_AddsItsDaysAndSaysWhy()
    {
        await ObjectAsync();

        var dossier = await _flow.Dossiers.LoadAsync(_flow.Id);
        Assert.Equal((new DateOnly(2022, 11, 18), new DateOnly(2022, 10, 20)), (dossier.DueOn, dossier.StepDueOn));
        Assert.Equal("Có khiếu nại trong thời gian niêm yết. Hẹn trả 04/11/2022 chuyển sang 18/11/2022 (tính thêm 10 ngày làm việc để xem xét khiếu nại)", dossier.Steps.MaxBy(s => s.Number)!.Note);
        var page = await PageReader.OpenAsync(await _host.SignInAsync(Roles.SocialOfficer, _flow.Dossiers.Commune), $"/ho-so/{_flow.Id}");
        Assert.Contains("được tính thêm 10 ngày làm việc để xem xét, kết luận khiếu nại nhận ngày 06/10/2022 (khoản 1 Điều 8 Nghị định số 20/2021/NĐ-CP)", page.Main, StringComparison.Ordinal);
        var citizen = await (await PageReader.OpenAsync(_host.NewClient(), "/tra-cuu")).SubmitAsync(new Dictionary<string, object?> { ["ma"] = dossier.Code, ["digits"] = dossier.Owner.CitizenId[^4..] });
        Assert.Contains("18/11/2022", citizen.Main, StringComparison.Ordinal);
        Assert.Contains("được tính thêm 10 ngày làm việc", citizen.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("Ông Tư", citizen.Main, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2022-10-06", false, "2022-11-04", 0, "2022-10-10")] // the same day: nothing is added, the notice hangs on until the 7th
    [InlineData("2022-10-11", false, "2022-11-09", 3, "2022-10-12")]
    [InlineData("2022-10-20", false, "2022-11-18", 10, "2022-10-21")]
    [InlineData("2022-10-27", false, "2022-11-18", 10, "2022-10-28")] // five days too late: the office's own
    [InlineData("2022-10-11", true, "2022-11-09", 3, "2022-10-20")] // reviewed again within seven working days
    public async Task Complaint_Concluded_KeepsOnlyTheDaysUsedAndNeverMoreThanTheLaws(string on, bool upheld, string due, int days, string step)
    {
        await ObjectAsync();
        _host.Clock.SetDay(Day(on));

        await ConcludeAsync(upheld);

        var dossier = await _flow.Dossiers.LoadAsync(_flow.Id);
        Assert.Equal((Day(due), Day(step), Day(step)), (dossier.DueOn!.Value, dossier.StepDueOn!.Value, dossier.Steps.MaxBy(s => s.Number)!.NextDueOn!.Value));
        Assert.Equal(days, await _host.WithDbAsync(db => db.Objections.Select(o => o.PromiseDays).SingleAsync()));
    }

    // Finished after the first promise, within the complaint's days; an apology before it changes nothing in the figures.
    [Theory]
    [InlineData("2022-11-18", false, 1)]
    [InlineData("2022-11-21", false, 0)]
    [InlineData("2022-11-18", true, 1)]
    [InlineData("2022-11-21", true, 0)]
    public async Task OnTime_OfDecision766_CountsAgainstThePromiseWithTheComplaint(string finished, bool apologised, int onTime)
    {
        if (apologised)
        {
            await _flow.MustAsync(_flow.CommuneChairman, (s, v) => s.GetRequiredService<Apologise>().Handle(new(_flow.Id, v, "Thiếu người", new DateOnly(2022, 11, 30)), _flow.CommuneChairman, default));
        }

        await ObjectAsync();
        _host.Clock.SetDay(new DateOnly(2022, 10, 20));
        await ConcludeAsync(false);
        await _host.WithDbAsync(async db =>
        {
            var dossier = await db.Dossiers.SingleAsync(d => d.Id == _flow.Id);
            (dossier.Status, dossier.FinishedAt) = (DossierStatus.Issued, Day(finished).ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc));
            return await db.SaveAsync(Act.BySystem(TenantPath.Parse("38"), ActKinds.SetUp, new VietnamTime(_host.Clock).UtcNow), default);
        });
        _host.Clock.SetDay(new DateOnly(2022, 12, 1));

        var table = await _host.WithAsync(s => s.GetRequiredService<KpiReport>().ForAsync(new Period(new DateOnly(2022, 10, 1), new DateOnly(2022, 11, 30), ""), default), _flow.Dossiers.Commune);

        var figures = table.Offices.Single(o => o.OfficePath == _flow.Dossiers.Commune);
        Assert.Equal((onTime, 1 - onTime), (figures.FinishedOnTime, figures.FinishedLate));
    }

    [Theory]
    [InlineData("2022-11-18", 10, "2022-11-04")]
    [InlineData("2022-11-07", 1, "2022-11-04")] // over a weekend
    [InlineData("2022-11-04", 0, "2022-11-04")]
    public void TakeWorkingDays_OfAPromise_LeadsBackToIt(string day, int count, string before)
    {
        var calendar = ShippedFlow.On(Pilot).Calendar;

        Assert.Equal(Day(before), calendar.TakeWorkingDays(Day(day), count));
        Assert.Equal(Day(day), calendar.AddWorkingDays(Day(before), count));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private Task ObjectAsync() => _flow.MustAsync(_flow.Officer, (s, v) => s.GetRequiredService<RecordObjection>().Handle(new(_flow.Id, v, "Ông Tư", "Không đúng"), _flow.Officer, default));

    private Task ConcludeAsync(bool upheld) =>
        _flow.MustAsync(_flow.CommuneChairman, (s, v) => s.GetRequiredService<ConcludeObjection>().Handle(new(_flow.Id, v, upheld, "Đã xác minh tại thôn"), _flow.CommuneChairman, default));
}
