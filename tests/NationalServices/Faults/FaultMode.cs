namespace NationalServices.Faults;

/// <summary>Ways in which a service can misbehave.</summary>
internal enum FaultMode
{
    /// <summary>Answers at once and truly.</summary>
    None,

    /// <summary>Answers after the delay.</summary>
    Slow,

    /// <summary>Answers 503.</summary>
    Fail,

    /// <summary>Takes the request and never answers.</summary>
    Blackhole,

    /// <summary>Treats one request as if it had come twice, and records both.</summary>
    Duplicate,

    /// <summary>Answers with wrong values; what it holds stays right.</summary>
    Lie,
}

/// <summary>Whether slow, fail and blackhole strike before the request takes effect, or after (the effect stays, the answer is late or lost).</summary>
internal enum FaultStage
{
    Before,
    After,
}

/// <param name="Mode">How the service misbehaves.</param>
/// <param name="DelayMs">Delay of <see cref="FaultMode.Slow"/> in milliseconds, 0 to 600,000.</param>
/// <param name="Rate">Share of requests struck, 0 to 1. Spread evenly, not by chance: 0.5 strikes every second request.</param>
/// <param name="Stage">Before or after the effect.</param>
internal sealed record FaultSettings(FaultMode Mode, int DelayMs, double Rate, FaultStage Stage)
{
    public const int LongestDelayMs = 600_000;

    public static FaultSettings None { get; } = new(FaultMode.None, 0, 1, FaultStage.Before);
}
