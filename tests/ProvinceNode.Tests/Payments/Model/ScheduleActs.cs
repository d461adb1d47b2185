using ProvinceNode.Dossiers.Outcomes;
using ProvinceNode.Dossiers;
using ProvinceNode.Payments;
using ProvinceNode.Payments.Building;
using ProvinceNode.Payments.Files;
using ProvinceNode.Payments.Results;
using ProvinceNode.Payments.Sending;
using ProvinceNode.Registry;
using Protos.Values;

namespace ProvinceNode.Tests.Payments.Model;

/// <summary>One step of a schedule.</summary>
internal sealed record ScheduleAct(string Name, Func<Worker, Task<string>> Do)
{
    /// <summary>Touches the database by verbs of the product.</summary>
    public bool MayDie { get; init; } = true;

    /// <summary>Points among which it dies; 0: the usual number.</summary>
    public int Points { get; init; }

    /// <summary>Builds lists and changes nothing else.</summary>
    public bool Builds { get; init; }

    /// <summary>Takes all that the payer told.</summary>
    public bool Hears { get; init; }

    /// <summary>What another process may do in the same moments.</summary>
    public ScheduleAct? Other { get; init; }
}

/// <summary>What may happen next: mostly what the month wants, often anything else.</summary>
internal sealed class ScheduleActs(PayWorld world, DueTruth truth, Random chance)
{
    private readonly PeopleActs _people = new(world, truth, chance);
    private readonly PayerActs _payer = new(world, chance);

    private PayMonth Running => world.Time.Month;

    public ScheduleAct Grant() => _people.Grant();

    /// <param name="wanted">Of a hundred, how often what the month wants.</param>
    public ScheduleAct Next(PayBooks books, int wanted)
    {
        world.Payer.Mood = chance.Next(100) switch { < 60 => PayerMood.Well, < 70 => PayerMood.LostOnTheWay, < 80 => PayerMood.AnswerLost, < 87 => PayerMood.Late, < 93 => PayerMood.Refuses, _ => PayerMood.Silent };
        return chance.Next(4) switch { 0 => _payer.Cancels(), 1 => _payer.CloseFault(), _ => null } ?? (chance.Next(100) < wanted ? Wanted(books) : chance.Next(100) < 45 ? _people.Any() : Any(books)) ?? Wanted(books) ?? Day();
    }

    /// <summary>What the month wants, while the payer is well.</summary>
    public ScheduleAct Quiet(PayBooks books)
    {
        world.Payer.Mood = PayerMood.Well;
        return Wanted(books) ?? Day();
    }

    /// <summary>Somebody is cared for; null when nobody can be.</summary>
    public ScheduleAct? Cares() => _people.Cares();

    /// <summary>Something beside somebody's own money; null when nothing is.</summary>
    public ScheduleAct? Beside() => _people.AnyBeside();

    /// <summary>The next step on the way to two records of one person; null when nobody can have them.</summary>
    public ScheduleAct? Doubles() => _people.Doubles();

    /// <summary>The next step on the way to a recovery that a list took; null when one did.</summary>
    public ScheduleAct? Recovers(PayBooks books)
    {
        world.Payer.Mood = PayerMood.Well;
        return _people.IsTaken ? null : _people.Recovers() ?? Wanted(books) ?? Day();
    }

    /// <summary>A backup of the node.</summary>
    public ScheduleAct Back() => new("a backup is made", _ =>
    {
        world.Back(truth);
        return Task.FromResult("");
    }) { MayDie = false };

    /// <summary>The node is put back to its backup; null while it may not be.</summary>
    public ScheduleAct? Restore() => world.MayRestore ? new("the node is put back to its backup", w => world.RestoreAsync(w, truth)) { MayDie = false } : null;

