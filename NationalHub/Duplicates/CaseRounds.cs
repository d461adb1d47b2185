using Microsoft.Extensions.Options;
using Protos.Values;

namespace NationalHub.Duplicates;

/// <summary>
/// The never-ending search, apart from the push: what arrived since the last round, then cases whose money changed; once an hour the last two days and every case that may go on, since months
/// pass and a batch is seen when it is committed; after a start everything that is behind. Two hubs on one store may both run it: where one was in the way of the other, the next round goes on.
/// </summary>
public sealed class CaseRounds(IServiceScopeFactory scopes, IOptions<DuplicateOptions> options, VietnamTime time, ILogger<CaseRounds> logger) : BackgroundService
{
    /// <summary>A batch carries the time it was read, and is seen when it is committed: look back further than any commit takes.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(15);
    /// <summary>Once an hour: what another hub on the store took in, and what a conflict of two left behind.</summary>
    private static readonly TimeSpan Arriving = TimeSpan.FromDays(2);
    private static readonly TimeSpan AllEvery = TimeSpan.FromHours(1);
    private DateTime _last;
    private DateTime _lastAll;

    /// <summary>Records received from then on are left, for a page of theirs was not saved; null: none.</summary>
    private DateTime? _left;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.SearchMilliseconds));
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await RoundAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RoundFailed(logger, e);
            }
        }
    }

    internal async Task RoundAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow;
        var (since, all) = (Since(now, _last, _lastAll), IsHourly(now, _lastAll));
        var (looked, left) = await WalkAsync(since, cancellation).ConfigureAwait(false);
        if (_left is { } behind && behind < since)
        {
            // After what is new, so that a page which never can be saved holds up nobody who arrives.
            (var more, left) = await WalkAsync(behind, cancellation).ConfigureAwait(false);
            looked += more;
        }

        _left = left;
        await PieceAsync((find, token) => find.LinkedAsync(since, token), cancellation).ConfigureAwait(false);
        var changed = await PieceAsync((find, token) => find.TouchedAsync(all ? now - Arriving : since, all, token), cancellation).ConfigureAwait(false);
        (_last, _lastAll) = (now, all ? now : _lastAll);
        if (looked + changed > 0)
        {
            Log.Searched(logger, looked, changed);
        }
    }

    /// <returns>How many were looked at; and from when on records are left, when a page could not be saved: the next round goes on there, at its time.</returns>
    private async Task<(int Looked, DateTime? Left)> WalkAsync(DateTime since, CancellationToken cancellation)
    {
        var (looked, at) = (0, since);
        while (true)
        {
            var page = await PieceAsync((find, token) => find.PageAsync(at, token), cancellation).ConfigureAwait(false);
            (looked, at) = (looked + page.Found, page.Reached);
            if (page.Found < FindCases.PageSize)
            {
                return (looked, page.Saved ? null : at);
            }
        }
    }

    /// <summary>From when on records are looked at: everything is walked through after a start alone, for a nation is too much for every hour. Pure.</summary>
    internal static DateTime Since(DateTime now, DateTime last, DateTime lastAll) =>
        lastAll == default ? DateTime.UnixEpoch : IsHourly(now, lastAll) ? now - Arriving : last - LookBack;

    private static bool IsHourly(DateTime now, DateTime lastAll) => now - lastAll >= AllEvery;

    // Each piece in a context of its own: nothing is kept of a million people.
    private async Task<T> PieceAsync<T>(Func<FindCases, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<FindCases>(), cancellation).ConfigureAwait(false);
    }
}
