namespace ProvinceNode.Tests.Reference;

/// <summary>Tests that put other units in force: these count in the whole process, as a process is one node, so nothing else runs meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class UnitsAlone
{
    public const string Name = "units of packs";
}
