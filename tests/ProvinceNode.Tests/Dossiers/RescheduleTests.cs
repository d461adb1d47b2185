using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Calendar;
using ProvinceNode.Platform;
using Protos.Values;

namespace ProvinceNode.Tests.Dossiers;

/// <summary>Due days counted again under another calendar (policy 5.5, 5.6).</summary>
public sealed class RescheduleTests
{
    private static readonly List<DayOff> Rows = [.. RuleSeed.DaysOff()];
    private static readonly WorkingCalendar Before = new(Rows);

    // 12 October 2022 becomes a day off: a storm.
    private static readonly WorkingCalendar After = new([.. Rows, new DayOff { Date = new DateOnly(2022, 10, 12), Name = "Bão" }]);

    [Fact]
    public void Due_ADayMoreOff_IsTheNextWorkingDay()
    {
        var moved = Reschedule.Of(Clock(DossierStatus.Received, "2022-10-05", due: "2022-11-04", step: "2022-10-14"), Before, After);

        Assert.Equal((Day("2022-11-07"), Day("2022-10-17")), (moved.DueOn, moved.StepDueOn));
    }

    [Fact]
    public void Due_BeforeTheDayOff_StaysWhereItIs()
    {
        var moved = Reschedule.Of(Clock(DossierStatus.AwaitingSignature, "2022-09-01", due: "2022-10-11", step: "2022-10-11", since: "2022-10-06"), Before, After);

        Assert.Equal((Day("2022-10-11"), Day("2022-10-11")), (moved.DueOn, moved.StepDueOn));
    }

    [Fact]
    public void Due_OnTheDayOff_IsTheDayAfter() =>
        Assert.Equal(Day("2022-10-13"), Reschedule.Of(Clock(DossierStatus.AwaitingSignature, "2022-09-07", due: "2022-10-12", step: null), Before, After).DueOn);

    // The storm fell into days that were the citizen's: the office's own days are what they were.
    [Fact]
    public void Due_WithTheDayOffInAPause_DoesNotMove()
    {
        var paused = LegalClock.Resume(ShippedFlow.On(Day("2022-10-14")), Day("2022-11-04"), Day("2022-10-10"))!.Value;
        var clock = Clock(DossierStatus.Received, "2022-10-05", due: $"{paused:yyyy-MM-dd}", step: null) with { Pauses = [new Pause(Day("2022-10-10"), Day("2022-10-14"))] };

        Assert.Equal(paused, Reschedule.Of(clock, Before, After).DueOn);
    }

    [Fact]
    public void Due_ChosenByTheHead_MovesOnlyOffADayOff()
    {
        Assert.Equal(Day("2022-11-04"), Reschedule.Of(Clock(DossierStatus.Received, "2022-10-05", "2022-11-04", null) with { Reappointed = true }, Before, After).DueOn);
        Assert.Equal(Day("2022-10-13"), Reschedule.Of(Clock(DossierStatus.Received, "2022-10-05", "2022-10-12", null) with { Reappointed = true }, Before, After).DueOn);
    }

    [Fact]
    public void Posting_WithADayOffInIt_HangsADayLonger()
    {
        var clock = Clock(DossierStatus.Posted, "2022-10-05", "2022-11-04", "2022-10-14", since: "2022-10-11") with { PostedFrom = Day("2022-10-11"), PostedUntil = Day("2022-10-13") };

        var moved = Reschedule.Of(clock, Before, After);

        Assert.Equal((Day("2022-10-14"), Day("2022-10-17")), (moved.PostedUntil, moved.StepDueOn));
    }

    // The promise counted again is the promise that the clock gives under the new calendar from the start.
    [Fact]
    public void Promise_CountedAgain_IsThatOfTheNewCalendar()
    {
        for (var day = new DateOnly(2022, 9, 1); day < new DateOnly(2022, 11, 1); day = day.AddDays(1))
        {
            var context = ShippedFlow.On(day);
            var (old, now) = (Due(context, Before, day), Due(context, After, day));

            Assert.Equal(now, Reschedule.Of(Clock(DossierStatus.Received, $"{day:yyyy-MM-dd}", $"{old:yyyy-MM-dd}", null), Before, After).DueOn);
        }
    }

    [Fact]
    public void Change_AndBack_IsNoChange()
    {
        var clock = Clock(DossierStatus.Received, "2022-10-05", "2022-11-04", "2022-10-14");
        var there = Reschedule.Of(clock, Before, After);

        var back = Reschedule.Of(clock with { DueOn = there.DueOn, StepDueOn = there.StepDueOn }, After, Before);

        Assert.Equal((clock.DueOn, clock.StepDueOn), (back.DueOn, back.StepDueOn));
    }

    private static DateOnly Due(FlowContext context, WorkingCalendar calendar, DateOnly day) => LegalClock.DueOn(
        context with { Calendar = calendar }, Procedures.MonthlyAssistance, WorkingHours.CountedDay(calendar, VietnamTime.Utc(day.ToDateTime(new TimeOnly(9, 0)))));

    private static DossierClock Clock(DossierStatus status, string received, string due, string? step, string? since = null) => new(
        status, VietnamTime.Utc(Day(received).ToDateTime(new TimeOnly(8, 0))), VietnamTime.Utc(Day(received).ToDateTime(new TimeOnly(9, 0))), Day(due),
        step is null ? null : Day(step), Day(since ?? received), null, null, [], false);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
