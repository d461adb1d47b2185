using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>What people receive beside their own money: support to whoever cares for them, who changes and dies, aid in an emergency, and the funeral.</summary>
internal sealed class BesideActs(PayWorld world, WorldDecisions decisions, Random chance)
{
    /// <summary>Twenty times the standard level of the day (Decree 20/2021 Art. 11(2)).</summary>
    public const long Funeral = 20 * 360_000;

    // Ten times (Art. 13(1)).
    private const long Aid = 10 * 360_000;

    // CS.6 and CS.7: 1.0 and 1.5 times the level (Art. 20(2)(c), (d)).
    private static readonly long[] Supports = [360_000, 540_000];

    /// <summary>Those who care, each for whomever: who cares for two in one commune collects once.</summary>
    private static readonly TrueTaker[] Carers = [new("Đỗ Thị Chăm", "038175000001", "người chăm sóc"), new("Bùi Văn Sóc", "038175000002", "người chăm sóc")];

    /// <summary>Mothers of several.</summary>
    public static readonly IReadOnlyList<TrueTaker> Guardians = [new("Ngô Thị Mẹ", "038180000001", "mẹ")];

    /// <summary>Who takes what is left of the dead, and buries them.</summary>
    public static readonly Receiver Heir = new("Lê Văn Con", "038170009999", "con");

    private PayMonth Running => world.Time.Month;

    public ScheduleAct? Any(TruePerson person) => person.Ids.Count != 1 ? null : chance.Next(6) switch
    {
        0 or 1 or 2 when person is { Receives: true, IsHeld: false } && !person.Care.Stands => Cares(person),
        0 or 1 when person is { IsDead: false, IsSuspended: false } && person.Care.Runs => NoLonger(person),
        3 when person is { IsDead: false, IsHeld: false } && (person.Receives || person.IsSuspended) => Helped(person),
        _ when person is { IsDead: true } => Buried(person),
        _ when person.Receives && chance.Next(3) == 0 => Buried(person),
        _ => null,
    };

    /// <summary>Somebody takes care of him, or another does after the one before.</summary>
    public ScheduleAct Cares(TruePerson person)
    {
        var (carer, amount, last) = (Carers[chance.Next(Carers.Length)], Supports[chance.Next(Supports.Length)], person.Care.Due.LastOrDefault(d => d.Value > 0).Key);
        var start = Running.AddMonths(chance.Next(4) - 2);
        start = last >= start.Number ? new PayMonth(last).AddMonths(1) : start;
        return new($"grants {carer.Name} {amount} for the care of {person.Name} from {start}", w => decisions.CareAsync(w, person, start, amount, carer)) { Points = 50 };
    }

    // The carer died, or may not care any more: the month of it is still paid.
    private ScheduleAct NoLonger(TruePerson person)
    {
        var (last, reason) = (Running.AddMonths(-chance.Next(3)), chance.Next(2) == 0 ? "C1" : "C3");
        return new($"ends the support to who cares for {person.Name} after {last} ({reason})", w => decisions.DecideAsync(w, person, RequestKind.Stop, new Measure { Reason = reason, On = On(last) }, id =>
        {
            person.Undoable.Clear();
            person.Undoable.Add((id, person.State));
            person.Care.End(last);
        })) { Points = 80 };
    }

    private ScheduleAct Helped(TruePerson person) => new($"{person.Name} is helped after an injury", w => decisions.DecideAsync(w, person, RequestKind.Emergency,
        new Measure { On = world.Time.Today, Days = 5, Receiver = new Receiver(person.Name, person.Number, ""), OtherEventWhy = "Bị thương lần khác, có giấy ra viện khác" }, _ =>
        {
            person.Undoable.Clear();
            Owe(person, Aid);
        }, procedure: Procedures.InjuryAtHome)) { Points = 80 };

    // Also of who was not known to be dead: the same decision ends what he received.
    private ScheduleAct Buried(TruePerson person)
    {
        var last = person.IsDead ? Died(person) : Running.AddMonths(-chance.Next(2));
        return new($"the funeral of {person.Name}, who died in {last}", w => decisions.DecideAsync(w, person, RequestKind.Funeral, new Measure { On = On(last), Receiver = Heir, Heir = Heir }, id =>
        {
            // Of a wrong death everything that tells it is undone together.
            var before = person is { IsDead: true, Undoable: [.., var death] } ? death.Before : person.State;
            var known = person.IsDead && person.Undoable.Count == 0;
            if (person.Once.Values.Any(o => o >= Funeral && o % Funeral != Aid))
            {
                world.Payer.Wrongs.Add($"{person.Name} is buried twice");
            }

            Owe(person, Funeral);
            person.Undoable.Clear();
            if (!known)
            {
                person.Undoable.Add((id, before));
            }

            if (!person.IsDead)
            {
                person.Set(last.AddMonths(1), DueTruth.Horizon, 0);
                person.Care.End(last);
                (person.IsDead, person.IsSuspended, person.IsHeld) = (true, false, false);
            }
        }, procedure: Procedures.Funeral)) { Points = 90 };
    }

    private void Owe(TruePerson person, long dong) => person.Once[Running.Number] = person.Once.GetValueOrDefault(Running.Number) + dong;

    private static PayMonth Died(TruePerson person) => new(person.Due.LastOrDefault(d => d.Value > 0, person.Due.First()).Key);

    private DateOnly On(PayMonth month) => month == Running ? world.Time.Today : month.FirstDay.AddDays(4);
}
