namespace ProvinceNode.Dossiers;

/// <summary>How often an unanswered identity question is put again. Section <c>IdentityCheck</c>.</summary>
public sealed class CheckIdentityOptions
{
    public const string Section = "IdentityCheck";

    /// <summary>Pause after the first failure; doubles with each.</summary>
    public int FirstPauseSeconds { get; set; } = 30;

    /// <summary>Longest pause.</summary>
    public int MaxPauseSeconds { get; set; } = 3600;

    /// <summary>The hub has this long to answer; it asks the population database meanwhile.</summary>
    public int DeadlineSeconds { get; set; } = 20;

    /// <summary>Most questions in one run of the job.</summary>
    public int MostPerRun { get; set; } = 200;

    /// <summary>When a question that failed so often may be put again.</summary>
    public TimeSpan Pause(int attempts) =>
        TimeSpan.FromSeconds(attempts == 0 ? 0 : Math.Min(MaxPauseSeconds, FirstPauseSeconds * Math.Pow(2, Math.Min(attempts - 1, 20))));
}
