namespace ProvinceNode.Dossiers;

/// <summary>Deadlines of a procedure by its steps (policy 3.4, 5.5, A.4). Pure.</summary>
public static class LegalClock
{
    // A complaint runs only when there is one; its days are not promised to the citizen beforehand.
    private const string Complaint = "S3_COMPLAINT";

    /// <summary>Promised date of the result: the days of all steps after the day of receiving the complete dossier.</summary>
    public static DateOnly DueOn(FlowContext context, string procedure, DateOnly received)
    {
        var due = received;
        foreach (var step in StepsOf(context, procedure).Where(s => s.Step != Complaint))
        {
            due = Add(context, step, due);
        }

        return due;
    }

    /// <summary>Number of working days promised as a whole.</summary>
    public static int TotalDays(FlowContext context, string procedure) =>
        StepsOf(context, procedure).Where(s => s.Step != Complaint).Sum(s => s.Days);

    /// <summary>When what happens in a status must be done, counted from today; null when the law gives no days.</summary>
    public static DateOnly? StepDueOn(FlowContext context, string procedure, DossierStatus status)
    {
        var name = StatusTable.StepIn(status);
        var step = StepsOf(context, procedure).FirstOrDefault(s => s.Step == name);
        var due = step is null ? (DateOnly?)null : Add(context, step, context.Today);
        // A posting hangs for its whole days; closing it is the next working day's task.
        return status == DossierStatus.Posted && due is { } last ? context.Calendar.AddWorkingDays(last, 1) : due;
    }

    /// <summary>The clock stood still from the request to its answer: the citizen's time is not the office's (policy 5.5).</summary>
    public static DateOnly? Resume(FlowContext context, DateOnly? due, DateOnly pausedOn) =>
        due is { } day ? context.Calendar.AddWorkingDays(day, Math.Max(0, context.Calendar.WorkingDaysBetween(pausedOn, context.Today))) : null;

    /// <summary>Working days a posting lasts.</summary>
    public static int PostingDays(FlowContext context, string procedure) =>
        StepsOf(context, procedure).FirstOrDefault(s => s.Step == "S3_POSTING")?.Days ?? 0;

    /// <summary>Whether the procedure has a step in the organisation of today.</summary>
    public static bool Has(FlowContext context, string procedure, string step) => StepsOf(context, procedure).Any(s => s.Step == step);

    private static IEnumerable<StepRule> StepsOf(FlowContext context, string procedure) =>
        context.Steps.Where(s => s.Procedure == procedure && (s.Regime == context.Regime || s.Regime == "ANY"));

    private static DateOnly Add(FlowContext context, StepRule step, DateOnly from) =>
        step.WorkingDays ? context.Calendar.AddWorkingDays(from, step.Days) : from.AddDays(step.Days);
}
