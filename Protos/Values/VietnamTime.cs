namespace Protos.Values;

/// <summary>The one reading of the clock: Viet Nam is UTC+7 all year. In UTC it would be yesterday until seven in the morning.</summary>
public sealed class VietnamTime(TimeProvider clock)
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The moment in UTC, cut to the microseconds that both databases store.</summary>
    public DateTime UtcNow
    {
        get
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        }
    }

    /// <summary>The moment on a Vietnamese wall clock.</summary>
    public DateTime Now => Local(UtcNow);

    /// <summary>Today in Viet Nam.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now);

    /// <summary>This month in Viet Nam.</summary>
    public PayMonth Month => PayMonth.Of(Today);

    /// <summary>A stored UTC moment on a Vietnamese wall clock.</summary>
    public static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    /// <summary>The UTC moment of a Vietnamese wall-clock time.</summary>
    public static DateTime Utc(DateTime local) => DateTime.SpecifyKind(local - Offset, DateTimeKind.Utc);

    /// <summary>The Vietnamese day of a stored UTC moment.</summary>
    public static DateOnly Day(DateTime utc) => DateOnly.FromDateTime(Local(utc));
}
