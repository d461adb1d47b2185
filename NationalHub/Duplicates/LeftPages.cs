namespace NationalHub.Duplicates;

/// <summary>Where a record stands in the order in which the hub received them.</summary>
public readonly record struct ArrivalKey(DateTime At, string ProvinceCode, string Id) : IComparable<ArrivalKey>
{
    /// <summary>Before all that was received from then on.</summary>
    public static ArrivalKey Since(DateTime at) => new(at, "", "");

    public int CompareTo(ArrivalKey other) => At != other.At ? At.CompareTo(other.At)
        : string.CompareOrdinal(ProvinceCode, other.ProvinceCode) is not 0 and var province ? province : string.CompareOrdinal(Id, other.Id);
}

/// <summary>Records behind one, up to another; null: to the end.</summary>
public readonly record struct Stretch(ArrivalKey After, ArrivalKey? To);

/// <summary>A page that could not be compared.</summary>
/// <param name="Take">Records that it was to hold.</param>
/// <param name="Failures">How often it, or a larger one that held it, failed.</param>
public readonly record struct LeftPage(Stretch Of, int Take, int Failures)
{
    /// <summary>Size of the pages in which it is tried again: what fails twice is cut, until one bad record keeps nobody else.</summary>
    public int NextTake => Failures < 2 ? Take : Math.Max(1, Take / 8);

    /// <summary>Whether the operator is told: not of what another hub on the store had done first, and of what stays bad at longer and longer intervals.</summary>
    public bool IsTold => Failures > 1 && (Failures & (Failures - 1)) == 0;
}

/// <summary>Pages that a walk left behind itself, in the order in which they are tried again. Kept in memory: after a start everything is walked through.</summary>
public sealed class LeftPages
{
    private readonly Queue<LeftPage> _pages = new();

    public int Count => _pages.Count;

    public void Add(LeftPage page) => _pages.Enqueue(page);

    /// <summary>The one to try next; it is kept until <see cref="Done"/>.</summary>
    public LeftPage Next() => _pages.Peek();

    public void Done() => _pages.Dequeue();

    /// <summary>What of a stretch is not left already: rounds look back further than their last one, and meet what is left again.</summary>
    public IReadOnlyList<Stretch> Uncovered(ArrivalKey after, ArrivalKey to)
    {
        List<(ArrivalKey After, ArrivalKey To)> pieces = [(after, to)];
        foreach (var left in _pages.Where(p => p.Of.To is not null).Select(p => (p.Of.After, To: p.Of.To!.Value)))
        {
            pieces = [.. pieces.SelectMany(p => p.To.CompareTo(left.After) <= 0 || p.After.CompareTo(left.To) >= 0 ? [p] : new[] { (p.After, To: left.After), (After: left.To, p.To) }.Where(q => q.After.CompareTo(q.To) < 0))];
        }

        return pieces.ConvertAll(p => new Stretch(p.After, p.To));
    }
}
