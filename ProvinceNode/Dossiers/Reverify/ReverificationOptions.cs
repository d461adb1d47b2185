namespace ProvinceNode.Dossiers.Reverify;

/// <summary>How fast the registry is asked about. Section <c>Reverification</c>. The hub has a quota a day for each province, of which the counters need their part.</summary>
public sealed class ReverificationOptions
{
    public const string Section = "Reverification";

    /// <summary>Most people a minute.</summary>
    public int PerMinute { get; set; } = 10;

    /// <summary>Most people on one Vietnamese day.</summary>
    public int PerDay { get; set; } = 10_000;

    /// <summary>Who was asked about is not asked about again for so long.</summary>
    public int AgainAfterDays { get; set; } = 180;

    /// <summary>The hub has this long to answer for one batch.</summary>
    public int DeadlineSeconds { get; set; } = 60;

    /// <summary>Longest pause while the hub or the population database is away; it begins with a minute and doubles.</summary>
    public int MaxPauseMinutes { get; set; } = 30;
}
