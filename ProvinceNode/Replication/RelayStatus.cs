using System.Diagnostics.Metrics;

namespace ProvinceNode.Replication;

/// <summary>How the connection to the hub stands.</summary>
public enum RelayState
{
    /// <summary>No hub is configured.</summary>
    NotConfigured,

    /// <summary>Trying to reach the hub.</summary>
    Connecting,

    /// <summary>The hub answers.</summary>
    Connected,

    /// <summary>Waiting before the next attempt.</summary>
    Waiting,

    /// <summary>The hub knows more of this province than the node: nothing is sent until an operator repairs it.</summary>
    Fenced,

    Stopped,
}

/// <summary>What the relay is doing, at one moment.</summary>
/// <param name="LastAnswerAt">UTC, real clock.</param>
/// <param name="Trouble">A Vietnamese sentence about the last failure, or why it is fenced; null when all is well.</param>
/// <param name="CatchUp">The backlog that is being worked off; null while there is none.</param>
public sealed record RelaySnapshot(
    RelayState State, DateTime? LastAnswerAt, long Pushed, long Refused, int Reconnects, string? Trouble, CatchUp? CatchUp);

/// <summary>A backlog being worked off: since when, how much was sent since.</summary>
public sealed record CatchUp(DateTime Since, long Sent)
{
    /// <summary>Fewer waiting than this are the day's ordinary work.</summary>
    public const long Least = 2_000;

    /// <summary>Begins with a backlog, counts what is acknowledged, and ends when hardly anything waits. Pure.</summary>
    public static CatchUp? Next(CatchUp? known, long waiting, int sent, DateTime now) => (known, waiting) switch
    {
        (null, >= Least) => new(now, sent),
        ({ } going, >= Least / 10) => going with { Sent = going.Sent + sent },
        _ => null,
    };

    /// <summary>Records a second so far; 0 before there is anything to measure.</summary>
    public double Rate(DateTime now) => (now - Since).TotalSeconds is > 0 and var seconds ? Sent / seconds : 0;

    /// <summary>How long what waits will take at this rate; null before it is known.</summary>
    public TimeSpan? Left(long waiting, DateTime now) => Rate(now) is > 0 and var rate ? TimeSpan.FromSeconds(Math.Min(waiting / rate, TimeSpan.FromDays(365).TotalSeconds)) : null;
}

/// <summary>Shared state of the relay, read by the page, health and metrics.</summary>
public sealed class RelayStatus
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ProvinceNode.Replication";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> PushedRecords = Meter.CreateCounter<long>("relay_pushed", description: "Records that the hub acknowledged.");
    private static readonly Counter<long> RefusedRecords = Meter.CreateCounter<long>("relay_refused", description: "Records that the hub refused.");

    private readonly Lock _lock = new();
    private RelaySnapshot _now = new(RelayState.Connecting, null, 0, 0, 0, null, null);

    /// <summary>The outbox as it was counted last.</summary>
    public OutboxCounts Counts { get; internal set; }

    public RelaySnapshot Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    public bool IsFenced => Now.State == RelayState.Fenced;

    internal void Move(RelayState state, string? trouble = null) =>
        Change(now => now with { State = state, Trouble = trouble ?? (state == RelayState.Connecting ? now.Trouble : null) });

    internal void Broke(string trouble) => Change(now => now with { State = RelayState.Waiting, Trouble = trouble, Reconnects = now.Reconnects + 1 });

    internal void Answered(DateTime utc, int pushed, int refused)
    {
        PushedRecords.Add(pushed);
        RefusedRecords.Add(refused);
        Change(now => now with
        {
            State = RelayState.Connected, Trouble = null, LastAnswerAt = utc, Pushed = now.Pushed + pushed, Refused = now.Refused + refused,
            CatchUp = CatchUp.Next(now.CatchUp, Counts.Waiting, pushed, utc),
        });
    }

    private void Change(Func<RelaySnapshot, RelaySnapshot> change)
    {
        lock (_lock)
        {
            _now = change(_now);
        }
    }
}
