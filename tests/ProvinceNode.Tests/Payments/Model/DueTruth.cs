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

    /// <summary>Support to whoever cares for him.</summary>
    public TrueCare Care { get; private set; } = new();

    /// <summary>What he, or who buried him, is due once: month of the list → đồng.</summary>
    public SortedDictionary<int, long> Once { get; private set; } = [];

    /// <summary>Who takes his own money for him; null: himself.</summary>
    public TrueTaker? Guardian { get; init; }

    /// <summary>Another commune paid him before.</summary>
    public bool HasMoved { get; set; }

    /// <summary>Receives, or received, something beside his own money: such records are not made two and merged here.</summary>
    public bool HasBeside => Care.Carers.Count > 0 || Once.Count > 0 || Guardian is not null;

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

    public TrueState State => new(new(Due), IsSuspended, IsDead, SuspendedFrom, Place, Amount) { Care = Care.Again(), Once = new(Once) };

    public long DueUntil(int month) => Due.Where(d => d.Key <= month).Sum(d => d.Value) + Care.Due.Where(d => d.Key <= month).Sum(d => d.Value) + Once.Where(d => d.Key <= month).Sum(d => d.Value);

    /// <summary>By his own strand, or by that of care.</summary>
    public long DueOf(bool care, int month) => (care ? Care.Due : Due).GetValueOrDefault(month);

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
        var again = new TruePerson(Id, Name, Number, Place) { Guardian = Guardian, HasMoved = HasMoved, IsHeld = IsHeld, Ids = [.. Ids], Numbers = [.. Numbers], Merge = Merge };
        again.Restore(State);
        again.Undoable.AddRange(Undoable);
        return again;
    }

    public void Restore(TrueState state) =>
        (Due, IsSuspended, IsDead, SuspendedFrom, Amount, Care, Once) = (new(state.Due), state.IsSuspended, state.IsDead, state.SuspendedFrom, state.Amount, state.Care.Again(), new(state.Once));
}

internal sealed record TrueState(SortedDictionary<int, long> Due, bool IsSuspended, bool IsDead, PayMonth SuspendedFrom, string Place, long Amount)
{
    public required TrueCare Care { get; init; }

    public required SortedDictionary<int, long> Once { get; init; }
}

/// <summary>Who takes money for somebody else.</summary>
internal sealed record TrueTaker(string Name, string Number, string Relation);

/// <summary>Support to whoever cares for a person: a strand of his with months of its own, paid to another.</summary>
internal sealed class TrueCare
{
    /// <summary>yyyyMM → đồng.</summary>
    public SortedDictionary<int, long> Due { get; private init; } = [];

    /// <summary>Each from his first month.</summary>
    public List<(PayMonth From, TrueTaker Carer)> Carers { get; private init; } = [];

    public bool IsSuspended { get; private set; }

    public PayMonth SuspendedFrom { get; private set; }

    public long Amount { get; private set; }

    public bool Runs => !IsSuspended && Due.Count > 0 && Due.Values.Last() > 0;

    /// <summary>Runs, or is interrupted.</summary>
    public bool Stands => Runs || IsSuspended;

    public void Begin(PayMonth from, long amount, TrueTaker carer)
    {
        Carers.Add((from, carer));
        Amount = amount;
        Set(from, amount);
    }

    /// <summary>A month is still paid; nothing after it.</summary>
    public void End(PayMonth last)
    {
        Set(last.AddMonths(1), 0);
        IsSuspended = false;
    }

    public void Suspend(PayMonth running)
    {
        if (Runs)
        {
            (IsSuspended, SuspendedFrom) = (true, new PayMonth(Due.First(d => d.Key > running.Number && d.Value > 0).Key));
            Set(running.AddMonths(1), 0);
        }
    }

    public void Resume(PayMonth running, bool arrears)
    {
        if (IsSuspended)
        {
            IsSuspended = false;
            Set(arrears || SuspendedFrom > running.AddMonths(1) ? SuspendedFrom : running.AddMonths(1), Amount);
        }
    }

    /// <summary>Who takes the money of a list: the last who had begun by its month, else the first; null when nobody ever had a month.</summary>
    public TrueTaker? TakerOf(int month)
    {
        var real = Carers.Where((c, i) => Due.Any(d => d.Value > 0 && d.Key >= c.From.Number && (i + 1 == Carers.Count || d.Key < Carers[i + 1].From.Number))).ToList();
        return real.LastOrDefault(c => c.From.Number <= month, real.FirstOrDefault()).Carer;
    }

    /// <summary>A copy that goes its own way.</summary>
    public TrueCare Again() => new() { Due = new(Due), Carers = [.. Carers], IsSuspended = IsSuspended, SuspendedFrom = SuspendedFrom, Amount = Amount };

    private void Set(PayMonth from, long amount)
    {
        for (var m = from; Due.Count + (amount > 0 ? 1 : 0) > 0 && m <= DueTruth.Horizon; m = m.AddMonths(1))
        {
            Due[m.Number] = amount;
        }
    }
}

/// <summary>What everybody is due: the simple model that the product is held against.</summary>
internal sealed class DueTruth
{
    /// <summary>No schedule lives longer.</summary>
    public static readonly PayMonth Horizon = new(202406);

    public List<TruePerson> People { get; } = [];

    /// <summary>People who were ever begun to be granted something.</summary>
    public int Numbers { get; set; }

    /// <summary>As another has it: of a backup. Numbers of people are not given again.</summary>
    public void Follow(DueTruth other)
    {
        People.Clear();
        People.AddRange(other.People.Select(p => p.Again()));
    }

    /// <summary>A copy that goes its own way.</summary>
    public DueTruth Again()
    {
        var again = new DueTruth { Numbers = Numbers };
        again.People.AddRange(People.Select(p => p.Again()));
        return again;
    }
}
