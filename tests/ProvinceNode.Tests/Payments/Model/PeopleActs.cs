using System.Globalization;
using ProvinceNode.Dossiers;
using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>What is decided and reported about people.</summary>
internal sealed class PeopleActs(PayWorld world, DueTruth truth, Random chance)
{
    private const int MostPeople = 4;
    private static readonly long[] Amounts = [360_000, 540_000, 720_000];

    private readonly WorldDecisions _decisions = new(world, truth);
    private readonly WayActs _ways = new(world, chance);
    private BesideActs Beside => field ??= new(world, _decisions, chance);

    private PayMonth Running => world.Time.Month;

    private long Amount => Amounts[chance.Next(Amounts.Length)];

    private static string Elsewhere(TruePerson person) => person.Place == ModelGround.Here ? ModelGround.There : ModelGround.Here;

    public ScheduleAct Grant()
    {
        var number = ++truth.Numbers;
        var person = new TruePerson(Guid.Empty, string.Create(CultureInfo.InvariantCulture, $"Lê Thị Số {number:000}"), string.Create(CultureInfo.InvariantCulture, $"03814900{number:0000}"), chance.Next(2) == 0 ? ModelGround.Here : ModelGround.There)
        {
            Guardian = chance.Next(4) == 0 ? BesideActs.Guardians[chance.Next(BesideActs.Guardians.Count)] : null,
        };
        var (start, amount) = (Running.AddMonths(chance.Next(4) - 2), Amount);
        return new($"grants {person.Name} {amount} from {start} at {person.Place}{(person.Guardian is { } taker ? $", taken by {taker.Name}" : "")}", w => _decisions.GrantAsync(w, person, true, start, amount)) { Points = 50 };
    }

    public ScheduleAct? Any()
    {
        if (truth.People.Count == 0 || (truth.People.Count < MostPeople && chance.Next(6) == 0))
        {
            return Grant();
        }

        var person = truth.People[chance.Next(truth.People.Count)];
        return chance.Next(22) switch
        {
            0 or 1 when person is { IsDead: false } && (person.Receives || person.IsSuspended) => Stop(person),
            2 when person.Receives || person.IsHeld => Dies(person),
            3 or 4 when person is { IsDead: false, IsHeld: false } && person.Receives => Report(person),
            3 or 4 when person.IsHeld => Refute(person),
            3 or 4 or 5 when person.IsDead && Beside.Any(person) is { } funeral => funeral,
            5 when person is { IsHeld: false } && person.Receives => Suspend(person),
            5 when person is { IsSuspended: true, IsHeld: false } => Resume(person),
            6 when person is { IsHeld: false } && person.Receives => Moves(person),
            7 when person is { IsHeld: false } && person.Receives => Adjust(person),
            8 when person is { IsDead: false, IsHeld: false } && person.Ended => Again(person),
            10 when IsOverpaid(person) => TakeBack(person),
            11 when Owes(person) is { Left: > 0 } owed => PaysBack(person, owed),
            12 or 13 => _ways.Any(person),
            14 or 15 when Records(person) is { } act => act,
            >= 16 when Beside.Any(person) is { } beside => beside,
            _ when person.Undoable.Count > 0 => Undo(person),
            _ when person.IsSuspended && !person.IsHeld => Resume(person),
            _ => null,
        };
    }

    /// <summary>What the payer told of people becomes reports: a death holds the next list.</summary>
    public ScheduleAct Notices() => new("what the payer told of people is reported", async w =>
    {
        try
        {
            return await world.JobAsync<ProvinceNode.Dossiers.Events.TellPayerNoticesJob>(w);
        }
        finally
        {
            foreach (var person in truth.People)
            {
                person.IsHeld = person.Ids.Exists(id => world.Read("SELECT Id FROM PaymentHolds WHERE BeneficiaryId = $id AND LiftedAt IS NULL", r => r.GetGuid(0), id).Count > 0);
            }
        }
    });

    /// <summary>What leads to a recovery that lists take: somebody of a closed list is lowered, and what it overpaid is taken back. Null while the month must go on before, or when it was taken.</summary>
    public ScheduleAct? Recovers()
    {
        if (truth.People.FirstOrDefault(IsOverpaid) is { } overpaid)
        {
            return TakeBack(overpaid);
        }

        const string closed = "SELECT 1 FROM PaymentClaims c JOIN PaymentLists l ON l.Id = c.ListId WHERE c.BeneficiaryId = $id AND c.State IN (1, 2) AND l.Status IN ('Sent', 'Settled') AND c.Month = ";
        var next = Running.AddMonths(1);
        return truth.People.Find(p => p is { Receives: true, IsHeld: false } && p.Amount > Amounts[0] && p.Due.GetValueOrDefault(next.Number) == p.Amount && world.Read($"{closed}{next.Number}", r => r.GetInt32(0), p.Id).Count > 0) is not { } person ? null
            : new($"lowers {person.Name} to {Amounts[0]} from {next}", w => _decisions.AdjustAsync(w, person, next, Amounts[0])) { Points = 50 };
    }

