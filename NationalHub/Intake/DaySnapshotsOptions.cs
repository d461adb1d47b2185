namespace NationalHub.Intake;

/// <summary>What the stores of earlier days may take. Section <c>AsOf</c>.</summary>
public sealed class DaySnapshotsOptions
{
    /// <summary>Days kept as files; each is about as large as the hub's own file. The one asked for longest ago goes first.</summary>
    public int MostFiles { get; set; } = 4;

    /// <summary>A day is made only while so many times the hub's file are free on the disk.</summary>
    public double FreeTimesHub { get; set; } = 2;

    /// <summary>Vietnamese hour of the night, 0–23, in which the last day of the last month is made, which is asked for most.</summary>
    public int NightHour { get; set; } = 2;
}
