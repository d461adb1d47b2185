namespace NationalHub.Provinces;

/// <summary>Whether the units of all published packs are known to this hub. While they are not, a record of an unknown unit may be right: the node is asked to come again, and nothing is refused for good.</summary>
public sealed class UnitsLearned
{
    private volatile bool _whole = true;

    public bool Whole
    {
        get => _whole;
        set => _whole = value;
    }
}
