namespace EndToEnd.Tests.NationalServices;

/// <summary>A clock that stands until it is stepped; timers fire when their time is passed. Tells when somebody waits on it.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<Waiting> timers = [];
    private readonly TaskCompletionSource waited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset now = start;

    /// <summary>Completes when the first finite timer is set.</summary>
    public Task SomebodyWaits => waited.Task;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public void Step(TimeSpan by)
    {
        List<Waiting> due;
        lock (gate)
        {
            now += by;
            due = timers.FindAll(timer => timer.At <= now);
            due.ForEach(timer => timers.Remove(timer));
        }

        due.ForEach(timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Waiting(SteppedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    At = clock.now + dueTime;
                    clock.timers.Add(this);
                    clock.waited.TrySetResult();
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
