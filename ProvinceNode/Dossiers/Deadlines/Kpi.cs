using ProvinceNode.Dossiers.Calendar;
using Protos.Values;

namespace ProvinceNode.Dossiers.Deadlines;

/// <summary>What the figures of Decision 766/QĐ-TTg look at in a dossier. Moments are UTC.</summary>
/// <param name="PromisedOn">Day of the receipt (NgayHenTra), moved by a supplement and by a complaint (the law gives its examination days of its own), but not by an apology.</param>
/// <param name="FinishedAt">Đã xử lý xong.</param>
/// <param name="StoppedAt">Dừng xử lý or từ chối.</param>
/// <param name="NotEligible">The result is a written answer that the conditions are not met.</param>
/// <param name="Synced">Acknowledged by the hub in its newest state; null when not known.</param>
public sealed record KpiCase(
    string OfficePath, string Procedure, DossierStatus Status, DateTime? ReceivedAt, DateOnly? PromisedOn, DateTime? FinishedAt, DateTime? HandedOverAt,
    DateTime? StoppedAt, IReadOnlyList<SupplementTimes> Supplements, bool NotEligible, bool Reappointed, bool? Synced);

/// <summary>When completing was asked for and answered, UTC.</summary>
public sealed record SupplementTimes(DateTime AskedAt, DateTime? AnsweredAt);

/// <summary>Average time of a procedure: finished dossiers that were received in the period, in working days of the office.</summary>
public sealed record ProcedureTime(string Procedure, int Finished, decimal? AverageDays);

/// <summary>The figures of one office with everything below it.</summary>
/// <param name="OnTimeRate">Percent, two decimals; null when there is nothing to divide by.</param>
/// <param name="SyncRate">Percent of dossiers received in the period that the hub has; null when none or not known.</param>
public sealed record KpiFigures(
    string OfficePath, int Received, int CarriedOver, int FinishedOnTime, int FinishedLate, int InTime, int Overdue, decimal? OnTimeRate,
    int Refused, int NotEligible, int SupplementedTwice, int Reappointed, decimal? SyncRate, IReadOnlyList<ProcedureTime> Times)
{
    public int Total => Received + CarriedOver;
}

/// <summary>The national figures of Decision 766/QĐ-TTg on procedures (policy 5.5 "On-time", 5.7). Pure.</summary>
public static class Kpi
{
    /// <summary>What stands where a figure has no denominator.</summary>
    public const string None = "N/A";

    /// <summary>End of processing: first of Đã xử lý xong, Đã trả, Dừng/Từ chối; when only one supplement was asked for and it is not answered, that moment.</summary>
    public static DateTime? End(KpiCase c) =>
        c.FinishedAt ?? c.HandedOverAt ?? c.StoppedAt ?? (c.Status == DossierStatus.SupplementRequested && c.Supplements.Count == 1 ? c.Supplements[0].AskedAt : null);

    /// <summary>Figures of an office and all below it.</summary>
    /// <param name="today">Days after it have not been: what is open is judged on it, or on the period's last day.</param>
    public static KpiFigures Of(string office, IEnumerable<KpiCase> cases, Period period, WorkingCalendar calendar, DateOnly today)
    {
        var path = TenantPath.Parse(office);
        var mine = cases.Where(c => path.Covers(c.OfficePath)).ToList();
        var asOf = today < period.To ? today : period.To;
        var counted = mine.Where(c => Counts(c, period)).ToList();
        var received = counted.Where(c => period.Has(Day(c.ReceivedAt!.Value))).ToList();
        var verdicts = counted.ToLookup(c => Judge(c, asOf));
        var good = verdicts[Verdict.OnTime].Count() + verdicts[Verdict.InTime].Count();
        return new KpiFigures(
            office, received.Count, counted.Count - received.Count,
            verdicts[Verdict.OnTime].Count(), verdicts[Verdict.Late].Count(), verdicts[Verdict.InTime].Count(), verdicts[Verdict.Overdue].Count(),
            Percent(good, counted.Count),
            mine.Count(c => c.Status == DossierStatus.Refused && c.StoppedAt is { } at && period.Has(Day(at))),
            mine.Count(c => c.NotEligible && c.FinishedAt is { } at && period.Has(Day(at))),
            counted.Count(c => c.Supplements.Count > 1), counted.Count(c => c.Reappointed),
            received.Any(c => c.Synced is null) ? null : Percent(received.Count(c => c.Synced == true), received.Count),
            [.. received.GroupBy(c => c.Procedure).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Time(g.Key, g, calendar, asOf))]);
    }

    /// <summary>Percent with two decimals; null for nothing of nothing.</summary>
    public static decimal? Percent(int part, int whole) => whole == 0 ? null : Math.Round(part * 100m / whole, 2, MidpointRounding.AwayFromZero);

    /// <summary>A figure as printed.</summary>
    public static string Print(decimal? figure) => figure?.ToString("0.00", VietnameseFormat.Culture) ?? None;

    private enum Verdict
    {
        OnTime,
        Late,
        InTime,
        Overdue,
    }

    // Received in the period, or brought into it unfinished; without a promised day nothing can be late.
    private static bool Counts(KpiCase c, Period period) =>
        c.ReceivedAt is { } at && c.PromisedOn is not null && Day(at) <= period.To && (End(c) is not { } end || Day(end) >= period.From);

    private static Verdict Judge(KpiCase c, DateOnly asOf)
    {
        var end = End(c) is { } at && Day(at) <= asOf ? Day(at) : (DateOnly?)null;
        // Asked more than once is late, whenever it ended.
        if (c.Supplements.Count > 1)
        {
            return end is null ? Verdict.Overdue : Verdict.Late;
        }

        return (end ?? asOf) <= c.PromisedOn ? end is null ? Verdict.InTime : Verdict.OnTime : end is null ? Verdict.Overdue : Verdict.Late;
    }

    private static ProcedureTime Time(string procedure, IEnumerable<KpiCase> received, WorkingCalendar calendar, DateOnly asOf)
    {
        var days = received.Where(c => (c.FinishedAt ?? c.HandedOverAt) is { } end && Day(end) <= asOf).Select(c => Days(c, calendar)).ToList();
        return new ProcedureTime(procedure, days.Count, days.Count == 0 ? null : Math.Round((decimal)days.Sum() / days.Count, 2, MidpointRounding.AwayFromZero));
    }

    // The citizen's days are not the office's (policy 5.5).
    private static int Days(KpiCase c, WorkingCalendar calendar)
    {
        var (start, end) = (WorkingHours.CountedDay(calendar, c.ReceivedAt!.Value), Day((c.FinishedAt ?? c.HandedOverAt)!.Value));
        var paused = c.Supplements.Where(s => s.AnsweredAt is not null && s.AskedAt >= c.ReceivedAt).Sum(s => Math.Max(0, calendar.WorkingDaysBetween(Day(s.AskedAt), Day(s.AnsweredAt!.Value))));
        return Math.Max(0, calendar.WorkingDaysBetween(start, end) - paused);
    }

    private static DateOnly Day(DateTime utc) => VietnamTime.Day(utc);
}
