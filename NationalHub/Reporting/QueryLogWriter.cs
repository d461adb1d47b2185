using NationalHub.Platform;

namespace NationalHub.Reporting;

/// <summary>Writes the log of queries. Whoever comes while others are being written shares the next commit with all who wait by then.</summary>
public sealed class QueryLogWriter(IServiceScopeFactory scopes) : IAsyncDisposable
{
    private readonly Lock _turn = new();
    private List<Waiting> _waiting = [];
    private bool _writing;
    private AsyncServiceScope? _scope;

    /// <summary>Returns when the entries are saved; they bear their numbers then.</summary>
    /// <param name="entries">Of one request.</param>
    /// <param name="cancellation">Ends the waiting, not the writing: what was asked is recorded though the client is gone.</param>
    public async Task WriteAsync(IReadOnlyList<QueryLogEntry> entries, CancellationToken cancellation)
    {
        var mine = new Waiting(entries);
        if (Leads(mine))
        {
            await TurnAsync(CancellationToken.None).ConfigureAwait(false);
        }

        await mine.Done.Task.WaitAsync(cancellation).ConfigureAwait(false);
    }

    private bool Leads(Waiting mine)
    {
        lock (_turn)
        {
            _waiting.Add(mine);
            (var leads, _writing) = (!_writing, true);
            return leads;
        }
    }

    private List<Waiting> Next()
    {
        lock (_turn)
        {
            (var next, _waiting) = (_waiting, []);
            _writing = next.Count > 0;
            return next;
        }
    }

    /// <summary>One commit for the first, and one for each crowd that came meanwhile, which nobody has to wait for who did not come with it.</summary>
    private async Task TurnAsync(CancellationToken cancellation)
    {
        await SaveAsync(Next(), cancellation).ConfigureAwait(false);
        if (Next() is { Count: > 0 } others)
        {
            _ = Task.Run(() => RestAsync(others, cancellation), cancellation);
        }
    }

    private async Task RestAsync(List<Waiting> crowd, CancellationToken cancellation)
    {
        for (; crowd.Count > 0; crowd = Next())
        {
            await SaveAsync(crowd, cancellation).ConfigureAwait(false);
        }
    }

    private async Task SaveAsync(List<Waiting> crowd, CancellationToken cancellation)
    {
        var saving = CommitAsync(crowd, cancellation);
        await saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var waiting in crowd)
        {
            if (saving.Exception is { } fault)
            {
                waiting.Done.TrySetException(fault.InnerExceptions);
            }
            else
            {
                waiting.Done.TrySetResult();
            }
        }
    }

    /// <summary>One context for all commits, for they come one after the other and to make one costs as much as its commit; what a fault left of it is not used again.</summary>
    private async Task CommitAsync(List<Waiting> crowd, CancellationToken cancellation)
    {
        var db = (_scope ??= scopes.CreateAsyncScope()).ServiceProvider.GetRequiredService<HubDb>();
        var saved = false;
        try
        {
            db.QueryLog.AddRange(crowd.SelectMany(w => w.Entries));
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
            db.ChangeTracker.Clear();
            saved = true;
        }
        finally
        {
            if (!saved)
            {
                await DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_scope is { } scope)
        {
            _scope = null;
            await scope.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed record Waiting(IReadOnlyList<QueryLogEntry> Entries)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