    /// <summary>The end: calls and results that wait, drafts given up, the next month opened and built.</summary>
    public IEnumerable<Func<PayBooks, ScheduleAct?>> Last()
    {
        yield return b => b.Lists.Exists(l => l.Status is ListStatus.Sending or ListStatus.Unknown) ? HandOver() : null;
        yield return _ => world.HeardAll ? null : Take();
        yield return b => b.Runs.Exists(r => r.State == RunState.Building) ? Build() : null;
        yield return b => b.LatestMonth is { } month && month > Running ? null : new("days go by to the 21st", _ => Move(Running.FirstDay.AddDays(20))) { MayDie = false };
        yield return b => b.LatestMonth == Running.AddMonths(1) ? null : Open();
        yield return b => b.Of(ListStatus.Draft).Any() ? new("gives up all drafts", w => world.DiscardAllAsync(w, b.Latest!.Id)) : null;
        yield return b => Ask(b, b.Lists.Exists(l => l.PeriodId == b.Latest!.Id && l.Status != ListStatus.Discarded) || b.Latest!.IsClosed);
        yield return _ => Build();
    }

    // What the month wants next.
    private ScheduleAct? Wanted(PayBooks books)
    {
        if (books.Runs.Exists(r => r.State == RunState.Building))
        {
            return Build();
        }

        if (books.Lists.Exists(l => l.Status is ListStatus.Sending or ListStatus.Unknown))
        {
            return HandOver();
        }

        if (books.Latest is not { } latest || latest.Month <= Running.Number)
        {
            return Open();
        }

        if (!latest.IsClosed)
        {
            return !books.Runs.Exists(r => r.PeriodId == latest.Id) ? Ask(books, false) : books.Of(ListStatus.Draft).Any() ? ApproveAll(books) : Close(books);
        }

        return books.Of(ListStatus.Draft).Any() ? ApproveAll(books) : books.Of(ListStatus.Approved).Any() ? SendAll(books) : _payer.Tells() ?? (!world.HeardAll ? _payer.Upload() ?? Take() : (chance.Next(3) == 0 ? _payer.Bothers() : null) ?? NextMonth());
    }

    private ScheduleAct? Any(PayBooks books) => chance.Next(23) switch
    {
        0 => Day(),
        1 => Open(),
        2 => Ask(books, chance.Next(2) == 0),
        3 => Build(),
        4 => ApproveOne(books),
        5 => Discard(books),
        6 => books.Latest is { } latest ? new("gives up all drafts", w => world.DiscardAllAsync(w, latest.Id)) { Other = Build() } : null,
        7 => Close(books),
        8 => SendOne(books),
        9 => HandOver(),
        10 => Withdraw(books),
        11 => Paper(books),
        12 or 13 => _payer.Bothers(),
        14 => Take(),
        15 => _payer.CloseFault(),
        16 => _people.Notices(),
        17 => _payer.Upload(),
        18 => Back(),
        19 => Restore(),
        20 or 21 => OnPaper(books),
        _ => books.Latest is { } running ? new("stops building", w => world.StopAsync(w, running.Id)) { Other = Build() } : null,
    };

    private Task<string> Move(DateOnly day)
    {
        world.Clock.SetDay(day > world.Time.Today ? day : world.Time.Today);
        world.Payer.Arrive();
        return Task.FromResult("");
    }

    private ScheduleAct Day() => new("some days go by", _ => Move(world.Time.Today.AddDays(chance.Next(1, 14)))) { MayDie = false };

    private ScheduleAct NextMonth() => new("the next month", _ => Move(Running.AddMonths(1).FirstDay.AddDays(20))) { MayDie = false };

    private ScheduleAct Open() => new("opens the next month", w => world.OpenAsync(w, Running.AddMonths(1))) { Points = 16 };

    private ScheduleAct? Ask(PayBooks books, bool supplementary) => books.Latest is not { } latest ? null
        : new($"asks for {(supplementary ? "supplementary " : "")}lists of {latest.Month}", w => world.AskAsync(w, latest.Id, supplementary)) { Points = 24, Other = _people.Any() };

