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

    /// <summary>Pages of linked people that a round looks at.</summary>
    private const int MostPages = 20;

    /// <summary>A walk through linked people that no round ended yet.</summary>
    private LinkScan? _links;

    /// <summary>When the last walk that ended was begun: what was learned meanwhile of somebody behind it comes with the next.</summary>
    private DateTime? _linksBegan;

    /// <summary>Pages left behind that a round tries again.</summary>
    private const int MostAgain = 50;

    private readonly LeftPages _left = new();

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
        var again = Math.Min(MostAgain, _left.Count);
        var looked = await WalkAsync(new(ArrivalKey.Since(since), null), FindCases.PageSize, 0, cancellation).ConfigureAwait(false);
        for (; again > 0; again--)
        {
            // After what is new, so that a page which never can be saved holds up nobody who arrives.
            var page = _left.Next();
            looked += await WalkAsync(page.Of, page.NextTake, page.Failures, cancellation).ConfigureAwait(false);
            _left.Done();
        }

        await LinkedAsync(since, now, cancellation).ConfigureAwait(false);
        var changed = await PieceAsync((find, token) => find.TouchedAsync(all ? now - Arriving : since, all, token), cancellation).ConfigureAwait(false);
        changed += _lastAll == default ? await PieceAsync((find, token) => find.KeptAsync(token), cancellation).ConfigureAwait(false) : 0;
        (_last, _lastAll) = (now, all ? now : _lastAll);
        if (looked + changed > 0)
        {
            Log.Searched(logger, looked, changed);
        }
    }

    /// <summary>Compares page after page; one that cannot be is left for a later round, and the walk goes on behind it.</summary>
    /// <param name="failures">How often what is walked through failed before.</param>
    /// <returns>How many were compared.</returns>
    private async Task<int> WalkAsync(Stretch of, int take, int failures, CancellationToken cancellation)
    {
        var (looked, at) = (0, of.After);
        while (true)
        {
            var stretch = of with { After = at };
            var (found, reached, done) = await PieceAsync((find, token) => find.PageAsync(stretch, take, token), cancellation).ConfigureAwait(false);
            if (done)
            {
                looked += found;
            }
            else
            {
                Leave(at, reached, take, failures + 1);
            }

            if (found < take)
            {
                return looked;
            }

            at = reached;
        }
    }

    private void Leave(ArrivalKey after, ArrivalKey to, int take, int failures)
    {
        foreach (var of in failures == 1 ? _left.Uncovered(after, to) : [new Stretch(after, to)])
        {
            var page = new LeftPage(of, take, failures);
            _left.Add(page);
            if (page.IsTold)
            {
                Log.PageLeft(logger, take, to.ProvinceCode, to.At, failures);
            }
        }
    }

    // Linked people page by page; what a round leaves, or a page that cannot be judged, holds up nobody behind it: the next round goes on there. Only when all were looked at is it begun anew, from the time of the last beginning.
    private async Task LinkedAsync(DateTime since, DateTime now, CancellationToken cancellation)
    {
        var scan = _links ?? new(_linksBegan is { } began && began - LookBack < since ? began - LookBack : since, now, null);
        for (var pages = 0; pages < MostPages; pages++)
        {
            var (from, after) = (scan.Since, scan.After);
            var page = await PieceAsync((find, token) => find.LinkedAsync(from, after, token), cancellation).ConfigureAwait(false);
            var whole = page.Count < FindCases.PageSize;
            scan = scan with { After = page.Count == 0 ? after : page[^1].Key };
            (_links, _linksBegan) = whole ? (null, scan.Began) : (scan, _linksBegan);
            await PieceAsync((find, token) => find.JudgeAsync(page, token), cancellation).ConfigureAwait(false);
            if (whole)
            {
                return;
            }
        }
    }

    /// <summary>From when on records are looked at: everything is walked through after a start alone, for a nation is too much for every hour. Pure.</summary>
    internal static DateTime Since(DateTime now, DateTime last, DateTime lastAll) =>
        lastAll == default ? DateTime.UnixEpoch : IsHourly(now, lastAll) ? now - Arriving : last - LookBack;

    private static bool IsHourly(DateTime now, DateTime lastAll) => now - lastAll >= AllEvery;

    /// <param name="Since">Links learned from then on.</param>
    /// <param name="After">The last one looked at.</param>
    private sealed record LinkScan(DateTime Since, DateTime Began, PersonKey? After);

    // Each piece in a context of its own: nothing is kept of a million people.
    private async Task<T> PieceAsync<T>(Func<FindCases, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<FindCases>(), cancellation).ConfigureAwait(false);
    }
}
