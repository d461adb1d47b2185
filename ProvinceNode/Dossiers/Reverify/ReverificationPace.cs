using ProvinceNode.Registry.Quality;

namespace ProvinceNode.Dossiers.Reverify;

/// <summary>How many people may be asked about now: by the minute and the day, less while the other side is away. It holds across restarts, because it looks at what is stored. Pure.</summary>
public static class ReverificationPace
{
    /// <summary>Questions of one call, see the hub.</summary>
    public const int Most = 100;

    public static int Share(Reverification run, DateTime nowUtc, DateOnly today, ReverificationOptions options)
    {
        var asked = run.Day == today ? run.AskedToday : 0;
        if (run.Paused || (run.Day == today && run.OverQuota) || nowUtc < NextAt(run, options))
        {
            return 0;
        }

        // The share of the time that passed, so that a node which is started again and again asks no faster.
        var minutes = run.LastAskedAt is { } last ? Math.Clamp((nowUtc - last).TotalMinutes, 0, 1) : 1;
        return Math.Max(0, Math.Min(Math.Min(Most, (int)(options.PerMinute * minutes)), options.PerDay - asked));
    }

    /// <summary>When the other side is tried again; the past when it is not away.</summary>
    public static DateTime NextAt(Reverification run, ReverificationOptions options) => run.Failures == 0 || run.LastAskedAt is not { } last ? DateTime.MinValue
        : last.AddMinutes(Math.Min(options.MaxPauseMinutes, Math.Pow(2, Math.Min(run.Failures - 1, 20))));

    /// <summary>Days that so many people take, at least one.</summary>
    public static int Days(int people, ReverificationOptions options)
    {
        var day = Math.Max(1, Math.Min(options.PerDay, options.PerMinute * 24 * 60));
        return Math.Max(1, (people + day - 1) / day);
    }
}
