namespace ProvinceNode.Tests.Payments.Model;

/// <summary>
/// Two processes on one database, each with its own connection and transactions. At each point of theirs chance says who goes on, so that they interleave in every way that the database allows and the
/// same seed interleaves them the same way again. Who wants to write while the other has a transaction open waits, as the database would make him.
/// </summary>
internal sealed class Interleaver(Random chance)
{
    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];
    private TaskCompletionSource _turned = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task RunAsync(params (Worker Worker, Func<Task> Work)[] all)
    {
        var running = new List<Task>();
        foreach (var (worker, work) in all)
        {
            worker.Turns = this;
            running.Add(Task.Run(async () =>
            {
                try
                {
                    await GateAsync(worker, false);
                    await work();
                }
                finally
                {
                    worker.Turns = null;
                    Turned();
                }
            }));
        }

        await DealAsync(running, [.. all.Select(a => a.Worker)]);
        await Task.WhenAll(running);
    }

    public Task GateAsync(Worker worker, bool writes)
    {
        var waiting = new Waiting(worker, writes, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            _waiting.Add(waiting);
        }

        Turned();
        return waiting.Go.Task;
    }

    // One at a time: whoever runs comes to his next point, or to his end, before anybody else is let go.
    private async Task DealAsync(List<Task> running, List<Worker> workers)
    {
        while (true)
        {
            Waiting? next = null;
            Task turned;
            lock (_lock)
            {
                turned = _turned.Task;
                var alive = workers.Count(w => w.Turns is not null);
                if (alive == 0)
                {
                    return;
                }

                if (_waiting.Count == alive)
                {
                    var ready = _waiting.Where(w => !w.Writes || !workers.Exists(o => o != w.Worker && !o.IsDead && o.IsInTransaction)).OrderBy(w => workers.IndexOf(w.Worker)).ToList();
                    next = ready[chance.Next(ready.Count)];
                    _waiting.Remove(next);
                }
            }

            if (next is not null)
            {
                next.Go.SetResult();
                continue;
            }

            await Task.WhenAny(turned, Task.WhenAll(running));
            lock (_lock)
            {
                if (_turned.Task.IsCompleted)
                {
                    _turned = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }
    }

    private void Turned()
    {
        lock (_lock)
        {
            _turned.TrySetResult();
        }
    }

    private sealed record Waiting(Worker Worker, bool Writes, TaskCompletionSource Go);
}
