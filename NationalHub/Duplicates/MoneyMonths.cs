using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>Months from one to another, both included, as yyyyMM.</summary>
/// <param name="To">0: open.</param>
public readonly record struct MonthSpan(int From, int To)
{
    public bool Covers(int month) => From <= month && (To == 0 || month <= To);

    public bool Reaches(int month) => To == 0 || To >= month;
}

/// <summary>A version of what somebody is granted, as its province told it.</summary>
/// <param name="End">0 while it is open.</param>
public sealed record Granted(int Start, int End, long MonthlyDong, string Status, bool Withheld);

/// <summary>What bears on the money of one side.</summary>
/// <param name="Grants">All versions; empty while only the person has arrived.</param>
/// <param name="Summary">What the person's own record says of what he receives; null when nothing.</param>
/// <param name="DiedOn">Null while he lives.</param>
/// <param name="StoppedWith">yyyyMM: last month that this side pays because the residence moves elsewhere; null when it does not. Told by entitlements that a move ended, and by whoever carries transfers between provinces.</param>
public sealed record SideMoney(IReadOnlyList<Granted> Grants, Granted? Summary, DateOnly? DiedOn, int? StoppedWith);

/// <summary>For which months two provinces have money for one person. Pure.</summary>
public static class MoneyMonths
{
    private const string Suspended = "Suspended";

    /// <summary>Months that a side pays or will pay. A record whose entitlements are still on their way counts by what it says itself: both orders of arrival come to the same.</summary>
    public static IReadOnlyList<MonthSpan> Of(SideMoney side)
    {
        var last = side.StoppedWith ?? 0;
        if (side.DiedOn is { } died && (last == 0 || PayMonth.Of(died).Number < last))
        {
            last = PayMonth.Of(died).Number;
        }

        var grants = side.Grants.Count > 0 ? side.Grants : side.Summary is { } told ? [told] : [];
        var spans = grants.Where(g => g is { MonthlyDong: > 0, Withheld: false, Start: > 0 } && g.Status != Suspended && (g.End == 0 || g.End >= g.Start)).Select(g => new MonthSpan(g.Start, g.End));
        return Joined(last == 0 ? spans : spans.Where(s => s.From <= last).Select(s => s.Reaches(last) ? s with { To = last } : s));
    }

    /// <summary>Months of both.</summary>
    public static IReadOnlyList<MonthSpan> Common(IReadOnlyList<MonthSpan> one, IReadOnlyList<MonthSpan> other) => Joined(
        one.SelectMany(a => other.Select(b => new MonthSpan(Math.Max(a.From, b.From), a.To == 0 ? b.To : b.To == 0 ? a.To : Math.Min(a.To, b.To)))).Where(s => s.To == 0 || s.From <= s.To));

    /// <summary>
    /// Whether both pay for a month from the given one on. Who is moving between the two is no duplicate: one stops with a month, the other begins after it (Decree 20/2021 Art. 8(4)).
    /// </summary>
    public static bool PaysTwice(SideMoney one, SideMoney other, int fromMonth) =>
        one.StoppedWith is null && other.StoppedWith is null && Common(Of(one), Of(other)).Any(s => s.Reaches(fromMonth));

    /// <summary>What a side grants for a month.</summary>
    public static long Dong(SideMoney side, int month) => !Of(side).Any(s => s.Covers(month)) ? 0
        : (side.Grants.Count > 0 ? side.Grants : side.Summary is { } told ? [told] : [])
            .Where(g => !g.Withheld && g.Status != Suspended && g.Start <= month && (g.End == 0 || month <= g.End)).Sum(g => g.MonthlyDong);

    // In order, without overlap; spans that follow each other become one.
    private static List<MonthSpan> Joined(IEnumerable<MonthSpan> spans)
    {
        var joined = new List<MonthSpan>();
        foreach (var span in spans.OrderBy(s => s.From))
        {
            if (joined.Count > 0 && joined[^1] is var last && (last.To == 0 || span.From <= new PayMonth(last.To).AddMonths(1).Number))
            {
                joined[^1] = last with { To = last.To == 0 || span.To == 0 ? 0 : Math.Max(last.To, span.To) };
            }
            else
            {
                joined.Add(span);
            }
        }

        return joined;
    }
}
