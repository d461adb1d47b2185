namespace ProvinceNode.Joining;

/// <summary>How the node keeps its certificate fresh. Section <c>Joining</c>.</summary>
public sealed class JoiningOptions
{
    public const string Section = "Joining";

    /// <summary>A certificate that ends within so many days is renewed. At least a third of its life is kept in hand whatever is told here.</summary>
    public int RenewDaysBefore { get; set; } = 60;

    /// <summary>How often the job looks.</summary>
    public int RenewEveryMinutes { get; set; } = 60;

    /// <summary>How often the node tells the hub how far the province has come.</summary>
    public int TellEveryMinutes { get; set; } = 15;
}
