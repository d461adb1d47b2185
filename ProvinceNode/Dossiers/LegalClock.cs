using ProvinceNode.Dossiers.Calendar;

namespace ProvinceNode.Dossiers;

/// <summary>Deadlines of a procedure by the steps of its route (policy 3.4, 5.5, A.4), by the rows in force on the day of its reception. Pure.</summary>
public static class LegalClock
{
    // A complaint runs only when there is one; its days are not promised to the citizen beforehand.
    private const string Complaint = "COMPLAINT";

    // A posting that shares its days with what follows leaves the last two of them for it (Circular 01/2019 Art. 4: post and issue within five).
    private const int LeftAfterPosting = 2;

    /// <summary>Promised date of the result: the days of all steps after the day of receiving the complete dossier.</summary>
    /// <param name="kind">Null: the procedure's first route.</param>
    public static DateOnly DueOn(FlowContext context, string procedure, DateOnly received, RequestKind? kind = null) =>
        Promised(context, procedure, kind).Aggregate(received, (due, step) => Add(context, step, due));

    /// <summary>Number of days promised as a whole.</summary>
    public static int TotalDays(FlowContext context, string procedure, RequestKind? kind = null) => Promised(context, procedure, kind).Sum(s => s.Days);

    /// <summary>The days promised as a whole in the unit of their text: "22 ngày làm việc", but "2 ngày" where it says plain days (policy 5.5, A.4).</summary>
    public static string PromiseWords(FlowContext context, string procedure, RequestKind? kind = null) =>
        string.Join(" và ", Promised(context, procedure, kind).GroupBy(s => s.WorkingDays).Select(g => $"{g.Sum(s => s.Days)} {(g.Key ? "ngày làm việc" : "ngày")}"));

    /// <summary>Hour of the promised day until which the result is handed over: the desk's closing.</summary>
    public static TimeSpan ReturnHour => WorkingHours.Closing;

    /// <summary>Whether what is promised is counted in plain days throughout: then holidays and weekends count too.</summary>
    public static bool IsInPlainDays(FlowContext context, string procedure, RequestKind? kind = null) =>
        IsInPlainDays(context.Steps, context.RouteOf(procedure, kind), procedure, context.Regime, context.ReceivedOn ?? context.Today);

    /// <summary>The same by the rows alone.</summary>
    /// <param name="day">Day of the reception.</param>
    public static bool IsInPlainDays(IReadOnlyList<StepRule> rows, Route? route, string procedure, string regime, DateOnly day) =>
        Promised(rows, route, procedure, regime, day).ToList() is { Count: > 0 } steps && steps.TrueForAll(s => !s.WorkingDays);

    /// <summary>Name of the days that run in a status; empty when the law gives none.</summary>
    public static string DaysOf(Route route, DossierStatus status) => status switch
    {
        DossierStatus.Objected => Complaint,
        // The days of reviewing are also those of opening the posting.
        DossierStatus.Reviewed when route.Has(RouteStepKind.Review) && !route.Has(RouteStepKind.Council) => route.Step(RouteStepKind.Review)!.Deadline,
        _ => Route.KindOf(status) is { } kind ? route.Step(kind)?.Deadline ?? "" : "",
    };

    /// <summary>When what happens in a status must be done, counted from today; null when the law gives no days.</summary>
    public static DateOnly? StepDueOn(FlowContext context, string procedure, DossierStatus status, RequestKind? kind = null)
    {
        if (status == DossierStatus.AwaitingReception)
        {
            // Accepted or refused within eight working hours (policy 5.5).
            return DateOnly.FromDateTime(WorkingHours.ReceptionUntil(context.Calendar, context.NowUtc));
        }

        // A kind that its procedure does not know there goes the procedure's first way, with its days.
        if ((context.RouteOf(procedure, kind) ?? context.RouteOf(procedure, null)) is not { } route)
        {
            return null;
        }

        // A posting hangs for its whole days; closing it is the next working day's task.
        if (status == DossierStatus.Posted)
        {
            return context.Calendar.AddWorkingDays(context.Calendar.AddWorkingDays(context.Today, PostingDays(context, procedure, kind)), 1);
        }

        var step = status == DossierStatus.Objected ? ComplaintOf(context, procedure) : RuleOf(context, procedure, DaysOf(route, status));
        return step is null ? null : Add(context, step, context.Today);
    }

    /// <summary>The clock stood still from the request to its answer: the citizen's time is not the office's (policy 5.5).</summary>
    /// <param name="plainDays">The deadline is counted in plain days, so the pause is too.</param>
    public static DateOnly? Resume(FlowContext context, DateOnly? due, DateOnly pausedOn, bool plainDays = false) =>
        due is { } day ? Later(context.Calendar, day, pausedOn, context.Today, plainDays) : null;