    private ScheduleAct Build() => Job<BuildRunsJob>("builds", builds: true, other: chance.Next(2) == 0 ? Job<BuildRunsJob>("builds", builds: true) : _people.Any());

    private ScheduleAct ApproveAll(PayBooks books) => new("approves all drafts", w => world.ApproveAllAsync(w, books.Latest!.Id)) { Other = chance.Next(2) == 0 ? _people.Any() : Discard(books) };

    private ScheduleAct? ApproveOne(PayBooks books) => Pick(books, ListStatus.Draft) is { } list ? new("approves a list", w => world.ApproveAsync(w, list.Id)) { Points = 40, Other = Discard(books) } : null;

    private ScheduleAct? Discard(PayBooks books) => Pick(books, ListStatus.Draft) is { } list ? new("gives up a draft", w => world.DiscardAsync(w, list.Id)) { Points = 20 } : null;

    private ScheduleAct? Close(PayBooks books) => books.Latest is { IsClosed: false } latest ? new("closes", w => world.CloseAsync(w, latest.Id)) : null;

    private ScheduleAct? SendOne(PayBooks books) => Pick(books, ListStatus.Approved) is { } list
        ? new($"sends a list ({world.Payer.Mood})", w => world.SendAsync(w, list.Id, true)) { Points = 50, Other = chance.Next(2) == 0 ? new("withdraws it", w => world.WithdrawAsync(w, list.Id)) : new("sends it too", w => world.SendAsync(w, list.Id, true)) } : null;

    private ScheduleAct SendAll(PayBooks books) => chance.Next(2) == 0 && SendOne(books) is { } one ? one : new($"sends all lists ({world.Payer.Mood})", w => world.SendAllAsync(w, books.Latest!.Id)) { Other = HandOver() };

    private ScheduleAct HandOver()
    {
        world.Clock.Advance(TimeSpan.FromMinutes(chance.Next(1, 45)));
        return Job<HandOverJob>($"hands over ({world.Payer.Mood})", other: chance.Next(2) == 0 ? Take() : Job<HandOverJob>("hands over too"));
    }

    private ScheduleAct? Withdraw(PayBooks books) => Pick(books, ListStatus.Approved) is { } list ? new("withdraws a list", w => world.WithdrawAsync(w, list.Id)) { Points = 24, Other = HandOver() } : null;

    private ScheduleAct? Paper(PayBooks books) => Pick(books, ListStatus.Unknown) is { } list ? new("settles by the payer's paper", w => world.PaperAsync(w, list, list.Sendings[^1])) { Other = HandOver() } : null;

    private ScheduleAct? OnPaper(PayBooks books)
    {
        var lists = books.Of(ListStatus.Approved).Where(l => l.Sent.Count > 0 && books.Periods.Exists(p => p.Id == l.PeriodId && p.IsClosed)).ToList();
        if (lists.Count == 0)
        {
            return null;
        }

        var (list, share) = (lists[chance.Next(lists.Count)], chance.Next(1, 4));
        List<int> orders = [.. Enumerable.Range(1, list.LineCount).Where(o => o == 1 || o % 4 < share)];
        return new($"pays lines {string.Join(", ", orders)} of a list on paper", w => world.PayOnPaperAsync(w, list.Id, orders)) { Points = 70, Other = HandOver() };
    }

    private ScheduleAct Take() => Job<TakeResultsJob>("takes results", other: Job<TakeResultsJob>("takes results too", hears: true), hears: true);

    private ScheduleAct Job<T>(string name, bool builds = false, ScheduleAct? other = null, bool hears = false)
        where T : ProvinceNode.Platform.NodeJob => new(name, world.JobAsync<T>) { Builds = builds, Other = other, Hears = hears, Points = 90 };

    private ListRow? Pick(PayBooks books, ListStatus status) => books.Of(status).ToList() is { Count: > 0 } lists ? lists[chance.Next(lists.Count)] : null;
}
