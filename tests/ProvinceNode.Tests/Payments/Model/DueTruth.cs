using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>One person as the schedule's decisions leave him: what he is due, month by month, by all that was decided so far. Told by nothing of the product.</summary>
internal sealed class TruePerson(Guid id, string name, string number, string place)
{
    /// <summary>The record that decisions about him name.</summary>
    public Guid Id { get; set; } = id;

    /// <summary>His records in the registry: one, or two that are found to be his, merged or not.</summary>
    public List<Guid> Ids { get; private set; } = [];

    /// <summary>The merge of the two that stands.</summary>
    public Guid? Merge { get; set; }

    public string Name { get; } = name;

    /// <summary>Of the record that decisions name.</summary>
    public string Number { get; set; } = number;

    /// <summary>Of all his records.</summary>
    public List<string> Numbers { get; private set; } = [number];

    public string Place { get; set; } = place;

    /// <summary>yyyyMM → đồng.</summary>
    public SortedDictionary<int, long> Due { get; private set; } = [];

    /// <summary>A report of his death waits to be verified.</summary>
    public bool IsHeld { get; set; }

    public bool IsSuspended { get; set; }

    public bool IsDead { get; set; }

    /// <summary>First month of the suspension that runs.</summary>
    public PayMonth SuspendedFrom { get; set; }

    public long Amount { get; set; }

    /// <summary>Decisions that may be undone, the latest last: the dossier, and what stood before it.</summary>
    public List<(Guid Dossier, TrueState Before)> Undoable { get; } = [];

    public bool Receives => !IsDead && !IsSuspended && Due.Count > 0 && Due.Values.Last() > 0;

    /// <summary>He was due something once, and his last decision ended it.</summary>
    public bool Ended => Due.Count > 0 && Due.Values.Last() == 0 && !IsSuspended;

    public TrueState State => new(new(Due), IsSuspended, IsDead, SuspendedFrom, Place, Amount);

    public long DueUntil(int month) => Due.Where(d => d.Key <= month).Sum(d => d.Value);

    public void Set(PayMonth from, PayMonth until, long amount)
    {
        for (var m = from; m <= until; m = m.AddMonths(1))
        {
            Due[m.Number] = amount;
        }
    }

    /// <summary>A copy that goes its own way.</summary>
    public TruePerson Again()
    {
        var again = new TruePerson(Id, Name, Number, Place) { IsHeld = IsHeld, Ids = [.. Ids], Numbers = [.. Numbers], Merge = Merge };
        again.Restore(State);
        again.Undoable.AddRange(Undoable);
        return again;
    }

    public void Restore(TrueState state) => (Due, IsSuspended, IsDead, SuspendedFrom, Amount) = (new(state.Due), state.IsSuspended, state.IsDead, state.SuspendedFrom, state.Amount);
}

internal sealed record TrueState(SortedDictionary<int, long> Due, bool IsSuspended, bool IsDead, PayMonth SuspendedFrom, string Place, long Amount);

/// <summary>What everybody is due: the simple model that the product is held against.</summary>
internal sealed class DueTruth
{
    /// <summary>No schedule lives longer.</summary>
    public static readonly PayMonth Horizon = new(202406);

    public List<TruePerson> People { get; } = [];

    /// <summary>People who were ever begun to be granted something.</summary>
    public int Numbers { get; set; }

    /// <summary>A copy that goes its own way.</summary>
    public DueTruth Again()
    {
        var again = new DueTruth { Numbers = Numbers };
        again.People.AddRange(People.Select(p => p.Again()));
        return again;
    }
}