    /// <summary>Whether the office goes by the older words "tính lại từ đầu": with the answer all days begin anew (policy 5.5, a number of the law with days in force).</summary>
    public static bool StartsAnew(FlowContext context) =>
        context.Rules.Parameter(Eligibility.LawParameters.SupplementRestarts, context.ReceivedOn ?? context.Today)?.Value == 1;

    /// <summary>A day moved by a pause, in the unit in which it was counted.</summary>
    public static DateOnly Later(WorkingCalendar calendar, DateOnly day, DateOnly from, DateOnly until, bool plainDays) =>
        plainDays ? day.AddDays(Math.Max(0, until.DayNumber - from.DayNumber)) : calendar.AddWorkingDays(day, Math.Max(0, calendar.WorkingDaysBetween(from, until)));

    /// <summary>Working days between the complaint and the last day of its examination: they come on top of what was promised.</summary>
    public static int ComplaintDays(FlowContext context, DateOnly conclusionDue) => Math.Max(0, context.Calendar.WorkingDaysBetween(context.Today, conclusionDue));

    /// <summary>The text that gives a complaint its days, as printed.</summary>
    public static string ComplaintLaw(Route route) =>
        route.Has(RouteStepKind.Council) ? "Thông tư số 01/2019/TT-BLĐTBXH" : "khoản 1 Điều 8 Nghị định số 20/2021/NĐ-CP";

    /// <summary>Working days a posting lasts; 0 where the route has none.</summary>
    public static int PostingDays(FlowContext context, string procedure, RequestKind? kind = null)
    {
        if (context.RouteOf(procedure, kind) is not { } route || route.Step(RouteStepKind.Posting) is not { } posting)
        {
            return 0;
        }

        var days = RuleOf(context, procedure, posting.Deadline)?.Days ?? 0;
        return route.Steps.Count(s => s.Deadline == posting.Deadline) > 1 ? Math.Max(1, days - LeftAfterPosting) : days;
    }

    /// <summary>Whether the procedure has days of a name in the organisation of today.</summary>
    public static bool Has(FlowContext context, string procedure, string step) => RuleOf(context, procedure, step) is not null;

    /// <summary>Last day of what the law gives days to beside the route; null when the procedure has no such row.</summary>
    /// <param name="step">Name of the row, e.g. ABANDONED_CHILD_NOTICE.</param>
    public static DateOnly? DayOf(FlowContext context, string procedure, string step, DateOnly from) => RuleOf(context, procedure, step) is { } rule ? Add(context, rule, from) : null;

    /// <summary>The days of <see cref="DayOf"/> in words; empty when the procedure has no such row.</summary>
    public static string DaysWords(FlowContext context, string procedure, string step) => RuleOf(context, procedure, step) is { } rule ? $"{rule.Days} {(rule.WorkingDays ? "ngày làm việc" : "ngày")}" : "";

    private static IEnumerable<StepRule> Promised(FlowContext context, string procedure, RequestKind? kind) =>
        Promised(context.Steps, context.RouteOf(procedure, kind), procedure, context.Regime, context.ReceivedOn ?? context.Today);

    private static IEnumerable<StepRule> Promised(IReadOnlyList<StepRule> rows, Route? route, string procedure, string regime, DateOnly day) =>
        (route?.Steps ?? []).Select(s => s.Deadline).Distinct().Where(name => name.Length > 0)
            .Select(name => InForce(rows, regime, day, s => s.Procedure == procedure && s.Step == name)).OfType<StepRule>();

    private static StepRule? RuleOf(FlowContext context, string procedure, string step) =>
        step.Length == 0 ? null : InForce(context, s => s.Procedure == procedure && s.Step == step);

    // A procedure with a posting but no row of its own for complaints takes that of monthly assistance (Decree 20 Art. 8(1)(c)).
    private static StepRule? ComplaintOf(FlowContext context, string procedure) =>
        new[] { procedure, Procedures.MonthlyAssistance }.Select(p => InForce(context, s => s.Procedure == p && s.Step.EndsWith(Complaint, StringComparison.Ordinal)))
            .FirstOrDefault(s => s is not null);

    // The days in force when the dossier was received stay its days. An organisation that took it over since has its own, which began later.
    private static StepRule? InForce(FlowContext context, Func<StepRule, bool> which) => InForce(context.Steps, context.Regime, context.ReceivedOn ?? context.Today, which);

    private static StepRule? InForce(IReadOnlyList<StepRule> all, string regime, DateOnly day, Func<StepRule, bool> which)
    {
        var rows = all.Where(s => which(s) && (s.Regime == regime || s.Regime == "ANY")).OrderBy(s => s.ValidFrom).ToList();
        return rows.Find(s => s.ValidFrom <= day && (s.ValidTo is null || day <= s.ValidTo)) ?? rows.Find(s => s.ValidFrom > day) ?? rows.LastOrDefault();
    }

    private static DateOnly Add(FlowContext context, StepRule step, DateOnly from) =>
        step.WorkingDays ? context.Calendar.AddWorkingDays(from, step.Days) : from.AddDays(step.Days);
}
