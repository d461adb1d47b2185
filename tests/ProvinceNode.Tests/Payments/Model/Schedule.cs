using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>A broken promise, with the steps that led to it.</summary>
internal sealed class BrokenScheduleException(int seed, string steps, string wrong) : Exception($"""
    seed {seed}: {wrong}
    {steps}
    Again: BTXH_SEED={seed} dotnet test tests/ProvinceNode.Tests --filter FullyQualifiedName~PaymentModel
    """);

/// <summary>
/// One random life of a node: steps that officials, jobs, the payer and the days take, with crashes, faults of the database, lost calls and two workers at once; after each all promises are checked.
/// The seed tells everything, so the same seed lives the same life (ids aside). Some lives part from one beginning, which their seeds divided by <see cref="Futures"/> tell: it is lived once for all.
/// </summary>
internal sealed class Schedule
{
    /// <summary>Lives of one beginning.</summary>
    public const int Futures = 10;

    // Roughly as many points as a verb has; a point beyond its last lets it live.
    private const int MostPoints = 60;

    // Steps of two months and a half.
    private const int MostToRecover = 32;

    // Months that an old life has behind it, and the steps that they take at most.
    private const int Old = 4;
    private const int MostToAge = 56;

    private readonly PayWorld _world;
    private readonly ScheduleTally _tally;
    private readonly DueTruth _truth;
    private readonly Random _chance;
    private readonly StringBuilder _steps = new();
    private readonly Dictionary<Guid, int> _begun = [];
    private readonly HashSet<Guid> _checked = [];
    private readonly HashSet<Guid> _approved = [];
    private readonly ScheduleActs _acts;
    private PayBooks _books;
    private int _changes;

    /// <summary>A beginning.</summary>
    public Schedule(PayWorld world, ScheduleTally tally)
    {
        (_world, _tally, _truth, _chance, _books) = (world, tally, new(), new(unchecked((world.Seed / Futures * 7919) + 17)), PayBooks.Read(world));
        _acts = new(world, _truth, _chance);
    }

    /// <summary>What goes on from a beginning.</summary>
    public Schedule(Schedule trunk, int seed)
    {
        (_world, _tally, _truth, _chance, _books, _changes) = (new(trunk._world, seed), trunk._tally, trunk._truth.Again(), new(seed), trunk._books, trunk._changes);
        _steps.Append(trunk._steps);
        _begun = new(trunk._begun);
        _checked = [.. trunk._checked];
        _approved = [.. trunk._approved];
        _acts = new(_world, _truth, _chance);
    }

    /// <summary>Some people receive, and often some of the month is done already.</summary>
    public Task BeginAsync() => ToldAsync(async () =>
    {
        _world.ByFile = _chance.Next(4) == 0;
        var people = _chance.Next(1, 4);
        for (var i = 0; i < people; i++)
        {
            await StepAsync(_acts.Grant(), calm: true);
        }

        await AgeAsync();
        // Some lives begin with a recovery that lists took: it may be undone, paid back, and told anew.
        for (var i = 0; _chance.Next(4) == 0 || i > 0; i++)
        {
            if (i > MostToRecover || _acts.Recovers(_books) is not { } step)
            {
                break;
            }

            await StepAsync(step, calm: true);
        }

        // Some with two records of one person.
        for (var i = 0; _chance.Next(5) == 0 || i == 1; i++)
        {
            if (i > 1 || _acts.Doubles() is not { } step)
            {
                break;
            }

            await StepAsync(step, calm: true);
        }

        if (_chance.Next(2) == 0 && (_chance.Next(3) == 0 ? _acts.Beside() : _acts.Cares()) is { } care)
        {
            await StepAsync(care, calm: true);
        }

        var steps = _chance.Next(5) == 0 ? 0 : _chance.Next(3, 19);
        for (var i = 0; i < steps; i++)
        {
            await StepAsync(_acts.Next(_books, wanted: 88), calm: _chance.Next(4) > 0);
        }
    });

    // Some lives have months behind them that are settled.
    private async Task AgeAsync()
    {
        var (young, old) = (_world.Time.Month, _chance.Next(3) == 0);
        for (var i = 0; old && i < MostToAge && _world.Time.Month < young.AddMonths(Old); i++)
        {
            await StepAsync(_acts.Quiet(_books), calm: true);
        }
    }

    public Task LiveAsync() => ToldAsync(async () =>
    {
        var (steps, restored) = (_chance.Next(5, 10), 0);
        if (_chance.Next(6) == 0)
        {
            // Some nodes are put back to a copy of now, and go on.
            await StepAsync(_acts.Back(), calm: true);
            (restored, steps) = (_chance.Next(2, 6), steps + 2);
        }

        for (var i = 0; i < steps; i++)
        {
            await StepAsync(i == restored && i > 0 && _acts.Restore() is { } back ? back : _acts.Next(_books, wanted: 55), calm: false);
        }

        if (_chance.Next(4) == 0)
        {
            await EndAsync();
        }

        _tally.Schedules++;
        _tally.Handed += _world.Payer.Lists.Count;
        _tally.Paid += _world.Payer.Rows.Count(r => r.IsPaid);
        _tally.Corrected += _world.Payer.Rows.Count(r => r.Told.Count > 1);
        _tally.Recovered += Count("Kind = 'Recovery' AND MovedDong > 0");
        _tally.Refunded += Count("ReversesId IS NOT NULL");
        _tally.Settled += _world.Read("SELECT COALESCE(SUM(LENGTH(People)) / 24, 0) FROM SettledBooks", r => r.GetInt32(0))[0];
        _tally.Care += Rows("PaymentClaims WHERE Kind = 2 OR (Kind = 3 AND Strand = 4)");
        _tally.Grouped += Rows("PaymentLines WHERE People > 1");
        _tally.Once += Rows("PaymentClaims WHERE Kind = 5");
        _tally.Twice += Rows("OverpaidMonths WHERE FaultId IS NOT NULL");
        _tally.Restored += _world.Restores;
        _tally.OnPaper += _world.OnPaper.Values.Count(p => p.IsConfirmed);
        _tally.Opened += Count("(ReversesId IS NOT NULL AND Kind = 'Arrears' OR CancelledById IS NOT NULL) AND EXISTS (SELECT 1 FROM PaymentClaims c WHERE c.SourceId = OneOffPayments.Id AND c.Month > 0 AND c.ListMonth = c.Month AND c.Kind = CASE OneOffPayments.Kind WHEN 'Recovery' THEN 3 ELSE 4 END)");
    });

