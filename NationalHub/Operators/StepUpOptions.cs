namespace NationalHub.Operators;

/// <summary>How long a second factor stands for what follows. Section <c>StepUp</c>, as at the nodes.</summary>
public sealed class StepUpOptions
{
    public const string Section = "StepUp";

    /// <summary>Minutes; 0 asks each time, 60 at most.</summary>
    public int Minutes { get; set; } = 5;
}
