[assembly: CollectionBehavior(MaxParallelThreads = 2)]

namespace EndToEnd.Tests;

/// <summary>
/// Tests that start several processes or measure faults in time run one after another: on two cores they would only wait for one another.
/// Journeys with one node in this process run two at once: while one browser draws, the other node answers.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