    private int Count(string payments) => Rows($"OneOffPayments WHERE {payments}");

    private int Rows(string of) => _world.Read($"SELECT COUNT(*) FROM {of}", r => r.GetInt32(0))[0];

    private async Task ToldAsync(Func<Task> life)
    {
        try
        {
            await life();
        }
        catch (Exception e) when (e is not BrokenScheduleException)
        {
            throw new BrokenScheduleException(_world.Seed, _steps.ToString(), e.ToString());
        }
    }

    // Whatever waits is done, the next month is built: nobody may be missing there.
    private async Task EndAsync()
    {
        _world.Payer.Mood = PayerMood.Well;
        foreach (var act in _acts.Last())
        {
            if (act(_books) is { } step)
            {
                await StepAsync(step, calm: true);
            }
        }
    }

    private async Task StepAsync(ScheduleAct act, bool calm)
    {
        _world.Clock.Advance(TimeSpan.FromSeconds(_chance.Next(1, 90)));
        (_world.Faulted, _tally.Steps) = (false, _tally.Steps + 1);
        _world.Failures.Clear();
        var (together, chance) = (!calm && act.Other is not null && _chance.Next(8) == 0, _chance.Next(100));
        var how = "";
        if (!calm && act.MayDie && chance < 28)
        {
            var (once, point) = (chance < 5, 1 + _chance.Next(act.Points > 0 ? act.Points : MostPoints));
            _world.First.DieAt(point, once);
            how = $" {(once ? "with a database fault" : "dying")} at {point}";
        }

        foreach (var run in _books.Runs.Where(r => r.State == RunState.Building && r.Done == 0))
        {
            _begun[run.Id] = _changes;
        }

        var told = together ? await TogetherAsync(act) : await DoAsync(_world.First, act);
        _world.First.Revive();
        _world.Second.Revive();
        _steps.AppendLine(CultureInfo.InvariantCulture, $"  {_world.Time.Now:dd/MM/yyyy HH:mm} {act.Name}{(together ? $" together with {act.Other!.Name}" : "")}{how}: {told}");
        _changes += act.Builds && (!together || act.Other!.Builds) ? 0 : 1;
        Check(together);
    }

    private async Task<string> TogetherAsync(ScheduleAct act)
    {
        _tally.Together++;
        var (one, two) = ("", "");
        await new Interleaver(_chance).RunAsync((_world.First, async () => one = await DoAsync(_world.First, act)), (_world.Second, async () => two = await DoAsync(_world.Second, act.Other!)));
        return $"{one} | {two}";
    }

    private async Task<string> DoAsync(Worker worker, ScheduleAct act)
    {
        try
        {
            var told = await act.Do(worker);
            if (worker.IsDead)
            {
                _tally.Crashes++;
                return "died";
            }

            if (act.Hears && !_world.Faulted && !worker.IsTogether)
            {
                _world.HeardAll = true;
            }

            return told;
        }
        catch (Exception) when (worker.IsDead)
        {
            // However the product wrapped it.
            _tally.Crashes++;
            return "died";
        }
        catch (SqliteException e) when (_world.Faulted && e.SqliteErrorCode == 13)
        {
            _tally.Faults++;
            return "the database failed";
        }
        catch (DbUpdateException e) when (_world.Faulted && e.InnerException is SqliteException { SqliteErrorCode: 13 })
        {
            _tally.Faults++;
            return "the database failed";
        }
    }

    private void Check(bool together)
    {
        var books = _books = PayBooks.Read(_world);
        var wrong = WorldChecks.Of(_world, books).ToList();
        if (books.Runs.Count > 0 && books.Runs[^1] is { State: RunState.Built, Communes: 2, Done: 2, Failed: "" } run && run.Month == _world.Time.Month.AddMonths(1).Number
            && _begun.TryGetValue(run.Id, out var begun) && begun == _changes && _checked.Add(run.Id))
        {
            _tally.Identities++;
            wrong.AddRange(WorldChecks.Due(_truth, books, run));
            wrong.AddRange(WayChecks.Of(_world, _truth, books.Lists.Where(l => l.RunId == run.Id && l.Status == ListStatus.Draft)));
        }

        if (books.Runs.Count > 0 && books.Runs[^1] is { State: RunState.Built } built && _begun.TryGetValue(built.Id, out var at) && at == _changes)
        {
            wrong.AddRange(WorldChecks.Held(_truth, books, built));
        }

        // What two did at once is in no order that could be asked about.
        wrong.AddRange(WayChecks.Of(_world, _truth, books.Lists.Where(l => l.Status is not (ListStatus.Draft or ListStatus.Discarded) && _approved.Add(l.Id) && !together && l.Status == ListStatus.Approved), single: true));

        if (wrong.Count > 0)
        {
            throw new BrokenScheduleException(_world.Seed, _steps.ToString(), string.Join("\n", wrong.Distinct().Take(5)));
        }
    }
}
