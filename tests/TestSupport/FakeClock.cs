namespace TestSupport;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class FakeClock : TimeProvider
{
    private DateTimeOffset _now;

    /// <param name="day">The Vietnamese day on which it starts, at nine in the morning.</param>
    public FakeClock(DateOnly day) => SetDay(day);

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Nine in the morning of a Vietnamese day.</summary>
    public void SetDay(DateOnly day) => _now = new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(7)).ToUniversalTime();

    public void Advance(TimeSpan time) => _now += time;
}
