using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;
using Protos.Values;

namespace NationalHub.Provinces;

/// <summary>Writes security events, counting repeats of the same thing within an hour on one row.</summary>
public sealed class SecurityLog(IServiceScopeFactory scopes, VietnamTime time)
{
    private static readonly TimeSpan SameFor = TimeSpan.FromHours(1);

    // What people did to accounts, keys and data is a row each: none of it hides behind the next.
    private static readonly HashSet<SecurityEventKind> Apart =
        [SecurityEventKind.SignedIn, SecurityEventKind.FactorSetUp, SecurityEventKind.FactorReset, SecurityEventKind.RecoveryCodeUsed, SecurityEventKind.AccountChanged,
         SecurityEventKind.AnalystChanged, SecurityEventKind.BackedUp, SecurityEventKind.TrialRemoved];

    /// <summary>Saves in a transaction of its own: a refusal is recorded even when the work that met it is rolled back.</summary>
    public async Task RecordAsync(SecurityEvent happened, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        var now = time.UtcNow;
        var since = now - SameFor;
        var counted = Apart.Contains(happened.Kind) ? 0 : await db.SecurityEvents
            .Where(e => e.Kind == happened.Kind && e.Subject == happened.Subject && e.ProvinceCode == happened.ProvinceCode
                && e.RemoteAddress == happened.RemoteAddress && e.FirstAt >= since)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Times, e => e.Times + 1).SetProperty(e => e.LastAt, now).SetProperty(e => e.Detail, happened.Detail),
                cancellation).ConfigureAwait(false);
        if (counted == 0)
        {
            db.SecurityEvents.Add(new SecurityEvent
            {
                Kind = happened.Kind,
                ProvinceCode = happened.ProvinceCode,
                Subject = happened.Subject,
                RemoteAddress = happened.RemoteAddress,
                Detail = happened.Detail,
                FirstAt = now,
                LastAt = now,
            });
            await db.SaveChangesAsync(cancellation).ConfigureAwait(false);
        }
    }
}