    /// <summary>Somebody is cared for; null when nobody can be.</summary>
    public ScheduleAct? Cares() => truth.People.Find(p => p is { Receives: true, IsHeld: false, Ids.Count: 1 } && !p.Care.Stands) is { } person ? Beside.Cares(person) : null;

    /// <summary>Something that somebody receives beside his own money; null when chance says nothing.</summary>
    public ScheduleAct? AnyBeside() => truth.People.Count == 0 ? null : Beside.Any(truth.People[chance.Next(truth.People.Count)]);

    /// <summary>Lists or receipts took of a recovery that stands.</summary>
    public bool IsTaken => world.Read("SELECT 1 FROM OneOffPayments WHERE Kind = 'Recovery' AND MovedDong > 0 AND CancelledById IS NULL", r => r.GetInt32(0)).Count > 0;

    /// <summary>Somebody was stopped and is granted anew under a number of another: two records of one person.</summary>
    public ScheduleAct? Doubles() => truth.People.Find(p => p is { IsHeld: false, IsDead: false, Ids.Count: 1, HasBeside: false } && (p.Receives || p.Ended)) is { } person ? person.Ended ? Twin(person) : Stop(person) : null;

    // Two records of one person: made, found to be his, found to be another's after all.
    private ScheduleAct? Records(TruePerson person) => person switch
    {
        { IsDead: true } or { IsHeld: true } or { HasBeside: true } => null,
        { Merge: { } merge } => Unmerge(person, merge),
        { Ids.Count: 2 } => Merge(person),
        { Ids.Count: 1, Ended: true } => Twin(person),
        _ => null,
    };

    private ScheduleAct Twin(TruePerson person)
    {
        var (start, amount, number) = (Next(person), Amount, string.Create(CultureInfo.InvariantCulture, $"03814950{++truth.Numbers:0000}"));
        return new($"grants {person.Name} {amount} from {start} under the number {number}", w => _decisions.GrantAsync(w, person, true, start, amount, number)) { Points = 50 };
    }

    private ScheduleAct? Merge(TruePerson person)
    {
        var (survivor, absorbed) = chance.Next(2) == 0 ? (person.Ids[0], person.Ids[1]) : (person.Ids[1], person.Ids[0]);
        var places = person.Ids.ConvertAll(id => world.Read("SELECT TenantPath FROM Beneficiaries WHERE Id = $id", r => r.GetString(0), id)[0]);
        return places[0] != places[1] ? null : new($"the records of {person.Name} are merged into {(survivor == person.Ids[0] ? "the first" : "the second")}", w => _decisions.MergeAsync(w, person, survivor, absorbed)) { Points = 60 };
    }

    private ScheduleAct Unmerge(TruePerson person, Guid merge) => new($"the merge of {person.Name} is undone", w => _decisions.UnmergeAsync(w, person, merge)) { Points = 60 };

    // The first month after the last that he was due.
    private PayMonth Next(TruePerson person) => new PayMonth(person.Due.LastOrDefault(d => d.Value > 0, person.Due.First()).Key) is var last && last >= Running ? last.AddMonths(1) : Running;

    private ScheduleAct Again(TruePerson person)
    {
        var (start, amount) = (Next(person), Amount);
        return new($"grants {person.Name} again {amount} from {start}", w => _decisions.GrantAsync(w, person, false, start, amount)) { Points = 50 };
    }

    private ScheduleAct Stop(TruePerson person)
    {
        var last = Last(person);
        return Decided($"stops {person.Name} after {last}", person, RequestKind.Stop, new Measure { Reason = MeasureReasons.NotEligible, On = On(last) }, id => Ends(person, last, id, false));
    }

    private ScheduleAct Dies(TruePerson person)
    {
        var last = Last(person);
        var measure = new Measure { Reason = MeasureReasons.Death, On = On(last), Heir = chance.Next(3) > 0 || person.IsHeld ? BesideActs.Heir : null };
        return Decided($"decides that {person.Name} died in {last}{(measure.Heir is null ? "" : ", an heir is named")}", person, RequestKind.Stop, measure, id => Ends(person, last, id, true));
    }

    private ScheduleAct Suspend(TruePerson person) => Decided($"suspends {person.Name}", person, RequestKind.Suspend, new Measure { Reason = "S1", On = world.Time.Today }, id =>
    {
        Keep(person, id);
        person.IsSuspended = true;
        // What has not begun yet is interrupted from its first month.
        person.SuspendedFrom = new PayMonth(person.Due.First(d => d.Key > Running.Number && d.Value > 0).Key);
        person.Set(Running.AddMonths(1), DueTruth.Horizon, 0);
        person.Care.Suspend(Running);
    });

    private ScheduleAct Resume(TruePerson person)
    {
        var arrears = chance.Next(2) == 0;
        return Decided($"resumes {person.Name}{(arrears ? " with arrears" : "")}", person, RequestKind.Resume, new Measure { PayArrears = arrears }, id =>
        {
            Keep(person, id);
            person.IsSuspended = false;
            person.Set(arrears || person.SuspendedFrom > Running.AddMonths(1) ? person.SuspendedFrom : Running.AddMonths(1), DueTruth.Horizon, person.Amount);
            person.Care.Resume(Running, arrears);
        });
    }

