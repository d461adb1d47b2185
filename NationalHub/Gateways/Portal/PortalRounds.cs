using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Gateways.Portal;

/// <summary>
/// The never-ending work on the ledger: compare with the dossiers, send what is due, wait. Nothing waits for it, and no outage of the
/// portal ends it. Two hubs on one store may both run it: what is sent twice does no harm.
/// </summary>
public sealed class PortalRounds(
    IServiceScopeFactory scopes, PortalClient portal, PortalPause pause, IOptions<GatewayOptions> options, VietnamTime time, ILogger<PortalRounds> logger) : BackgroundService
{
    private const int PageSize = 200;
    private static readonly Meter Meter = new("NationalHub");
    private static readonly Gauge<long> Entries = Meter.CreateGauge<long>("hub.portal.entries", description: "Dossiers in the portal ledger by state.");

    /// <summary>A batch carries the time it was read, and is seen when it is committed: look back further than any commit takes.</summary>
    private static readonly TimeSpan LookBack = TimeSpan.FromMinutes(15);
    /// <summary>Once an hour: what another hub on the store took in, and what a conflict of two left behind.</summary>
    private static readonly TimeSpan Arriving = TimeSpan.FromDays(2);
    private static readonly TimeSpan CompareAllEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(30);
    private DateTime _lastScan;
    private DateTime _lastFullScan;
    private DateTime _lastCount;
    private DateOnly _compared;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.ScanMilliseconds));
        do
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
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task RoundAsync(CancellationToken cancellation)
    {
        var now = time.UtcNow;
        var all = now - _lastFullScan >= CompareAllEvery;
        await InScopeAsync<PortalScan, int>(scan => scan.HandleAsync(Since(now, _lastScan, _lastFullScan), cancellation)).ConfigureAwait(false);
        (_lastScan, _lastFullScan) = (now, all ? now : _lastFullScan);
        while (portal.IsConfigured && pause.IsOver && await SendDueAsync(cancellation).ConfigureAwait(false))
        {
            // A full page was sent: there may be more.
        }

        await CompareAsync(cancellation).ConfigureAwait(false);
        if (now - _lastCount >= CountEvery)
        {
            _lastCount = now;
            foreach (var (state, count) in await InScopeAsync<HubDb, Dictionary<PortalState, int>>(db => PortalCounts.OfAsync(db, cancellation)).ConfigureAwait(false))
            {
                Entries.Record(count, new KeyValuePair<string, object?>("state", state.ToString()));
            }
        }
    }

    /// <summary>From when on dossiers are compared; null: all, after a start alone, for a nation is too much for every hour. Pure.</summary>
    internal static DateTime? Since(DateTime now, DateTime last, DateTime lastFull) =>
        lastFull == default ? null : now - lastFull >= CompareAllEvery ? now - Arriving : last - LookBack;

    /// <summary>Once a day, and after a start, while the portal answers.</summary>
    private async Task CompareAsync(CancellationToken cancellation)
    {
        var today = time.Today;
        if (!portal.IsConfigured || !pause.IsOver || _compared == today)
        {
            return;
        }

        try
        {
            var differ = await InScopeAsync<HubDb, bool>(db => db.PortalLedger.AnyAsync(e => e.State == PortalState.Sent, cancellation)).ConfigureAwait(false)
                ? await InScopeAsync<CompareLedgers, int>(compare => compare.HandleAsync(cancellation)).ConfigureAwait(false)
                : 0;
            _compared = today;
            pause.End();
            Log.Compared(logger, differ);
        }
        catch (PortalDownException e)
        {
            Log.PortalDown(logger, e.Message, pause.Lengthen().TotalSeconds);
        }
    }

    /// <summary>What is sent now. What a hub of before wrote down of a province that is not real stays.</summary>
    internal static IQueryable<PortalEntry> Due(HubDb db, DateTime now, bool rehearsal)
    {
        var provinces = PortalProvinces.Query(db, rehearsal);
        return db.PortalLedger.Where(e => (e.State == PortalState.Waiting || e.State == PortalState.Failed) && e.NextAttemptAt <= now && provinces.Contains(e.ProvinceCode));
    }

    /// <returns>Whether it is worth looking for more at once.</returns>
    private async Task<bool> SendDueAsync(CancellationToken cancellation)
    {
        var probing = pause.IsProbing;
        var take = probing ? 1 : PageSize;
        var now = time.UtcNow;
        var due = await InScopeAsync<HubDb, List<(string Province, string Id)>>(async db => (await Due(db, now, options.Value.Rehearsal).AsNoTracking()
            .OrderBy(e => e.NextAttemptAt).Take(take).Select(e => new { e.ProvinceCode, e.DossierId }).ToListAsync(cancellation).ConfigureAwait(false))
            .ConvertAll(e => (e.ProvinceCode, e.DossierId))).ConfigureAwait(false);
        var down = "";
        var failed = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = options.Value.SendersAtOnce, CancellationToken = cancellation }, async (e, token) =>
        {
            if (Volatile.Read(ref down).Length > 0)
            {
                return;
            }

            try
            {
                if (await InScopeAsync<SendDossier, string>(send => send.HandleAsync(e.Province, e.Id, token)).ConfigureAwait(false) is { Length: > 0 } reason)
                {
                    Volatile.Write(ref down, reason);
                }
            }
            catch (Exception unexpected) when (!token.IsCancellationRequested)
            {
                // One dossier that cannot be handled must not hold up those behind it.
                Log.RoundFailed(logger, unexpected);
                Interlocked.Increment(ref failed);
            }
        }).ConfigureAwait(false);
        if (down.Length > 0)
        {
            Log.PortalDown(logger, down, pause.Lengthen().TotalSeconds);
            return false;
        }

        if (due.Count > 0 && pause.End())
        {
            Log.PortalBack(logger);
        }

        return failed == 0 && due.Count == take;
    }

    private async Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>()).ConfigureAwait(false);
    }
}
