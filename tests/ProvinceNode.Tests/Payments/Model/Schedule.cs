using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ProvinceNode.Payments;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>What a schedule did, for the sums of a block.</summary>
internal sealed class ScheduleTally
{
    public int Schedules { get; set; }

    public int Steps { get; set; }

    public int Crashes { get; set; }

    public int Faults { get; set; }

    public int Together { get; set; }

    public int Identities { get; set; }

    public int Handed { get; set; }

    public int Paid { get; set; }

    public int Corrected { get; set; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Schedules} schedules, {Steps} steps, {Crashes} crashes, {Faults} database faults, {Together} steps of two workers, {Handed} handed to the payer, {Paid} lines paid, {Corrected} told anew, {Identities} buildings held against what is due");
}

/// <summary>A broken promise, with the steps that led to it.</summary>
internal sealed class BrokenScheduleException(int seed, string steps, string wrong) : Exception($"""
    seed {seed}: {wrong}
    {steps}
    Again: BTXH_SEED={seed} dotnet test tests/ProvinceNode.Tests --filter FullyQualifiedName~PaymentModel
    """);

/// <summary>
/// One random life of a node: steps that officials, jobs, the payer and the days take, with crashes, faults of the database, lost calls and two workers at once; after each all promises are checked.
/// The seed tells everything, so the same seed lives the same life (ids aside).
/// </summary>
internal sealed class Schedule(PayWorld world, ScheduleTally tally)
{
    // Roughly as many points as a verb has; a point beyond its last lets it live.
    private const int MostPoints = 60;

    private readonly Random _chance = new(world.Seed);
    private readonly StringBuilder _steps = new();
    private readonly Dictionary<Guid, int> _begun = [];
    private readonly HashSet<Guid> _checked = [];
    private int _changes;

    public DueTruth Truth { get; } = new();

    public async Task LiveAsync()
    {
        try
        {
            await LiveOnAsync();
        }
        catch (Exception e) when (e is not BrokenScheduleException)
        {
            throw new BrokenScheduleException(world.Seed, _steps.ToString(), e.ToString());
        }
    }

    private async Task LiveOnAsync()
    {
        var acts = new ScheduleActs(world, Truth, _chance);
        world.ByFile = _chance.Next(4) == 0;
        var people = _chance.Next(1, 4);
        for (var i = 0; i < people; i++)
        {
            await StepAsync(acts.Grant(), calm: true);
        }

        var steps = _chance.Next(6, 26);
        for (var i = 0; i < steps; i++)
        {
            await StepAsync(acts.Next(PayBooks.Read(world)), calm: false);
        }

        await EndAsync(acts);
        tally.Schedules++;
        tally.Handed += world.Payer.Lists.Count;
        tally.Paid += world.Payer.Rows.Count(r => r.IsPaid);
        tally.Corrected += world.Payer.Rows.Count(r => r.Told.Count > 1);
    }

    // Whatever waits is done, the next month is built: nobody may be missing there.
    private async Task EndAsync(ScheduleActs acts)
    {
        world.Payer.Mood = PayerMood.Well;
        foreach (var act in acts.Last())
        {
            if (act(PayBooks.Read(world)) is { } step)
            {
                await StepAsync(step, calm: true);
            }
        }
    }

    private async Task StepAsync(ScheduleAct act, bool calm)
    {
        world.Clock.Advance(TimeSpan.FromSeconds(_chance.Next(1, 90)));
        (world.Faulted, tally.Steps) = (false, tally.Steps + 1);
        world.Failures.Clear();
        var (together, chance) = (!calm && act.Other is not null && _chance.Next(8) == 0, _chance.Next(100));
        var how = "";
        if (!calm && act.MayDie && chance < 35)
        {
            var (once, point) = (chance < 6, 1 + _chance.Next(act.Points > 0 ? act.Points : MostPoints));
            world.First.DieAt(point, once);
            how = $" {(once ? "with a database fault" : "dying")} at {point}";
        }

        foreach (var run in PayBooks.Read(world).Runs.Where(r => r.State == RunState.Building && r.Done == 0))
        {
            _begun[run.Id] = _changes;
        }

        var told = together ? await TogetherAsync(act) : await DoAsync(world.First, act);
        world.First.Revive();
        world.Second.Revive();
        _steps.AppendLine(CultureInfo.InvariantCulture, $"  {world.Time.Now:dd/MM/yyyy HH:mm} {act.Name}{(together ? $" together with {act.Other!.Name}" : "")}{how}: {told}");
        _changes += act.Builds && (!together || act.Other!.Builds) ? 0 : 1;
        Check();
    }

    private async Task<string> TogetherAsync(ScheduleAct act)
    {
        tally.Together++;
        var (one, two) = ("", "");
        await new Interleaver(_chance).RunAsync((world.First, async () => one = await DoAsync(world.First, act)), (world.Second, async () => two = await DoAsync(world.Second, act.Other!)));
        return $"{one} | {two}";
    }

    private async Task<string> DoAsync(Worker worker, ScheduleAct act)
    {
        try
        {
            var told = await act.Do(worker);
            if (worker.IsDead)
            {
                tally.Crashes++;
                return "died";
            }

            if (act.Hears && !world.Faulted && !worker.IsTogether)
            {
                world.HeardAll = true;
            }

            return told;
        }
        catch (Exception) when (worker.IsDead)
        {
            // However the product wrapped it.
            tally.Crashes++;
            return "died";
        }
        catch (SqliteException e) when (world.Faulted && e.SqliteErrorCode == 13)
        {
            tally.Faults++;
            return "the database failed";
        }
        catch (DbUpdateException e) when (world.Faulted && e.InnerException is SqliteException { SqliteErrorCode: 13 })
        {
            tally.Faults++;
            return "the database failed";
        }
    }

    private void Check()
    {
        var books = PayBooks.Read(world);
        var wrong = WorldChecks.Of(world, books).ToList();
        if (books.Runs.Count > 0 && books.Runs[^1] is { State: RunState.Built, Communes: 2, Done: 2, Failed: "" } run && run.Month == world.Time.Month.AddMonths(1).Number
            && _begun.TryGetValue(run.Id, out var begun) && begun == _changes && _checked.Add(run.Id))
        {
            tally.Identities++;
            wrong.AddRange(WorldChecks.Due(Truth, books, run));
        }

        if (wrong.Count > 0)
        {
            throw new BrokenScheduleException(world.Seed, _steps.ToString(), string.Join("\n", wrong.Distinct().Take(5)));
        }
    }
}
