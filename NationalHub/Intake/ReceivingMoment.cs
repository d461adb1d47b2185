using Microsoft.EntityFrameworkCore;
using NationalHub.Platform;

namespace NationalHub.Intake;

/// <summary>
/// The moment that rows bear as received. Whoever follows changes, and the figures, ask for what was received since they read last: when the hub's clock is set back, new rows must not come to lie before
/// what has been read. So no moment is given before one that was given to any province; the node's heartbeats keep it within a minute of the clock.
/// </summary>
internal static class ReceivingMoment
{
    /// <summary>Later than the last one, by the clock or by the smallest step that both stores keep. Pure.</summary>
    public static DateTime Next(DateTime now, DateTime? last) => last is { } before && before >= now ? before.AddMicroseconds(1) : now;

    /// <summary>Asked once a transaction, of one row a province.</summary>
    /// <param name="farthest">A moment farther ahead of the clock than this was given by a clock that was wrong: it binds nobody.</param>
    public static async Task<DateTime> NextAsync(HubDb db, DateTime now, TimeSpan farthest, CancellationToken cancellation)
    {
        var latest = now + farthest;
        return Next(now, await db.Positions.Where(p => p.ReceivedAt <= latest).MaxAsync(p => p.ReceivedAt, cancellation).ConfigureAwait(false));
    }
}
