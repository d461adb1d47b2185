using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Payments.Building;

/// <summary>
/// What the registry holds a month for: the amount of the version that covered it when the month began. Each decision settles the months up to its own with
/// arrears or a recovery and takes for paid what stood before it (truy lĩnh, truy thu: Decree 20/2021 Art. 8; Circular 02/2021 Art. 2); from the next month on
/// its versions tell. So a list pays a month what was known when it began, and what became known later comes as a payment made once: nothing twice, nothing
/// forgotten. Pure.
/// </summary>
public static class KnownMonths
{
    /// <summary>The version that tells what lists pay of a month; null when the registry takes nothing for paid.</summary>
    /// <param name="versions">Of one strand.</param>
    /// <param name="running">Months after it have not begun: all that is known now counts.</param>
    public static Entitlement? Of(IReadOnlyList<Entitlement> versions, PayMonth month, PayMonth running)
    {
        var known = Latest(versions.Where(v => v.StartMonth <= month.Number && Before(v.RecordedAt, month, running) && Reaches(v, month, running)));
        // Who was entered from paper was not settled by any decision here: his months are due as the paper says.
        known ??= Latest(versions.Where(v => v.Source != EntitlementSource.Decision && v.Covers(month) && IsReal(v)));
        return known is null || IsSuspension(known) ? null : known;
    }

    /// <summary>The version that covers a month by all that is known now, paid or suspended; null when none does.</summary>
    public static Entitlement? Now(IEnumerable<Entitlement> versions, PayMonth month) => Latest(versions.Where(v => v.Covers(month) && IsReal(v)));

    /// <summary>Whether no list pays the months of a version: it is a suspension, or was one.</summary>
    public static bool IsSuspension(Entitlement version) => version.BeganSuspended || version.Withheld || version.Status == EntitlementStatus.Suspended;

    /// <summary>Not ended before it began.</summary>
    public static bool IsReal(Entitlement version) => version.EndMonth == 0 || version.EndMonth >= version.StartMonth;

    private static bool Before(DateTime recorded, PayMonth month, PayMonth running) => month > running || PayMonth.Of(VietnamTime.Day(recorded)) < month;

    private static bool Reaches(Entitlement version, PayMonth month, PayMonth running) =>
        (month > running ? version.EndMonth : version.EndKnownBefore(month)) is var end && (end == 0 || month.Number <= end);

    // Asked for every month of everybody: no sorting.
    private static Entitlement? Latest(IEnumerable<Entitlement> versions)
    {
        Entitlement? last = null;
        foreach (var version in versions)
        {
            last = last is null || version.StartMonth > last.StartMonth || (version.StartMonth == last.StartMonth && version.RecordedAt > last.RecordedAt) ? version : last;
        }

        return last;
    }
}