    private ScheduleAct Moves(TruePerson person)
    {
        var to = Elsewhere(person);
        return new($"{person.Name} moves to {to}", w => _decisions.DecideAsync(w, person, RequestKind.MoveWithin, new Measure(), _ =>
        {
            person.Undoable.Clear();
            (person.Place, person.HasMoved) = (to, true);
        }, commune: to)) { Points = 70 };
    }

    private ScheduleAct Adjust(TruePerson person)
    {
        var (from, amount) = (Running.AddMonths(1 - chance.Next(4)), Amount);
        // From a month of what runs now on: between an end and a new beginning nothing is adjusted.
        var begun = new PayMonth(person.Due.Reverse().TakeWhile(d => d.Value == person.Amount).Last().Key);
        begun = Own(person) is { } own && own > begun ? own : begun;
        from = from < begun ? begun : from;
        return new($"adjusts {person.Name} to {amount} from {from}", w => _decisions.AdjustAsync(w, person, from, amount)) { Points = 50 };
    }

    private ScheduleAct Undo(TruePerson person)
    {
        var (dossier, before) = person.Undoable[^1];
        return new($"undoes the last decision on {person.Name}", w => _decisions.DecideAsync(w, person, RequestKind.Undo, new Measure(), _ =>
        {
            person.Restore(before);
            person.Undoable.Clear();
        }, dossier)) { Points = 80 };
    }

    // What it says of his due is nothing: lists paid more than that.
    private ScheduleAct TakeBack(TruePerson person) => Decided($"takes back what lists overpaid {person.Name}", person, RequestKind.Recover, new Measure(), id => Keep(person, id));

    private ScheduleAct PaysBack(TruePerson person, (Guid Recovery, long Left) owed)
    {
        var dong = chance.Next(3) == 0 ? owed.Left : Math.Max(1, owed.Left / 3);
        return new($"{person.Name} pays {dong} back by a receipt", w => world.ReceiptAsync(w, owed.Recovery, dong)) { Points = 40 };
    }

    private bool IsOverpaid(TruePerson person) => world.Read("SELECT Id FROM OverpaidMonths WHERE BeneficiaryId = $id AND RecoveryId IS NULL AND IsPaid", r => r.GetGuid(0), person.Id).Count > 0;

    private (Guid Recovery, long Left)? Owes(TruePerson person) =>
        world.Read("SELECT Id, Amount - MovedDong FROM OneOffPayments WHERE BeneficiaryId = $id AND Kind = 'Recovery' AND CancelledById IS NULL ORDER BY Amount - MovedDong DESC LIMIT 1", r => (r.GetGuid(0), r.GetInt64(1)), person.Id) is [var owed] ? owed : null;

    private ScheduleAct Report(TruePerson person)
    {
        var on = world.Time.Today.AddDays(-chance.Next(40));
        return new($"{person.Name} is reported dead on {on:dd/MM/yyyy}", w => _decisions.ReportDeathAsync(w, person, on)) { Points = 30 };
    }

    private ScheduleAct Refute(TruePerson person) => new($"the report about {person.Name} is refuted", w => _decisions.RefuteAsync(w, person)) { Points = 40 };

    private ScheduleAct Decided(string name, TruePerson person, RequestKind kind, Measure measure, Action<Guid> took) => new(name, w => _decisions.DecideAsync(w, person, kind, measure, took)) { Points = 80 };

    // The month of the event: now, or up to two months back, but not before what runs began.
    private PayMonth Last(TruePerson person)
    {
        var first = Own(person) ?? new PayMonth(person.Due.FirstOrDefault(d => d.Value > 0, person.Due.First()).Key);
        var last = Running.AddMonths(-chance.Next(3));
        return last < first.AddMonths(-1) ? first.AddMonths(-1) : last;
    }

    // First month of the record that a decision is about, where he has another that nobody merged: its months stay as they are.
    private PayMonth? Own(TruePerson person) => person is not { Merge: null, Ids.Count: > 1 } ? null
        : new PayMonth(world.Read("SELECT MIN(StartMonth) FROM Entitlements WHERE BeneficiaryId = $id AND (EndMonth = 0 OR EndMonth >= StartMonth)", r => r.IsDBNull(0) ? person.Due.First().Key : r.GetInt32(0), person.Id)[0]);

    private DateOnly On(PayMonth month) => month == Running ? world.Time.Today : month.FirstDay.AddDays(4);

    private static void Keep(TruePerson person, Guid dossier)
    {
        person.Undoable.Clear();
        person.Undoable.Add((dossier, person.State));
    }

    private static void Ends(TruePerson person, PayMonth last, Guid dossier, bool dead)
    {
        Keep(person, dossier);
        person.Set(last.AddMonths(1), DueTruth.Horizon, 0);
        person.Care.End(last);
        (person.IsDead, person.IsSuspended, person.IsHeld) = (dead, false, person.IsHeld && !dead);
    }
}
