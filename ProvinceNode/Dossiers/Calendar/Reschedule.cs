using Protos.Values;

namespace ProvinceNode.Dossiers.Calendar;

/// <summary>A stop of the clock while the citizen completes the dossier; null when he has not answered.</summary>
public sealed record Pause(DateOnly From, DateOnly? Until);

/// <summary>What the due days of an open dossier were counted from.</summary>
/// <param name="StepSince">Day since which the present step runs.</param>
/// <param name="Reappointed">Its due day was chosen by the head of the office, not counted.</param>
public sealed record DossierClock(
    DossierStatus Status, DateTime SubmittedAt, DateTime? ReceivedAt, DateOnly? DueOn, DateOnly? StepDueOn, DateOnly StepSince,
    DateOnly? PostedFrom, DateOnly? PostedUntil, IReadOnlyList<Pause> Pauses, bool Reappointed);

/// <summary>The days that a calendar gives.</summary>
public sealed record DueDays(DateOnly? DueOn, DateOnly? StepDueOn, DateOnly? PostedUntil);

/// <summary>
/// Due days counted again when the calendar changes: the same number of working days from the same day, the citizen's own days left
/// out (policy 5.5). Only for procedures whose days are working days; plain days know no calendar. Pure.
/// </summary>
public static class Reschedule
{
    public static DueDays Of(DossierClock clock, WorkingCalendar from, WorkingCalendar to) => new(
        DueOn(clock, from, to),
        StepDueOn(clock, from, to),
        clock.PostedUntil is { } last && clock.PostedFrom is { } first && clock.Status == DossierStatus.Posted ? Move(first, last, from, to) : clock.PostedUntil);

    /// <summary>The day that lies as many working days after another as it did.</summary>
    public static DateOnly Move(DateOnly since, DateOnly due, WorkingCalendar from, WorkingCalendar to) =>
        due <= since ? to.AddWorkingDays(due, 0) : to.AddWorkingDays(since, from.WorkingDaysBetween(since, due));

    private static DateOnly? DueOn(DossierClock clock, WorkingCalendar from, WorkingCalendar to)
    {
        if (clock.DueOn is not { } due || clock.ReceivedAt is not { } received)
        {
            return clock.DueOn;
        }

        if (clock.Reappointed)
        {
            return to.AddWorkingDays(due, 0);
        }

        // The citizen's days were added to the promise when he answered; they are taken out, counted again and put back.
        var answered = clock.Pauses.Where(p => p.Until is not null).ToList();
        var ours = from.WorkingDaysBetween(WorkingHours.CountedDay(from, received), due) - answered.Sum(p => Days(from, p));
        return to.AddWorkingDays(WorkingHours.CountedDay(to, received), Math.Max(0, ours) + answered.Sum(p => Days(to, p)));
    }

    private static DateOnly? StepDueOn(DossierClock clock, WorkingCalendar from, WorkingCalendar to)
    {
        if (clock.StepDueOn is not { } due)
        {
            return null;
        }

        return clock.Status == DossierStatus.AwaitingReception && due == Reception(from, clock)
            ? Reception(to, clock)
            : Move(clock.StepSince, due, from, to);
    }

    private static DateOnly Reception(WorkingCalendar calendar, DossierClock clock) =>
        DateOnly.FromDateTime(WorkingHours.ReceptionUntil(calendar, clock.SubmittedAt));

    private static int Days(WorkingCalendar calendar, Pause pause) => Math.Max(0, calendar.WorkingDaysBetween(pause.From, pause.Until!.Value));
}
